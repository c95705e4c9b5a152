"""Values of data tables: which an attribute of a type and validation accepts.

Values are strings, whatever their type: a number is written in digits, a Boolean as ``true`` or
``false``, and a list as a JSON array. Source: the documentation of ``Validation`` and of
``DataTableAttribute`` in the API reference. Expressions are not documented; every value is literal.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["canonical", "empty", "problem", "validation_problem"]

#: What applies to all attributes (``LengthBoundary`` and ``ValueBoundary`` of the service model).
_LONGEST = 1000
_MOST_VALUES = 100
_BOOLEANS = frozenset({"true", "false"})
#: Numbers are written out in digits; longer ones than this are not exact anywhere.
_DIGITS = 40


def empty(value_type: str) -> str:
    """The empty value of a type, which records have that are older than a primary attribute."""
    return {"NUMBER": "0", "BOOLEAN": "false"}.get(value_type, "[]" if "LIST" in value_type else "")


def canonical(value: str, value_type: str, validation: Mapping[str, Any]) -> str:
    """A value so that equal values of a primary attribute are the same string."""
    number = _decimal(value) if value_type == "NUMBER" else None
    if number is not None:
        return str(number.normalize())
    return value.casefold() if validation.get("IgnoreCase") else value


def _decimal(value: Any) -> Decimal | None:
    """The number that a string or JSON number is; None where it is none."""
    if isinstance(value, bool) or len(str(value)) > _DIGITS:
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def problem(value: str, value_type: str, validation: Mapping[str, Any]) -> str:
    """Why an attribute does not accept a value; ``""`` where it does."""
    return next(_problems(value, value_type, validation), "")


def _problems(value: str, value_type: str, validation: Mapping[str, Any]) -> Iterator[str]:
    if value_type.endswith("_LIST"):
        yield from _list_problems(value, value_type, validation)
        return
    yield from _one_problems(value, value_type, validation)


def _list_problems(value: str, value_type: str, validation: Mapping[str, Any]) -> Iterator[str]:
    try:
        items = orjson.loads(value)
    except orjson.JSONDecodeError:
        items = None
    if not isinstance(items, list):
        yield f"{value!r} is not a JSON array."
        return
    least, most = validation.get("MinValues", 0), validation.get("MaxValues", _MOST_VALUES)
    if not least <= len(items) <= most:
        yield f"A list of {len(items)} values is not between {least} and {most} long."
    kind = value_type.removesuffix("_LIST")
    for item in items:
        if not isinstance(item, str) and (kind == "TEXT" or not isinstance(item, int | float)):
            yield f"{item!r} in the list is not a {kind.lower()} value."
        else:
            yield from _one_problems(str(item), kind, validation)


def _one_problems(value: str, kind: str, validation: Mapping[str, Any]) -> Iterator[str]:
    if kind == "BOOLEAN" and value not in _BOOLEANS:
        yield f"{value!r} is not true or false."
    if kind == "TEXT":
        yield from _length_problems(value, validation)
    if kind == "NUMBER":
        yield from _number_problems(value, validation)
    yield from _enum_problems(value, kind, validation)


def _length_problems(value: str, validation: Mapping[str, Any]) -> Iterator[str]:
    least, most = validation.get("MinLength", 0), validation.get("MaxLength", _LONGEST)
    if not least <= len(value) <= most:
        yield f"A text of {len(value)} characters is not between {least} and {most} long."


_BOUNDS: tuple[tuple[str, str, Callable[[Decimal, Decimal], bool]], ...] = (
    ("Minimum", "at least", lambda value, bound: value >= bound),
    ("Maximum", "at most", lambda value, bound: value <= bound),
    ("ExclusiveMinimum", "more than", lambda value, bound: value > bound),
    ("ExclusiveMaximum", "less than", lambda value, bound: value < bound),
    ("MultipleOf", "a multiple of", lambda value, bound: bound == 0 or _divides(bound, value)),
)


def _divides(unit: Decimal, value: Decimal) -> bool:
    try:
        return value % unit == 0
    except InvalidOperation:  # the quotient has more digits than fit
        return False


def _number_problems(value: str, validation: Mapping[str, Any]) -> Iterator[str]:
    number = _decimal(value)
    if number is None:
        yield f"{value!r} is not a number."
        return
    for name, words, holds in _BOUNDS:
        if name in validation and not holds(number, Decimal(str(validation[name]))):
            yield f"{value} is not {words} {validation[name]}."


def _enum_problems(value: str, kind: str, validation: Mapping[str, Any]) -> Iterator[str]:
    enum = validation.get("Enum") or {}
    if not enum.get("Strict"):
        return
    allowed = {canonical(each, kind, validation) for each in enum.get("Values", ())}
    if canonical(value, kind, validation) not in allowed:
        yield f"{value!r} is not one of the values of the attribute's enumeration."


#: Members of a validation of which the first may not be more than the second.
_ORDERED = (
    ("MinLength", "MaxLength"),
    ("MinValues", "MaxValues"),
    ("Minimum", "Maximum"),
)
#: Members of which the first must be less than the second.
_APART = (
    ("ExclusiveMinimum", "ExclusiveMaximum"),
    ("ExclusiveMinimum", "Maximum"),
    ("Minimum", "ExclusiveMaximum"),
)


def validation_problem(value_type: str, validation: Mapping[str, Any]) -> str:
    """Why a validation contradicts itself or its type; ``""`` where it does not."""
    for low, high in (*_ORDERED, *_APART):
        if low in validation and high in validation:
            least, most = validation[low], validation[high]
            if least > most or (least == most and (low, high) in _APART):
                return f"{low} {least} and {high} {most} leave no value."
    if "Minimum" in validation and "ExclusiveMinimum" in validation:
        return "Minimum can't be given together with ExclusiveMinimum."
    if "MultipleOf" in validation and validation["MultipleOf"] <= 0:
        return "MultipleOf must be more than 0."
    return _enum_of(value_type, validation)


def _enum_of(value_type: str, validation: Mapping[str, Any]) -> str:
    kind = value_type.removesuffix("_LIST")
    rest = {name: each for name, each in validation.items() if name != "Enum"}
    for value in (validation.get("Enum") or {}).get("Values", ()):
        if found := problem(value, kind, rest):
            return f"Enum: {found}"
    return ""
