"""Strings as YAML scalars that every reader reads back to the same characters."""

from __future__ import annotations

import re

__all__ = ["block_or_quoted", "quoted"]

#: What a block scalar can't hold: control characters, and what YAML 1.1 takes for line ends.
_NOT_PLAIN = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quoted(text: str) -> str:
    """A double-quoted scalar."""
    return '"' + "".join(_ESCAPES.get(each) or _escaped(each) for each in text) + '"'


def _escaped(character: str) -> str:
    if not _NOT_PLAIN.match(character):
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"  # noqa: PLR2004  one byte


def block_or_quoted(text: str, indent: int) -> str:
    """A block scalar, or a double-quoted one where a block would change the string.

    Args:
        text: The string.
        indent: How far the block's lines are indented, in spaces.
    """
    first = text[:1]
    if _NOT_PLAIN.search(text) or first in {"", " ", "\n", "\t"} or not text.strip():
        return quoted(text)
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    head = {0: "|-", 1: "|"}.get(ends, "|+")
    space = " " * indent
    lines = [space + line if line else "" for line in body.split("\n")]
    return "\n".join([head, *lines, *[""] * (ends - 1)])
