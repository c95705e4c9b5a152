"""Where each value of a JSON text stands; looked for only when an edit or a finding asks."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.model.pointer import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r]*")
_SCALAR = re.compile(r"[^\s,\]}]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A value's place in the text: characters ``start`` to ``end``, and its members if it has any.

    ``keys`` holds, for an object, each member's key with the place of the key's own literal.
    """

    start: int
    end: int
    members: tuple[Span, ...] = ()
    keys: tuple[tuple[str, int, int], ...] = ()

    def member(self, key: str | int) -> Span | None:
        """The member under that key or index; of repeated keys the last, as parsers do."""
        if isinstance(key, int):
            return self.members[key] if 0 <= key < len(self.members) else None
        for index in range(len(self.keys) - 1, -1, -1):
            if self.keys[index][0] == key:
                return self.members[index]
        return None

    def whole(self, index: int) -> tuple[int, int]:
        """From the start of a member (its key, in an object) to the end of its value."""
        start = self.keys[index][1] if self.keys else self.members[index].start
        return start, self.members[index].end


def scan(text: str) -> Span:
    """The spans of a text that is known to be JSON."""
    return _value(text, _skip(text, 0))


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int) -> Span:
    first = text[at]
    if first == "{":
        return _object(text, at)
    if first == "[":
        return _array(text, at)
    if first == '"':
        return Span(at, _string_end(text, at))
    found = _SCALAR.match(text, at)
    return Span(at, found.end() if found else at)


def _string_end(text: str, at: int) -> int:
    found = _STRING.match(text, at)
    return found.end() if found else at


def _object(text: str, start: int) -> Span:
    members: list[Span] = []
    keys: list[tuple[str, int, int]] = []
    at = _skip(text, start + 1)
    while text[at] != "}":
        key_end = _string_end(text, at)
        keys.append((json.loads(text[at:key_end], strict=False), at, key_end))
        colon = _skip(text, key_end)
        members.append(_value(text, _skip(text, colon + 1)))
        at = _next(text, members[-1].end)
    return Span(start, at + 1, tuple(members), tuple(keys))


def _array(text: str, start: int) -> Span:
    members: list[Span] = []
    at = _skip(text, start + 1)
    while text[at] != "]":
        members.append(_value(text, at))
        at = _next(text, members[-1].end)
    return Span(start, at + 1, tuple(members))


def _next(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def find(root: Span, pointer: str) -> Span:
    """The span a JSON pointer names, or the nearest one around it that the text has."""
    here = root
    for part in parts(pointer):
        key: str | int = part if here.keys else int(part) if part.isdigit() else -1
        inner = here.member(key)
        if inner is None:
            return here
        here = inner
    return here


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character, both counted from 1."""
    line_start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, line_start) + 1, at - line_start + 1


def walk(span: Span) -> Iterator[Span]:
    """The span and all within it, outermost first."""
    yield span
    for member in span.members:
        yield from walk(member)
