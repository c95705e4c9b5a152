"""The designer's palette: its sections, the blocks in each, and the actions that a block makes.

A block is what is on the canvas. Most make one action; some make a chain of actions that the
designer shows as one, and some actions are shown as different blocks by their settings.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from flowport.catalogue.actions import ACTIONS
from flowport.catalogue.actions.declare import INBOUND_OR_TRANSFER, ROUTING, ROUTING_AND_OUTBOUND
from flowport.catalogue.conditions import AllOf, When, absent, equals, holds
from flowport.catalogue.declaration import Declaration
from flowport.catalogue.flow_types import FlowType
from flowport.catalogue.lazy import LazyMapping
from flowport.catalogue.shapes import Category, Evidence, Lifecycle, OperandSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from dataclasses import KW_ONLY

    from flowport.catalogue.conditions import Condition
    from flowport.catalogue.shapes import ActionType

__all__ = ["BLOCKS", "BLOCKS_OF", "MANY", "Mode", "PaletteBlock", "block_of", "branches_of"]


class Mode(Declaration):
    """One of the things that a block can be set to do.

    Attributes:
        title: Its name in the block's properties; empty where a block does but one thing.
        actions: The actions that it makes, in the order in which they run. With several, the
            designer draws one block, and the first carries the others as its children.
        when: How the first action is distinguished from the same action in another mode or block.
    """

    title: str
    actions: tuple[str, ...]
    when: Condition | None = None


class PaletteBlock(Declaration, kw_only=True):
    """A block of the palette.

    Attributes:
        title: Its name; unique.
        category: Its section.
        former_titles: Names that it had.
        modes: What it can do, the usual thing first.
        branches: Its branches as the designer names them; one in angle brackets means as
            many as the author makes.
        flow_types: Where the documents offer it.
        modules_only: Whether it stands only in modules.
        offered: Whether the palette still offers it; if not, old flows may hold it.
        evidence: What its section and place are based on.
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


class _Made(Declaration):
    """What can't be derived of a block that is not one action.

    Attributes:
        title: Its name.
        modes: What it can do, the usual thing first.
        category: Its section, where it is not that of its first action.
        former_titles: Names that it had.
        branches: Its branches, where they are not those of its actions.
        flow_types: Where the documents offer it, where that is not where its first action may be.
        told_by: The action that decides, where that is not the first.
    """

    title: str
    modes: tuple[Mode, ...]
    _: KW_ONLY
    category: Category | None = None
    former_titles: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    flow_types: tuple[FlowType, ...] = ()
    told_by: str = ""


_HOOKS = "UpdateContactEventHooks"
_INPUT = "GetParticipantInput"
_MEDIA = "UpdateContactMediaStreamingBehavior"
_METRIC = "CheckMetricData"
_VOICE_ID = "CheckVoiceId"


def _hook(title: str, hook: str) -> Mode:
    """A mode that sets the flow of one event."""
    return Mode(title, (_HOOKS,), When(f"EventHooks.{hook}"))


def _set(title: str, action: str, parameter: str, value: str) -> Mode:
    """A mode in which a parameter has a value."""
    return Mode(title, (action,), equals(parameter, value))


def _input(title: str, store: str) -> Mode:
    buffered = absent("EnableDTMFBuffer")
    return Mode(title, (_INPUT,), AllOf((equals("StoreInput", store), buffered)))


