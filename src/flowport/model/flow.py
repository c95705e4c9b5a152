"""A flow in the flow language (``Version 2019-10-30``), as a view on its JSON."""

from __future__ import annotations

from typing import Any, Literal

from flowport.catalogue.flow_types import flow_type
from flowport.dataclass import dataclass
from flowport.errors import EditError
from flowport.model.canvas import point
from flowport.model.document import Document
from flowport.model.pointer import pointer

BranchKind = Literal["next", "error", "condition"]


def type_named(name: object) -> str | None:
    """The API's name of a flow type, given any of its names; a strange text stays as it is."""
    if not isinstance(name, str) or not name:
        return None
    return flow_type(name) or name


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A way out of an action.

    Attributes:
        kind: ``next`` (``NextAction``), ``error`` or ``condition``.
        name: The error type; for a condition its operands; ``""`` for ``next``.
        target: The identifier of the next action, ``""`` when not connected.
        index: Its place among the action's errors or conditions.
        operator: A condition's operator.
        operands: A condition's operands, as text.
        pointer: Where its target is in the document.
    """

    kind: BranchKind
    name: str
    target: str
    index: int
    pointer: str
    operator: str = ""
    operands: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What edits call it: ``next``, ``error:<type>`` or ``condition:<index>``."""
        if self.kind == "next":
            return "next"
        return f"error:{self.name}" if self.kind == "error" else f"condition:{self.index}"


@dataclass(frozen=True, slots=True)
class Action:
    """A block's action: ``index`` is its place in ``Actions``, ``tree`` its JSON object."""

    index: int
    tree: dict[str, Any]

    @property
    def id(self) -> str:
        """The ``Identifier``; ``""`` when there is none."""
        return _text(self.tree.get("Identifier"))

    @property
    def type(self) -> str:
        """The action's ``Type``; ``""`` when there is none."""
        return _text(self.tree.get("Type"))

    @property
    def pointer(self) -> str:
        """Where the action is in the document."""
        return f"/Actions/{self.index}"

    @property
    def parameters(self) -> dict[str, Any]:
        """The ``Parameters``, empty when absent."""
        return self.tree.get("Parameters") or {}

    @property
    def transitions(self) -> dict[str, Any]:
        """The ``Transitions``, empty when absent."""
        return self.tree.get("Transitions") or {}

    @property
    def next(self) -> str | None:
        """The ``NextAction``; None when there is none, ``""`` when it is not connected."""
        target = self.transitions.get("NextAction")
        return target if isinstance(target, str) else None

    @property
    def branches(self) -> tuple[Branch, ...]:
        """Every way out: the next action, then conditions, then errors, each in file order."""
        return (*self._next(), *self._conditions(), *self._errors())

    def branch(self, key: str) -> Branch | None:
        """The branch of that key, if the action has it."""
        return next((branch for branch in self.branches if branch.key == key), None)

    def _next(self) -> list[Branch]:
        if self.next is None:
            return []
        where = f"{self.pointer}/Transitions/NextAction"
        return [Branch(kind="next", name="", target=self.next, index=0, pointer=where)]

    def _errors(self) -> list[Branch]:
        return [
            Branch(
                kind="error",
                name=_text(error.get("ErrorType")),
                target=_text(error.get("NextAction")),
                index=index,
                pointer=f"{self.pointer}/Transitions/Errors/{index}/NextAction",
            )
            for index, error in enumerate(self.transitions.get("Errors") or ())
        ]

    def _conditions(self) -> list[Branch]:
        found: list[Branch] = []
        for index, entry in enumerate(self.transitions.get("Conditions") or ()):
            condition = entry.get("Condition")
            condition = condition if isinstance(condition, dict) else {}
            operands = condition.get("Operands")
            words = tuple(map(_text, operands)) if isinstance(operands, list) else ()
            found.append(
                Branch(
                    kind="condition",
                    name=", ".join(words),
                    target=_text(entry.get("NextAction")),
                    index=index,
                    operator=_text(condition.get("Operator")),
                    operands=words,
                    pointer=f"{self.pointer}/Transitions/Conditions/{index}/NextAction",
                )
            )
        return found


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


