"""Actions of the palette's Set section: what a contact carries with it."""

from __future__ import annotations

from flowport.catalogue.actions.declare import (
    ALL_BUT_HOLD,
    ERROR,
    FIXED,
    ONE_PATH,
    ONLY_PATH,
    ROUTING,
    P,
)
from flowport.catalogue.actions.hooks import EVENT_HOOKS
from flowport.catalogue.actions.routing import ROUTING_BEHAVIOR, ROUTING_CRITERIA, TARGET_QUEUE
from flowport.catalogue.conditions import AnyOf, When, equals
from flowport.catalogue.effects import Effect
from flowport.catalogue.flow_types import ALL_FLOW_TYPES, FlowType
from flowport.catalogue.shapes import (
    ActionKind,
    ActionType,
    Category,
    Channels,
    Choice,
    ChoiceRule,
    ErrorBranch,
    Lifecycle,
    RefusedBranch,
    Support,
    ValueKind,
)

__all__ = ["ACTIONS"]

#: Any setting of Voice ID, which needs all of them.
_VOICE_ID = AnyOf(
    (
        When("IsVoiceIdStreamingEnabled"),
        When("IsVoiceAuthenticationEnabled"),
        When("IsFraudDetectionEnabled"),
    )
)
_EITHER_CASE = ("TRUE", "FALSE", "true", "false")

