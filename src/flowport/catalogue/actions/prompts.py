"""Actions that speak to the customer and listen: prompts, keys and bots."""

from __future__ import annotations

from flowport.catalogue.actions.declare import (
    ALL_BUT_HOLD,
    BOOLEANS,
    CAPITAL_BOOLEANS,
    ERROR,
    FIXED,
    ONE_PATH,
    PROMPT,
    ROUTING_AND_OUTBOUND,
    P,
)
from flowport.catalogue.conditions import AllOf, When, absent, equals
from flowport.catalogue.effects import Effect, Way
from flowport.catalogue.flow_types import FlowType
from flowport.catalogue.shapes import (
    ActionKind,
    ActionType,
    Category,
    Channels,
    Choice,
    ChoiceRule,
    Conditions,
    ErrorBranch,
    NextAction,
    NextRule,
    OperandSource,
    RefusedBranch,
    Support,
    Testing,
    ValueKind,
    WrittenAs,
)

__all__ = ["PROMPTS"]

#: What a block can say, of which it says one.
_PROMPT_KINDS = (("Text",), ("SSML",), ("PromptId",), ("Media",))
#: The setting of a menu, where a key chooses the branch.
_MENU = AllOf((equals("StoreInput", "False"), absent("EnableDTMFBuffer")))
_KEYS = tuple("1234567890*#")

