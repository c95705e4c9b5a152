"""Numbers and moments beyond what their types hold are refused, whatever member they are in."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.server.protocol.model import load
from flowport.server.protocol.shape_values import compiled, textual

_TYPES = ("integer", "long", "float", "double", "timestamp")
_SHAPES = {
    kind: next(
        shape
        for name in load().service.shape_names
        if (shape := load().service.shape_for(name)).type_name == kind
    )
    for kind in _TYPES
}
BEYOND: tuple[Any, ...] = (10**400, -(10**400), float("inf"), float("nan"))


@pytest.mark.parametrize("kind", _TYPES)
@pytest.mark.parametrize(
    "number", [*BEYOND, *map(str, BEYOND[2:]), "1e999"], ids=lambda n: str(n)[:5]
)
def test_a_number_beyond_its_type_is_refused(kind: str, number: Any) -> None:
    """The sentence is the service's own for a value that fits no constraint."""
    shape, problems = _SHAPES[kind], list[str]()
    value = textual(shape)(number) if isinstance(number, str) else number
    compiled(shape, {})(value, "member", problems)

    assert problems
    assert "failed to satisfy constraint" in problems[0]


@pytest.mark.parametrize("kind", ["integer", "long"])
def test_a_number_of_the_type_is_taken(kind: str) -> None:
    """Also written as one with a fraction of nothing."""
    problems: list[str] = []

    assert compiled(_SHAPES[kind], {})(5.0, "member", problems) == 5
    assert not [each for each in problems if "integer" in each]


@pytest.mark.parametrize("kind", ["integer", "long"])
@pytest.mark.parametrize(
    "text", ["", "ten", "1_0", " 1", "1 ", "1.0", "1e0", "0x1", "٣", "9" * 5000]
)
def test_only_digits_are_a_whole_number(kind: str, text: str) -> None:
    """What Python alone reads as a number in a path or query is not one."""
    problems: list[str] = []
    compiled(_SHAPES[kind], {})(textual(_SHAPES[kind])(text), "member", problems)

    assert problems
