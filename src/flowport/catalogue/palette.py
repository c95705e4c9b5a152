"""The designer's palette: its sections, the blocks in each, and the actions that a block makes.

A block is what stands on the canvas. Most make one action; some make a chain of actions that the
designer shows as one, and some actions are shown as different blocks by their settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from flowport.catalogue.conditions import AllOf, Is, When, holds
from flowport.catalogue.flow_types import ALL_FLOW_TYPES, FlowType
from flowport.catalogue.shapes import Category, Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.catalogue.conditions import Condition

__all__ = ["BLOCKS", "BLOCKS_OF", "Block", "Mode", "block_of"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mode:
    """One of the things that a block can be set to do.

    Attributes:
        title: Its name in the block's properties; empty where a block does but one thing.
        actions: The actions that it makes, in the order in which they run. With several, the
            designer draws one block, and the first carries the others as its children.
        when: How the first action is told from the same action in another mode or block.
    """

    title: str
    actions: tuple[str, ...]
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """A block of the palette.

    Attributes:
        title: Its name; unique.
        category: Its section.
        former_titles: Names that it had.
        modes: What it can do, the usual thing first.
        branches: Its branches as the designer names them; one in angle brackets stands for as
            many as the author makes.
        flow_types: Where the documents offer it.
        modules_only: Whether it stands only in modules.
        offered: Whether the palette still offers it; if not, old flows may hold it.
        evidence: What its section and place rest on.
    """

    title: str
    category: Category
    former_titles: tuple[str, ...] = ()
    modes: tuple[Mode, ...]
    branches: tuple[str, ...] = ()
    flow_types: tuple[FlowType, ...]
    modules_only: bool = False
    offered: bool = True
    evidence: Evidence = Evidence.OBSERVED


_BLOCKS = (
    Block(
        title="Authenticate Customer",
        category=Category.INTERACT,
        modes=(Mode(title="", actions=("AuthenticateParticipant",)),),
        branches=("Success", "Timeout", "Opted out", "Error"),
        flow_types=(FlowType.CONTACT_FLOW,),
    ),
    Block(
        title="Create persistent contact association",
        category=Category.INTERACT,
        modes=(Mode(title="", actions=("CreatePersistentContactAssociation",)),),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Create task",
        category=Category.INTERACT,
        modes=(Mode(title="", actions=("CreateTask",)),),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Get customer input",
        category=Category.INTERACT,
        modes=(
            Mode(
                title="DTMF",
                actions=("GetParticipantInput",),
                when=AllOf(
                    (When("StoreInput", Is.ONE_OF, ("False",)), When("EnableDTMFBuffer", Is.ABSENT))
                ),
            ),
            Mode(title="Amazon Lex", actions=("ConnectParticipantWithLexBot",)),
        ),
        branches=("<digit> or <intent>...", "Timeout", "Default", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Get stored content",
        category=Category.INTERACT,
        modes=(Mode(title="", actions=("LoadContactContent",)),),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Play prompt",
        category=Category.INTERACT,
        modes=(Mode(title="", actions=("MessageParticipant",)),),
        branches=("Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.CUSTOMER_WHISPER,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Send message",
        category=Category.INTERACT,
        modes=(
            Mode(title="Text message", actions=("StartOutboundChatContact",)),
            Mode(
                title="Text message from a template",
                actions=("RenderMessageTemplate", "StartOutboundChatContact"),
            ),
            Mode(
                title="Email",
                actions=("RenderMessageTemplate", "CreateContact", "StartOutboundEmailContact"),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Store customer input",
        category=Category.INTERACT,
        modes=(
            Mode(
                title="",
                actions=("GetParticipantInput",),
                when=AllOf(
                    (When("StoreInput", Is.ONE_OF, ("True",)), When("EnableDTMFBuffer", Is.ABSENT))
                ),
            ),
        ),
        branches=("Success", "Error", "Invalid number"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Loop prompts",
        category=Category.INTERACT,
        modes=(Mode(title="", actions=("MessageParticipantIteratively",)),),
        branches=("Timeout", "Error"),
        flow_types=(FlowType.CUSTOMER_QUEUE, FlowType.CUSTOMER_HOLD, FlowType.AGENT_HOLD),
        evidence=Evidence.INFERRED,
    ),
    Block(
        title="Call phone number",
        category=Category.INTERACT,
        modes=(Mode(title="", actions=("CompleteOutboundCall",)),),
        branches=("Success",),
        flow_types=(FlowType.OUTBOUND_WHISPER,),
        evidence=Evidence.INFERRED,
    ),
    Block(
        title="Interrupt agent",
        category=Category.INTERACT,
        modes=(Mode(title="", actions=("RouteContactToAgent",)),),
        branches=("Success", "Error"),
        flow_types=(FlowType.CUSTOMER_QUEUE,),
        evidence=Evidence.INFERRED,
    ),
    Block(
        title="Agentic CX",
        category=Category.INTERACT,
        modes=(Mode(title="", actions=("ConnectParticipantWithAgenticCX",)),),
        branches=("Default", "Escalation", "Error", "Idle chat timeout"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.CUSTOMER_HOLD,
            FlowType.CUSTOMER_WHISPER,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
        evidence=Evidence.INFERRED,
    ),
    Block(
        title="Connect assistant",
        category=Category.SET,
        former_titles=("Wisdom", "Amazon Q in Connect"),
        modes=(Mode(title="", actions=("CreateWisdomSession", "UpdateContactData")),),
        branches=("Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Contact tags",
        category=Category.SET,
        modes=(
            Mode(title="Tag", actions=("TagContact",)),
            Mode(title="Untag", actions=("UntagContact",)),
        ),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Hold customer or agent",
        category=Category.SET,
        modes=(Mode(title="", actions=("UpdatePreviousContactParticipantState",)),),
        branches=("Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Resume contact",
        category=Category.SET,
        modes=(Mode(title="", actions=("ResumeContact",)),),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Set callback number",
        category=Category.SET,
        modes=(Mode(title="", actions=("UpdateContactCallbackNumber",)),),
        branches=("Success", "Invalid number", "Not dialable"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Set contact attributes",
        category=Category.SET,
        modes=(
            Mode(title="User defined", actions=("UpdateContactAttributes",)),
            Mode(title="Flow", actions=("UpdateFlowAttributes",)),
            Mode(title="System", actions=("UpdateContactData",)),
            Mode(
                title="User defined and system",
                actions=("UpdateContactAttributes", "UpdateContactData"),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Set customer queue flow",
        category=Category.SET,
        modes=(
            Mode(
                title="",
                actions=("UpdateContactEventHooks",),
                when=When("EventHooks.CustomerQueue"),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=(FlowType.CONTACT_FLOW, FlowType.AGENT_TRANSFER, FlowType.QUEUE_TRANSFER),
    ),
    Block(
        title="Set disconnect flow",
        category=Category.SET,
        modes=(
            Mode(
                title="",
                actions=("UpdateContactEventHooks",),
                when=When("EventHooks.CustomerRemaining"),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Set event flow",
        category=Category.SET,
        modes=(
            Mode(
                title="Default flow for agent UI",
                actions=("UpdateContactEventHooks",),
                when=When("EventHooks.DefaultAgentUI"),
            ),
            Mode(
                title="Disconnect flow for agent UI",
                actions=("UpdateContactEventHooks",),
                when=When("EventHooks.DisconnectAgentUI"),
            ),
            Mode(
                title="Flow at contact pause",
                actions=("UpdateContactEventHooks",),
                when=When("EventHooks.PauseContact"),
            ),
            Mode(
                title="Flow at contact resume",
                actions=("UpdateContactEventHooks",),
                when=When("EventHooks.ResumeContact"),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Set hold flow",
        category=Category.SET,
        modes=(
            Mode(
                title="Agent",
                actions=("UpdateContactEventHooks",),
                when=When("EventHooks.AgentHold"),
            ),
            Mode(
                title="Customer",
                actions=("UpdateContactEventHooks",),
                when=When("EventHooks.CustomerHold"),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Set routing criteria",
        category=Category.SET,
        modes=(Mode(title="", actions=("UpdateContactRoutingCriteria",)),),
        branches=("Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Set Touchtone Buffer Behavior",
        category=Category.SET,
        modes=(
            Mode(
                title="Enable",
                actions=("GetParticipantInput",),
                when=When("EnableDTMFBuffer", Is.ONE_OF, ("True",)),
            ),
            Mode(
                title="Stop and clear",
                actions=("GetParticipantInput",),
                when=When("EnableDTMFBuffer", Is.ONE_OF, ("False",)),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Set voice",
        category=Category.SET,
        modes=(
            Mode(title="Voice", actions=("UpdateContactTextToSpeechVoice",)),
            Mode(
                title="Voice and language",
                actions=("UpdateContactTextToSpeechVoice", "UpdateContactData"),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Set whisper flow",
        category=Category.SET,
        modes=(
            Mode(
                title="To agent",
                actions=("UpdateContactEventHooks",),
                when=When("EventHooks.AgentWhisper"),
            ),
            Mode(
                title="To customer",
                actions=("UpdateContactEventHooks",),
                when=When("EventHooks.CustomerWhisper"),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Set working queue",
        category=Category.SET,
        modes=(Mode(title="", actions=("UpdateContactTargetQueue",)),),
        branches=("Success", "Error"),
        flow_types=(FlowType.CONTACT_FLOW, FlowType.AGENT_TRANSFER, FlowType.QUEUE_TRANSFER),
    ),
    Block(
        title="Change routing priority / age",
        category=Category.SET,
        modes=(Mode(title="", actions=("UpdateContactRoutingBehavior",)),),
        branches=("Success",),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Set Voice ID",
        category=Category.SET,
        modes=(
            Mode(
                title="",
                actions=("UpdateContactData", "StartVoiceIdStream"),
                when=When("IsVoiceIdStreamingEnabled"),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.CUSTOMER_WHISPER,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
        offered=False,
        evidence=Evidence.DOCUMENTED,
    ),
    Block(
        title="Check call progress",
        category=Category.CHECK,
        modes=(Mode(title="", actions=("CheckOutboundCallStatus",)),),
        branches=(
            "Call answered",
            "Voicemail (beep)",
            "Voicemail (no beep)",
            "Not detected",
            "Error",
        ),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Check contact attributes",
        category=Category.CHECK,
        modes=(Mode(title="", actions=("Compare",)),),
        branches=("<condition>...", "No match"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Check hours of operation",
        category=Category.CHECK,
        modes=(Mode(title="", actions=("CheckHoursOfOperation",)),),
        branches=("In hours", "Out of hours", "<override>...", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Check queue status",
        category=Category.CHECK,
        modes=(
            Mode(
                title="Time in queue",
                actions=("CheckMetricData",),
                when=When("MetricType", Is.ONE_OF, ("OldestContactInQueueAgeSeconds",)),
            ),
            Mode(
                title="Queue capacity",
                actions=("CheckMetricData",),
                when=When("MetricType", Is.ONE_OF, ("NumberOfContactsInQueue",)),
            ),
        ),
        branches=("<condition>...", "No match", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Check staffing",
        category=Category.CHECK,
        modes=(
            Mode(
                title="Available",
                actions=("CheckMetricData",),
                when=When("MetricType", Is.ONE_OF, ("NumberOfAgentsAvailable",)),
            ),
            Mode(
                title="Staffed",
                actions=("CheckMetricData",),
                when=When("MetricType", Is.ONE_OF, ("NumberOfAgentsStaffed",)),
            ),
            Mode(
                title="Online",
                actions=("CheckMetricData",),
                when=When("MetricType", Is.ONE_OF, ("NumberOfAgentsOnline",)),
            ),
        ),
        branches=("True", "False", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Get metrics",
        category=Category.CHECK,
        former_titles=("Get queue metrics",),
        modes=(Mode(title="", actions=("GetMetricData",)),),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Check Voice ID",
        category=Category.CHECK,
        modes=(
            Mode(
                title="Enrollment status",
                actions=("CheckVoiceId",),
                when=When("CheckVoiceIdOption", Is.ONE_OF, ("enrollmentStatus",)),
            ),
            Mode(
                title="Voice authentication",
                actions=("CheckVoiceId",),
                when=When("CheckVoiceIdOption", Is.ONE_OF, ("voiceAuthentication",)),
            ),
            Mode(
                title="Fraud detection",
                actions=("CheckVoiceId",),
                when=When("CheckVoiceIdOption", Is.ONE_OF, ("fraudDetection",)),
            ),
        ),
        branches=("Error",),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.CUSTOMER_WHISPER,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
        offered=False,
        evidence=Evidence.DOCUMENTED,
    ),
    Block(
        title="Set logging behavior",
        category=Category.ANALYZE,
        modes=(Mode(title="", actions=("UpdateFlowLoggingBehavior",)),),
        branches=("Success",),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Set recording, analytics and processing behavior",
        category=Category.ANALYZE,
        former_titles=("Set recording and analytics behavior",),
        modes=(
            Mode(
                title="Recording and analytics",
                actions=("UpdateContactRecordingAndAnalyticsBehavior",),
            ),
            Mode(title="Message processor", actions=("UpdateContactMediaProcessing",)),
        ),
        branches=(
            "Success",
            "Error",
            "Channel mismatch",
            "In-flight redaction configuration failed",
        ),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Start media streaming",
        category=Category.ANALYZE,
        modes=(
            Mode(
                title="",
                actions=("UpdateContactMediaStreamingBehavior",),
                when=When("MediaStreamingState", Is.ONE_OF, ("Enabled",)),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.CUSTOMER_WHISPER,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Stop media streaming",
        category=Category.ANALYZE,
        modes=(
            Mode(
                title="",
                actions=("UpdateContactMediaStreamingBehavior",),
                when=When("MediaStreamingState", Is.ONE_OF, ("Disabled",)),
            ),
        ),
        branches=("Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.CUSTOMER_WHISPER,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Set recording and analytics behavior",
        category=Category.ANALYZE,
        modes=(Mode(title="", actions=("UpdateContactRecordingBehavior",)),),
        branches=("Success",),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
        offered=False,
        evidence=Evidence.DOCUMENTED,
    ),
    Block(
        title="Distribute by percentage",
        category=Category.LOGIC,
        modes=(Mode(title="", actions=("DistributeByPercentage",)),),
        branches=("<n>%...", "Default"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Loop",
        category=Category.LOGIC,
        modes=(Mode(title="", actions=("Loop",)),),
        branches=("Looping", "Complete", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Wait",
        category=Category.LOGIC,
        modes=(Mode(title="", actions=("Wait",)),),
        branches=(
            "Time expired",
            "Customer returned",
            "<event>...",
            "Continue",
            "Bot participant disconnected",
            "Participant not found",
            "Error",
        ),
        flow_types=(FlowType.CONTACT_FLOW, FlowType.CUSTOMER_QUEUE),
    ),
    Block(
        title="AWS Lambda function",
        category=Category.INTEGRATE,
        former_titles=("Invoke AWS Lambda function",),
        modes=(Mode(title="", actions=("InvokeLambdaFunction",)),),
        branches=("Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.CUSTOMER_HOLD,
            FlowType.CUSTOMER_WHISPER,
            FlowType.AGENT_HOLD,
            FlowType.AGENT_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Cases",
        category=Category.INTEGRATE,
        modes=(
            Mode(title="Create case", actions=("CreateCase",)),
            Mode(title="Get case", actions=("GetCase",)),
            Mode(title="Update case", actions=("UpdateCase",)),
        ),
        branches=("Success", "Contact not linked", "Multiple found", "None found", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Customer profiles",
        category=Category.INTEGRATE,
        modes=(
            Mode(title="Get profile", actions=("GetCustomerProfile",)),
            Mode(title="Create profile", actions=("CreateCustomerProfile",)),
            Mode(title="Update profile", actions=("UpdateCustomerProfile",)),
            Mode(title="Get profile object", actions=("GetCustomerProfileObject",)),
            Mode(
                title="Get calculated attributes",
                actions=("GetCalculatedAttributesForCustomerProfile",),
            ),
            Mode(
                title="Associate contact to profile", actions=("AssociateContactToCustomerProfile",)
            ),
            Mode(
                title="Check segment membership",
                actions=("CheckSegmentMembershipForCustomerProfile",),
            ),
        ),
        branches=(
            "Success",
            "Multiple found",
            "None found",
            "In segment",
            "Not in segment",
            "Error",
        ),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Data Table",
        category=Category.INTEGRATE,
        modes=(
            Mode(title="Evaluate", actions=("EvaluateDataTableValues",)),
            Mode(title="List", actions=("ListDataTableValues",)),
            Mode(title="Write", actions=("UpsertDataTableValues",)),
        ),
        branches=("Success", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Invoke module",
        category=Category.INTEGRATE,
        modes=(Mode(title="", actions=("InvokeFlowModule",)),),
        branches=("Success", "<module branch>...", "Error"),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Show view",
        category=Category.INTEGRATE,
        modes=(Mode(title="", actions=("ShowView",)),),
        branches=("<view action>...", "No match", "Timeout", "Error"),
        flow_types=(FlowType.CONTACT_FLOW,),
    ),
    Block(
        title="Disconnect",
        category=Category.TERMINATE,
        former_titles=("Disconnect / hang up",),
        modes=(Mode(title="", actions=("DisconnectParticipant",)),),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="End flow / Resume",
        category=Category.TERMINATE,
        modes=(Mode(title="", actions=("EndFlowExecution",)),),
        flow_types=ALL_FLOW_TYPES,
    ),
    Block(
        title="Transfer to flow",
        category=Category.TERMINATE,
        modes=(Mode(title="", actions=("TransferToFlow",)),),
        branches=("Error",),
        flow_types=(FlowType.CONTACT_FLOW, FlowType.AGENT_TRANSFER, FlowType.QUEUE_TRANSFER),
    ),
    Block(
        title="Transfer to phone number",
        category=Category.TERMINATE,
        modes=(Mode(title="", actions=("TransferParticipantToThirdParty",)),),
        branches=("Success", "Call failed", "Timeout", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Transfer to queue",
        category=Category.TERMINATE,
        modes=(
            Mode(title="Transfer to queue", actions=("TransferContactToQueue",)),
            Mode(
                title="Transfer to queue from a customer queue flow",
                actions=("DequeueContactAndTransferToQueue",),
            ),
            Mode(title="Transfer to callback queue", actions=("CreateCallbackContact",)),
        ),
        branches=("At capacity", "Success", "Error"),
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
    ),
    Block(
        title="Transfer to agent (beta)",
        category=Category.TERMINATE,
        modes=(Mode(title="", actions=("TransferContactToAgent",)),),
        flow_types=(FlowType.AGENT_TRANSFER, FlowType.QUEUE_TRANSFER),
        evidence=Evidence.INFERRED,
    ),
    Block(
        title="Return (from module)",
        category=Category.TERMINATE,
        modes=(Mode(title="", actions=("EndFlowModuleExecution",)),),
        flow_types=(),
        modules_only=True,
        evidence=Evidence.INFERRED,
    ),
)


#: Every block by its title: the sections in order, and in each the blocks in order.
BLOCKS: Mapping[str, Block] = MappingProxyType({block.title: block for block in _BLOCKS})


def _by_action() -> dict[str, list[tuple[Block, Mode]]]:
    """The blocks and modes that make each action, those that begin with it first."""
    found: dict[str, list[tuple[Block, Mode]]] = {}
    pairs = [(block, mode) for block in _BLOCKS for mode in block.modes]
    for block, mode in sorted(pairs, key=lambda pair: len(pair[1].actions)):
        for action in mode.actions:
            found.setdefault(action, []).append((block, mode))
    for action, made in found.items():
        made.sort(key=lambda pair: (pair[1].actions[0] != action, pair[1].when is None))
    return found


#: The blocks and modes that make an action, by the action's type. Those that begin with it come
#: first, and among them those that ask for settings.
BLOCKS_OF: Mapping[str, list[tuple[Block, Mode]]] = MappingProxyType(_by_action())


def block_of(action: str, parameters: Mapping[str, Any]) -> tuple[Block, Mode] | None:
    """The block and mode as which the designer shows an action with these ``Parameters``.

    None for an action that no block makes. An action whose settings fit no mode is shown as the
    first block that begins with it.
    """
    made = BLOCKS_OF.get(action, [])
    for block, mode in made:
        if mode.when is None or holds(mode.when, parameters):
            return block, mode
    return made[0] if made else None
