"""Legacy forms of the palette's Set section."""

from __future__ import annotations

from flowport.catalogue.legacy.declare import DONE, ERROR, QUEUE_OR_AGENT, SUCCESS, B, P
from flowport.catalogue.legacy.shapes import LegacyBlock, Level, Use

__all__ = ["LEGACY"]

_HOOK = (P("Type", use=Use.CODE), P("ContactFlowId", use=Use.CODE))

LEGACY: tuple[LegacyBlock, ...] = (
    LegacyBlock(
        type="SetAttributes",
        action="UpdateContactAttributes",
        title="Set contact attributes",
        parameters=(P("Attribute", "Attributes", Use.MAP),),
        branches=DONE,
        metadata=("dynamicParams", "isSplitModule"),
    ),
    LegacyBlock(
        type="SetScreenPop",
        action="UpdateContactAttributes",
        title="Set contact attributes",
        level=Level.B,
        parameters=(P("key", use=Use.CODE), P("value", use=Use.CODE)),
        branches=DONE,
        metadata=("useDynamic",),
        alias_of="SetAttributes",
    ),
    LegacyBlock(
        type="SetQueue",
        action="UpdateContactTargetQueue",
        title="Set working queue",
        parameters=QUEUE_OR_AGENT,
        branches=DONE,
        metadata=("useDynamic", "queue"),
        variants=("Queue", "Agent"),
    ),
    LegacyBlock(
        type="SetEventHook",
        action="UpdateContactEventHooks",
        title="Set hold, whisper, queue or disconnect flow",
        parameters=_HOOK,
        branches=DONE,
        metadata=("useDynamic", "contactFlow", "customerOrAgent"),
    ),
    LegacyBlock(
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
    LegacyBlock(
        type="SetContactFlow",
        action="UpdateContactEventHooks",
        title="Set whisper or queue flow",
        parameters=_HOOK,
        branches=(B("Success", "NoMatchingError"), ERROR),
        metadata=("contactFlow", "customerOrAgent"),
        like="SetEventHook",
    ),
    LegacyBlock(
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
    LegacyBlock(
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
    LegacyBlock(
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
    LegacyBlock(
        type="SetContactData",
        action="UpdateContactData",
        title="Set contact data",
        level=Level.B,
        parameters=(
            P("ContactData", use=Use.CODE),
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
    LegacyBlock(
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
