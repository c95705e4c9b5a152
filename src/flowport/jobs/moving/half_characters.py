"""Half characters: JSON can write them, and no API, file of a plan or journal can hold them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import orjson

from flowport.model.printable import escaped

if TYPE_CHECKING:
    from flowport.jobs.moving.source_flows import Arrival

__all__ = ["whole"]

_PROBLEM = (
    "it holds half a character (a lone surrogate), which no API accepts; "
    "a check of the flow says where, edit the text there"
)


def whole(arrival: Arrival) -> Arrival:
    """The arrival, or one that is blocked in its place where it holds half a character."""
    strings = (
        arrival.name,
        arrival.type,
        arrival.problem,
        arrival.origin,
        arrival.description or "",
    )
    tags = [word for pair in arrival.tags.items() for word in pair]
    contents = (arrival.text, arrival.draft, arrival.published_text, arrival.settings or "{}")
    if not (
        any(map(_has_half, (*strings, *tags, *arrival.notes))) or any(map(_holds_half, contents))
    ):
        return arrival
    blocked = type(arrival)(kind=arrival.kind, name=arrival.name, type=arrival.type)
    return replace(
        blocked,
        name=escaped(arrival.name),
        type=escaped(arrival.type),
        origin=escaped(arrival.origin),
        problem=escaped(arrival.problem) or _PROBLEM,
    )


def _has_half(text: str) -> bool:
    """Whether a string holds half a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _holds_half(text: str) -> bool:
    """Whether a JSON text holds one, also as an escape."""
    if not text or "\\u" not in text:
        return _has_half(text)
    try:
        orjson.loads(text)
    except ValueError:  # half a character, a number past its bounds, or what is not JSON at all
        pass
    else:
        return False
    try:
        return _has_half(json.dumps(json.loads(text), ensure_ascii=False))
    except ValueError:
        return _has_half(text)
