"""Actions of the palette's Terminate section: where a contact leaves the flow."""

from __future__ import annotations

from flowport.catalogue.actions.declare import (
    CAPITAL_BOOLEANS,
    ENDS,
    ERROR,
    FIXED,
    INBOUND_OR_TRANSFER,
    ONE_PATH,
    ROUTING,
    P,
    voice_connector,
)
from flowport.catalogue.conditions import AnyOf, InFlowType, absent, equals
from flowport.catalogue.effects import Effect, Way
from flowport.catalogue.flow_types import ALL_FLOW_TYPES, FlowType
from flowport.catalogue.shapes import (
    ActionKind,
    ActionType,
    Category,
    Channels,
    Choice,
    ChoiceRule,
    ErrorBranch,
    NextAction,
    RefusedBranch,
    Support,
    Testing,
    ValueKind,
    WrittenAs,
)

__all__ = ["ACTIONS"]

ACTIONS: tuple[ActionType, ...] = (
    ActionType(
        "DequeueContactAndTransferToQueue",
        ("Transfer to queue",),
        category=Category.TERMINATE,
        kind=ActionKind.CONTACT,
        flow_types=(FlowType.CUSTOMER_QUEUE,),
        does="Moves a contact that waits in a queue to another queue, at most eleven times.",
        hears="Nothing; the wait continues in the other queue.",
        effect=Effect("queue", Way.LEAVE, place=("QueueId", "AgentId")),
        testing=Testing(
            override="DequeueAndTransferToQueue", errors=("QueueAtCapacity", "NoMatchingError")
        ),
        parameters=(
            P("QueueId", dynamic=ONE_PATH, refers_to="queue"),
            P("AgentId", dynamic=ONE_PATH, refers_to="user"),
        ),
        choices=(Choice(ChoiceRule.AT_MOST_ONE, (("QueueId",), ("AgentId",))),),
        errors=(ErrorBranch("QueueAtCapacity", "At capacity"), ERROR),
        next=NextAction("", copies="NoMatchingError"),
        page="APIReference/contact-actions-dequeuecontactandtransfertoqueue",
    ),
    ActionType(
        "EndFlowModuleExecution",
        ("Return (from module)",),
        category=Category.TERMINATE,
        kind=ActionKind.CONTACT,
        flow_types=(),
        does="Ends the module and returns to the flow that invoked it, with a result.",
        effect=Effect("returned", Way.RETURN),
        parameters=(
            P("Result", dynamic=FIXED, note="A branch that the Settings of the module declare."),
            P(
                "ResultData",
                ValueKind.OBJECT,
                written=WrittenAs.JSON,
                note="Keys and JSON types as the Settings of the module declare them.",
            ),
        ),
        parameters_refused=(
            "Transition",
            "TransitionName",
            "ReferenceName",
            "Branch",
            "BranchName",
            "ResultName",
            "Name",
            "Results",
            "Output",
        ),
        next=ENDS,
        page="APIReference/endflowmoduleexecution",
    ),
    ActionType(
        "TransferContactToAgent",
        ("Transfer to agent (beta)",),
        category=Category.TERMINATE,
        kind=ActionKind.CONTACT,
        flow_types=(FlowType.AGENT_TRANSFER, FlowType.QUEUE_TRANSFER),
        channels=Channels(chat=Support.ERROR, task=Support.ERROR, email=Support.ERROR),
        does=(
            "Ends the flow and transfers the contact to the agent who was chosen; a busy "
            "agent means that the contact is disconnected."
        ),
        hears="Ringing, then the agent.",
        effect=Effect("agent", Way.END),
        next=ENDS,
        page="APIReference/contact-actions-transfercontacttoagent",
    ),
    ActionType(
        "TransferContactToQueue",
        ("Transfer to queue",),
        category=Category.TERMINATE,
        kind=ActionKind.CONTACT,
        flow_types=INBOUND_OR_TRANSFER,
        does="Ends the flow and puts the contact in the working queue.",
        hears="The customer queue flow until an agent answers.",
        effect=Effect("queue", Way.LEAVE, place=("QueueId", "AgentId")),
        testing=Testing(
            ("QueueId", "AgentId"),
            override="TransferContactToQueue",
            errors=("QueueAtCapacity", "NoMatchingError"),
        ),
        parameters_refused=("QueueId", "QueueArn", "Queue"),
        errors=(ErrorBranch("QueueAtCapacity", "At capacity"), ERROR),
        errors_refused=(RefusedBranch("QueueDoesNotExist"),),
        next=NextAction("", copies="NoMatchingError"),
        page="APIReference/contact-actions-transfercontacttoqueue",
    ),
    ActionType(
        "EndFlowExecution",
        ("End flow / Resume",),
        category=Category.TERMINATE,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_FLOW_TYPES,
        does=(
            "Ends the flow. In a queue, whisper or hold flow the contact goes back to where "
            "it was; elsewhere it is disconnected."
        ),
        effect=Effect("ended", Way.END),
        next=ENDS,
        page="APIReference/flow-control-actions-endflowexecution",
    ),
    ActionType(
        "TransferToFlow",
        ("Transfer to flow",),
        category=Category.TERMINATE,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=INBOUND_OR_TRANSFER,
        does=(
            "Ends the flow and starts another. Contact attributes and the working queue stay; "
            "flow attributes and results do not."
        ),
        hears="What the other flow says.",
        effect=Effect("flow", Way.FLOW, place=("ContactFlowId",)),
        parameters=(
            P(
                "ContactFlowId",
                required=True,
                dynamic=ONE_PATH,
                refers_to="contact_flow",
                target_flow_types=INBOUND_OR_TRANSFER,
            ),
        ),
        errors=(ERROR,),
        next=NextAction("", copies="NoMatchingError"),
        page="APIReference/flow-control-actions-transfertoflow",
    ),
    ActionType(
        "CreateCallbackContact",
        ("Transfer to queue (Transfer to callback queue tab)",),
        category=Category.TERMINATE,
        kind=ActionKind.INTERACTION,
        flow_types=ROUTING,
        channels=Channels(chat=Support.ERROR, task=Support.UNKNOWN, email=Support.UNKNOWN),
        does=(
            "Creates a callback that waits in a queue for an agent; the present contact continues."
        ),
        effect=Effect("callback"),
        parameters=(
            P("QueueId", dynamic=ONE_PATH, refers_to="queue"),
            P("AgentId", dynamic=ONE_PATH, refers_to="user"),
            P(
                "InitialCallDelaySeconds",
                ValueKind.INTEGER,
                required=True,
                dynamic=FIXED,
                minimum=1,
                maximum=259200,
            ),
            P(
                "MaximumConnectionAttempts",
                ValueKind.INTEGER,
                required=True,
                dynamic=FIXED,
                minimum=0,
                note="Attempts are one more than this number; 0 is in real exports.",
            ),
            P(
                "RetryDelaySeconds",
                ValueKind.INTEGER,
                required=True,
                dynamic=FIXED,
                minimum=1,
                maximum=259200,
            ),
            P("CallbackMode", dynamic=FIXED),
            P(
                "ContactFlowId",
                refers_to="contact_flow",
                target_flow_types=(FlowType.CONTACT_FLOW,),
            ),
            P("CallerId", dynamic=ONE_PATH, refers_to="phone_number"),
        ),
        choices=(Choice(ChoiceRule.AT_MOST_ONE, (("QueueId",), ("AgentId",))),),
        errors=(ERROR,),
        page="APIReference/interactions-createcallbackcontact",
    ),
    ActionType(
        "DisconnectParticipant",
        ("Disconnect", "Disconnect / hang up"),
        category=Category.TERMINATE,
        kind=ActionKind.PARTICIPANT,
        flow_types=ROUTING,
        does="Disconnects the contact.",
        hears="The end of the call or chat.",
        effect=Effect("disconnected", Way.END),
        next=ENDS,
        page="APIReference/participant-actions-disconnectparticipant",
    ),
    ActionType(
        "TransferParticipantToThirdParty",
        ("Transfer to phone number",),
        category=Category.TERMINATE,
        kind=ActionKind.PARTICIPANT,
        flow_types=ROUTING,
        channels=Channels(chat=Support.ERROR, task=Support.ERROR, email=Support.ERROR),
        does=(
            "Transfers the caller to a phone number or over a voice connector. The flow ends, "
            "or continues when the other party hangs up."
        ),
        hears="Ringing, then the other party.",
        effect=Effect("number", Way.LEAVE_OR_ON, place=("ThirdPartyPhoneNumber",)),
        parameters=(
            P("ThirdPartyPhoneNumber", required_when=absent("VoiceConnector")),
            P(
                "ThirdPartyConnectionTimeLimitSeconds",
                ValueKind.INTEGER,
                required_when=absent("VoiceConnector"),
                dynamic=ONE_PATH,
                minimum=0,
                maximum=600,
            ),
            P(
                "ContinueFlowExecution",
                required_when=absent("VoiceConnector"),
                dynamic=FIXED,
                allowed=CAPITAL_BOOLEANS,
            ),
            P("ThirdPartyDTMFDigits", dynamic=ONE_PATH, max_length=50, characters="0123456789*#,"),
            P("CallerId.Number", dynamic=ONE_PATH, refers_to="phone_number"),
            P("CallerId.Name"),
            *voice_connector(users=False),
        ),
        parameters_refused=("ThirdPartyCallerId", "CallerIdNumber"),
        errors=(
            ErrorBranch("CallFailed", "Call failed", when=equals("ContinueFlowExecution", "True")),
            ErrorBranch(
                "ConnectionTimeLimitExceeded",
                "Timeout",
                when=equals("ContinueFlowExecution", "True"),
            ),
            ERROR,
        ),
        errors_refused=(
            RefusedBranch(
                "CallFailed",
                when=AnyOf(
                    (
                        equals("ContinueFlowExecution", "False"),
                        InFlowType((FlowType.AGENT_TRANSFER,)),
                    )
                ),
            ),
            RefusedBranch(
                "ConnectionTimeLimitExceeded",
                when=AnyOf(
                    (
                        equals("ContinueFlowExecution", "False"),
                        InFlowType((FlowType.AGENT_TRANSFER,)),
                    )
                ),
            ),
        ),
        page="APIReference/participant-actions-transferparticipanttothirdparty",
    ),
)
