"""The blocks of the legacy export format, and what each of them is in the flow language.

A declaration says all that a table can say: the action, the parameters and where they go, the
branches and what they become. What it can't say stands in ``flowport.convert.blocks``.

Source: the same blocks read in exports of both formats (see ``Level``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from flowport.catalogue.operators import OPERATORS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "LEGACY_BLOCKS",
    "LEGACY_OPERATORS",
    "NAMESPACES",
    "SYSTEM_NAMES",
    "LegacyBlock",
    "LegacyBranch",
    "LegacyParameter",
    "Level",
    "Use",
    "legacy_block",
]


class Level(StrEnum):
    """How well a fact of conversion is borne out by real exports."""

    A = "A"
    """At least three distinct blocks are the same in both formats."""
    B = "B"
    """One or two such blocks, or some in loosely related flows."""
    C = "C"
    """No such block: inferred from the shape of both formats."""


class Use(StrEnum):
    """What becomes of a legacy parameter."""

    VALUE = "value"
    """Its value goes to one place in the action."""
    MAP = "map"
    """Its value goes to one place, under the parameter's own key."""
    OMIT = "omit"
    """The flow language has no place for it; some of its values mean nothing there."""
    CODE = "code"
    """Only code can say it, or it goes with another parameter."""


@dataclass(frozen=True, slots=True)
class LegacyParameter:
    """One parameter of a legacy block.

    Attributes:
        name: Its name in the legacy format.
        to: Its dotted path in the action's parameters; empty where there is none.
        use: What becomes of it.
        values: Legacy words (lower case) and the values they become.
        implied: Legacy words (lower case) that say nothing the action does not say anyway.
        ssml: The path instead of ``to`` when the text is SSML.
        level: How well the mapping of this parameter is borne out.
    """

    name: str
    to: str = ""
    use: Use = Use.VALUE
    values: Mapping[str, Any] = field(default_factory=dict)
    implied: frozenset[str] = frozenset()
    ssml: str = ""
    level: Level = Level.A


@dataclass(frozen=True, slots=True)
class LegacyBranch:
    """One branch of a legacy block.

    Attributes:
        name: Its name in the legacy format.
        error: The error type that it becomes; empty for none.
        operator: The operator of the condition that it becomes; empty for none.
        operand: The operand of that condition.
        evaluate: Whether the branch itself carries operator and operand.
    """

    name: str
    error: str = ""
    operator: str = ""
    operand: str = ""
    evaluate: bool = False

    @property
    def lands(self) -> bool:
        """Whether it becomes an error or a condition, be it the default branch or not."""
        return bool(self.error or self.operator or self.evaluate)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyBlock:
    """One block of the legacy format, known by its type and its target.

    Attributes:
        type: The legacy type.
        target: The legacy target; None where the block has none.
        action: The action type that it becomes.
        title: Its name in the designer.
        level: How well the conversion of the block is borne out.
        parameters: Its parameters.
        branches: Its branches.
        default: The branches that may become ``NextAction``, the first that is there; none for
            a block that ends the flow.
        stays: Whether it has no ``NextAction`` at all where none of these is there.
        always: Parameters that every such action has.
        metadata: The keys seen in its metadata, besides ``position``.
        variants: The forms that the block's own parameters make it take.
        alias_of: The form that this one is an old name of; empty for none.
        like: The form whose code this block shares; empty for none.
    """

    type: str
    target: str | None = None
    action: str
    title: str
    level: Level = Level.A
    parameters: tuple[LegacyParameter, ...] = ()
    branches: tuple[LegacyBranch, ...] = ()
    default: tuple[str, ...] = ("Success",)
    stays: bool = False
    always: Mapping[str, Any] = field(default_factory=dict)
    metadata: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    alias_of: str = ""
    like: str = ""

    @property
    def form(self) -> str:
        """The block's key: its type, and its target after a slash."""
        return f"{self.type}/{self.target}" if self.target else self.type


#: Where the attribute of a namespace lives in the flow language.
NAMESPACES: Final[Mapping[str, str]] = {
    "User Defined": "$.Attributes",
    "External": "$.External",
    "Lex.Slots": "$.Lex.Slots",
    "Lex.SessionAttributes": "$.Lex.SessionAttributes",
    "System": "$",
}

