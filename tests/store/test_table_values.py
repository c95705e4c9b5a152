"""Values of data tables: which of them an attribute accepts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.store.table_values import canonical, empty, problem, validation_problem

_TYPES = ("TEXT", "NUMBER", "BOOLEAN", "TEXT_LIST", "NUMBER_LIST")

_ACCEPTED: list[tuple[str, str, dict[str, Any]]] = [
    ("abc", "TEXT", {"MinLength": 3, "MaxLength": 3}),
    ("-1.5e3", "NUMBER", {"Maximum": 0}),
    ("0.3", "NUMBER", {"MultipleOf": 0.1}),
    ("true", "BOOLEAN", {}),
    ('["a", "b"]', "TEXT_LIST", {"MinValues": 2}),
    ("[1, 2.5]", "NUMBER_LIST", {"ExclusiveMinimum": 0}),
    ("GOLD", "TEXT", {"IgnoreCase": True, "Enum": {"Strict": True, "Values": ["gold"]}}),
    ("other", "TEXT", {"Enum": {"Values": ["gold"]}}),
]
_REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("ab", "TEXT", {"MinLength": 3}),
    ("x" * 1001, "TEXT", {}),
    ("ten", "NUMBER", {}),
    ("NaN", "NUMBER", {}),
    ("Infinity", "NUMBER", {}),
    ("0.35", "NUMBER", {"MultipleOf": 0.1}),
    ("5", "NUMBER", {"ExclusiveMaximum": 5}),
    ("True", "BOOLEAN", {}),
    ("a, b", "TEXT_LIST", {}),
    ("[1]", "TEXT_LIST", {}),
    ("[true]", "NUMBER_LIST", {}),
    ("[1, 2, 3]", "NUMBER_LIST", {"MaxValues": 2}),
    ("[" + "0," * 100 + "0]", "NUMBER_LIST", {}),
    ("GOLD", "TEXT", {"Enum": {"Strict": True, "Values": ["gold"]}}),
]


@pytest.mark.parametrize(("value", "kind", "rules"), _ACCEPTED)
def test_value_is_accepted(value: str, kind: str, rules: dict[str, Any]) -> None:
    """A value of the attribute's type that keeps its validation has no problem."""
    assert problem(value, kind, rules) == ""


@pytest.mark.parametrize(("value", "kind", "rules"), _REFUSED)
def test_value_is_refused(value: str, kind: str, rules: dict[str, Any]) -> None:
    """A value of another type, or against the validation or the limits of all, has a problem."""
    assert problem(value, kind, rules)


@pytest.mark.parametrize("kind", _TYPES)
def test_empty_value_is_of_its_type(kind: str) -> None:
    """What older records get for a new primary attribute is a value of its type."""
    assert problem(empty(kind), kind, {}) == ""


@given(st.text(max_size=60), st.sampled_from(_TYPES))
@settings(max_examples=100)
def test_any_string_is_judged(value: str, kind: str) -> None:
    """Every string is accepted or refused for every type, and its canonical form alike."""
    refused = bool(problem(value, kind, {}))

    assert refused or problem(canonical(value, kind, {}), kind, {}) == ""


@pytest.mark.parametrize(
    "rules",
    [
        {"MinLength": 2, "MaxLength": 1},
        {"MinValues": 2, "MaxValues": 1},
        {"Minimum": 2, "Maximum": 1},
        {"ExclusiveMinimum": 1, "ExclusiveMaximum": 1},
        {"Minimum": 1, "ExclusiveMinimum": 0},
        {"MultipleOf": 0},
        {"Maximum": 5, "Enum": {"Values": ["6"]}},
    ],
)
def test_validation_that_contradicts_itself_is_refused(rules: dict[str, Any]) -> None:
    """A validation that leaves no value, or whose own values it refuses, is a problem."""
    assert validation_problem("NUMBER", rules)
