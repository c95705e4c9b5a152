"""What both formats share: a tree that is never changed in place, and the file it came from."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, Self

from flowport.dataclass import dataclass
from flowport.model import pointer as pointers
from flowport.model.style import Style

if TYPE_CHECKING:
    from flowport.model.origin import Origin

PLAIN = Style(indent="  ", colon=": ", comma=", ")
"""How a document that came from no file is written."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: line and column in characters, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A flow of either format: a typed view on parsed JSON.

    Attributes:
        tree: The parsed JSON; shared between documents, so never changed in place.
        origin: The file it was read from; None for one that was made.
        style: How it is written if it has no origin.
        about: What the API's answer around it says of it (``Name``, ``Type``, ``Arn``, ...).
    """

    tree: dict[str, Any]
    origin: Origin | None = None
    style: Style = PLAIN
    about: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_tree(cls, tree: dict[str, Any], *, like: Document | None = None) -> Self:
        """A new document; in the style of ``like``, and of the same flow, if that is given."""
        if like is None:
            return cls(tree)
        return cls(tree, style=like.written_style(), about=like.about)

    def written_style(self) -> Style:
        """The style that this document's text has, or will have."""
        return self.origin.style if self.origin else self.style

    def with_tree(self, tree: dict[str, Any]) -> Self:
        """The same file saying another tree."""
        return self if tree is self.tree else replace(self, tree=tree)

    def with_value(self, pointer: str, value: Any) -> Self:
        """The document with the value at a JSON pointer set.

        Raises:
            EditError: the pointer's parent is not there.
        """
        return self.with_tree(pointers.put(self.tree, pointer, value))

    def without(self, pointer: str) -> Self:
        """The document without the value at a JSON pointer.

        Raises:
            EditError: there is no such value.
        """
        return self.with_tree(pointers.drop(self.tree, pointer))

    def value(self, pointer: str) -> Any:
        """The value at a JSON pointer.

        Raises:
            EditError: there is no such value.
        """
        return pointers.get(self.tree, pointer)

    def to_bytes(self) -> bytes:
        """The file: byte for byte as it was read, but for what edits touched."""
        if self.origin is None:
            return self._fresh()
        if self.tree is self.origin.tree:
            return self.origin.data
        return self.origin.rewritten(self.tree)

    def content(self) -> str:
        """The document's own text, without an API answer around it: what the API is sent."""
        if self.origin is None:
            return self._fresh().decode()
        if self.tree is self.origin.tree:
            return self.origin.text
        from flowport.model import patch  # noqa: PLC0415  only after an edit

        return patch.apply(
            self.origin.text, patch.patches(self.origin.text, self.origin.tree, self.tree)
        )

    def place(self, pointer: str) -> Place | None:
        """Where the value at a pointer is in the file; None without a file.

        A pointer that names nothing (a missing key) gives the place of what is around it.
        """
        if self.origin is None:
            return None
        return Place(*self.origin.line_and_column(pointer))

    @property
    def file(self) -> str | None:
        """The name of the file it was read from."""
        return self.origin.name if self.origin else None

    def _fresh(self) -> bytes:
        return self.style.document(self.tree) + self.style.newline.encode()