#: System attributes whose legacy name is a title and no path.
SYSTEM_NAMES: Final[Mapping[str, str]] = {
    "Customer Number": "$.CustomerEndpoint.Address",
    "Dialed Number": "$.SystemEndpoint.Address",
    "Stored customer input": "$.StoredCustomerInput",
}

#: The operators of legacy branches, and what they become. The designer keeps the legacy word
#: beside the operator in a flow's metadata, and both are the documentation's.
LEGACY_OPERATORS: Final[Mapping[str, str]] = {
    operator.value: operator.name for operator in OPERATORS.values() if operator.value
}

_P = LegacyParameter
_B = LegacyBranch

_SUCCESS = _B("Success")
_ERROR = _B("Error", "NoMatchingError")
_NO_MATCH = _B("NoMatch", "NoMatchingCondition")
_EVALUATE = _B("Evaluate", evaluate=True)
_DONE = (_SUCCESS, _ERROR)
_CHECK = ("Error",)

_PROMPT = (
    _P("Text", "Text", ssml="SSML"),
    _P("TextToSpeechType", use=Use.OMIT, implied=frozenset({"text", "ssml"})),
    _P("AudioPrompt", "PromptId"),
)
_FLOW = _P("ContactFlowId", "ContactFlowId")
_QUEUE_OR_AGENT = (_P("Queue", "QueueId"), _P("Agent", "AgentId"))
_HOOK = (_P("Type", use=Use.CODE), _P("ContactFlowId", use=Use.CODE))
_SWITCH = {"true": "True", "false": "False"}
_ABLE = {"enable": "Enabled", "disable": "Disabled"}
_STREAM = (
    _P("MediaStreamTypes", "MediaStreamType"),
    _P("Track", use=Use.CODE),
    _P("ParticipantTypes", use=Use.CODE),
)
_STORED = (
    *_PROMPT,
    _P("CustomerInputType", use=Use.OMIT, implied=frozenset({"custom", "phonenumber"})),
    _P("Timeout", "InputTimeLimitSeconds"),
    _P("MaxDigits", "InputValidation.CustomValidation.MaximumLength"),
    _P("PhoneNumberFormat", "InputValidation.PhoneNumberValidation.NumberFormat"),
    _P("CountryCode", "InputValidation.PhoneNumberValidation.CountryCode"),
    _P("EncryptEntry", use=Use.CODE),
    _P("EncryptionKeyId", "InputEncryption.EncryptionKeyId"),
    _P("EncryptionKey", "InputEncryption.Key"),
    _P("TerminatorDigits", "DTMFConfiguration.InputTerminationSequence", level=Level.C),
    _P("DisableCancel", "DTMFConfiguration.DisableCancelKey", values=_SWITCH, level=Level.C),
)
_STORED_BRANCHES = (*_DONE, _B("InvalidNumber", "InvalidPhoneNumber"))
_STORED_METADATA = (
    "useDynamic",
    "useDynamicForEncryptionKeys",
    "useDynamicForTerminatorDigits",
    "countryCodePrefix",
)
_TO_QUEUE = (_B("AtCapacity", "QueueAtCapacity"), _SUCCESS, _ERROR)

