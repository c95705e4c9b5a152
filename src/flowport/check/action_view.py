"""What rules read of one action: its values, strings and branches, walked once for all rules."""

from __future__ import annotations

from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from flowport.catalogue import Conditions, Dynamic, holds
from flowport.catalogue.jsonpath import paths, single
from flowport.catalogue.placeholders import has_placeholder
from flowport.check.fault import Fault
from flowport.check.finding import Change, Fix
from flowport.check.parameter_trees import tree_of
from flowport.dataclass import dataclass
from flowport.model import pointer

if TYPE_CHECKING:
    from flowport.catalogue import ActionType, FlowType, JSONPath, Parameter
    from flowport.check.finding import Severity
    from flowport.check.parameter_trees import Need, ParameterNode, ParameterTree
    from flowport.model import Flow

__all__ = [
    "NESTED",
    "Condition",
    "FlowSites",
    "Operand",
    "Path",
    "Site",
    "Text",
    "Value",
    "dotted",
    "is_placeholder",
    "set_value",
]

Path = tuple[str | int, ...]
Scalar = str | float | None
"""A JSON value that can be compared and looked up; brackets mark a list or an object."""

_CONDITIONS = ("Transitions", "Conditions")
_ALONE = (Dynamic.PATH, Dynamic.STATIC_OR_PATH)

