"""An outer file as all readers see it: a tree of plain values, and where each of them is."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flowport.containers.strings import Literal, StringPiece
from flowport.errors import EditError
from flowport.model import patch
from flowport.model.spans import find, scan
from flowport.model.style import style_of
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.model.spans import Span

__all__ = ["JSONOuter", "Outer", "json_pieces"]

_ESCAPE = pattern(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u.{4}|.)")


class Outer:
    """A file that holds flows.

    Attributes:
        text: The file as text, without its byte-order mark.
        tree: What it says, in plain values; tags and expressions as objects.
        name: What messages call it.
        mark: Its byte-order mark.
        encoding: Its encoding.
        format: What it is, for people: ``JSON``, ``YAML``, ``Terraform``.
    """

    format = "JSON"

    def __init__(
        self, text: str, tree: Any, name: str | None, *, mark: bytes = b"", encoding: str = "utf-8"
    ) -> None:
        self.text = text
        self.tree = tree
        self.name = name
        self.mark = mark
        self.encoding = encoding

    def span(self, pointer: str) -> tuple[int, int]:
        """Where the value at a pointer is: its first character, and the one behind its last."""
        raise NotImplementedError

    def literal(self, pointer: str, value: str) -> Literal:
        """The string at a pointer."""
        raise NotImplementedError

    def object_changes(self, pointer: str, old: Any, new: Any) -> list[patch.Patch]:
        """The patches that make the object at a pointer say a new tree.

        Raises:
            EditError: This format of file can't be kept around an object that changes.
        """
        del pointer, old, new
        raise EditError(f"the flow is written as {self.format}, not as a JSON string")

    def with_changes(self, changes: list[patch.Patch]) -> bytes:
        """The file's bytes after changes."""
        return self.mark + patch.apply(self.text, changes).encode(self.encoding)


class JSONOuter(Outer):
    """A JSON file.

    Attributes:
        offset: Where its JSON begins in the text; a file of JSON lines has one a line.
        end: Where it ends.
    """

    def __init__(
        self,
        text: str | Callable[[], str],
        tree: Any,
        name: str | None,
        *,
        mark: bytes = b"",
        encoding: str = "utf-8",
        offset: int = 0,
        end: int | None = None,
    ) -> None:
        self._text = text
        self.tree = tree
        self.name = name
        self.mark = mark
        self.encoding = encoding
        self.offset = offset
        self.end = end

    @cached_property
    def text(self) -> str:  # type: ignore[override]  # decoded when someone asks
        """The file as text."""
        return self._text if isinstance(self._text, str) else self._text()

    @cached_property
    def _spans(self) -> Span:
        return scan(self.text[self.offset : self.end])

    def span(self, pointer: str) -> tuple[int, int]:
        """Where the value at a pointer is."""
        found = find(self._spans, pointer)
        return self.offset + found.start, self.offset + found.end

    def literal(self, pointer: str, value: str) -> Literal:
        """The string at a pointer."""
        return Literal(value, lambda: json_pieces(self.text, *self.span(pointer)), self._quoted)

    def _quoted(self, text: str) -> str:
        return style_of(self.text[self.offset : self.end]).string(text)[1:-1]

    def object_changes(self, pointer: str, old: Any, new: Any) -> list[patch.Patch]:
        """The patches that make the object at a pointer say a new tree."""
        inside = self.text[self.offset : self.end]
        found = patch.patches_at(inside, find(self._spans, pointer), old, new)
        return [
            patch.Patch(each.start + self.offset, each.end + self.offset, each.text)
            for each in found
        ]


def json_pieces(text: str, start: int, end: int) -> list[StringPiece]:
    """The pieces of a JSON string whose literal is ``start`` to ``end`` of a string."""
    found: list[StringPiece] = []
    at = start + 1
    for escape in _ESCAPE.finditer(text, at, end - 1):
        if escape.start() > at:
            found.append(StringPiece(text[at : escape.start()], at, escape.start()))
        found.append(StringPiece(json.loads(f'"{escape[0]}"'), escape.start(), escape.end()))
        at = escape.end()
    if at < end - 1 or not found:
        found.append(StringPiece(text[at : end - 1], at, end - 1))
    return found