_DECLARED: Final[tuple[LegacyBlock, ...]] = (
    LegacyBlock(
        type="PlayPrompt",
        action="MessageParticipant",
        title="Play prompt",
        parameters=_PROMPT,
        branches=_DONE,
        metadata=("useDynamic", "promptName"),
    ),
    LegacyBlock(
        type="PlayAudio",
        action="MessageParticipant",
        title="Play prompt",
        parameters=_PROMPT,
        branches=_DONE,
        metadata=("useDynamic",),
        alias_of="PlayPrompt",
    ),
    LegacyBlock(
        type="Disconnect", action="DisconnectParticipant", title="Disconnect / hang up", default=()
    ),
    LegacyBlock(type="Resume", action="EndFlowExecution", title="End flow / Resume", default=()),
    LegacyBlock(
        type="SetAttributes",
        action="UpdateContactAttributes",
        title="Set contact attributes",
        parameters=(_P("Attribute", "Attributes", Use.MAP),),
        branches=_DONE,
        metadata=("dynamicParams", "isSplitModule"),
    ),
    LegacyBlock(
        type="SetScreenPop",
        action="UpdateContactAttributes",
        title="Set contact attributes",
        level=Level.B,
        parameters=(_P("key", use=Use.CODE), _P("value", use=Use.CODE)),
        branches=_DONE,
        metadata=("useDynamic",),
        alias_of="SetAttributes",
    ),
    LegacyBlock(
        type="InvokeExternalResource",
        target="Lambda",
        action="InvokeLambdaFunction",
        title="Invoke AWS Lambda function",
        parameters=(
            _P("FunctionArn", "LambdaFunctionARN"),
            _P("TimeLimit", "InvocationTimeLimitSeconds"),
            _P("Parameter", "LambdaInvocationAttributes", Use.MAP),
        ),
        branches=_DONE,
        metadata=("dynamicMetadata", "useDynamic"),
    ),
    LegacyBlock(
        type="SetQueue",
        action="UpdateContactTargetQueue",
        title="Set working queue",
        parameters=_QUEUE_OR_AGENT,
        branches=_DONE,
        metadata=("useDynamic", "queue"),
        variants=("Queue", "Agent"),
    ),
    LegacyBlock(
        type="Transfer",
        target="Queue",
        action="TransferContactToQueue",
        title="Transfer to queue",
        parameters=_QUEUE_OR_AGENT,
        branches=_TO_QUEUE,
        default=("Success", "Error"),
        metadata=("useDynamic", "queue"),
    ),
    LegacyBlock(
        type="CustomerInQueue",
        action="TransferContactToQueue",
        title="Transfer to queue",
        level=Level.B,
        parameters=_QUEUE_OR_AGENT,
        branches=_TO_QUEUE,
        default=("Success", "Error"),
        metadata=("useDynamic", "queue"),
        alias_of="Transfer/Queue",
    ),
    LegacyBlock(
        type="Transfer",
        target="Flow",
        action="TransferToFlow",
        title="Transfer to flow",
        parameters=(_FLOW,),
        branches=(_ERROR,),
        default=_CHECK,
        metadata=("useDynamic", "ContactFlow"),
    ),
    LegacyBlock(
        type="TransferToFlow",
        action="TransferToFlow",
        title="Transfer to flow",
        level=Level.B,
        parameters=(_FLOW,),
        branches=(_ERROR,),
        default=_CHECK,
        metadata=("useDynamic", "ContactFlow"),
        alias_of="Transfer/Flow",
    ),
    LegacyBlock(
        type="Transfer",
        target="Agent",
        action="TransferContactToAgent",
        title="Transfer to agent",
        level=Level.B,
        default=(),
        metadata=("useDynamic",),
    ),
    LegacyBlock(
        type="Transfer",
        target="PhoneNumber",
        action="TransferParticipantToThirdParty",
        title="Transfer to phone number",
        level=Level.C,
        parameters=(
            _P("PhoneNumber", "ThirdPartyPhoneNumber"),
            _P("TimeLimit", "ThirdPartyConnectionTimeLimitSeconds"),
            _P("BlindTransfer", "ContinueFlowExecution", values={"true": "False", "false": "True"}),
            _P("DtmfValue", "ThirdPartyDTMFDigits"),
        ),
        branches=(
            _SUCCESS,
            _B("CallFailure", "CallFailed"),
            _B("Timeout", "ConnectionTimeLimitExceeded"),
            _ERROR,
        ),
        default=("Success", "Error"),
        metadata=("CountryCode", "SourceNumber", "callerId"),
    ),
    LegacyBlock(
        type="CheckAttribute",
        action="Compare",
        title="Check contact attributes",
        parameters=(_P("Attribute", use=Use.CODE), _P("Namespace", use=Use.CODE)),
        branches=(_EVALUATE, _NO_MATCH),
        default=("NoMatch",),
        metadata=("conditionMetadata",),
    ),
    LegacyBlock(
        type="SetLoggingBehavior",
        action="UpdateFlowLoggingBehavior",
        title="Set logging behavior",
        parameters=(_P("LoggingBehavior", "FlowLoggingBehavior", values=_ABLE),),
        branches=(_SUCCESS,),
    ),
    LegacyBlock(
        type="GetUserInput",
        target="Digits",
        action="GetParticipantInput",
        title="Get customer input",
        parameters=(
            *_PROMPT,
            _P("Timeout", "InputTimeLimitSeconds"),
            _P("MaxDigits", use=Use.OMIT, implied=frozenset({"1"})),
        ),
        branches=(_EVALUATE, _NO_MATCH, _B("Timeout", "InputTimeLimitExceeded"), _ERROR),
        default=("NoMatch",),
        always={"StoreInput": "False"},
        metadata=(
            "conditionMetadata",
            "useDynamic",
            "useDynamicLexBotArn",
            "useLexBotDropdown",
            "lexV2BotName",
        ),
    ),
    LegacyBlock(
        type="GetUserInput",
        target="Lex",
        action="ConnectParticipantWithLexBot",
        title="Get customer input",
        level=Level.B,
        parameters=(
            *_PROMPT,
            _P("BotName", "LexBot.Name"),
            _P("BotAlias", "LexBot.Alias"),
            _P("BotRegion", "LexBot.Region"),
            _P("LexVersion", use=Use.OMIT, implied=frozenset({"v1", "v2"})),
            _P("BotAliasArn", "LexV2Bot.AliasArn", level=Level.C),
            _P("Parameter", "LexSessionAttributes", Use.MAP),
        ),
        branches=(_EVALUATE, _NO_MATCH, _ERROR),
        default=_CHECK,
        metadata=(
            "conditionMetadata",
            "useDynamic",
            "dynamicMetadata",
            "useLexBotDropdown",
            "useDynamicLexBotArn",
            "lexV2BotName",
            "lexV2BotAliasName",
        ),
    ),
    LegacyBlock(
        type="StoreUserInput",
        action="GetParticipantInput",
        title="Store customer input",
        level=Level.B,
        parameters=_STORED,
        branches=_STORED_BRANCHES,
        always={"StoreInput": "True"},
        metadata=_STORED_METADATA,
        variants=("PhoneNumber", "Custom"),
    ),
    LegacyBlock(
        type="StoreCustomerInput",
        action="GetParticipantInput",
        title="Store customer input",
        level=Level.B,
        parameters=_STORED,
        branches=_STORED_BRANCHES,
        always={"StoreInput": "True"},
        metadata=_STORED_METADATA,
        alias_of="StoreUserInput",
    ),
    LegacyBlock(
        type="Loop",
        action="Loop",
        title="Loop",
        parameters=(_P("LoopCount", "LoopCount"),),
        branches=(
            _B("Looping", operator="Equals", operand="ContinueLooping"),
            _B("Complete", operator="Equals", operand="DoneLooping"),
        ),
        default=("Complete",),
        metadata=("useDynamic",),
    ),
    LegacyBlock(
        type="SetRecordingBehavior",
        action="UpdateContactRecordingBehavior",
        title="Set recording and analytics behavior",
        parameters=(
            _P("RecordingBehaviorOption", use=Use.CODE),
            _P("RecordingParticipantOption", use=Use.CODE),
            _P("AnalyticsBehaviorOption", use=Use.CODE),
            _P("AnalyticsLanguageLocaleCode", use=Use.CODE),
            _P("AnalyticsMode", use=Use.CODE),
            _P("AnalyticsRedactionOption", use=Use.CODE),
            _P("AnalyticsRedactionPolicy", use=Use.CODE),
            _P("AnalyticsCustomVocabulary", use=Use.CODE),
        ),
        branches=(_SUCCESS,),
    ),
    LegacyBlock(
        type="SetEventHook",
        action="UpdateContactEventHooks",
        title="Set hold, whisper, queue or disconnect flow",
        parameters=_HOOK,
        branches=_DONE,
        metadata=("useDynamic", "contactFlow", "customerOrAgent"),
    ),
    LegacyBlock(
        type="SetEventHook",
        target="Flow",
        action="UpdateContactEventHooks",
        title="Set disconnect flow",
        level=Level.B,
        parameters=_HOOK,
        branches=_DONE,
        metadata=("useDynamic", "ContactFlow"),
        like="SetEventHook",
    ),
    LegacyBlock(
        type="SetContactFlow",
        action="UpdateContactEventHooks",
        title="Set whisper or queue flow",
        parameters=_HOOK,
        branches=(_B("Success", "NoMatchingError"), _ERROR),
        metadata=("contactFlow", "customerOrAgent"),
        like="SetEventHook",
    ),
    LegacyBlock(
        type="CheckStaffing",
        action="CheckMetricData",
        title="Check staffing",
        parameters=(
            _P(
                "Status",
                "MetricType",
                values={
                    "staffed": "NumberOfAgentsStaffed",
                    "available": "NumberOfAgentsAvailable",
                    "online": "NumberOfAgentsOnline",
                },
            ),
            *_QUEUE_OR_AGENT,
        ),
        branches=(
            _B("True", operator="NumberGreaterThan", operand="0"),
            _B("False", "NoMatchingCondition"),
            _ERROR,
        ),
        default=_CHECK,
        metadata=("useDynamic", "queue"),
    ),
    LegacyBlock(
        type="CheckQueueStatus",
        action="CheckMetricData",
        title="Check queue status",
        level=Level.B,
        parameters=_QUEUE_OR_AGENT,
        branches=(
            _B("CheckQueueTime", evaluate=True),
            _B("CheckQueueSize", evaluate=True),
            _NO_MATCH,
            _ERROR,
        ),
        default=_CHECK,
        metadata=("conditionMetadata", "queue", "useDynamic"),
    ),
    LegacyBlock(
        type="CheckHoursOfOperation",
        action="CheckHoursOfOperation",
        title="Check hours of operation",
        parameters=(_P("Hours", "HoursOfOperationId", level=Level.B),),
        branches=(
            _B("True", operator="Equals", operand="True"),
            _B("False", operator="Equals", operand="False"),
            _ERROR,
        ),
        default=_CHECK,
        metadata=("Hours",),
    ),
    LegacyBlock(
        type="StartMediaStreaming",
        action="UpdateContactMediaStreamingBehavior",
        title="Start media streaming",
        parameters=_STREAM,
        branches=_DONE,
        always={"MediaStreamingState": "Enabled"},
        metadata=("fromCustomer", "toCustomer"),
    ),
    LegacyBlock(
        type="StopMediaStreaming",
        action="UpdateContactMediaStreamingBehavior",
        title="Stop media streaming",
        level=Level.B,
        parameters=_STREAM,
        branches=_DONE,
        always={"MediaStreamingState": "Disabled"},
        like="StartMediaStreaming",
    ),
    LegacyBlock(
        type="CreateCallback",
        action="CreateCallbackContact",
        title="Transfer to queue (callback)",
        level=Level.B,
        parameters=(
            _P("InitialDelaySeconds", "InitialCallDelaySeconds"),
            _P("RetryDelaySeconds", "RetryDelaySeconds"),
            _P("MaxRetryAttempts", "MaximumConnectionAttempts"),
            *_QUEUE_OR_AGENT,
        ),
        branches=_DONE,
        metadata=("useDynamic", "queue"),
    ),
    LegacyBlock(
        type="SetCallBackNumber",
        action="UpdateContactCallbackNumber",
        title="Set callback number",
        level=Level.B,
        parameters=(_P("CallBackNumber", "CallbackNumber"),),
        branches=(
            _SUCCESS,
            _B("InvalidPhoneNumber", "InvalidCallbackNumber"),
            _B("NonDialableNumber", "CallbackNumberNotDialable"),
        ),
    ),
    LegacyBlock(
        type="UpdateRoutingPriority",
        action="UpdateContactRoutingBehavior",
        title="Change routing priority / age",
        level=Level.B,
        parameters=(
            _P("AbsolutePosition", "QueuePriority"),
            _P("TimeOffset", "QueueTimeAdjustmentSeconds"),
        ),
        branches=(_SUCCESS,),
        metadata=("adjustUnit",),
    ),
    LegacyBlock(
        type="PercentileBranching",
        action="DistributeByPercentage",
        title="Distribute by percentage",
        level=Level.B,
        branches=(_EVALUATE, _NO_MATCH),
        default=("NoMatch",),
        metadata=("conditionMetadata",),
    ),
    LegacyBlock(
        type="SetVoice",
        action="UpdateContactTextToSpeechVoice",
        title="Set voice",
        level=Level.B,
        parameters=(
            _P("GlobalVoice", "TextToSpeechVoice"),
            _P("GlobalEngine", "TextToSpeechEngine", level=Level.C),
            _P("SpeakingStyle", "TextToSpeechStyle", level=Level.C),
        ),
        branches=_DONE,
        metadata=("overrideConsoleVoice", "defaultVoice", "fragments"),
    ),
    LegacyBlock(
        type="LoopPrompts",
        action="MessageParticipantIteratively",
        title="Loop prompts",
        level=Level.B,
        parameters=(
            _P("Text", use=Use.CODE),
            _P("AudioPrompt", use=Use.CODE),
            _P("InterruptSeconds", "InterruptFrequencySeconds"),
        ),
        branches=(_B("Timeout", operator="Equals", operand="MessagesInterrupted"), _ERROR),
        default=_CHECK,
        stays=True,
        metadata=("audio", "timeoutUnit"),
    ),
    LegacyBlock(
        type="Wait",
        action="Wait",
        title="Wait",
        level=Level.C,
        parameters=(
            _P("TimeoutSeconds", "TimeLimitSeconds"),
            _P(
                "InterruptOnCustomerReturn",
                "Events",
                values={"true": ["CustomerReturned"]},
                implied=frozenset({"false"}),
            ),
        ),
        branches=(
            _B("CustomerReturn", operator="Equals", operand="CustomerReturned"),
            _B("Timeout", operator="Equals", operand="WaitCompleted"),
            _ERROR,
        ),
        default=_CHECK,
        metadata=("useDynamic", "timeoutUnit"),
    ),
    LegacyBlock(
        type="SetContactData",
        action="UpdateContactData",
        title="Set contact data",
        level=Level.B,
        parameters=(
            _P("ContactData", use=Use.CODE),
            _P("IsVoiceIdStreamingEnabled", "IsVoiceIdStreamingEnabled"),
            _P("IsVoiceAuthenticationEnabled", "IsVoiceAuthenticationEnabled"),
            _P("VoiceAuthenticationThreshold", "VoiceAuthenticationThreshold"),
            _P("VoiceAuthenticationResponseTime", "VoiceAuthenticationResponseTime"),
            _P("IsFraudDetectionEnabled", "IsFraudDetectionEnabled"),
            _P("FraudDetectionThreshold", "FraudDetectionThreshold", level=Level.C),
        ),
        branches=_DONE,
        metadata=("isSplitModule", "dynamicParams"),
    ),
    LegacyBlock(
        type="SetVoiceId",
        action="StartVoiceIdStream",
        title="Set Voice ID",
        level=Level.C,
        branches=_DONE,
        metadata=(
            "voiceAuthenticationUseDynamic",
            "voiceAuthenticationResponseTimeUseDynamic",
            "fraudDetectionUseDynamic",
            "fragments",
        ),
    ),
    LegacyBlock(
        type="CheckVoiceId",
        action="CheckVoiceId",
        title="Check Voice ID",
        level=Level.C,
        parameters=(_P("CheckVoiceIdOption", "CheckVoiceIdOption"),),
        branches=(
            *(
                _B(word, operator="Equals", operand=word)
                for word in (
                    "Authenticated",
                    "NotAuthenticated",
                    "Inconclusive",
                    "NotEnrolled",
                    "OptedOut",
                )
            ),
            _ERROR,
        ),
        default=_CHECK,
    ),
    LegacyBlock(
        type="GetMetricData",
        action="GetMetricData",
        title="Get queue metrics",
        level=Level.C,
        parameters=_QUEUE_OR_AGENT,
        branches=_DONE,
        metadata=("useDynamic", "queue"),
    ),
    LegacyBlock(
        type="InvokeFlowModule",
        action="InvokeFlowModule",
        title="Invoke module",
        level=Level.C,
        parameters=(_P("FlowModuleId", "FlowModuleId"),),
        branches=(_SUCCESS, _B("NoMatch"), _ERROR),
        default=("Success", "NoMatch"),
        metadata=("useDynamic", "contactFlowModuleName"),
    ),
    LegacyBlock(
        type="CreateTask",
        action="CreateTask",
        title="Create task",
        level=Level.C,
        parameters=(_FLOW, _P("ContactData", use=Use.CODE), _P("Attribute", "Attributes", Use.MAP)),
        branches=_DONE,
        metadata=("useDynamicContactFlow", "useDynamicDelay", "delayUnit", "ContactFlow"),
        like="SetContactData",
    ),
)

#: Every legacy block by its form (``PlayPrompt``, ``Transfer/Queue``).
LEGACY_BLOCKS: Final[Mapping[str, LegacyBlock]] = {block.form: block for block in _DECLARED}

_BY_TYPE_AND_TARGET = {(block.type, block.target): block for block in _DECLARED}


def legacy_block(type_: object, target: object = None) -> LegacyBlock | None:
    """The declaration of a legacy block; None for one that nobody knows.

    Args:
        type_: The block's ``type``, whatever the file holds there.
        target: The block's ``target``; an empty one counts as none.
    """
    if not isinstance(type_, str):
        return None
    if not target:
        return _BY_TYPE_AND_TARGET.get((type_, None))
    return _BY_TYPE_AND_TARGET.get((type_, target)) if isinstance(target, str) else None
