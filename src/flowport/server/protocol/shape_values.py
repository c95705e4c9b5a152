"""Functions that check a JSON value against a shape of the model and give what it holds.

A function is compiled for each shape once. It collects every violation in the service's words, and
drops members that the model does not know, as the service does.
"""

from __future__ import annotations

import email.utils
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

import regex

if TYPE_CHECKING:
    from botocore.model import ListShape, MapShape, Shape, StructureShape

__all__ = ["Check", "compiled", "textual"]

#: value, its path, the list that problems are added to -> the value
Check: TypeAlias = Callable[[Any, str, list[str]], Any]

_CLOSED = 40  # the longest value that a message repeats, in characters


def _say(problems: list[str], value: Any, path: str, wish: str, *, secret: bool = False) -> None:
    if secret:
        problems.append(f"Value at '{path}' failed to satisfy constraint: {wish}")
        return
    shown = str(value)
    shown = shown if len(shown) <= _CLOSED else shown[:_CLOSED] + "..."
    problems.append(f"Value '{shown}' at '{path}' failed to satisfy constraint: {wish}")


def _limits(shape: Shape, word: str) -> tuple[float, float, str]:
    low = shape.metadata.get("min", float("-inf"))
    high = shape.metadata.get("max", float("inf"))
    parts = []
    if "min" in shape.metadata:
        parts.append(f"{word} greater than or equal to {low}")
    if "max" in shape.metadata:
        parts.append(f"{word} less than or equal to {high}")
    return low, high, "Member must have " + " and ".join(parts)


#: Shapes whose pattern the documentation contradicts: that of IP ranges would admit no dot. Which
#: S3 URIs there are here, the operations of prompts know.
_UNFIT = frozenset({"IpCidr", "S3Uri"})


def _string(shape: Shape) -> Check:
    """The check of a string; one that may have no characters may be empty, whatever its pattern.

    Terraform renames a module that has no description with an empty one.
    """
    low, high, wish = _limits(shape, "length")
    pattern = None if shape.name in _UNFIT else shape.metadata.get("pattern")
    matches = None if pattern is None else regex.compile(_python(pattern)).fullmatch
    allowed = frozenset(shape.metadata.get("enum", ()))
    listed = f"Member must satisfy enum value set: [{', '.join(sorted(allowed))}]"
    formed = f"Member must satisfy regular expression pattern: {pattern}"
    secret = bool(shape.metadata.get("sensitive"))

    def check(value: Any, path: str, problems: list[str]) -> Any:
        if not isinstance(value, str):
            _say(problems, value, path, "Member must be a string", secret=secret)
        elif "\0" in value:  # which PostgreSQL can't store, and no name or id has
            _say(problems, value, path, "Member must not hold the character U+0000", secret=secret)
        elif allowed:
            if value not in allowed:
                _say(problems, value, path, listed)
        elif not low <= len(value) <= high:
            _say(problems, value, path, wish, secret=secret)
        elif matches is not None and not (matches(value) or (not value and low == 0)):
            _say(problems, value, path, formed, secret=secret)
        return value

    return check


def _python(pattern: str) -> str:
    """A Java pattern that the service would look for anywhere, for a match of the whole value.

    A few patterns of the model are escaped twice, so that they would want backslashes, and that
    of passwords stands between slashes.
    """
    pattern = pattern.replace("\\\\", "\\")
    if pattern.startswith("/^") and pattern.endswith("$/"):
        pattern = pattern[1:-1]
    start = "" if pattern.startswith("^") else ".*"
    end = "" if pattern.endswith("$") else ".*"
    return f"(?s:{start}(?:{pattern}){end})" if start or end else pattern


#: What the numbers of a type can be, in the service's own types; no infinity, and not NaN.
_RANGES: Mapping[str, tuple[float, float]] = {
    "integer": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1),
    "float": (-sys.float_info.max, sys.float_info.max),
    "double": (-sys.float_info.max, sys.float_info.max),
}
#: Seconds since 1970 of the first and the last moment that a date can say.
_FIRST, _LAST = -62_135_596_800, 253_402_300_799


def _number(shape: Shape) -> Check:
    low, high, wish = _limits(shape, "value")
    least, most = _RANGES[shape.type_name]
    whole = shape.type_name in {"integer", "long"}
    word = "Member must be an integer" if whole else "Member must be a number"

    def check(value: Any, path: str, problems: list[str]) -> Any:
        if whole and isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            _say(problems, value, path, word)
        elif not least <= value <= most:
            _say(problems, value, path, f"Member must be from {least} to {most}")
        elif not low <= value <= high:
            _say(problems, value, path, wish)
        return value

    return check


def _boolean(_shape: Shape) -> Check:
    def check(value: Any, path: str, problems: list[str]) -> Any:
        if not isinstance(value, bool):
            _say(problems, value, path, "Member must be a boolean")
        return value

    return check


