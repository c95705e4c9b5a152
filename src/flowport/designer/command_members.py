"""A command's members, read with a clear sentence for each that is missing or of a wrong kind."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from flowport.errors import EditError
from flowport.layout import Position
from flowport.model.canvas import FARTHEST

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Members"]


class Members:
    """The members of a command, by name."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self.tree = tree

    def __contains__(self, name: str) -> bool:
        return self.tree.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """A string.

        Raises:
            EditError: It is absent and has no default, or is something else.
        """
        value = self.tree.get(name, default)
        if not isinstance(value, str):
            raise self._wrong(name, "a string")
        return value

    def number(self, name: str, default: float | None = None) -> float:
        """A place or size on the canvas.

        Raises:
            EditError: It is absent and has no default, or no number on the canvas.
        """
        return self._number(self.tree.get(name, default), name)

    def whole(self, name: str, default: int) -> int:
        """A whole number from 0.

        Raises:
            EditError: It is something else.
        """
        value = self.tree.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self._wrong(name, "a whole number from 0")
        return value

    def truth(self, name: str) -> bool:
        """A yes or no; no where it is absent.

        Raises:
            EditError: It is something else.
        """
        value = self.tree.get(name, False)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def texts(self, name: str) -> list[str]:
        """A list of strings.

        Raises:
            EditError: It is absent or something else.
        """
        value = self.tree.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(name, "a list of strings")
        return value

    def objects(self, name: str) -> list[dict[str, Any]]:
        """A list of objects.

        Raises:
            EditError: It is absent or something else.
        """
        value = self.tree.get(name)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(name, "a list of objects")
        return value

    def part(self, name: str) -> Members:
        """An object, read in the same way.

        Raises:
            EditError: It is absent or something else.
        """
        value = self.tree.get(name)
        if not isinstance(value, dict):
            raise self._wrong(name, "an object")
        return Members(value)

    def path(self, name: str = "path") -> tuple[str | int, ...]:
        """Keys and indices that lead to a parameter.

        Raises:
            EditError: It is absent, empty or something else.
        """
        value = self.tree.get(name)
        good = isinstance(value, list) and all(
            isinstance(step, str | int) and not isinstance(step, bool) for step in value
        )
        if not good or not value:
            raise self._wrong(name, "a list of keys and indices")
        return tuple(value)

    def spot(self, name: str) -> Position:
        """A place on the canvas.

        Raises:
            EditError: It is absent or something else.
        """
        part = self.part(name)
        return Position(round(part.number("x")), round(part.number("y")))

    def spots(self, name: str) -> dict[str, tuple[float, float]]:
        """Places on the canvas by id; none where absent.

        Raises:
            EditError: It is something else.
        """
        if name not in self:
            return {}
        part = self.part(name)
        return {key: (part.spot(key).x, part.spot(key).y) for key in part.tree}

    def _number(self, value: Any, name: str) -> float:
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        if not plain or abs(value) > FARTHEST or not math.isfinite(value):
            raise self._wrong(name, f"a number between -{FARTHEST} and {FARTHEST}")
        return float(value)

    def _wrong(self, name: str, wanted: str) -> EditError:
        said = f" to {self.tree['kind']!r}" if isinstance(self.tree.get("kind"), str) else ""
        if self.tree.get(name) is None:
            return EditError(f"the command{said} lacks {name!r}, {wanted}")
        return EditError(f"{name!r} of the command{said} must be {wanted}")
