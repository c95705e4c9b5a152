"""The characters of a YAML scalar, each with its place in the file, and new ones written there."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from flowport.containers.strings import StringPiece
from flowport.errors import EditError
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["pieces_of", "quoting"]

_HEADER = pattern(r"[|>]([-+]?)([1-9]?)([-+]?)[^\n]*\n")
_LINE = pattern(r"[^\n]*\n?")
_BREAKS = pattern(r"[ \t]*(?:\r?\n[ \t]*)+")
_DOUBLE = pattern(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[ \t]*\r?\n[ \t]*|.)"
    r"|[ \t]*(?:\r?\n[ \t]*)+"
)
_SINGLE = pattern(r"''|[ \t]*(?:\r?\n[ \t]*)+")
_HEX = 16
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85",
    "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_FORBIDDEN = pattern(
    r"[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe"
    r"\uff00-\ufffd\U00010000-\U0010ffff]"
)


def pieces_of(text: str, start: int, end: int, style: str | None, value: str) -> list[StringPiece]:
    """The pieces of a scalar whose literal is ``start`` to ``end`` of a string.

    Args:
        text: The file's text.
        start: The literal's first character, behind its tag.
        end: The character behind its last.
        style: PyYAML's style: ``|``, ``>``, a quotation mark, or None for a plain one.
        value: What the scalar says.
    """
    if style == "|":
        return list(_block(text, start, end, value))
    if style == ">":
        return _folded(text, start, end, value)
    if style == '"':
        return _walk(text, start + 1, end - 1, _DOUBLE, _double)
    if style == "'":
        return _walk(text, start + 1, end - 1, _SINGLE, lambda t: "'" if t == "''" else _joined(t))
    return _walk(text, start, end, _BREAKS, _joined)


def quoting(text: str, start: int, end: int, style: str | None, new: str) -> str:
    """New characters as they are written inside a scalar.

    Raises:
        EditError: They can't be written there.
    """
    if style == '"':
        return json.dumps(new, ensure_ascii=False)[1:-1]
    if _FORBIDDEN.search(new):
        raise EditError("the YAML scalar can't hold a control character")
    if style == "|":
        newline = "\r\n" if "\r\n" in text[start:end] else "\n"
        return new.replace("\n", newline + " " * _block_indent(text, start, end))
    if style == "'" and "\n" not in new:
        return new.replace("'", "''")
    raise EditError(f"the flow is in {_NAMES.get(style or '', 'a plain')} YAML scalar")


_NAMES = {">": "a folded (>)", "'": "a single-quoted"}


def _block_indent(text: str, start: int, end: int) -> int:
    """How many spaces each line of a block scalar is indented by."""
    header = _HEADER.match(text, start)
    if header is None:
        return 0
    for line in text[header.end() : end].splitlines():
        if line.strip(" "):
            least = len(line) - len(line.lstrip(" "))
            return _declared(text, start, int(header[2])) if header[2] else least
    return 0


def _declared(text: str, start: int, digits: int) -> int:
    """The indent that a header such as ``|2`` declares, beyond that of its parent's line."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    lead = re.match(r"[ ]*(?:-[ ]+)*", line)
    return digits + (len(lead[0]) if lead else 0)


def _block(text: str, start: int, end: int, value: str) -> Iterator[StringPiece]:
    header = _HEADER.match(text, start)
    at, said = (header.end() if header else end), 0
    indent = _block_indent(text, start, end)
    while said < len(value) and at < len(text):
        found = _LINE.match(text, at)
        stop = found.end() if found else len(text)
        first = min(at + indent, stop - 1 if text[stop - 1 : stop] == "\n" else stop)
        if text.find("\r\n", at, stop) >= 0:
            first = min(first, stop - 2)
            line, parts = text[first : stop - 2], [("\n", stop - 2, stop)]
            parts.insert(0, (line, first, stop - 2))
        else:
            parts = [(text[first:stop], first, stop)]
        for part, begin, finish in parts:
            kept = part[: len(value) - said]
            if kept:
                whole = len(kept) == len(part)
                yield StringPiece(kept, begin, finish if whole else begin + len(kept))
                said += len(kept)
        at = stop


def _folded(text: str, start: int, end: int, value: str) -> list[StringPiece]:
    """The pieces of a folded scalar: a line break of the file is a space, or fewer breaks."""
    header = _HEADER.match(text, start)
    at, said = (header.end() if header else end), 0
    indent = _block_indent(text, start, end)
    at = min(at + indent, end)
    found: list[StringPiece] = []
    while said < len(value) and at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop].removesuffix("\r")
        if line:
            found.append(StringPiece(line, at, at + len(line)))
            said += len(line)
        behind = re.compile(rf"(?:\r?\n[ ]{{0,{indent}}})+").match(text, at + len(line))
        if behind is None:
            break
        breaks = re.match(r"\n+| ", value[said:])
        if breaks:
            found.append(StringPiece(breaks[0], behind.start(), behind.end()))
            said += len(breaks[0])
        at = behind.end()
    return found


def _walk(
    text: str, start: int, end: int, special: re.Pattern[str], meaning: Callable[[str], str]
) -> list[StringPiece]:
    """Runs of plain characters, and what represents other characters."""
    found: list[StringPiece] = []
    at = start
    for match in special.finditer(text, start, end):
        if match.start() > at:
            found.append(StringPiece(text[at : match.start()], at, match.start()))
        found.append(StringPiece(meaning(match[0]), match.start(), match.end()))
        at = match.end()
    if at < end or not found:
        found.append(StringPiece(text[at:end], at, end))
    return found


def _double(token: str) -> str:
    if not token.startswith("\\"):
        return _joined(token)
    if token[1] in "xuU" and len(token) > 2:  # noqa: PLR2004  more than the letter
        return chr(int(token[2:], _HEX))
    return "" if "\n" in token else _ESCAPES.get(token[1:], token[1:])


def _joined(token: str) -> str:
    """What line breaks between words of one scalar mean: a space, or one break fewer."""
    breaks = token.count("\n")
    return " " if breaks == 1 else "\n" * (breaks - 1)
