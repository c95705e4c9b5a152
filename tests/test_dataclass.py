"""Our dataclasses behave as those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import dataclass as standard
from dataclasses import field
from itertools import product
from typing import Any

import pytest

from flowport.dataclass import dataclass as lazy


def _pair(first: Any) -> tuple[Any, Any]:
    """One class made by both decorators with the same options."""
    options = {"frozen": True, "slots": True} | first

    def declared() -> type:
        class Point:
            """A point."""

            x: int
            y: list[int] = field(default_factory=list, compare=False)
            z: int = field(default=3, repr=False)
            size: int = field(init=False, default=0)
            note: str = field(default="", kw_only=True)

        return Point

    return lazy(**options)(declared()), standard(**options)(declared())


KINDS = [
    {},
    {"frozen": False},
    {"slots": False},
    {"order": True},
    {"eq": False},
    {"kw_only": True},
    {"frozen": False, "slots": False, "order": True},
]
CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {"x": 1}),
    ((), {"x": 2, "y": [1], "z": 4, "note": "n"}),
    ((1,), {}),
    ((1, [2], 3), {}),
    ((1, [2], 3, 4), {}),
    ((), {}),
    ((), {"x": 1, "size": 2}),
]


def _outcome(make: Any) -> Any:
    """The result of a call, or the kind of its error."""
    try:
        return make()
    except (TypeError, AttributeError) as error:
        return type(error)


@pytest.mark.parametrize("options", KINDS, ids=str)
@pytest.mark.parametrize("call", CALLS, ids=str)
def test_instances_are_created_alike(options: dict[str, Any], call: Any) -> None:
    """The same arguments give the same fields and repr, or the same kind of error."""
    given, named = call
    ours, theirs = (
        _outcome(lambda made=made: repr(made(*given, **named))) for made in _pair(options)
    )
    assert ours == theirs


@pytest.mark.parametrize("options", KINDS, ids=str)
def test_instances_are_compared_alike(options: dict[str, Any]) -> None:
    """Equality, order and hash of any two instances are the same."""
    table = []
    for made in _pair(options):
        points = [made(x=x, y=y, z=z) for x, y, z in product((1, 2), ([], [1]), (3, 4))]
        seen = [
            (a == b, a != b, _outcome(lambda a=a, b=b: a < b), _outcome(lambda a=a, b=b: a >= b))
            for a, b in product(points, points)
        ]
        first, second = points[0], copy.copy(points[0])
        alike = _outcome(lambda a=first, b=second: hash(a) == hash(b))
        table.append((seen, alike))
    assert table[0] == table[1]


@pytest.mark.parametrize("options", KINDS, ids=str)
def test_instances_change_alike(options: dict[str, Any]) -> None:
    """A frozen instance refuses every change, and another takes those of its fields."""
    for change in (
        lambda point: setattr(point, "x", 5),
        lambda point: delattr(point, "x"),
        lambda point: dataclasses.replace(point, x=5),
        dataclasses.asdict,
    ):
        ours, theirs = (
            _outcome(lambda made=made, change=change: repr(change(made(x=1))))
            for made in _pair(options)
        )
        assert ours == theirs


@lazy(frozen=True, slots=True)
class Kept:
    """A class that can be pickled."""

    name: str
    parts: tuple[int, ...] = ()


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_instances_are_pickled(protocol: int) -> None:
    """Frozen instances travel between processes."""
    kept = Kept("a", (1, 2))
    assert pickle.loads(pickle.dumps(kept, protocol)) == kept  # noqa: S301  our own bytes


def test_what_runs_after_creation_runs() -> None:
    """``__post_init__`` is called with every field set."""
    seen = []

    @lazy(slots=True)
    class Noted:
        """A class that looks at itself."""

        name: str

        def __post_init__(self) -> None:
            seen.append(self.name)

    Noted("a")
    Noted(name="b")
    assert seen == ["a", "b"]


def test_a_method_of_the_class_is_kept() -> None:
    """A special method that a class defines itself is not replaced."""

    @lazy(frozen=True)
    class Shown:
        """A class with a repr of its own."""

        name: str

        def __repr__(self) -> str:
            return "shown"

    assert repr(Shown("a")) == "shown"
