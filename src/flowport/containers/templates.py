"""Files that become a flow once their placeholders are filled in, and those that need more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.placeholders import placeholders
from flowport.containers.interpolation import expression_end, name_of
from flowport.containers.strings import (
    Literal,
    PlaceholderString,
    StringBuilder,
    StringPiece,
    filled,
)
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flowport.containers.strings import Values

__all__ = ["control_statement", "fill", "fill_text", "marks_in", "template_string", "whole_text"]

_CONTROL = pattern(
    r"(?<!%)%\{~?\s*(?:if|else|endif|for|endfor)\b"
    r"|\{%-?\s*[a-z]+|\{\{[#^/]"
    r"|\{\{-?\s*(?:if|else|end|range|with|define|template|block|include)\b"
    r"|<%(?![=%])"
)
_BRACES = pattern(r"\$\$?\{|\{\{\{[^{}]+?\}\}\}|\{\{[^{}#^/][^{}]*?\}\}|<%=.*?%>")
_NAME_OF_BRACES = pattern(r"[-~\s]*([^\s|}]+)")


def control_statement(text: str) -> int | None:
    """Where a template's first control statement is: one that only a template engine can read."""
    found = _CONTROL.search(text)
    return found.start() if found else None


def whole_text(text: str) -> Literal:
    """A file's text as a literal that says itself."""
    return Literal(text, lambda: [StringPiece(text, 0, len(text))], lambda new: new)


def marks_in(text: str) -> Iterator[tuple[int, int, str]]:
    """The marks of a string that is not JSON: start, end and name of each."""
    at = 0
    for found in _BRACES.finditer(text):
        start, end = found.span()
        if start < at:
            continue
        if found[0] == "${":
            end = expression_end(text, end)
            name = name_of(text[start + 2 : end - 1])
        elif found[0] == "$${":
            continue
        else:
            inner = _NAME_OF_BRACES.match(found[0].strip("{}<>%=")) or [found[0]] * 2
            name = inner[1]
        if not name or name.startswith(("$.", "$[")) or end <= start + 2:
            continue
        yield from _others(text, at, start)
        yield start, end, name
        at = end
    yield from _others(text, at, len(text))


def _others(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for each in placeholders(text[start:end]):
        if not each.text.startswith(("${", "{{")):
            yield start + each.start, start + each.end, each.name


def template_string(
    literal: Literal, values: Values | None, *, filled_by: str = ""
) -> PlaceholderString:
    """The string of a template, with its placeholders found by their marks."""
    return _with_marks(literal, marks_in(literal.value), values, filled_by)


def _with_marks(
    literal: Literal, marks: Iterator[tuple[int, int, str]], values: Values | None, filled_by: str
) -> PlaceholderString:
    builder, at = StringBuilder(filled_by, values), 0
    for start, end, name in marks:
        builder.literal(literal, at, start)
        builder.placeholder(name, _place(literal, start, end), literal.value[start:end])
        at = end
    builder.literal(literal, at, len(literal.value))
    return builder.done()


def _place(literal: Literal, start: int, end: int) -> Callable[[], tuple[int, int]]:
    return lambda: literal.whole(start, end)


def fill_text(text: str, values: Values) -> str:
    """A plain string with the placeholders filled that have a value."""
    parts, at = [], 0
    for start, end, name in marks_in(text):
        value = filled(name, values)
        if value is not None:
            parts += [text[at:start], str(value)]
            at = end
    return "".join(parts) + text[at:]


def fill(string: PlaceholderString, values: Values) -> PlaceholderString:
    """A string with the placeholders filled that are marks in its text, and have a value."""
    literal = string.as_literal()
    known = (mark for mark in marks_in(string.text) if filled(mark[2], values) is not None)
    made = _with_marks(literal, known, values, "")
    left = [each for each in string.insertions if filled(each.name, values) is None]
    return PlaceholderString(made.text, made.segments, made.quote, left) if left else made
