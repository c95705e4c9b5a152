"""A JSON document damaged at random: any value at any place, places and keys lost or doubled."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

__all__ = ["STRANGE", "damaged", "spoiled"]

STRANGE: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    7,
    3.5,
    1e308,
    -1e308,
    10**20,
    "",
    " ",
    "x",
    "\ud83d",
    "\x00",
    "$",
    "$.",
    "$.Attributes.",
    "$['",
    "$.Attributes.['First Name']",
    "${name}",
    "{{name}}",
    "arn:",
    "arn:aws:connect:us-east-1:111111111111:instance/x/queue/y",
    "<speak>a & b</speak>",
    "<speak",
    "9" * 40,
    "9" * 5_000,
    "\u0663",  # a digit, and none of ASCII's
    "\u00b2",
    "a" * 300,
    [],
    {},
    [[]],
    [None],
    [1, "x", {}],
    {"": ""},
    {"x": None},
    {"Identifier": "x"},
    {"a": {"b": {"c": [1]}}},
)
"""Values that no place expects."""

_Holder = dict[str, Any] | list[Any]


def damaged(tree: Any, random: Random, times: int) -> Any:
    """A copy of a document, damaged a number of times."""
    tree = copy.deepcopy(tree)
    for _ in range(times):
        places = list(_places(tree))
        if not places:
            return random.choice(STRANGE)
        holder, key = random.choice(places)
        _HURT[random.randrange(len(_HURT))](holder, key, random, places)
    return tree


def spoiled(data: bytes, random: Random) -> bytes:
    """Bytes of which some are lost, changed, or added."""
    at = random.randrange(len(data) + 1)
    return random.choice(
        (
            data[:at],
            data[at:],
            data[:at] + random.randbytes(3) + data[at + 3 :],
            data[:at] + random.choice(_BYTES) + data[at:],
            data + data,
            random.choice(_BYTES),
        )
    )


_BYTES = (
    b"",
    b"\xff",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xff\xfe{\x00}\x00",
    b"[" * 5_000,
    b'{"a":' * 5_000,
    b"9" * 5_000,
    b"NaN",
    b'"\\ud83d"',
    b"\r\n",
    b"-",
)


def _places(value: Any) -> Iterator[tuple[_Holder, Any]]:
    """Every member of every object and list, with what holds it."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            yield from ((here, key) for key in here)
            waiting += here.values()
        elif isinstance(here, list):
            yield from ((here, index) for index in range(len(here)))
            waiting += here


def _replace(holder: _Holder, key: Any, random: Random, _: list[Any]) -> None:
    holder[key] = copy.deepcopy(random.choice(STRANGE))


def _remove(holder: _Holder, key: Any, _: Random, __: list[Any]) -> None:
    del holder[key]


def _rename(holder: _Holder, key: Any, random: Random, _: list[Any]) -> None:
    """Put a value under another key, or another place of its list."""
    value = holder[key]
    if isinstance(holder, dict):
        new = random.choice([*holder, "", "x", "value", "key", "namespace", "Type", "\ud83d"])
        holder[new] = value
    else:
        holder.insert(random.randrange(len(holder) + 1), copy.deepcopy(value))


def _swap(holder: _Holder, key: Any, random: Random, places: list[Any]) -> None:
    """Put there what stands somewhere else in the document."""
    other, at = random.choice(places)
    try:
        holder[key] = copy.deepcopy(other[at])
    except (KeyError, IndexError):
        _replace(holder, key, random, places)


def _wrap(holder: _Holder, key: Any, random: Random, _: list[Any]) -> None:
    holder[key] = random.choice([[holder[key]], {"x": holder[key]}, {"value": holder[key]}])


_HURT = (_replace, _replace, _replace, _remove, _rename, _swap, _wrap)
