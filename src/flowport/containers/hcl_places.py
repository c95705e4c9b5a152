"""The text of an HCL file, with the places of its nodes and of what was read."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flowport.containers.outer import Outer

if TYPE_CHECKING:
    from tree_sitter import Node

    from flowport.containers.strings import Insertion, Values

__all__ = ["HCLText"]


class HCLText(Outer):
    """An HCL file as far as its strings and objects need to know it.

    Attributes:
        values: What fills placeholders, by name.
        spans: Places of objects that were read, by JSON pointer.
        found: Placeholders of objects that were read, each with its JSON pointer.
    """

    def __init__(self, text: str, name: str | None, values: Values | None, **given: Any) -> None:
        super().__init__(text, None, name, **given)
        self.values = values
        self.spans: dict[str, tuple[int, int]] = {}
        self.found: list[tuple[str, Insertion]] = []
        self._data = text.encode(errors="surrogatepass")

    @cached_property
    def _wide(self) -> list[int]:
        """Where bytes are that begin no character."""
        return [at for at, byte in enumerate(self._data) if 0x80 <= byte < 0xC0]  # noqa: PLR2004  UTF-8

    def place(self, node: Node) -> tuple[int, int]:
        """A node's place in characters."""
        return self.at(node.start_byte), self.at(node.end_byte)

    def at(self, byte: int) -> int:
        """The character of a byte."""
        return byte - bisect_left(self._wide, byte)

    def source(self, node: Node) -> str:
        """A node as it is written."""
        start, end = self.place(node)
        return self.text[start:end]
