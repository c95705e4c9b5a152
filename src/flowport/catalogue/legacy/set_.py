"""Legacy forms of the palette's Set section."""

from __future__ import annotations

from flowport.catalogue.legacy.declare import DONE, ERROR, QUEUE_OR_AGENT, SUCCESS, B, P
from flowport.catalogue.legacy.shapes import LegacyBlockType, Level, ParameterUse

__all__ = ["LEGACY"]

_HOOK = (P("Type", use=ParameterUse.CODE), P("ContactFlowId", use=ParameterUse.CODE))

LEGACY: tuple[LegacyBlockType, ...] = (
    LegacyBlockType(
        type="SetAttributes",
        action="UpdateContactAttributes",
        title="Set contact attributes",
        parameters=(P("Attribute", "Attributes", ParameterUse.MAP),),
        branches=DONE,
        metadata=("dynamicParams", "isSplitModule"),
    ),
    LegacyBlockType(
        type="SetScreenPop",
        action="UpdateContactAttributes",
        title="Set contact attributes",
        level=Level.B,
        parameters=(P("key", use=ParameterUse.CODE), P("value", use=ParameterUse.CODE)),
        branches=DONE,
        metadata=("useDynamic",),
        alias_of="SetAttributes",
    ),
    LegacyBlockType(
        type="SetQueue",
        action="UpdateContactTargetQueue",
        title="Set working queue",
        parameters=QUEUE_OR_AGENT,
        branches=DONE,
        metadata=("useDynamic", "queue"),
        variants=("Queue", "Agent"),
    ),
    LegacyBlockType(
        type="SetEventHook",
        action="UpdateContactEventHooks",
        title="Set hold, whisper, queue or disconnect flow",
        parameters=_HOOK,
        branches=DONE,
        metadata=("useDynamic", "contactFlow", "customerOrAgent"),
    ),
    LegacyBlockType(
        type="SetEventHook",
        target="Flow",
        action="UpdateContactEventHooks",
        title="Set disconnect flow",
        level=Level.B,
        parameters=_HOOK,
        branches=DONE,
        metadata=("useDynamic", "ContactFlow"),
        like="SetEventHook",
    ),
    LegacyBlockType(
        type="SetContactFlow",
        action="UpdateContactEventHooks",
        title="Set whisper or queue flow",
        parameters=_HOOK,
        branches=(B("Success", "NoMatchingError"), ERROR),
        metadata=("contactFlow", "customerOrAgent"),
        like="SetEventHook",
    ),
    LegacyBlockType(
        type="SetCallBackNumber",
        action="UpdateContactCallbackNumber",
        title="Set callback number",
        level=Level.B,
        parameters=(P("CallBackNumber", "CallbackNumber"),),
        branches=(
            SUCCESS,
            B("InvalidPhoneNumber", "InvalidCallbackNumber"),
            B("NonDialableNumber", "CallbackNumberNotDialable"),
        ),
    ),
    LegacyBlockType(
        type="UpdateRoutingPriority",
        action="UpdateContactRoutingBehavior",
        title="Change routing priority / age",
        level=Level.B,
        parameters=(
            P("AbsolutePosition", "QueuePriority"),
            P("TimeOffset", "QueueTimeAdjustmentSeconds"),
        ),
        branches=(SUCCESS,),
        metadata=("adjustUnit",),
    ),
    LegacyBlockType(
        type="SetVoice",
        action="UpdateContactTextToSpeechVoice",
        title="Set voice",
        level=Level.B,
        parameters=(
            P("GlobalVoice", "TextToSpeechVoice"),
            P("GlobalEngine", "TextToSpeechEngine", level=Level.C),
            P("SpeakingStyle", "TextToSpeechStyle", level=Level.C),
        ),
        branches=DONE,
        metadata=("overrideConsoleVoice", "defaultVoice", "fragments"),
    ),
    LegacyBlockType(
        type="SetContactData",
        action="UpdateContactData",
        title="Set contact data",
        level=Level.B,
        parameters=(
            P("ContactData", use=ParameterUse.CODE),
            P("IsVoiceIdStreamingEnabled", "IsVoiceIdStreamingEnabled"),
            P("IsVoiceAuthenticationEnabled", "IsVoiceAuthenticationEnabled"),
            P("VoiceAuthenticationThreshold", "VoiceAuthenticationThreshold"),
            P("VoiceAuthenticationResponseTime", "VoiceAuthenticationResponseTime"),
            P("IsFraudDetectionEnabled", "IsFraudDetectionEnabled"),
            P("FraudDetectionThreshold", "FraudDetectionThreshold", level=Level.C),
        ),
        branches=DONE,
        metadata=("isSplitModule", "dynamicParams"),
    ),
    LegacyBlockType(
        type="SetVoiceId",
        action="StartVoiceIdStream",
        title="Set Voice ID",
        level=Level.C,
        branches=DONE,
        metadata=(
            "voiceAuthenticationUseDynamic",
            "voiceAuthenticationResponseTimeUseDynamic",
            "fraudDetectionUseDynamic",
            "fragments",
        ),
    ),
)