ACTIONS: tuple[ActionType, ...] = (
    ActionType(
        "CreateWisdomSession",
        ("Connect assistant",),
        category=Category.SET,
        kind=ActionKind.CONTACT,
        flow_types=ALL_FLOW_TYPES,
        does=(
            "Starts a Connect assistant session for the contact, so that agents see suggestions."
        ),
        effect=Effect("assistant", fills=("Wisdom",)),
        parameters=(P("WisdomAssistantArn", required=True, refers_to="wisdom_assistant"),),
        errors=(ERROR,),
        page="APIReference/createwisdomsession",
    ),
    ActionType(
        "TagContact",
        ("Contact tags (tag)",),
        category=Category.SET,
        kind=ActionKind.CONTACT,
        flow_types=ALL_FLOW_TYPES,
        does="Adds tags to the contact, at most six.",
        effect=Effect("set", contact="tags", merged="Tags"),
        parameters=(P("Tags", ValueKind.MAP, required=True, max_items=6), P("Tags.*")),
        errors=(ERROR,),
        page="APIReference/contact-actions-tagcontact",
    ),
    ActionType(
        "UntagContact",
        ("Contact tags (untag)",),
        category=Category.SET,
        kind=ActionKind.CONTACT,
        flow_types=ALL_FLOW_TYPES,
        does="Removes tags from the contact.",
        effect=Effect("untagged"),
        parameters=(P("TagKeys", ValueKind.LIST, required=True, dynamic=FIXED, min_items=1),),
        errors=(ERROR,),
        aliases=("UnTagContact",),
        page="APIReference/contact-actions-untagcontact",
    ),
    ActionType(
        "UpdateContactAttributes",
        ("Set contact attributes (Current contact / Related contact)",),
        category=Category.SET,
        kind=ActionKind.CONTACT,
        flow_types=ALL_FLOW_TYPES,
        does=(
            "Sets user-defined attributes of the contact. All flows, modules and functions "
            "read them."
        ),
        effect=Effect("attributes", merged="Attributes"),
        parameters=(
            P(
                "Attributes",
                ValueKind.MAP,
                required=True,
                note="A value is never empty; keys without $ and dot.",
            ),
            P("Attributes.*"),
            P("TargetContact", dynamic=FIXED, allowed=("Current", "Related")),
        ),
        errors=(ERROR,),
        page="APIReference/contact-actions-updatecontactattributes",
    ),
    ActionType(
        "UpdateContactCallbackNumber",
        ("Set callback number",),
        category=Category.SET,
        kind=ActionKind.CONTACT,
        flow_types=ROUTING,
        channels=Channels(chat=Support.ERROR, task=Support.ERROR, email=Support.ERROR),
        does="Sets the number that a callback dials.",
        effect=Effect("set", contact="callback number"),
        parameters=(P("CallbackNumber", required=True, dynamic=ONLY_PATH),),
        errors=(
            ErrorBranch("InvalidCallbackNumber", "Invalid number"),
            ErrorBranch("CallbackNumberNotDialable", "Not dialable"),
        ),
        errors_refused=(
            RefusedBranch("NoMatchingError"),
            RefusedBranch("InvalidNumber"),
            RefusedBranch("NotDialable"),
        ),
        page="APIReference/contact-actions-updatecontactcallbacknumber",
    ),
    ActionType(
        "UpdateContactData",
        (
            "Set contact attributes (Connect-defined fields)",
            "part of Set voice (language)",
            "part of Connect assistant",
            "part of Set Voice ID",
        ),
        category=Category.SET,
        kind=ActionKind.CONTACT,
        flow_types=ALL_FLOW_TYPES,
        does=(
            "Sets fields of the contact: its language, name, description, customer ID, "
            "references and segment attributes."
        ),
        effect=Effect("set", contact="data", merged="*"),
        parameters=(
            P("Name"),
            P("Description"),
            P("LanguageCode", vocabulary="contact-language"),
            P("CustomerId", refers_to="customer_profile"),
            P("References", ValueKind.MAP),
            P("IsVoiceIdStreamingEnabled", required_when=_VOICE_ID, allowed=_EITHER_CASE),
            P("IsVoiceAuthenticationEnabled", required_when=_VOICE_ID, allowed=_EITHER_CASE),
            P("IsFraudDetectionEnabled", required_when=_VOICE_ID, allowed=_EITHER_CASE),
            P(
                "VoiceAuthenticationThreshold",
                ValueKind.INTEGER,
                required_when=equals("IsVoiceAuthenticationEnabled", "TRUE"),
                refused_when=equals("IsVoiceAuthenticationEnabled", "FALSE"),
                minimum=0,
                maximum=100,
            ),
            P(
                "VoiceAuthenticationResponseTime",
                ValueKind.INTEGER,
                required_when=equals("IsVoiceAuthenticationEnabled", "TRUE"),
                refused_when=equals("IsVoiceAuthenticationEnabled", "FALSE"),
                minimum=5,
                maximum=10,
            ),
            P(
                "FraudDetectionThreshold",
                ValueKind.INTEGER,
                required_when=equals("IsFraudDetectionEnabled", "TRUE"),
                refused_when=equals("IsFraudDetectionEnabled", "FALSE"),
                minimum=0,
                maximum=100,
            ),
            P("WisdomSessionArn", refers_to="wisdom_session"),
            P("TargetContact", dynamic=FIXED, allowed=("Current", "Related")),
            P("WatchlistId"),
        ),
        parameters_refused=("Reference", "SegmentAttribute"),
        choices=(
            Choice(
                ChoiceRule.AT_LEAST_ONE,
                (
                    ("Name",),
                    ("Description",),
                    ("LanguageCode",),
                    ("CustomerId",),
                    ("WisdomSessionArn",),
                    ("IsVoiceIdStreamingEnabled",),
                    ("References",),
                ),
            ),
        ),
        errors=(ERROR,),
        page="APIReference/contact-actions-updatecontactdata",
    ),
    EVENT_HOOKS,
    ActionType(
        "ResumeContact",
        ("Resume contact",),
        category=Category.SET,
        kind=ActionKind.CONTACT,
        flow_types=ALL_FLOW_TYPES,
        channels=Channels(voice=Support.ERROR, chat=Support.ERROR, email=Support.ERROR),
        does="Resumes a paused task.",
        effect=Effect("resumed"),
        errors=(ERROR,),
        page="APIReference/contact-actions-updatecontactresumecontact",
    ),
    ROUTING_BEHAVIOR,
    TARGET_QUEUE,
    ActionType(
        "UpdateContactTextToSpeechVoice",
        ("Set voice",),
        category=Category.SET,
        kind=ActionKind.CONTACT,
        flow_types=ALL_FLOW_TYPES,
        channels=Channels(chat=Support.NO_EFFECT, task=Support.NO_EFFECT, email=Support.NO_EFFECT),
        does="Sets the voice, engine and style in which text is spoken.",
        hears="Nothing; later text is spoken in this voice.",
        effect=Effect("voice", contact="voice"),
        parameters=(
            P("TextToSpeechVoice", vocabulary="voice", required=True, dynamic=ONE_PATH),
            P(
                "TextToSpeechEngine",
                vocabulary="engine",
                dynamic=ONE_PATH,
                suggested=("Standard", "Neural", "Generative", "long-form"),
            ),
            P(
                "TextToSpeechStyle",
                dynamic=ONE_PATH,
                allowed=("None", "Conversational", "Newscaster"),
            ),
        ),
        parameters_refused=("VoiceId", "Engine", "LanguageCode"),
        errors=(ErrorBranch("NoMatchingError", required=False),),
        page="APIReference/contact-actions-updatecontacttexttospeechvoice",
    ),
    ActionType(
        "UpdatePreviousContactParticipantState",
        ("Hold customer or agent",),
        category=Category.SET,
        kind=ActionKind.CONTACT,
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
        channels=Channels(chat=Support.ERROR, task=Support.ERROR, email=Support.ERROR),
        does="Puts the customer or the agent on hold, or ends the hold.",
        hears="Hold music where the customer is put on hold.",
        effect=Effect("set", contact="hold"),
        parameters=(
            P(
                "PreviousContactParticipantState",
                required=True,
                dynamic=FIXED,
                allowed=("AgentOnHold", "CustomerOnHold", "OffHold"),
            ),
        ),
        errors=(ERROR,),
        page="APIReference/contact-actions-updatepreviouscontactparticipantstate",
    ),
    ActionType(
        "StartVoiceIdStream",
        ("Set Voice ID",),
        category=Category.SET,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_BUT_HOLD,
        channels=Channels(chat=Support.UNKNOWN, task=Support.UNKNOWN, email=Support.UNKNOWN),
        does="Started streaming audio to Voice ID, which ended on May 20, 2026.",
        effect=Effect("set", contact="voice stream"),
        errors=(ERROR,),
        status=Lifecycle.ENDED,
        page="APIReference/flow-control-actions-startvoiceidstream",
    ),
    ActionType(
        "UpdateFlowAttributes",
        ("Set contact attributes (Flow)",),
        category=Category.SET,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_FLOW_TYPES,
        does="Sets attributes of the flow. Only this flow reads them, and they end with it.",
        effect=Effect("flow attributes", merged="FlowAttributes"),
        parameters=(
            P(
                "FlowAttributes",
                ValueKind.MAP,
                required=True,
                note="Each value an object; keys without $ and dot.",
            ),
            P("FlowAttributes.*.Value", required=True),
            P("FlowAttributes.*.Type", dynamic=FIXED, allowed=("String",)),
        ),
        errors=(ERROR,),
        page="APIReference/flow-control-actions-updateflowattributes",
    ),
    ROUTING_CRITERIA,
)