def _timestamp(_shape: Shape) -> Check:
    def check(value: Any, path: str, problems: list[str]) -> Any:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        moment = value if number else _moment(value) if isinstance(value, str) else None
        if moment is None or not _FIRST <= moment <= _LAST:
            _say(problems, value, path, "Member must be a timestamp")
        return moment

    return check


def _moment(text: str) -> float | None:
    """Seconds since 1970 of an ISO 8601 or RFC 822 date, or of a number written out."""
    for read in (
        float,
        lambda value: datetime.fromisoformat(value).timestamp(),
        lambda value: email.utils.parsedate_to_datetime(value).timestamp(),
    ):
        try:
            return read(text)
        except (ValueError, OverflowError):
            continue
    return None


def _list(shape: ListShape, known: dict[str, Check]) -> Check:
    low, high, wish = _limits(shape, "length")
    member = _later(shape.member, known)

    def check(value: Any, path: str, problems: list[str]) -> Any:
        if not isinstance(value, list):
            _say(problems, value, path, "Member must be a list")
            return []
        if not low <= len(value) <= high:
            _say(problems, value, path, wish)
        return [
            member(each, f"{path}.{place}.member", problems)
            for place, each in enumerate(value, start=1)
            if each is not None
        ]

    return check


def _map(shape: MapShape, known: dict[str, Check]) -> Check:
    """The check of a map; an empty one is as good as none.

    The service describes what has no tags with ``"Tags": {}``, and clients send that back.
    """
    low, high, wish = _limits(shape, "length")
    key, member = _later(shape.key, known), _later(shape.value, known)

    def check(value: Any, path: str, problems: list[str]) -> Any:
        if not isinstance(value, dict):
            _say(problems, value, path, "Member must be a map")
            return {}
        if value and not low <= len(value) <= high:
            _say(problems, value, path, wish)
        return {
            key(name, f"{path}.key", problems): member(each, f"{path}.{name}", problems)
            for name, each in value.items()
            if each is not None
        }

    return check


def _structure(shape: StructureShape, known: dict[str, Check]) -> Check:
    members = {
        inner.serialization.get("name", name): (name, _later(inner, known))
        for name, inner in shape.members.items()
    }
    required = tuple(shape.required_members)
    union = getattr(shape, "is_tagged_union", False)

    def check(value: Any, path: str, problems: list[str]) -> Any:
        if not isinstance(value, dict):
            _say(problems, value, path, "Member must be a structure")
            return {}
        found = {}
        prefix = f"{path}." if path else ""
        for wire, each in value.items():
            if each is not None and (member := members.get(wire)) is not None:
                found[member[0]] = member[1](each, prefix + wire, problems)
        for name in required:
            if name not in found:
                _say(problems, "null", prefix + name, "Member must not be null")
        if union and len(found) != 1:
            _say(problems, "", path, "Member must have exactly one of its members set")
        return found

    return check


def _later(shape: Shape, known: dict[str, Check]) -> Check:
    """The check of a member; one that is being compiled now (a shape in itself) is found late."""
    name = shape.name
    if known.get(name) is not _pending:
        return compiled(shape, known)

    def late(value: Any, path: str, problems: list[str]) -> Any:
        return known[name](value, path, problems)

    return late


def _pending(value: Any, _path: str, _problems: list[str]) -> Any:
    return value


_SCALARS: Mapping[str, Callable[[Any], Check]] = {
    "string": _string,
    "integer": _number,
    "long": _number,
    "float": _number,
    "double": _number,
    "boolean": _boolean,
    "timestamp": _timestamp,
}
_NESTED: Mapping[str, Callable[[Any, dict[str, Check]], Check]] = {
    "list": _list,
    "map": _map,
    "structure": _structure,
}


def compiled(shape: Shape, known: dict[str, Check]) -> Check:
    """The check of a shape; ``known`` collects those of all shapes by their names."""
    if shape.name in known and known[shape.name] is not _pending:
        return known[shape.name]
    known[shape.name] = _pending
    if shape.type_name in _NESTED:
        known[shape.name] = _NESTED[shape.type_name](shape, known)
    else:
        known[shape.name] = _SCALARS[shape.type_name](shape)
    return known[shape.name]


def _as_boolean(text: str) -> Any:
    return {"true": True, "false": False}.get(text.lower(), text)


#: Numbers as clients write them: Python itself reads "1_0", " 1" and the digits of any script too.
_WHOLE = regex.compile(r"[+-]?[0-9]{1,40}")
_DECIMAL = regex.compile(r"[+-]?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,9})?")


def _as_whole(text: str) -> Any:
    return int(text) if _WHOLE.fullmatch(text) else text


def _as_decimal(text: str) -> Any:
    return float(text) if _DECIMAL.fullmatch(text) else text


_FROM_TEXT: Mapping[str, Callable[[str], Any]] = {
    "integer": _as_whole,
    "long": _as_whole,
    "float": _as_decimal,
    "double": _as_decimal,
    "boolean": _as_boolean,
}


def textual(shape: Shape) -> Callable[[str], Any]:
    """A function from a path, query or header text to the JSON value that a shape wants."""
    return _FROM_TEXT.get(shape.type_name, str)
