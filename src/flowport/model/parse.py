"""JSON text to a tree: fast where orjson can, exact where it can't, bounded in size and depth."""

from __future__ import annotations

import json
import re
from math import isinf
from typing import Any, NoReturn

import orjson

from flowport.errors import DocumentError, NotJSONError
from flowport.model.encoding import decode
from flowport.patterns import pattern

MAX_BYTES = 32_000_000
"""Far above the 1 MB of an export and the 256,000 characters of the API; keeps memory bounded."""

MAX_DEPTH = 200
"""Real flows nest less than 20 levels deep."""

_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
_LONG_NUMBER = b"0" * 19
_NOT_BRACKETS = bytes(sorted(set(range(256)) - set(b"[]{}")))
#: What is left out for a quick look: digits stay together as they are, so that none is overlooked.
_NO_SIGNS = bytes(sorted(set(range(256)) - set(b'[]{}",:0123456789')))


def parse(data: bytes, *, source: str | None = None, most: int = MAX_BYTES) -> Any:
    """The tree of UTF-8 JSON ``data``, of at most ``most`` bytes.

    Raises:
        NotJSONError: it is not JSON, with line and column.
        DocumentError: it is too large or too deeply nested.
    """
    if len(data) > most:
        message = f"more than {most / 1e6:.0f} MB is too large for a flow (an export is under 1 MB)"
        raise DocumentError(message, source=source)
    signs = data.translate(_DIGITS, _NO_SIGNS)
    if _too_deep(data, signs):
        message = f"nested more than {MAX_DEPTH} levels deep, which no flow is"
        raise DocumentError(message, source=source)
    if _LONG_NUMBER not in signs or _LONG_NUMBER not in data.translate(_DIGITS):
        try:
            return orjson.loads(data)
        except orjson.JSONDecodeError:
            pass
    return _parse_exactly(data, source)


def _parse_exactly(data: bytes, source: str | None) -> Any:
    text = decode(data, "utf-8", source=source)
    try:
        return json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        message, at = explain(text, error)
        line, column = _line_and_column(text, at)
        raise NotJSONError(message, line=line, column=column, source=source) from None
    except _NoNumberError as error:
        line, column = _place_outside_strings(text, str(error))
        message = f"not JSON: {error} is not a JSON number"
        raise NotJSONError(message, line=line, column=column, source=source) from None
    except ValueError:
        digits = _ENDLESS.findall(_STRING_OF_TEXT.sub("", text))
        line, column = _place_outside_strings(text, max(digits, key=len, default=""))
        message = "a number has too many digits"
        raise NotJSONError(message, line=line, column=column, source=source) from None


_MERGE_MARKER = pattern(r"^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)", re.MULTILINE)


def explain(text: str, error: json.JSONDecodeError) -> tuple[str, int]:
    """What is wrong with a string that is not JSON, what to do, and at which character."""
    at = error.pos
    start = text.rfind("\n", 0, at) + 1
    marker = _MERGE_MARKER.match(text, start)
    if marker:
        return "a merge conflict marker; resolve the conflict", start
    here = _SPACE.match(text, at + 1 if text[at : at + 1] == "," else at)
    at = here.end() if here else at
    if text.startswith(("//", "/*"), at) or (text[at : at + 1] == "#"):
        return "comments are not allowed in JSON; delete the comment", at
    if text[at : at + 1] in set("}]") and text[:at].rstrip().endswith(","):
        return f"a comma before {text[at]!r} is not allowed in JSON; delete the comma", at
    return f"not JSON: {_lowered(error.msg)}", error.pos


_SPACE = pattern(r"\s*")


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


class _NoNumberError(Exception):
    """A number that JSON, or a float of 64 bits, does not have."""


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


def _refuse_constant(name: str) -> NoReturn:
    raise _NoNumberError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise _NoNumberError(digits)
    return number


def _place_outside_strings(text: str, word: str) -> tuple[int, int]:
    masked = _STRING_OF_TEXT.sub(lambda found: " " * len(found[0]), text)
    return _line_and_column(text, max(masked.find(word), 0))


def _too_deep(data: bytes, signs: bytes) -> bool:
    """Whether brackets nest deeper than allowed, found by taking the innermost pairs off."""
    brackets = signs.translate(None, _NOT_BRACKETS)
    for _ in range(MAX_DEPTH):
        fewer = brackets.replace(b"{}", b"").replace(b"[]", b"")
        if len(fewer) == len(brackets):
            return bool(fewer) and _depth_outside_strings(data) > MAX_DEPTH
        brackets = fewer
    return bool(brackets) and _depth_outside_strings(data) > MAX_DEPTH


_STRING_OF_TEXT = pattern(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ENDLESS = pattern(r"\d{1000,}")
_STRING = pattern(_STRING_OF_TEXT.pattern.encode(), re.DOTALL)


def _depth_outside_strings(data: bytes) -> int:
    depth = deepest = 0
    for byte in _STRING.sub(b"", data).translate(None, _NOT_BRACKETS):
        depth += 1 if byte in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest
