"""Legacy forms of the palette's Interact section."""

from __future__ import annotations

from flowport.catalogue.legacy.declare import CHECK, DONE, ERROR, EVALUATE, FLOW, NO_MATCH, B, P
from flowport.catalogue.legacy.shapes import LegacyBlockType, Level, ParameterUse

__all__ = ["LEGACY"]

_SWITCH = {"true": "True", "false": "False"}
_PROMPT = (
    P("Text", "Text", ssml="SSML"),
    P("TextToSpeechType", use=ParameterUse.OMIT, implied=frozenset({"text", "ssml"})),
    P("AudioPrompt", "PromptId"),
)
_STORED = (
    *_PROMPT,
    P("CustomerInputType", use=ParameterUse.OMIT, implied=frozenset({"custom", "phonenumber"})),
    P("Timeout", "InputTimeLimitSeconds"),
    P("MaxDigits", "InputValidation.CustomValidation.MaximumLength"),
    P("PhoneNumberFormat", "InputValidation.PhoneNumberValidation.NumberFormat"),
    P("CountryCode", "InputValidation.PhoneNumberValidation.CountryCode"),
    P("EncryptEntry", use=ParameterUse.CODE),
    P("EncryptionKeyId", "InputEncryption.EncryptionKeyId"),
    P("EncryptionKey", "InputEncryption.Key"),
    P("TerminatorDigits", "DTMFConfiguration.InputTerminationSequence", level=Level.C),
    P("DisableCancel", "DTMFConfiguration.DisableCancelKey", values=_SWITCH, level=Level.C),
)
_STORED_BRANCHES = (*DONE, B("InvalidNumber", "InvalidPhoneNumber"))
_STORED_METADATA = (
    "useDynamic",
    "useDynamicForEncryptionKeys",
    "useDynamicForTerminatorDigits",
    "countryCodePrefix",
)

LEGACY: tuple[LegacyBlockType, ...] = (
    LegacyBlockType(
        type="PlayPrompt",
        action="MessageParticipant",
        title="Play prompt",
        parameters=_PROMPT,
        branches=DONE,
        metadata=("useDynamic", "promptName"),
    ),
    LegacyBlockType(
        type="PlayAudio",
        action="MessageParticipant",
        title="Play prompt",
        parameters=_PROMPT,
        branches=DONE,
        metadata=("useDynamic",),
        alias_of="PlayPrompt",
    ),
    LegacyBlockType(
        type="GetUserInput",
        target="Digits",
        action="GetParticipantInput",
        title="Get customer input",
        parameters=(
            *_PROMPT,
            P("Timeout", "InputTimeLimitSeconds"),
            P("MaxDigits", use=ParameterUse.OMIT, implied=frozenset({"1"})),
        ),
        branches=(EVALUATE, NO_MATCH, B("Timeout", "InputTimeLimitExceeded"), ERROR),
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
    LegacyBlockType(
        type="GetUserInput",
        target="Lex",
        action="ConnectParticipantWithLexBot",
        title="Get customer input",
        level=Level.B,
        parameters=(
            *_PROMPT,
            P("BotName", "LexBot.Name"),
            P("BotAlias", "LexBot.Alias"),
            P("BotRegion", "LexBot.Region"),
            P("LexVersion", use=ParameterUse.OMIT, implied=frozenset({"v1", "v2"})),
            P("BotAliasArn", "LexV2Bot.AliasArn", level=Level.C),
            P("Parameter", "LexSessionAttributes", ParameterUse.MAP),
        ),
        branches=(EVALUATE, NO_MATCH, ERROR),
        default=CHECK,
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
    LegacyBlockType(
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
    LegacyBlockType(
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
    LegacyBlockType(
        type="LoopPrompts",
        action="MessageParticipantIteratively",
        title="Loop prompts",
        level=Level.B,
        parameters=(
            P("Text", use=ParameterUse.CODE),
            P("AudioPrompt", use=ParameterUse.CODE),
            P("InterruptSeconds", "InterruptFrequencySeconds"),
        ),
        branches=(B("Timeout", operator="Equals", operand="MessagesInterrupted"), ERROR),
        default=CHECK,
        stays=True,
        metadata=("audio", "timeoutUnit"),
    ),
    LegacyBlockType(
        type="CreateTask",
        action="CreateTask",
        title="Create task",
        level=Level.C,
        parameters=(
            FLOW,
            P("ContactData", use=ParameterUse.CODE),
            P("Attribute", "Attributes", ParameterUse.MAP),
        ),
        branches=DONE,
        metadata=("useDynamicContactFlow", "useDynamicDelay", "delayUnit", "ContactFlow"),
        like="SetContactData",
    ),
)
