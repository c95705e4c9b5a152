"""What each action does to a contact and how it goes on: one row an action, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

__all__ = ["EFFECTS", "UNKNOWN", "Effect", "Way"]


class Way(Enum):
    """How an action chooses its branch."""

    ON = auto()
    """To the next action, or an error."""
    ASK = auto()
    """The caller or the instance answers: a condition or an error."""
    ASK_OR_ON = auto()
    """A condition, the next action, or an error."""
    ASK_OR_END = auto()
    """A condition or an error; without a condition the contact stays there."""
    INPUT = auto()
    """Digits: stored (to the next action) or told apart (a condition)."""
    MEASURE = auto()
    """A number of the instance, held against the conditions."""
    COMPARE = auto()
    """A value, held against the conditions."""
    PERCENT = auto()
    """A number from 1 to 100, held against the conditions."""
    LOOP = auto()
    """A counter that the flow keeps."""
    LEAVE = auto()
    """The contact leaves the flow, unless an error keeps it."""
    LEAVE_OR_ON = auto()
    """It leaves, or goes on, as a parameter says."""
    FLOW = auto()
    """Another flow begins."""
    MODULE = auto()
    """A module begins, and comes back."""
    RETURN = auto()
    """The module goes back to what invoked it."""
    END = auto()
    """The walk ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an action does.

    Attributes:
        event: What a trace calls it.
        way: How it chooses its branch.
        fills: The flow's own roots that success fills anew (``External``).
        partly: Whether filling leaves older values of that root standing.
        contact: What it sets on the contact; ``""`` for nothing.
        merged: The parameter whose keys are set one by one; ``""``: all parameters, as a whole.
        flow: What it sets for the flow that it stands in, gone with the flow.
        place: The parameters that say where the contact goes, the first present one counts.
    """

    event: str
    way: Way = Way.ON
    fills: tuple[str, ...] = ()
    partly: bool = False
    contact: str = ""
    merged: str = ""
    flow: str = ""
    place: tuple[str, ...] = ()


#: What an action that is not in the table does: it is told, and goes on.
UNKNOWN = Effect(event="unknown", way=Way.ASK_OR_ON)

EFFECTS: dict[str, Effect] = {
    # What the contact hears and says.
    "MessageParticipant": Effect(event="said"),
    "MessageParticipantIteratively": Effect(event="said", way=Way.ASK_OR_END),
    "GetParticipantInput": Effect(event="asked", way=Way.INPUT, fills=("StoredCustomerInput",)),
    "ConnectParticipantWithLexBot": Effect(event="asked", way=Way.ASK, fills=("Lex",)),
    "ConnectParticipantWithAgenticCX": Effect(
        event="asked", way=Way.ASK_OR_ON, fills=("Lex", "AgenticCX"), partly=True
    ),
    "ShowView": Effect(event="showed", way=Way.ASK_OR_ON, fills=("Views",)),
    "AuthenticateParticipant": Effect(
        event="authenticated", way=Way.ASK_OR_ON, fills=("Customer",), partly=True
    ),
    # What is set on the contact.
    "UpdateContactAttributes": Effect(event="attributes", merged="Attributes"),
    "UpdateContactCallbackNumber": Effect(event="set", contact="callback number"),
    "UpdateContactData": Effect(event="set", contact="data", merged="*"),
    "UpdateContactEventHooks": Effect(event="hooks", contact="hooks", merged="EventHooks"),
    "UpdateContactMediaProcessing": Effect(event="set", contact="media processing"),
    "UpdateContactMediaStreamingBehavior": Effect(event="set", contact="media streaming"),
    "UpdateContactRecordingBehavior": Effect(event="recording", contact="recording"),
    "UpdateContactRecordingAndAnalyticsBehavior": Effect(
        event="recording", contact="recording and analytics", merged="*"
    ),
    "UpdateContactRoutingBehavior": Effect(event="set", contact="routing", merged="*"),
    "UpdateContactRoutingCriteria": Effect(event="set", contact="routing criteria"),
    "UpdateContactTargetQueue": Effect(
        event="target queue", contact="queue", place=("QueueId", "AgentId")
    ),
    "UpdateContactTextToSpeechVoice": Effect(event="voice", contact="voice"),
    "UpdatePreviousContactParticipantState": Effect(event="set", contact="hold"),
    "SetSecurityBehavior": Effect(event="set", contact="security"),
    "TagContact": Effect(event="set", contact="tags", merged="Tags"),
    "UntagContact": Effect(event="untagged"),
    "StartVoiceIdStream": Effect(event="set", contact="voice stream"),
    # What is set for the flow.
    "UpdateFlowAttributes": Effect(event="flow attributes", merged="FlowAttributes"),
    "UpdateFlowLoggingBehavior": Effect(event="logging", flow="logging"),
    # What is looked up or done elsewhere.
    "InvokeLambdaFunction": Effect(event="function", fills=("External",)),
    "GetMetricData": Effect(event="metrics", fills=("Metrics",)),
    "EvaluateDataTableValues": Effect(event="table", fills=("DataTables",), partly=True),
    "ListDataTableValues": Effect(event="table", fills=("DataTables",), partly=True),
    "UpsertDataTableValues": Effect(event="table", fills=("DataTables",), partly=True),
    "LoadContactContent": Effect(event="loaded", fills=("Email",), partly=True),
    "RenderMessageTemplate": Effect(event="rendered", fills=("Template",)),
    "CreateCase": Effect(event="case", fills=("Case",), partly=True),
    "GetCase": Effect(event="case", fills=("Case",), partly=True),
    "UpdateCase": Effect(event="case", fills=("Case",), partly=True),
    "AssociateContactToCustomerProfile": Effect(event="profile", fills=("Customer",), partly=True),
    "CreateCustomerProfile": Effect(event="profile", fills=("Customer",), partly=True),
    "GetCustomerProfile": Effect(event="profile", fills=("Customer",), partly=True),
    "GetCustomerProfileObject": Effect(event="profile", fills=("Customer",), partly=True),
    "GetCalculatedAttributesForCustomerProfile": Effect(
        event="profile", fills=("Customer",), partly=True
    ),
    "UpdateCustomerProfile": Effect(event="profile", fills=("Customer",), partly=True),
    "CreateWisdomSession": Effect(event="assistant", fills=("Wisdom",)),
    "CreateTask": Effect(event="started", fills=("Task",)),
    "CreateContact": Effect(event="started"),
    "CreatePersistentContactAssociation": Effect(event="started"),
    "CreateCallbackContact": Effect(event="callback"),
    "StartOutboundChatContact": Effect(event="started"),
    "StartOutboundEmailContact": Effect(event="started"),
    "ResumeContact": Effect(event="resumed"),
    "CompleteOutboundCall": Effect(event="dialled"),
    # How it is told apart.
    "Compare": Effect(event="compared", way=Way.COMPARE),
    "DistributeByPercentage": Effect(event="distributed", way=Way.PERCENT),
    "CheckMetricData": Effect(event="measured", way=Way.MEASURE),
    "CheckHoursOfOperation": Effect(event="checked", way=Way.ASK),
    "CheckOutboundCallStatus": Effect(event="checked", way=Way.ASK),
    "CheckVoiceId": Effect(event="checked", way=Way.ASK),
    "CheckSecurityStatus": Effect(event="checked", way=Way.ASK),
    "CheckSegmentMembershipForCustomerProfile": Effect(event="checked", way=Way.ASK),
    "Loop": Effect(event="looped", way=Way.LOOP),
    "Wait": Effect(event="waited", way=Way.ASK),
    # Where the contact goes.
    "TransferContactToQueue": Effect(event="queue", way=Way.LEAVE, place=("QueueId", "AgentId")),
    "DequeueContactAndTransferToQueue": Effect(
        event="queue", way=Way.LEAVE, place=("QueueId", "AgentId")
    ),
    "RouteContactToAgent": Effect(event="agent", way=Way.LEAVE),
    "TransferContactToAgent": Effect(event="agent", way=Way.END),
    "TransferParticipantToThirdParty": Effect(
        event="number", way=Way.LEAVE_OR_ON, place=("ThirdPartyPhoneNumber",)
    ),
    "TransferToFlow": Effect(event="flow", way=Way.FLOW, place=("ContactFlowId",)),
    "InvokeFlowModule": Effect(
        event="module", way=Way.MODULE, fills=("Modules",), place=("FlowModuleId",)
    ),
    "EndFlowModuleExecution": Effect(event="returned", way=Way.RETURN),
    "EndFlowExecution": Effect(event="ended", way=Way.END),
    "DisconnectParticipant": Effect(event="disconnected", way=Way.END),
}