PROMPTS: tuple[ActionType, ...] = (
    ActionType(
        "ConnectParticipantWithLexBot",
        ("Get customer input (Amazon Lex tab)",),
        category=Category.INTERACT,
        kind=ActionKind.PARTICIPANT,
        flow_types=ROUTING_AND_OUTBOUND,
        channels=Channels(task=Support.NO, email=Support.NO),
        does=(
            "Connects the contact to an Amazon Lex bot, and branches on the intent that the "
            "bot recognizes."
        ),
        hears="The prompt, then the bot, until an intent is fulfilled.",
        effect=Effect("asked", Way.ASK, fills=("Lex",)),
        testing=Testing(
            ("LexV2Bot.AliasArn",),
            completes=True,
            override="ConnectParticipantWithLexBot",
            results=("LoadedData",),
            errors=("TimeLimitExceeded", "NoMatchingError"),
        ),
        parameters=(
            *PROMPT,
            P("LexV2Bot.AliasArn", required_when=When("LexV2Bot"), refers_to="lex_v2_bot_alias"),
            P("LexBot.Name", required_when=When("LexBot"), refers_to="lex_bot"),
            P("LexBot.Region"),
            P("LexBot.Alias"),
            P("LexSessionAttributes", ValueKind.MAP),
            P("LexSessionAttributes.*"),
            P("LexTimeoutSeconds.Text", minimum=60, maximum=604800),
            P("LexInitializationData.InitialMessage", max_length=1024),
        ),
        parameters_refused=(
            "BotAliasArn",
            "ParticipantRole",
            "SessionAttributes",
            "LexBot.AliasArn",
        ),
        choices=(
            Choice(ChoiceRule.EXACTLY_ONE, (("LexV2Bot",), ("LexBot",))),
            Choice(ChoiceRule.AT_MOST_ONE, _PROMPT_KINDS),
            Choice(
                ChoiceRule.AT_LEAST_ONE,
                (*_PROMPT_KINDS, ("LexInitializationData",)),
            ),
        ),
        errors=(
            ERROR,
            ErrorBranch("NoMatchingCondition", "Default"),
            ErrorBranch("InputTimeLimitExceeded", "Timeout", when=When("LexTimeoutSeconds")),
        ),
        errors_refused=(RefusedBranch("AgentError"),),
        conditions=(Conditions(source=OperandSource.INTENTS),),
        next=NextAction("", copies="NoMatchingCondition"),
        page="APIReference/participant-actions-connectparticipantwithlexbot",
    ),
    ActionType(
        "GetParticipantInput",
        (
            "Get customer input (DTMF tab)",
            "Store customer input",
            "Set Touchtone Buffer Behavior (Set category)",
        ),
        category=Category.INTERACT,
        kind=ActionKind.PARTICIPANT,
        flow_types=ROUTING_AND_OUTBOUND,
        channels=Channels(chat=Support.ERROR, task=Support.NO, email=Support.NO),
        does=(
            "Plays a prompt and reads keys: one key of a menu, or a number that it stores. "
            "Also turns the touchtone buffer on and off."
        ),
        hears="The prompt once; a key interrupts it. Nothing where it only sets the buffer.",
        effect=Effect("asked", Way.INPUT, fills=("StoredCustomerInput",)),
        testing=Testing(speaks=True),
        parameters=(
            *PROMPT,
            P(
                "InputTimeLimitSeconds",
                ValueKind.INTEGER,
                required_when=absent("EnableDTMFBuffer"),
                written=WrittenAs.EITHER,
                dynamic=FIXED,
                minimum=1,
            ),
            P(
                "StoreInput",
                required_when=absent("EnableDTMFBuffer"),
                dynamic=FIXED,
                allowed=CAPITAL_BOOLEANS,
            ),
            P(
                "InputValidation",
                ValueKind.OBJECT,
                required_when=equals("StoreInput", "True"),
                refused_when=equals("StoreInput", "False"),
            ),
            P(
                "InputValidation.PhoneNumberValidation.NumberFormat",
                required_when=When("InputValidation.PhoneNumberValidation"),
                dynamic=FIXED,
                allowed=("Local", "E164"),
            ),
            P(
                "InputValidation.PhoneNumberValidation.CountryCode",
                required_when=equals("InputValidation.PhoneNumberValidation.NumberFormat", "Local"),
                dynamic=FIXED,
            ),
            P(
                "InputValidation.CustomValidation.MaximumLength",
                ValueKind.INTEGER,
                required_when=When("InputValidation.CustomValidation"),
                dynamic=FIXED,
            ),
            P("InputEncryption.EncryptionKeyId", refers_to="encryption_key"),
            P("InputEncryption.Key"),
            P(
                "DTMFConfiguration.InputTerminationSequence",
                max_length=5,
                characters="0123456789*#",
            ),
            P("DTMFConfiguration.DisableCancelKey", allowed=CAPITAL_BOOLEANS),
            P(
                "DTMFConfiguration.InterdigitTimeLimitSeconds",
                ValueKind.INTEGER,
                dynamic=ONE_PATH,
                minimum=1,
                maximum=20,
            ),
            P("EnableDTMFBuffer", dynamic=FIXED, allowed=CAPITAL_BOOLEANS),
        ),
        choices=(
            Choice(ChoiceRule.AT_MOST_ONE, _PROMPT_KINDS),
            Choice(
                ChoiceRule.AT_LEAST_ONE,
                _PROMPT_KINDS,
                when=absent("EnableDTMFBuffer"),
            ),
            Choice(
                ChoiceRule.EXACTLY_ONE,
                (("InputValidation.PhoneNumberValidation",), ("InputValidation.CustomValidation",)),
                when=When("InputValidation"),
            ),
        ),
        errors=(
            ErrorBranch(
                "InputTimeLimitExceeded",
                "Timeout",
                when=_MENU,
            ),
            ErrorBranch(
                "NoMatchingCondition",
                "Default",
                when=_MENU,
            ),
            ERROR,
            ErrorBranch(
                "InvalidPhoneNumber",
                "Invalid number",
                when=AllOf(
                    (equals("StoreInput", "True"), When("InputValidation.PhoneNumberValidation"))
                ),
            ),
        ),
        errors_refused=(
            RefusedBranch("InputTimeLimitExceeded", when=equals("StoreInput", "True")),
            RefusedBranch("NoMatchingCondition", when=equals("StoreInput", "True")),
        ),
        conditions=(
            Conditions(
                operands=_KEYS,
                titles=tuple([f"Pressed {key}" for key in _KEYS]),
                when=_MENU,
            ),
        ),
        next=NextAction("", copies="NoMatchingCondition"),
        page="APIReference/participant-actions-getparticipantinput",
    ),
    ActionType(
        "MessageParticipant",
        ("Play prompt",),
        category=Category.INTERACT,
        kind=ActionKind.PARTICIPANT,
        flow_types=ALL_BUT_HOLD,
        channels=Channels(email=Support.NO_EFFECT),
        does="Plays a prompt, speaks text or sends a message.",
        hears="The text, SSML or audio once.",
        effect=Effect("said"),
        testing=Testing(speaks=True),
        parameters=(*PROMPT, P("SkipWhenDTMFBufferEnabled", dynamic=FIXED, allowed=BOOLEANS)),
        parameters_refused=("TextType",),
        choices=(Choice(ChoiceRule.EXACTLY_ONE, _PROMPT_KINDS),),
        errors=(ErrorBranch("NoMatchingError", required=False),),
        page="APIReference/participant-actions-messageparticipant",
    ),
    ActionType(
        "MessageParticipantIteratively",
        ("Loop prompts",),
        category=Category.INTERACT,
        kind=ActionKind.PARTICIPANT,
        flow_types=(FlowType.CUSTOMER_QUEUE, FlowType.CUSTOMER_HOLD, FlowType.AGENT_HOLD),
        channels=Channels(chat=Support.ERROR, task=Support.ERROR, email=Support.ERROR),
        does=(
            "Plays prompts in a loop while the contact waits, and interrupts the loop at an "
            "interval."
        ),
        hears="The prompts in order, again and again, until an agent answers.",
        effect=Effect("said", Way.ASK_OR_END),
        testing=Testing(speaks=True),
        parameters=(
            P("Messages", ValueKind.LIST, required=True),
            P("Messages[].PromptId", dynamic=ONE_PATH, refers_to="prompt"),
            P("Messages[].Text"),
            P("Messages[].SSML"),
            P("Messages[].Media.Uri", refers_to="s3_object"),
            P("Messages[].Media.SourceType", dynamic=FIXED, allowed=("S3",)),
            P("Messages[].Media.MediaType", dynamic=FIXED, allowed=("Audio",)),
            P("InterruptFrequencySeconds", ValueKind.INTEGER),
            P("ContinueMessagingDuringInterrupt", allowed=BOOLEANS),
        ),
        errors=(ErrorBranch("NoMatchingError", required=False),),
        conditions=(Conditions(operands=("MessagesInterrupted",), titles=("Timeout",)),),
        next=NextAction("", rule=NextRule.OPTIONAL),
        page="APIReference/participant-actions-messageparticipantiteratively",
    ),
)
