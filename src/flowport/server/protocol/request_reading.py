"""Requests read: the parameters of an operation from a path, a query, headers and a body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import unquote_plus

import orjson
from botocore.model import ListShape, OperationModel, StructureShape

from flowport.server.protocol.errors import ServiceError
from flowport.server.protocol.shape_values import Check, compiled, textual

__all__ = ["Reader", "bad_input", "parsed_query", "reader"]

#: path values, raw query, headers (lower case), body -> parameters by member name
Reader: TypeAlias = Callable[[Mapping[str, str], str, Mapping[str, str], bytes], dict[str, Any]]

_SHOWN = 10  # problems that one sentence names
_DEEPEST = 32  # levels of JSON where shapes contain themselves
_MOST_CONDITIONS = 500  # objects in a search: a condition is one or two


def parsed_query(raw: str) -> dict[str, list[str]]:
    """The values of each name of a query that was not decoded."""
    found: dict[str, list[str]] = {}
    for pair in raw.split("&") if raw else ():
        name, _, value = pair.partition("=")
        found.setdefault(unquote_plus(name), []).append(unquote_plus(value))
    return found


def reader(operation: OperationModel, known: dict[str, Check]) -> Reader:
    """The function that reads and checks one operation's requests."""
    shape = operation.input_shape
    if shape is None:
        return lambda _path, _query, _headers, _body: {}
    whole = compiled(shape, known)
    uri, querystring, header, body_members = _places(shape)
    error = bad_input(operation)
    most = _MOST_CONDITIONS if operation.name.startswith("Search") else None
    bounded = most is not None or _contains_itself(shape)

    def read(
        path: Mapping[str, str], query: str, headers: Mapping[str, str], body: bytes
    ) -> dict[str, Any]:
        raw = _body(body, error) if body_members else {}
        if bounded:
            _bound(raw, error, most)
        for place in uri:
            raw[place.wire] = place.convert(path[place.wire])
        if query and querystring:
            _from_query(raw, parsed_query(query), querystring)
        for place in header:
            if place.wire.lower() in headers:
                raw[place.wire] = place.convert(headers[place.wire.lower()])
        problems: list[str] = []
        found: dict[str, Any] = whole(raw, "", problems)
        if problems:
            raise ServiceError(error, _sentence(problems))
        return found

    return read


@dataclass(frozen=True, slots=True)
class _Place:
    wire: str
    convert: Callable[[str], Any]
    many: bool


def _places(shape: StructureShape) -> tuple[list[_Place], ...]:
    """The members in the path, the query, the headers and the body."""
    found: dict[str, list[_Place]] = {"uri": [], "querystring": [], "header": [], "body": []}
    for name, inner in shape.members.items():
        many = isinstance(inner, ListShape)
        convert = textual(inner.member if isinstance(inner, ListShape) else inner)
        wire = inner.serialization.get("name", name)
        found[inner.serialization.get("location", "body")].append(_Place(wire, convert, many))
    return tuple(found.values())


def _from_query(raw: dict[str, Any], query: Mapping[str, list[str]], places: list[_Place]) -> None:
    for place in places:
        values = query.get(place.wire)
        if values is not None:
            converted = [place.convert(value) for value in values]
            raw[place.wire] = converted if place.many else converted[-1]


def _contains_itself(shape: Any, seen: frozenset[str] = frozenset()) -> bool:
    """Whether values of a shape may be nested without end."""
    if shape.name in seen:
        return True
    if shape.type_name == "structure":
        inner = list(shape.members.values())
    else:
        inner = [getattr(shape, part) for part in ("member", "value") if hasattr(shape, part)]
    return any(_contains_itself(each, seen | {shape.name}) for each in inner)


def _bound(raw: Any, error: str, most: int | None) -> None:
    """Refuse what is nested deeper, or a search with more conditions, than any real one."""
    level, count = [raw], 0
    for _depth in range(_DEEPEST):
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]
        count += sum(isinstance(each, dict) for each in level)
        if not level or (most is not None and count > most):
            break
    if level and most is not None:
        raise ServiceError(
            error,
            f"A search has at most {most} conditions, nested at most {_DEEPEST} levels deep.",
        )
    if level:
        raise ServiceError(error, f"The request body is nested deeper than {_DEEPEST} levels.")


def _body(body: bytes, error: str) -> dict[str, Any]:
    if not body:
        return {}
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as fault:
        deep = "depth limit" in str(fault)
        why = "nested too deep" if deep else f"not JSON: {fault}"
        raise ServiceError(error, f"The request body is {why}") from fault
    if not isinstance(found, dict):
        raise ServiceError(error, "The request body must be a JSON object.")
    return found


def bad_input(operation: OperationModel) -> str:
    """The error that an operation models for input that its shapes refuse."""
    modelled = {shape.name for shape in operation.error_shapes}
    wanted = ("InvalidParameterException", "InvalidRequestException")
    return next((name for name in wanted if name in modelled), wanted[0])


def _sentence(problems: list[str]) -> str:
    word = "error" if len(problems) == 1 else "errors"
    return f"{len(problems)} validation {word} detected: " + "; ".join(problems[:_SHOWN])
