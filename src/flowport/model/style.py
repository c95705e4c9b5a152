"""How a file is written: its indent, spacing, escapes and line ends, as read from its text."""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

from flowport.dataclass import dataclass
from flowport.patterns import pattern

_FIRST_MEMBER = pattern(r"\s*[{\[](\r?\n)([ \t]+)")
_AFTER_KEY = pattern(r'"(\s*:\s*)')
_BETWEEN = pattern(r'["\]}\d](,[ \t]*)["\[{\d]')
_ESCAPED_LETTER = pattern(r"\\u(?:00[89a-fA-F]|0[1-9a-fA-F]|[1-9a-fA-F])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    r"""The form of a JSON text.

    Attributes:
        indent: What one level is indented by; None when all is on one line.
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

    def document(self, tree: Any) -> bytes:
        """A whole document in this style; orjson writes it where it can."""
        if self.indent is not None or self.colon + self.comma == ":,":
            try:
                return self._quickly(tree)
            except (TypeError, orjson.JSONEncodeError):
                pass
        return self.dump(tree, indent=None if self.indent is None else "").encode()

    def _quickly(self, tree: Any) -> bytes:
        """What ``dump`` gives, from orjson's two forms.

        Raises:
            orjson.JSONEncodeError: the tree holds what orjson can't write.
        """
        text = orjson.dumps(tree) if self.indent is None else self._indented(tree)
        if self.slash:
            text = text.replace(b"/", b"\\/")
        if self.ascii:
            text = _BEYOND_ASCII.sub(_escape, text.decode()).encode()
        return text

    def _indented(self, tree: Any) -> bytes:
        text = orjson.dumps(tree, option=orjson.OPT_INDENT_2)
        if self.colon != ": ":
            text = _with_colon(text, self.colon.encode())
        if self.indent and self.indent != "  ":
            text = _stepped(text, self.indent.encode())
        return text if self.newline == "\n" else text.replace(b"\n", self.newline.encode())

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


_AFTER_LEADING_KEY = pattern(rb'^( *"[^"\\]*(?:\\.[^"\\]*)*"): ', re.MULTILINE)
_BEYOND_ASCII = pattern(r"[^\x00-\x7f]+")


def _with_colon(text: bytes, colon: bytes) -> bytes:
    """A string with ``colon`` between keys and values in place of a colon and a space."""
    if b'\\": ' not in text and b' ": ' not in text:  # then each quote before a colon ends a key
        return text.replace(b'": ', b'"' + colon)
    return _AFTER_LEADING_KEY.sub(rb"\1" + colon, text)


_DEEPEST = 256
"""More levels than orjson writes."""


def _stepped(text: bytes, step: bytes) -> bytes:
    """A text indented by ``step`` a level in place of two spaces."""
    indents = [step * (spaces // 2) for spaces in range(2 * _DEEPEST)]
    lines = text.split(b"\n")
    return b"\n".join(
        [indents[len(line) - len(rest := line.lstrip(b" "))] + rest for line in lines]
    )


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def _has_surrogate(value: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in value)


_HEAD = 1000
"""So much of a string, in characters, tells how all of it is spaced."""


def style_of(text: str) -> Style:
    """The style that a JSON text is written in, as far as it shows."""
    head = text[:_HEAD]
    first = _FIRST_MEMBER.match(head)
    colon = _AFTER_KEY.search(head)
    between = _BETWEEN.search(head)
    escapes = {part[:1] for part in text.split("\\")[1:]}
    return Style(
        indent=first[2] if first else None,
        newline=first[1] if first else "\n",
        colon=colon[1] if colon and "\n" not in colon[1] else ": " if first else ":",
        comma=between[1] if between else ", " if colon and colon[1] == ": " else ",",
        ascii="u" in escapes and text.isascii() and bool(_ESCAPED_LETTER.search(text)),
        slash="/" in escapes,
    )
