"""When a fact holds: conditions over an action's own parameters, small enough to be data.

The catalogue says "this error branch is needed when ``StoreInput`` is ``False``" as a value, so
that the checker, the server and the designer's forms evaluate one and the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from flowport.catalogue.declaration import Declaration

if TYPE_CHECKING:
    from flowport.catalogue.flow_types import FlowType

__all__ = [
    "AllOf",
    "AnyOf",
    "Condition",
    "InFlowType",
    "Is",
    "When",
    "absent",
    "equals",
    "holds",
    "in_words",
    "parameters_of",
]


class Is(StrEnum):
    """How a condition looks at a parameter."""

    PRESENT = "present"
    ABSENT = "absent"
    ONE_OF = "one-of"
    """The value, as text, is one of the values."""
    NONE_OF = "none-of"
    """The value, as text, is none of the values; also where it is absent."""
    HOLDING = "holding"
    """The value is a list that holds one of the values."""


class When(Declaration, eq=True):
    """A condition on one parameter.

    Attributes:
        parameter: The parameter's dotted path.
        test: How to look at it.
        values: What to compare with, as text; case is ignored.
    """

    parameter: str
    test: Is = Is.PRESENT
    values: tuple[str, ...] = ()


class InFlowType(Declaration, eq=True):
    """A condition on the type of the flow that the action is in."""

    flow_types: tuple[FlowType, ...]


class AllOf(Declaration, eq=True):
    """Every part holds."""

    parts: tuple[Condition, ...]


class AnyOf(Declaration, eq=True):
    """At least one part holds."""

    parts: tuple[Condition, ...]


Condition = When | InFlowType | AllOf | AnyOf


def equals(parameter: str, *values: str) -> When:
    """The parameter is one of these values."""
    return When(parameter, Is.ONE_OF, values)


def absent(parameter: str) -> When:
    """The parameter is not there."""
    return When(parameter, Is.ABSENT)


def holds(
    condition: Condition, parameters: Mapping[str, Any], flow_type: FlowType | None = None
) -> bool:
    """Whether a condition holds for an action with these ``Parameters``.

    A dynamic value equals nothing, so what depends on it is not demanded. Without a flow type no
    condition on the flow type holds.
    """
    if isinstance(condition, When):
        return _test(condition, _value(parameters, condition.parameter))
    if isinstance(condition, AllOf):
        return all(holds(part, parameters, flow_type) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(holds(part, parameters, flow_type) for part in condition.parts)
    return flow_type in condition.flow_types


def in_words(condition: Condition) -> str:
    """A condition for a reader of Markdown, to follow "when"."""
    if isinstance(condition, AllOf | AnyOf):
        word = " and " if isinstance(condition, AllOf) else " or "
        return word.join(map(in_words, condition.parts))
    if isinstance(condition, InFlowType):
        return f"the flow is of the type {' or '.join(condition.flow_types)}"
    values = " or ".join(f"`{value}`" for value in condition.values)
    return f"`{condition.parameter}` {_TESTS[condition.test]} {values}".rstrip()


def parameters_of(condition: Condition) -> Iterator[str]:
    """The paths of the parameters that a condition looks at."""
    if isinstance(condition, When):
        yield condition.parameter
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from parameters_of(part)


_TESTS = {
    Is.PRESENT: "is there",
    Is.ABSENT: "is not there",
    Is.ONE_OF: "is",
    Is.NONE_OF: "is not",
    Is.HOLDING: "has",
}


def _test(when: When, value: Any) -> bool:
    """Whether the test of one condition holds for the value (None where it is absent)."""
    if when.test is Is.PRESENT:
        return value is not None
    if when.test is Is.ABSENT:
        return value is None
    wanted = _lowered(when.values)
    if when.test is Is.HOLDING:
        return isinstance(value, list) and any(str(item).lower() in wanted for item in value)
    return (str(value).lower() in wanted) is (when.test is Is.ONE_OF)


@cache
def _lowered(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(value.lower() for value in values)


def _value(parameters: Any, path: str) -> Any:
    """What is at a dotted path, or None."""
    if "." not in path and type(parameters) is dict:
        return parameters.get(path)
    for step in path.split("."):
        if not isinstance(parameters, Mapping):
            return None
        parameters = parameters.get(step)
    return parameters
