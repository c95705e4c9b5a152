"""The shapes that the catalogue's declarations take: few classes, many instances.

A declaration stands once, so it equals only itself (``eq=False``); writing no comparison for any
class makes a third of the catalogue's import time go away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.declaration import Declaration
from flowport.catalogue.terms import (
    ActionKind,
    Category,
    Channel,
    ChoiceRule,
    Dynamic,
    Evidence,
    Lifecycle,
    NextRule,
    OperandSource,
    Support,
    ValueKind,
    WrittenAs,
)

if TYPE_CHECKING:
    from dataclasses import KW_ONLY

    from flowport.catalogue.conditions import Condition
    from flowport.catalogue.effects import Effect
    from flowport.catalogue.flow_types import FlowType

__all__ = [
    "ActionKind",
    "ActionType",
    "Category",
    "Channel",
    "Channels",
    "Choice",
    "ChoiceRule",
    "Conditions",
    "Dynamic",
    "ErrorBranch",
    "Evidence",
    "Lifecycle",
    "NextAction",
    "NextRule",
    "OperandSource",
    "Parameter",
    "RefusedBranch",
    "Support",
    "Testing",
    "ValueKind",
    "WrittenAs",
]


_DOCUMENTATION = "https://docs.aws.amazon.com/connect/latest/"


class Channels(Declaration, kw_only=True):
    """How an action takes each channel; never a reason for the service to refuse a flow."""

    voice: Support = Support.YES
    chat: Support = Support.YES
    task: Support = Support.YES
    email: Support = Support.YES

    def __getitem__(self, channel: Channel) -> Support:
        support: Support = getattr(self, channel.value.lower())
        return support


class Parameter(Declaration):
    """One parameter of an action, or a part of one.

    A required parameter is wanted in every object that its path runs through. Where the object
    itself is declared and optional, the parameter is wanted only if the object is there.

    Attributes:
        name: A dotted path below ``Parameters``; ``[]`` represents each item of a list, ``*`` for
            each key of a map.
        kind: What the value is.
        written: How a number or boolean is written in the JSON.
        required: Whether it must be there.
        required_when: It must be there when this holds.
        refused_when: It must not be there when this holds.
        dynamic: Where it may come from a JSONPath. On a list or map this speaks of its values.
        refers_to: The reference kind that the value names; on a list or map, each value.
        keys_refer_to: The reference kind that the keys of a map name.
        target_flow_types: For a reference to a flow: the types that it may have.
        allowed: The only values; on a list, of its items.
        suggested: Values to offer, where others pass as well.
        vocabulary: The list in ``vocabularies`` whose values are known, where newer ones pass.
        characters: The only characters that the text may have; empty for any.
        minimum: The least number.
        maximum: The greatest number.
        max_length: The most characters.
        max_value_length: The most characters of one value of a map.
        min_items: The fewest items of a list, or entries of a map.
        max_items: The most items of a list, or entries of a map.
        allowed_keys: The only keys of a map.
        items_like: The parameter whose shape each item of this list repeats.
        evidence: What the declaration is based on.
        sources: Ids in ``SOURCES``; empty where they are those of the action.
        note: What no other field can say.
    """

    name: str
    kind: ValueKind = ValueKind.STRING
    _: KW_ONLY
    written: WrittenAs = WrittenAs.TEXT
    required: bool = False
    required_when: Condition | None = None
    refused_when: Condition | None = None
    dynamic: Dynamic = Dynamic.TEXT
    refers_to: str | None = None
    keys_refer_to: str | None = None
    target_flow_types: tuple[FlowType, ...] = ()
    allowed: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    vocabulary: str = ""
    characters: str = ""
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    max_value_length: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    allowed_keys: tuple[str, ...] = ()
    items_like: str | None = None
    evidence: Evidence = Evidence.DOCUMENTED
    sources: tuple[str, ...] = ()
    note: str = ""


class ErrorBranch(Declaration):
    """An error that an action can take.

    Attributes:
        type: Its ``ErrorType``.
        title: The branch's name in the designer.
        required: Whether the service needs it in ``Errors``; with ``when``, only then.
        when: The settings under which it belongs there.
        evidence: What that is based on.
    """

    type: str
    title: str = "Error"
    _: KW_ONLY
    required: bool = True
    when: Condition | None = None
    evidence: Evidence = Evidence.DOCUMENTED


class RefusedBranch(Declaration):
    """An error type that the service was seen to refuse; without ``when``, always."""

    type: str
    when: Condition | None = None


class Conditions(Declaration, kw_only=True):
    """The conditions that an action takes, perhaps only under some of its settings.

    Attributes:
        when: The settings; None where they don't matter.
        operators: The operators that it takes.
        operands: The operands that it takes, in the designer's order.
        titles: The operands' branch names in the designer, in the same order.
        source: Where further operands come from; None where ``operands`` are all.
        required: The operands that must all be there.
        required_each: A list parameter each of whose items must be an operand as well.
        minimum: The fewest conditions.
        maximum: The most conditions.
        evidence: What that is based on.
    """

    when: Condition | None = None
    operators: tuple[str, ...] = ("Equals",)
    operands: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    source: OperandSource | None = None
    required: tuple[str, ...] = ()
    required_each: str | None = None
    minimum: int = 0
    maximum: int | None = None
    evidence: Evidence = Evidence.DOCUMENTED


class NextAction(Declaration):
    """What ``Transitions.NextAction`` means for an action.

    Attributes:
        title: The branch's name in the designer; empty where it is not a branch.
        rule: Whether it must be there.
        copies: The error type or operand whose target the designer writes there, because the
            block has no such branch of its own; None where it is a branch.
        evidence: What the rule is based on.
    """

    title: str = "Success"
    _: KW_ONLY
    rule: NextRule = NextRule.REQUIRED
    copies: str | None = None
    evidence: Evidence = Evidence.OBSERVED


class Choice(Declaration):
    """Parameters between which the author chooses.

    Attributes:
        rule: How many.
        groups: The alternatives; the parameters of one group go together.
        when: The settings under which it holds; None for all.
        evidence: What that is based on.
    """

    rule: ChoiceRule
    groups: tuple[tuple[str, ...], ...]
    when: Condition | None = None
    evidence: Evidence = Evidence.DOCUMENTED


class Testing(Declaration):
    """What a test case of the service can observe and replace of an action.

    Attributes:
        started: The parameters by which a test observes that the action began
            (``FlowActionStarted``); empty where it can't.
        speaks: Whether a test hears what it says (``MessageReceived``).
        completes: Whether a test observes that it ended well, and then reads what it filled.
        override: The name under which a test replaces its resource; empty where it can't.
        results: What a mocked answer may hold: ``LoadedData``, or the values that it may be.
        errors: The errors that a mocked answer may be.

    Source: https://docs.aws.amazon.com/connect/latest/devguide/testing-language.html
    """

    started: tuple[str, ...] = ()
    _: KW_ONLY
    speaks: bool = False
    completes: bool = False
    override: str = ""
    results: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


class ActionType(Declaration):
    """An action of the flow language, declared once: all that is known of it is here.

    Provenance (``evidence``, ``sources``, which flow types were contested, accepted or refused)
    is in ``flowport.catalogue.evidence``, and is added when the catalogue is read.

    Attributes:
        type: Its ``Type``.
        titles: The designer's names for it, the usual one first.
        category: Its section of the palette; None for what no palette ever showed.
        kind: The flow language's division.
        flow_types: The types of flow in which it may be: the union of all that is documented,
            without what the service was seen to refuse.
        channels: How it takes each channel.
        does: What it does, in a sentence or two.
        hears: What a caller hears of it.
        effect: What it does at run time.
        next: What its next action means.
        in_module: Whether it may be in a module; None where that is unknown.
        testing: What a test case can observe and replace.
        parameters: Its parameters, parents before their parts.
        parameters_refused: Names that the service was seen to refuse.
        choices: Parameters that exclude or need one another.
        errors: The error branches that it can have.
        errors_refused: Error types that the service was seen to refuse.
        conditions: The conditions that it takes: the first whose ``when`` holds is the one;
            none at all if it takes no conditions.
        aliases: Names that documents print for it and the service refuses.
        status: Whether it still does something.
        offered: Whether the palette still offers it.
        page: Its page in the documentation, below the guide's address; empty without one.
        flow_types_contested: Those of ``flow_types`` that not every document names.
        flow_types_verified: Those in which the service was seen to accept it.
        flow_types_refused: Types in which the service was seen to refuse it.
        evidence: What the declaration is based on as a whole.
        block_evidence: What its place in the palette is based on.
        sources: Ids in ``SOURCES``.
    """

    type: str
    titles: tuple[str, ...]
    _: KW_ONLY
    category: Category | None
    kind: ActionKind
    flow_types: tuple[FlowType, ...]
    does: str
    effect: Effect
    hears: str = "Nothing."
    channels: Channels = Channels()
    next: NextAction = NextAction()
    in_module: bool | None = True
    testing: Testing = Testing()
    parameters: tuple[Parameter, ...] = ()
    parameters_refused: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    errors: tuple[ErrorBranch, ...] = ()
    errors_refused: tuple[RefusedBranch, ...] = ()
    conditions: tuple[Conditions, ...] = ()
    aliases: tuple[str, ...] = ()
    status: Lifecycle = Lifecycle.CURRENT
    offered: bool = True
    page: str = ""
    flow_types_contested: tuple[FlowType, ...] = ()
    flow_types_verified: tuple[FlowType, ...] = ()
    flow_types_refused: tuple[FlowType, ...] = ()
    evidence: Evidence = Evidence.DOCUMENTED
    block_evidence: Evidence = Evidence.OBSERVED
    sources: tuple[str, ...] = ()

    @property
    def terminal(self) -> bool:
        """Whether nothing follows it."""
        return self.next.rule is NextRule.FORBIDDEN

    @property
    def doc(self) -> str:
        """The address of its page in the documentation; empty without one."""
        return f"{_DOCUMENTATION}{self.page}.html" if self.page else ""
