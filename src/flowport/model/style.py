"""How a file is written: its indent, spacing, escapes and line ends, told from its text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_FIRST_MEMBER = re.compile(r'[{\[](\r?\n)([ \t]+)["\[{]')
_AFTER_KEY = re.compile(r'"(\s*:\s*)')
_BETWEEN = re.compile(r'["\]}\d](,[ \t]*)["\[{\d]')
_ESCAPED_LETTER = re.compile(r"\\u(?:00[89a-fA-F]|0[1-9a-fA-F]|[1-9a-fA-F])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    r"""The form of a JSON text.

    Attributes:
        indent: What one level is indented by; None when all stands on one line.
        newline: The line end, where there are lines.
        colon: What stands between a key and its value.
        comma: What stands between two members on one line.
        ascii: Whether characters beyond ASCII are written as escapes.
        slash: Whether ``/`` is written ``\/``.
    """

    indent: str | None = None
    newline: str = "\n"
    colon: str = ":"
    comma: str = ","
    ascii: bool = False
    slash: bool = False

    def string(self, value: str) -> str:
        """A string literal in this style."""
        literal = json.dumps(value, ensure_ascii=self.ascii or _has_surrogate(value))
        return literal.replace("/", "\\/") if self.slash else literal

    def dump(self, value: Any, *, indent: str | None) -> str:
        """A value as text; ``indent`` is that of its line, None to keep it on one line."""
        if isinstance(value, str):
            return self.string(value)
        if isinstance(value, dict) and value:
            members = [self.member(key, item, indent=indent) for key, item in value.items()]
            return self._wrapped("{", members, "}", indent)
        if isinstance(value, list) and value:
            inner = self._deeper(indent)
            members = [self.dump(item, indent=inner) for item in value]
            return self._wrapped("[", members, "]", indent)
        return json.dumps(value)

    def member(self, key: str, value: Any, *, indent: str | None) -> str:
        """An object's member as text, for an object whose own line has ``indent``."""
        return self.string(key) + self.colon + self.dump(value, indent=self._deeper(indent))

    def _deeper(self, indent: str | None) -> str | None:
        return None if indent is None or self.indent is None else indent + self.indent

    def _wrapped(self, left: str, members: list[str], right: str, indent: str | None) -> str:
        inner = self._deeper(indent)
        if inner is None or indent is None:
            return left + self.comma.join(members) + right
        line = self.newline + inner
        return left + line + ("," + line).join(members) + self.newline + indent + right


def _has_surrogate(value: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in value)


def style_of(text: str) -> Style:
    """The style that a JSON text is written in, as far as it shows."""
    first = _FIRST_MEMBER.search(text)
    colon = _AFTER_KEY.search(text)
    between = _BETWEEN.search(text)
    return Style(
        indent=first[2] if first else None,
        newline=first[1] if first else "\n",
        colon=colon[1] if colon and "\n" not in colon[1] else ": " if first else ":",
        comma=between[1] if between else ", " if colon and colon[1] == ": " else ",",
        ascii=text.isascii() and bool(_ESCAPED_LETTER.search(text)),
        slash="\\/" in text,
    )
