"""Answers written: what an operation gives, cut to the members that the model knows."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import UTC, datetime
from typing import Any, TypeAlias

import orjson
from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

__all__ = ["Hidden", "Writer", "writer"]

Writer: TypeAlias = Callable[[dict[str, Any]], bytes]
#: The members of a shape that are left out.
Hidden: TypeAlias = "Callable[[StructureShape], Container[str]]"
_Form: TypeAlias = Callable[[Any], Any]


def writer(operation: OperationModel, known: dict[str, _Form], hidden: Hidden) -> Writer:
    """The function that writes one operation's answers; ``hidden`` members are left out."""
    shape = operation.output_shape
    if shape is None:
        return lambda _result: b""
    form = _form(shape, known, hidden)
    return lambda result: orjson.dumps(form(result), option=orjson.OPT_NON_STR_KEYS)


def _form(shape: Shape, known: dict[str, _Form], hidden: Hidden) -> _Form:
    """The function for a shape; one that contains itself finds its own function late."""
    name = shape.name
    if name in known:
        return known[name]
    known[name] = _found_late(name, known)
    if isinstance(shape, StructureShape):
        known[name] = _structure(shape, known, hidden)
    elif isinstance(shape, ListShape):
        member = _form(shape.member, known, hidden)
        known[name] = lambda value: [member(each) for each in value if each is not None]
    elif isinstance(shape, MapShape):
        inner = _form(shape.value, known, hidden)
        known[name] = lambda value: {k: inner(v) for k, v in value.items() if v is not None}
    else:
        known[name] = _SCALARS.get(shape.type_name, _as_it_is)
        if shape.serialization.get("timestampFormat") == "iso8601":
            known[name] = _iso
    return known[name]


def _found_late(name: str, known: dict[str, _Form]) -> _Form:
    def late(value: Any) -> Any:
        return known[name](value)

    return late


def _structure(shape: StructureShape, known: dict[str, _Form], hidden: Hidden) -> _Form:
    left_out = hidden(shape)
    kept = [(name, inner) for name, inner in shape.members.items() if name not in left_out]
    wires = {name: inner.serialization.get("name", name) for name, inner in kept}
    forms = {name: _form(inner, known, hidden) for name, inner in kept}
    plain = {name: wires[name] for name, each in forms.items() if each is _as_it_is}
    nested = {name: (wires[name], each) for name, each in forms.items() if each is not _as_it_is}

    def form(value: Any) -> Any:
        found = {}
        for name, each in value.items():
            if each is not None:
                if (wire := plain.get(name)) is not None:
                    found[wire] = each
                elif (member := nested.get(name)) is not None:
                    found[member[0]] = member[1](each)
        return found

    return form


def _as_it_is(value: Any) -> Any:
    return value


def _seconds(value: Any) -> Any:
    return value.timestamp() if isinstance(value, datetime) else value


def _iso(value: Any) -> str:
    moment = value if isinstance(value, datetime) else datetime.fromtimestamp(value, UTC)
    return moment.isoformat().replace("+00:00", "Z")


_SCALARS: dict[str, _Form] = {"timestamp": _seconds}
