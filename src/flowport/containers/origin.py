"""Where a flow inside another file was read from; places and changes are in the outer file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from flowport.errors import EditError
from flowport.model import patch
from flowport.model.origin import Origin
from flowport.model.spans import line_and_column, scan
from flowport.model.style import Style, style_of

if TYPE_CHECKING:
    from flowport.containers.outer import Outer
    from flowport.containers.strings import Insertion, PlaceholderString
    from flowport.model.repeated_members import Repeat

__all__ = ["ContainerOrigin", "ObjectOrigin", "StringOrigin"]

_PRETTY = Style(indent="  ", colon=": ", comma=", ")


class ContainerOrigin(Origin):
    """A flow's place in an outer file.

    Its bytes are those of the flow alone, so that writing it somewhere never writes the rest of
    the outer file; ``changes`` says what to change in the outer file instead.

    Attributes:
        container: The outer file.
        resource: What the container calls the flow: a logical id, an address, a number.
        insertions: The placeholders of the flow's text.
    """

    def __init__(self, outer: Outer, tree: Any, resource: str) -> None:
        self.mark, self.encoding = b"", "utf-8"
        self.tree = self.outer = tree
        self.pointer = None
        self.name = outer.name
        self.container = outer
        self.resource = resource
        self.insertions: tuple[Insertion, ...] = ()

    @cached_property
    def data(self) -> bytes:  # type: ignore[override]  # made when someone asks
        """The flow's own text as bytes."""
        return self.text.encode(errors="surrogatepass")

    def rewritten(self, tree: Any) -> bytes:
        """The flow's own text with another tree."""
        found = patch.patches(self.text, self.tree, tree)
        return patch.apply(self.text, found).encode(errors="surrogatepass")

    def changes(self, tree: Any) -> list[patch.Patch]:
        """The patches of the outer file's text that make the flow say ``tree``.

        Raises:
            EditError: The outer file can't be kept as it is around the flow.
        """
        raise NotImplementedError

    def insertion_place(self, insertion: Insertion) -> tuple[int, int]:
        """Line and column, in the outer file, of a placeholder."""
        raise NotImplementedError


class StringOrigin(ContainerOrigin):
    """A flow whose text is a string of the outer file."""

    def __init__(self, outer: Outer, string: PlaceholderString, tree: Any, resource: str) -> None:
        super().__init__(outer, tree, resource)
        self.string = string
        self.insertions = string.insertions

    @cached_property
    def text(self) -> str:
        """The flow's text."""
        return self.string.text

    @cached_property
    def outer_text(self) -> str:
        """The outer file's text."""
        return self.container.text

    @cached_property
    def spans(self) -> Any:
        """The places of the flow's values in its own text."""
        return scan(self.text)

    @cached_property
    def style(self) -> Style:
        """How the flow's text is written."""
        return style_of(self.text)

    def in_file(self, at: int) -> int:
        """The outer file's character that says the text's character ``at``."""
        return self.string.in_file(at)

    def changes(self, tree: Any) -> list[patch.Patch]:
        """The patches of the outer file's text that make the flow say ``tree``.

        Raises:
            EditError: A placeholder would be overwritten, or the outer file can't say the text.
        """
        return self.string.changes(patch.patches(self.text, self.tree, tree))

    def insertion_place(self, insertion: Insertion) -> tuple[int, int]:
        """Line and column, in the outer file, of a placeholder."""
        return line_and_column(self.outer_text, self.in_file(insertion.at))


class ObjectOrigin(ContainerOrigin):
    """A flow that the outer file says as an object, not as a string.

    Attributes:
        at: The object's JSON pointer in the outer file.
    """

    def __init__(
        self,
        outer: Outer,
        at: str,
        tree: Any,
        resource: str,
        insertions: tuple[tuple[str, Insertion], ...] = (),
    ) -> None:
        super().__init__(outer, tree, resource)
        self.at = at
        self.insertions = tuple(insertion for _, insertion in insertions)
        self._pointers = {insertion: pointer for pointer, insertion in insertions}

    @cached_property
    def text(self) -> str:
        """The flow as JSON."""
        return (_PRETTY.document(self.tree) + b"\n").decode(errors="surrogatepass")

    @cached_property
    def outer_text(self) -> str:
        """The outer file's text."""
        return self.container.text

    @property
    def repeats(self) -> list[Repeat]:
        """None: the flow's text was made from its tree."""
        return []

    def line_and_column(self, pointer: str) -> tuple[int, int]:
        """Line and column, in the outer file, of the value at a pointer of the flow."""
        return line_and_column(self.outer_text, self.container.span(self.at + pointer)[0])

    def changes(self, tree: Any) -> list[patch.Patch]:
        """The patches of the outer file's text that make the flow say ``tree``.

        Raises:
            EditError: The outer file is not JSON, or a placeholder would be overwritten.
        """
        found = self.container.object_changes(self.at, self.tree, tree)
        taken = [self.container.span(self.at + each) for each in self._pointers.values()]
        for change in found:
            if any(change.start < end and start < change.end for start, end in taken):
                raise EditError("the change would overwrite a placeholder")
        return found

    def insertion_place(self, insertion: Insertion) -> tuple[int, int]:
        """Line and column, in the outer file, of a placeholder."""
        return self.line_and_column(self._pointers[insertion])