@dataclass(frozen=True, slots=True, eq=False)
class Flow(Document):
    """A flow or flow module in the flow language; ``flowport.model.edit`` gives changed ones."""

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions in file order."""
        return tuple(Action(index, tree) for index, tree in enumerate(self.tree["Actions"]))

    def action(self, identifier: str) -> Action:
        """The (first) action of that identifier.

        Raises:
            EditError: there is none.
        """
        place = self._place(identifier)
        if place is not None:
            return Action(place, self.tree["Actions"][place])
        message = f"there is no block {identifier!r} in this flow"
        raise EditError(message)

    def has(self, identifier: str) -> bool:
        """Whether there is an action of that identifier."""
        return self._place(identifier) is not None

    def _place(self, identifier: str) -> int | None:
        """The index of the (first) action of that identifier.

        Long lists of commands ask this for each command, so no action is made on the way.
        """
        known = [tree.get("Identifier") for tree in self.tree["Actions"]]
        if set(map(type, known)) - {str}:
            known = [_text(each) for each in known]
        return known.index(identifier) if identifier in known else None

    @property
    def version(self) -> str:
        """The ``Version`` of the language."""
        return _text(self.tree.get("Version"))

    @property
    def start(self) -> str:
        """The identifier of the first action; ``""`` when it is not connected."""
        return _text(self.tree.get("StartAction"))

    @property
    def metadata(self) -> dict[str, Any]:
        """The designer's ``Metadata``, empty when absent or of a wrong type."""
        return _mapping(self.tree.get("Metadata"))

    def metadata_of(self, identifier: str) -> dict[str, Any]:
        """What the designer keeps of one action, empty when nothing."""
        return _mapping(_mapping(self.metadata.get("ActionMetadata")).get(identifier))

    def position_of(self, identifier: str) -> tuple[float, float] | None:
        """Where a person or designer placed the block, in canvas units; None when nowhere."""
        return point(self.metadata_of(identifier).get("position"))

    @property
    def entry_position(self) -> tuple[float, float] | None:
        """Where the entry point stands, in canvas units."""
        return point(self.metadata.get("entryPointPosition"))

    @property
    def annotations(self) -> tuple[dict[str, Any], ...]:
        """The notes on the canvas, as the designer keeps them."""
        notes = self.metadata.get("Annotations")
        return tuple(n for n in notes if isinstance(n, dict)) if isinstance(notes, list) else ()

    @property
    def name(self) -> str | None:
        """The flow's name, from the API's answer or the export's metadata."""
        return _text(self.about.get("Name")) or _text(self.metadata.get("name")) or None

    @property
    def description(self) -> str:
        """The flow's description, from the API's answer or the export's metadata."""
        return _text(self.about.get("Description")) or _text(self.metadata.get("description"))

    @property
    def type(self) -> str | None:
        """The flow type by its API name (``CONTACT_FLOW``); None when the file does not say."""
        return type_named(self.about.get("Type")) or type_named(self.metadata.get("type"))

    @property
    def status(self) -> str | None:
        """``published`` or ``saved``, as the API's answer or the export says."""
        status = _text(self.about.get("Status")) or _text(self.metadata.get("status"))
        return status.lower() or None

    @property
    def is_module(self) -> bool:
        """Whether it is a flow module: it has ``Settings``, or the API's answer says so."""
        return "Settings" in self.tree or self.about.get("kind") == "module"

    @property
    def settings(self) -> dict[str, Any]:
        """A module's ``Settings``, empty for a flow."""
        return _mapping(self.tree.get("Settings"))

    def parameter_pointer(self, identifier: str, *path: str | int) -> str:
        """The pointer of a parameter: ``("block", "Messages", 0, "Text")``.

        Raises:
            EditError: there is no such block.
        """
        return pointer("Actions", self.action(identifier).index, "Parameters", *path)


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
