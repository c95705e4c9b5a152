"""The action that a legacy block is becoming, with what there is to say about it."""

from __future__ import annotations

from typing import Any

from flowport.catalogue.legacy import Level
from flowport.convert.conversion_notes import Exactness, Note, pointer

__all__ = ["ActionDraft"]


class ActionDraft:
    """One action while it is being written; parts of the converter fill it in turn.

    Attributes:
        block: The block's id, which stays the action's identifier.
        index: The block's place among the modules.
        module: The legacy block.
        type: The action type.
        parameters: The action's parameters.
        shown: What the designer knows about them (``ActionMetadata``'s ``parameters``).
        held: The legacy parameters that only code can place, by name, each with its place.
        next: The default branch's target; None for a block that has none.
        errors: The error branches.
        conditions: The conditional branches.
        notes: What there is to say.
    """

    __slots__ = (
        "block",
        "conditions",
        "errors",
        "held",
        "index",
        "module",
        "next",
        "notes",
        "parameters",
        "shown",
        "type",
    )

    def __init__(self, block: str, index: int, module: dict[str, Any], notes: list[Note]) -> None:
        self.block = block
        self.index = index
        self.module = module
        self.notes = notes
        self.type = ""
        self.parameters: dict[str, Any] = {}
        self.shown: dict[str, Any] = {}
        self.held: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        self.next: str | None = None
        self.errors: list[dict[str, Any]] = []
        self.conditions: list[dict[str, Any]] = []

    def note(
        self,
        kind: Exactness,
        message: str,
        *steps: str | int,
        value: Any = None,
        level: Level = Level.C,
        advice: str = "",
    ) -> None:
        """Say something about the place ``steps`` below the block."""
        place = pointer("modules", self.index, *steps)
        self.notes.append(Note(kind, self.block, place, message, level, value, advice))

    def drop(self, message: str, *steps: str | int, value: Any) -> None:
        """Say that a value found no place in the flow language."""
        self.note(Exactness.DROPPED, message, *steps, value=value)

    def put(self, path: tuple[str, ...], value: Any, place: int) -> None:
        """Write a value at a path of the parameters; of two for one path the first counts."""
        target = self.parameters
        for step in path[:-1]:
            target = target.setdefault(step, {})
        if path[-1] in target:
            name = ".".join(path)
            self.drop(
                f"{name} is given twice; the first one counts", "parameters", place, value=value
            )
        else:
            target[path[-1]] = value

    def show(self, path: tuple[str, ...], key: str, value: Any) -> None:
        """Tell the designer something about a parameter (``displayName``, ``useDynamic``)."""
        target = self.shown
        for step in path:
            target = target.setdefault(step, {})
        target.setdefault(key, value)

    def error(self, kind: str, target: str) -> None:
        """Add an error branch."""
        self.errors.append({"NextAction": target, "ErrorType": kind})

    def condition(self, operator: str, operand: Any, target: str) -> None:
        """Add a conditional branch."""
        self.conditions.append(
            {"NextAction": target, "Condition": {"Operator": operator, "Operands": [operand]}}
        )
