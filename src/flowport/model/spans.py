"""Where each value of a JSON text stands; looked for only when an edit or a finding asks."""

from __future__ import annotations

import json
import re

from flowport.model.pointer import index_in, parts
from flowport.patterns import pattern

_STRING = pattern(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_STRING_OR_BRACKET = pattern(rf"{_STRING.pattern}|[{{}}\[\]]", re.DOTALL)
_SPACE = pattern(r"[ \t\n\r]*")
_SCALAR = pattern(r"[^\s,\]}]+")


class Span:
    """A value's place in a string: characters ``start`` to ``end``; members are found on demand.

    Attributes:
        start: The value's first character.
        end: The character behind its last.
    """

    __slots__ = ("_closes", "_parts", "_text", "end", "start")

    def __init__(self, text: str, closes: dict[int, int], start: int) -> None:
        self._text = text
        self._closes = closes
        self._parts: tuple[list[Span], list[tuple[str, int, int]]] | None = None
        self.start = start
        self.end = self._behind()

    def _behind(self) -> int:
        first = self._text[self.start]
        if first in "{[":
            return self._closes[self.start]
        found = (_STRING if first == '"' else _SCALAR).match(self._text, self.start)
        return found.end() if found else self.start

    @property
    def members(self) -> list[Span]:
        """The values of an object or a list, in the text's order."""
        return self._found()[0]

    @property
    def keys(self) -> list[tuple[str, int, int]]:
        """For an object, each member's key with the place of the key's own literal."""
        return self._found()[1]

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

    def _found(self) -> tuple[list[Span], list[tuple[str, int, int]]]:
        if self._parts is None:
            self._parts = ([], [])
            if self._text[self.start] in "{[":
                self._find(*self._parts)
        return self._parts

    def _find(self, members: list[Span], keys: list[tuple[str, int, int]]) -> None:
        text = self._text
        keyed = text[self.start] == "{"
        at = _skip(text, self.start + 1)
        while at < self.end - 1:
            if keyed:
                end = _string_end(text, at)
                keys.append((json.loads(text[at:end], strict=False), at, end))
                at = _skip(text, _skip(text, end) + 1)
            members.append(Span(text, self._closes, at))
            at = _skip(text, members[-1].end)
            at = _skip(text, at + 1) if text[at] == "," else at


def scan(text: str) -> Span:
    """The span of the whole of a string that is known to be JSON."""
    closes: dict[int, int] = {}
    opened: list[int] = []
    for token in _STRING_OR_BRACKET.finditer(text):
        at = token.start()
        if text[at] in "{[":
            opened.append(at)
        elif text[at] in "}]":
            closes[opened.pop()] = at + 1
    return Span(text, closes, _skip(text, 0))


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _string_end(text: str, at: int) -> int:
    found = _STRING.match(text, at)
    return found.end() if found else at


def find(root: Span, pointer: str) -> Span:
    """The span a JSON pointer names, or the nearest one around it that the text has."""
    here = root
    for part in parts(pointer):
        key: str | int = part if here.keys else index_in(part)
        inner = here.member(key)
        if inner is None:
            return here
        here = inner
    return here


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character, both counted from 1."""
    line_start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, line_start) + 1, at - line_start + 1