NESTED = frozenset({"{...}", "[...]"})
"""How an object and a list are marked among scalars."""


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether a string holds what a template is to fill in: ``${...}``, ``{{...}}``, ``<x>``."""
    return bool(text) and has_placeholder(text, reference=True)


class Value(NamedTuple):
    """A value that is where the catalogue declares a parameter."""

    declared: Parameter
    value: Any
    path: Path


class Text(NamedTuple):
    """A string anywhere in the parameters; ``node`` is what the catalogue knows of the place."""

    text: str
    path: Path
    node: ParameterNode | None

    @property
    def read(self) -> tuple[JSONPath, ...]:
        """The JSONPaths that the action reads here."""
        declared = self.node.declared if self.node else None
        whole = single(self.text) if declared and declared.dynamic in _ALONE else None
        return (whole,) if whole else paths(self.text)

    def pointer(self, site: Site) -> str:
        """Where it is in the document."""
        return pointer.pointer("Actions", site.index, "Parameters", *self.path)


class Operand(Text):
    """A string that a condition compares with; its path is one below the action."""

    __slots__ = ()

    def pointer(self, site: Site) -> str:
        """Where it is in the document."""
        return pointer.pointer("Actions", site.index, *self.path)


class Condition(NamedTuple):
    """A condition of an action; ``place`` counts from 0, ``operands`` is None where no list is."""

    place: int
    operator: Scalar
    operands: list[Scalar] | None
    target: Scalar


class FlowSites:
    """A flow and its actions, as each of these sees them.

    Attributes:
        flow: The flow.
        type: Its type, as given or as the file says; None when neither does.
        is_module: Whether it is a module.
        sites: Its actions.
        by_id: The (first) action of each identifier.
    """

    def __init__(self, flow: Flow, type_: FlowType | None, *, is_module: bool) -> None:
        self.flow = flow
        self.type = type_
        self.is_module = is_module
        self.sites = [Site(i, tree, self) for i, tree in enumerate(flow.tree["Actions"])]
        self.by_id: dict[str, Site] = {}
        for site in self.sites:
            self.by_id.setdefault(site.id, site)


@dataclass(slots=True, eq=False)
class Site:
    """An action, walked once.

    Attributes:
        index: Its place in ``Actions``.
        tree: Its JSON object.
        facts: The flow that it is in.
        id: Its identifier, ``""`` where there is none.
        type: Its type, ``""`` where there is none.
        described: What the catalogue says of its parameters.
        parameters: Its ``Parameters``, empty when absent.
        next: ``NextAction`` as it stands; None when absent.
        ways: The targets of all branches; an absent next action is left out.
        errors: Pairs of error type and target, as they stand.
        conditions: Its conditions.
        values: What is where the catalogue declares a parameter, with the place.
        texts: Every text in the parameters.
        unknown: Paths of keys that the catalogue does not know.
        missing: Paths of keys that should be there.
        flat: What is where an object with known keys belongs, and is not one, with the place.
    """

    index: int
    tree: dict[str, Any]
    facts: FlowSites
    id: str = ""
    type: str = ""
    described: ParameterTree = field(init=False)
    parameters: dict[str, Any] = field(init=False)
    next: Scalar = None
    ways: list[Scalar] = field(init=False)
    errors: tuple[tuple[Scalar, Scalar], ...] = ()
    conditions: tuple[Condition, ...] = ()
    values: list[tuple[ParameterNode, Value]] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    unknown: tuple[Path, ...] = ()
    missing: tuple[tuple[Path, Need], ...] = ()
    flat: tuple[tuple[ParameterNode, Any, Path], ...] = ()

    def __post_init__(self) -> None:
        tree = self.tree
        self.id = _text(tree.get("Identifier"))
        self.type = _text(tree.get("Type"))
        self.described = tree_of(self.type)
        self.parameters = tree.get("Parameters") or {}
        self._read_transitions(tree.get("Transitions") or {})
        if self.described.action:
            self._walk_object(self.described.root, self.parameters, ())
        else:
            self._gather(self.parameters, ())

    def _read_transitions(self, transitions: dict[str, Any]) -> None:
        self.next = _scalar(transitions.get("NextAction"))
        conditions, errors = transitions.get("Conditions"), transitions.get("Errors")
        ways: list[Scalar] = [] if self.next is None else [self.next]
        if conditions:
            self.conditions = tuple([_condition(i, entry) for i, entry in enumerate(conditions)])
            ways += [condition.target for condition in self.conditions]
        if errors:
            self.errors = tuple(
                [(_scalar(e.get("ErrorType")), _scalar(e.get("NextAction"))) for e in errors]
            )
            ways += [target for _, target in self.errors]
        self.ways = ways

    def _gather(self, value: dict[str, Any] | list[Any], path: Path) -> None:
        """Collect the strings of what the catalogue does not describe."""
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            if type(member) is str:
                self.texts.append(Text(member, (*path, key), None))
            elif isinstance(member, (dict, list)):
                self._gather(member, (*path, key))

    def _walk_object(self, node: ParameterNode, value: dict[str, Any], path: Path) -> None:
        keys, star = node.keys, node.star
        for key, member in value.items():
            child = keys.get(key) or star
            if child is not None:
                self._visit(child, member, (*path, key))
                continue
            if not node.open:
                self.unknown += ((*path, key),)
            self._gather({key: member}, path)
        for need in node.needs:
            if need.key not in value and (need.when is None or self.holds(need.when)):
                self.missing += (((*path, need.key), need),)

    def _visit(self, node: ParameterNode, value: Any, path: Path) -> None:
        declared = node.declared
        if declared is not None:
            self.values.append((node, Value(declared, value, path)))
        if type(value) is str:
            self.texts.append(Text(value, path, node))
        elif isinstance(value, dict):
            self._walk_object(node, value, path)
            return
        elif isinstance(value, list):
            if node.item is None:
                self._gather(value, path)
            else:
                for index, member in enumerate(value):
                    self._visit(node.item, member, (*path, index))
        if declared is None and node.keys and value != "":
            self.flat += ((node, value, path),)

    @property
    def action(self) -> ActionType | None:
        """What the catalogue says of its type; None when it does not know it."""
        return self.described.action

    @property
    def pointer(self) -> str:
        """Where it is in the document."""
        return f"/Actions/{self.index}"

    @property
    def where(self) -> str:
        """Where it stands, as the service writes it."""
        return f"Actions[{self.index}]"

    @property
    def operands(self) -> list[Operand]:
        """The strings that its conditions compare with."""
        return [
            Operand(word, (*_CONDITIONS, condition.place, "Condition", "Operands", place), None)
            for condition in self.conditions
            for place, word in enumerate(condition.operands or ())
            if isinstance(word, str)
        ]

    def holds(self, condition: Any) -> bool:
        """Whether a condition of the catalogue holds for its parameters, in this flow."""
        return condition is None or holds(condition, self.parameters, self.facts.type)

    def taken_conditions(self) -> Conditions | None:
        """The declaration of conditions that its settings choose; None where it takes none."""
        for declared in self.action.conditions if self.action else ():
            if declared.when is None or self.holds(declared.when):
                return declared
        return None

    def targets(self) -> list[tuple[str, Scalar]]:
        """Every branch's pointer and target, as they stand; an absent next action left out."""
        base = f"/Actions/{self.index}/Transitions/"
        found: list[tuple[str, Scalar]] = []
        if self.next is not None:
            found.append((f"{base}NextAction", self.next))
        found += [(f"{base}Conditions/{c.place}/NextAction", c.target) for c in self.conditions]
        found += [(f"{base}Errors/{i}/NextAction", e[1]) for i, e in enumerate(self.errors)]
        return found

    def fault(
        self,
        advice: str,
        *path: str | int,
        at: str = "",
        problem: str = "",
        severity: Severity | None = None,
        fix: Fix | None = None,
    ) -> Fault:
        """A fault at this action: at a pointer, or at a path below its ``Parameters``."""
        if path:
            at = self.parameter_pointer(path)
        return Fault(advice, at or self.pointer, self.id, problem, severity, fix)

    def parameter_pointer(self, path: Path) -> str:
        """The pointer of a parameter."""
        return pointer.pointer("Actions", self.index, "Parameters", *path)

    def parameter_where(self, path: Path) -> str:
        """A parameter's place as the service writes it: ``Actions[3].Parameters.Text``."""
        return f"{self.where}.Parameters{dotted(path, lead='.')}"

    def transition_where(self, at: str) -> str:
        """A branch's place as the service writes it, from its pointer."""
        steps = at.split("/")[3:]  # no name in a branch's pointer has a slash or tilde
        return self.where + "".join([f"[{s}]" if s.isdigit() else f".{s}" for s in steps])

    def bad_value(self, path: Path) -> str:
        """The service's sentence for a value that it does not take."""
        return f"Invalid Action property value. Path: {self.parameter_where(path)}"


def dotted(path: Path, *, lead: str = "") -> str:
    """A path for a reader: ``Messages[0].Text``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text if lead else text.removeprefix(".")


def set_value(pointer_: str, value: Any, title: str) -> Fix:
    """A fix that sets one value."""
    return Fix(title, (Change(pointer_, value),))


def _scalar(value: Any) -> Scalar:
    if type(value) is not str and isinstance(value, (dict, list)):
        return "{...}" if isinstance(value, dict) else "[...]"
    return value


def _condition(place: int, entry: dict[str, Any]) -> Condition:
    condition = entry.get("Condition")
    condition = condition if isinstance(condition, dict) else {}
    words = condition.get("Operands")
    operands = [_scalar(word) for word in words] if isinstance(words, list) else None
    return Condition(
        place, _scalar(condition.get("Operator")), operands, _scalar(entry.get("NextAction"))
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