#: The blocks that are more than one action, or one of several faces of an action. Every other
#: action is a block of its own, and nothing about it is written here.
_MADE = (
    _Made(
        "Get customer input",
        (_input("DTMF", "False"), Mode("Amazon Lex", ("ConnectParticipantWithLexBot",))),
        branches=("<digit> or <intent>...", "Timeout", "Default", "Error"),
    ),
    _Made(
        "Send message",
        (
            Mode("Text message", ("StartOutboundChatContact",)),
            Mode(
                "Text message from a template",
                ("RenderMessageTemplate", "StartOutboundChatContact"),
            ),
            Mode("Email", ("RenderMessageTemplate", "CreateContact", "StartOutboundEmailContact")),
        ),
        branches=("Success", "Error"),
    ),
    _Made(
        "Store customer input",
        (_input("", "True"),),
        branches=("Success", "Invalid number", "Error"),
    ),
    _Made(
        "Connect assistant",
        (Mode("", ("CreateWisdomSession", "UpdateContactData")),),
        former_titles=("Wisdom", "Amazon Q in Connect"),
        flow_types=ROUTING_AND_OUTBOUND,
    ),
    _Made("Contact tags", (Mode("Tag", ("TagContact",)), Mode("Untag", ("UntagContact",)))),
    _Made(
        "Set contact attributes",
        (
            Mode("User defined", ("UpdateContactAttributes",)),
            Mode("Flow", ("UpdateFlowAttributes",)),
            Mode("System", ("UpdateContactData",)),
            Mode("User defined and system", ("UpdateContactAttributes", "UpdateContactData")),
        ),
    ),
    _Made("Set customer queue flow", (_hook("", "CustomerQueue"),), flow_types=INBOUND_OR_TRANSFER),
    _Made("Set disconnect flow", (_hook("", "CustomerRemaining"),)),
    _Made(
        "Set event flow",
        (
            _hook("Default flow for agent UI", "DefaultAgentUI"),
            _hook("Disconnect flow for agent UI", "DisconnectAgentUI"),
            _hook("Flow at contact pause", "PauseContact"),
            _hook("Flow at contact resume", "ResumeContact"),
        ),
    ),
    _Made(
        "Set hold flow",
        (_hook("Agent", "AgentHold"), _hook("Customer", "CustomerHold")),
        flow_types=ROUTING_AND_OUTBOUND,
    ),
    _Made(
        "Set Touchtone Buffer Behavior",
        (
            _set("Enable", _INPUT, "EnableDTMFBuffer", "True"),
            _set("Stop and clear", _INPUT, "EnableDTMFBuffer", "False"),
        ),
        category=Category.SET,
        branches=("Success", "Error"),
    ),
    _Made(
        "Set voice",
        (
            Mode("Voice", ("UpdateContactTextToSpeechVoice",)),
            Mode("Voice and language", ("UpdateContactTextToSpeechVoice", "UpdateContactData")),
        ),
    ),
    _Made(
        "Set whisper flow",
        (_hook("To agent", "AgentWhisper"), _hook("To customer", "CustomerWhisper")),
        flow_types=ROUTING,
    ),
    _Made(
        "Set Voice ID",
        (Mode("", ("UpdateContactData", "StartVoiceIdStream"), When("IsVoiceIdStreamingEnabled")),),
        told_by="StartVoiceIdStream",
    ),
    _Made(
        "Check hours of operation",
        (Mode("", ("CheckHoursOfOperation",)),),
        branches=("In hours", "Out of hours", "<override>...", "Error"),
    ),
    _Made(
        "Check queue status",
        (
            _set("Time in queue", _METRIC, "MetricType", "OldestContactInQueueAgeSeconds"),
            _set("Queue capacity", _METRIC, "MetricType", "NumberOfContactsInQueue"),
        ),
        branches=("<condition>...", "No match", "Error"),
    ),
    _Made(
        "Check staffing",
        (
            _set("Available", _METRIC, "MetricType", "NumberOfAgentsAvailable"),
            _set("Staffed", _METRIC, "MetricType", "NumberOfAgentsStaffed"),
            _set("Online", _METRIC, "MetricType", "NumberOfAgentsOnline"),
        ),
        branches=("True", "False", "Error"),
    ),
    _Made(
        "Check Voice ID",
        (
            _set("Enrollment status", _VOICE_ID, "CheckVoiceIdOption", "enrollmentStatus"),
            _set("Voice authentication", _VOICE_ID, "CheckVoiceIdOption", "voiceAuthentication"),
            _set("Fraud detection", _VOICE_ID, "CheckVoiceIdOption", "fraudDetection"),
        ),
    ),
    _Made(
        "Set recording, analytics and processing behavior",
        (
            Mode("Recording and analytics", ("UpdateContactRecordingAndAnalyticsBehavior",)),
            Mode("Message processor", ("UpdateContactMediaProcessing",)),
        ),
        former_titles=("Set recording and analytics behavior",),
    ),
    _Made("Start media streaming", (_set("", _MEDIA, "MediaStreamingState", "Enabled"),)),
    _Made("Stop media streaming", (_set("", _MEDIA, "MediaStreamingState", "Disabled"),)),
    _Made(
        "Wait",
        (Mode("", ("Wait",)),),
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
    _Made(
        "Cases",
        (
            Mode("Create case", ("CreateCase",)),
            Mode("Get case", ("GetCase",)),
            Mode("Update case", ("UpdateCase",)),
        ),
    ),
    _Made(
        "Customer profiles",
        (
            Mode("Get profile", ("GetCustomerProfile",)),
            Mode("Create profile", ("CreateCustomerProfile",)),
            Mode("Update profile", ("UpdateCustomerProfile",)),
            Mode("Get profile object", ("GetCustomerProfileObject",)),
            Mode("Get calculated attributes", ("GetCalculatedAttributesForCustomerProfile",)),
            Mode("Associate contact to profile", ("AssociateContactToCustomerProfile",)),
            Mode("Check segment membership", ("CheckSegmentMembershipForCustomerProfile",)),
        ),
    ),
    _Made(
        "Data Table",
        (
            Mode("Evaluate", ("EvaluateDataTableValues",)),
            Mode("List", ("ListDataTableValues",)),
            Mode("Write", ("UpsertDataTableValues",)),
        ),
    ),
    _Made(
        "Invoke module",
        (Mode("", ("InvokeFlowModule",)),),
        branches=("Success", "<module branch>...", "Error"),
    ),
    _Made(
        "Transfer to queue",
        (
            Mode("Transfer to queue", ("TransferContactToQueue",)),
            Mode(
                "Transfer to queue from a customer queue flow",
                ("DequeueContactAndTransferToQueue",),
            ),
            Mode("Transfer to callback queue", ("CreateCallbackContact",)),
        ),
        flow_types=ROUTING,
    ),
)

#: How the designer writes branches of which the author makes as many as there is need for.
MANY = {
    OperandSource.ANY: "<condition>...",
    OperandSource.INTENTS: "<intent>...",
    OperandSource.MODULE_BRANCHES: "<module branch>...",
    OperandSource.NUMBERS: "<condition>...",
    OperandSource.RUNNING_SUM: "<n>%...",
    OperandSource.VIEW_ACTIONS: "<view action>...",
}

#: The one block that the designer's palette does not have in alphabetical order.
_LAST = "Change routing priority / age"


def _build() -> Mapping[str, PaletteBlock]:
    """Every block: those of several actions, and one for each other action that is not obsolete."""
    made = [_block(row) for row in _MADE]
    taken = {action for row in _MADE for mode in row.modes for action in mode.actions}
    made += [
        _block_of(action)
        for action in ACTIONS.values()
        if action.type not in taken and action.status is not Lifecycle.OBSOLETE
    ]
    sections = list(Category)
    made.sort(
        key=lambda block: (
            sections.index(block.category),
            not block.offered,
            block.evidence is not Evidence.OBSERVED,
            block.title == _LAST,
            block.title.casefold(),
        )
    )
    return MappingProxyType({block.title: block for block in made})


def _block(row: _Made) -> PaletteBlock:
    """A block of several actions; what its row leaves out is that of its actions."""
    leads = [ACTIONS[row.told_by or mode.actions[0]] for mode in row.modes]
    branches = [name for lead in leads for name in branches_of(lead)]
    return PaletteBlock(
        title=row.title,
        category=row.category or leads[0].category or Category.INTERACT,
        former_titles=row.former_titles,
        modes=row.modes,
        branches=row.branches or _in_order(branches),
        flow_types=row.flow_types or leads[0].flow_types,
        offered=all(lead.status is Lifecycle.CURRENT for lead in leads),
        evidence=leads[0].block_evidence,
    )


def _block_of(action: ActionType) -> PaletteBlock:
    """The block of an action that is a block of its own."""
    return PaletteBlock(
        title=action.titles[0],
        category=action.category or Category.INTERACT,
        former_titles=action.titles[1:],
        modes=(Mode("", (action.type,)),),
        branches=branches_of(action),
        flow_types=action.flow_types,
        modules_only=action.in_module is True and not action.flow_types,
        offered=action.offered and action.status is Lifecycle.CURRENT,
        evidence=action.block_evidence,
    )


def branches_of(action: ActionType) -> tuple[str, ...]:
    """The branches of an action as the designer names them, the error branch last."""
    names = [action.next.title]
    for conditions in action.conditions:
        names += conditions.titles
        names += [MANY[conditions.source]] if conditions.source else []
    return _in_order([*names, *(error.title for error in action.errors)])


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    once = [name for name in dict.fromkeys(names) if name]
    return tuple(sorted(once, key=lambda name: (name == "Error", name != "Success")))


#: Every block by its title: the sections in order, and in each the blocks in order.
BLOCKS: Mapping[str, PaletteBlock] = LazyMapping(_build)


def _by_action() -> dict[str, list[tuple[PaletteBlock, Mode]]]:
    """The blocks and modes that make each action, those that begin with it first."""
    found: dict[str, list[tuple[PaletteBlock, Mode]]] = {}
    pairs = [(block, mode) for block in BLOCKS.values() for mode in block.modes]
    for block, mode in sorted(pairs, key=lambda pair: len(pair[1].actions)):
        for action in mode.actions:
            found.setdefault(action, []).append((block, mode))
    for action, made in found.items():
        made.sort(key=lambda pair: (pair[1].actions[0] != action, pair[1].when is None))
    return found


#: The blocks and modes that make an action, by the action's type. Those that begin with it come
#: first, and among them those that ask for settings.
BLOCKS_OF: Mapping[str, list[tuple[PaletteBlock, Mode]]] = LazyMapping(_by_action)


def block_of(action: str, parameters: Mapping[str, Any]) -> tuple[PaletteBlock, Mode] | None:
    """The block and mode as which the designer shows an action with these ``Parameters``.

    None for an action that no block makes. An action whose settings fit no mode is shown as the
    first block that begins with it.
    """
    made = BLOCKS_OF.get(action, [])
    for block, mode in made:
        if mode.when is None or holds(mode.when, parameters):
            return block, mode
    return made[0] if made else None
