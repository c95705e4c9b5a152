"""Where a document was read from: the file's bytes, and the flow's place within them.

A flow is a file of its own, or the ``Content`` string inside an API answer; an edit then changes
just its characters inside that string.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Any

from flowport.model import patch
from flowport.model.encoding import decode
from flowport.model.repeated_members import Repeat, may_repeat, repeats
from flowport.model.spans import Span, find, line_and_column, scan
from flowport.model.style import Style, style_of
from flowport.patterns import pattern

_ESCAPE = pattern(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u.{4}|.)")


class Origin:
    """The file a document came from.

    Attributes:
        data: The file's bytes.
        name: What to call the file in messages.
        tree: The document's tree as it was read.
        outer: The whole file's tree; the same object as ``tree`` unless it is an API answer.
        pointer: Where the document's text is in ``outer``; None if it is the whole file.
    """

    def __init__(
        self,
        data: bytes,
        *,
        mark: bytes,
        encoding: str,
        tree: Any,
        outer: Any,
        pointer: str | None,
        name: str | None,
    ) -> None:
        self.data = data
        self.mark = mark
        self.encoding = encoding
        self.tree = tree
        self.outer = outer
        self.pointer = pointer
        self.name = name

    @cached_property
    def outer_text(self) -> str:
        """The whole file as text."""
        return decode(self.data[len(self.mark) :], self.encoding, source=self.name)

    @cached_property
    def outer_spans(self) -> Span:
        """The places of the whole file's values."""
        return scan(self.outer_text)

    @cached_property
    def text(self) -> str:
        """The document's own text."""
        if self.pointer is None:
            return self.outer_text
        content: str = _unescaped(self._literal)
        return content

    @cached_property
    def spans(self) -> Span:
        """The places of the document's values in its own text."""
        return scan(self.text) if self.pointer is not None else self.outer_spans

    @cached_property
    def style(self) -> Style:
        """How the document's own text is written."""
        return style_of(self.text)

    @cached_property
    def _span_in_file(self) -> Span:
        return find(self.outer_spans, self.pointer or "")

    @property
    def _literal(self) -> str:
        return self.outer_text[self._span_in_file.start : self._span_in_file.end]

    @cached_property
    def _escapes(self) -> tuple[list[int], list[int]]:
        """Offsets behind each escape: in the unescaped text, and in the file's literal."""
        inner, outer = [0], [1]
        for escape in _ESCAPE.finditer(self._literal):
            length = 1
            inner.append(inner[-1] + escape.start() - outer[-1] + length)
            outer.append(escape.end())
        return inner, outer

    def in_file(self, at: int) -> int:
        """The file's character that says the document's character ``at``."""
        if self.pointer is None:
            return at
        inner, outer = self._escapes
        index = bisect_right(inner, at) - 1
        return self._span_in_file.start + outer[index] + at - inner[index]

    def line_and_column(self, pointer: str) -> tuple[int, int]:
        """Line and column, in the file, of the value at a pointer of the document."""
        span = find(self.spans, pointer)
        return line_and_column(self.outer_text, self.in_file(span.start))

    @cached_property
    def repeats(self) -> list[Repeat]:
        """What the document's text says twice in one object, and its tree only once."""
        plain = self.pointer is None and self.encoding == "utf-8"
        data = self.data if plain else self.text.encode(errors="surrogatepass")
        return list(repeats(self.text, self.spans)) if may_repeat(data, self.tree) else []

    def rewritten(self, tree: Any) -> bytes:
        """The file's bytes with the document saying ``tree``, all else untouched."""
        found = patch.patches(self.text, self.tree, tree)
        if not found:
            return self.data
        if self.pointer is not None:
            quoted = style_of(self.outer_text)
            found = [
                patch.Patch(
                    self.in_file(change.start),
                    self.in_file(change.end),
                    quoted.string(change.text)[1:-1],
                )
                for change in found
            ]
        return self.mark + patch.apply(self.outer_text, found).encode(self.encoding)


def _unescaped(literal: str) -> Any:
    import json  # noqa: PLC0415  only for API answers

    return json.loads(literal, strict=False)
