"""Whether the members of a plan or run that was read from a file are of their types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, TypeAlias, TypeVar

__all__ = ["checked"]

T = TypeVar("T")
_Test: TypeAlias = Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _mapping(test: _Test) -> _Test:
    return lambda value: isinstance(value, dict) and all(map(test, value.values()))


#: How the annotations of a plan's classes are tested; those of classes are built from their parts.
_TESTS: dict[str, _Test] = {
    "str": _is_text,
    "bool": lambda value: isinstance(value, bool),
    "int": _is_whole,
    "float": _is_number,
    "tuple[str, ...]": lambda value: isinstance(value, tuple) and all(map(_is_text, value)),
    "tuple[str, str]": lambda value: isinstance(value, tuple) and all(map(_is_text, value)),
    "Mapping[str, str]": _mapping(_is_text),
    "Mapping[str, int]": _mapping(_is_whole),
    "dict[str, int]": _mapping(_is_whole),
    "Mapping[str, float]": _mapping(_is_number),
    "Mapping[str, Any]": lambda value: isinstance(value, dict),
}


def checked(made: T) -> T:
    """The same, once its members are seen to be what its class says.

    Raises:
        TypeError: One of them is something else.
    """
    for name, test in _tests(type(made)):  # type: ignore[arg-type]
        if not test(getattr(made, name)):
            raise TypeError(f"{name!r} of a {type(made).__name__} is of another type")
    return made


@cache
def _tests(of: type[Any]) -> tuple[tuple[str, _Test], ...]:
    found = []
    for each in fields(of):
        type_name = str(each.type)
        test = _TESTS.get(type_name.removesuffix(" | None"))
        if test is not None:
            found.append((each.name, _or_none(test) if type_name.endswith(" | None") else test))
    return tuple(found)


def _or_none(test: _Test) -> _Test:
    return lambda value: value is None or test(value)
