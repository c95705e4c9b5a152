"""The declared actions agree with the collected facts, and with one another."""

from __future__ import annotations

from typing import Any

import pytest

from corpus import FACTS, fact, needs_facts
from flowport.catalogue import (
    ACTIONS,
    ALIASES,
    MISTAKEN_TYPES,
    OPERATORS,
    ActionType,
    Condition,
    action_named,
    parameters_of,
)

EVERY = pytest.mark.parametrize("action", ACTIONS.values(), ids=lambda action: action.type)


def recorded() -> dict[str, dict[str, Any]]:
    """The facts of each action by its type; nothing where the facts are absent."""
    return {row["type"]: row for row in fact("actions")} if FACTS.is_dir() else {}


def conditions_of(action: ActionType) -> list[Condition]:
    """Every condition that an action's declaration holds."""
    found = [c.when for c in action.conditions]
    found += [c.when for c in action.choices]
    found += [e.when for e in action.errors]
    found += [e.when for e in action.errors_refused]
    for parameter in action.parameters:
        found += [parameter.required_when, parameter.refused_when]
    return [condition for condition in found if condition is not None]


def names(action: ActionType) -> set[str]:
    """The paths of an action's parameters, and of the objects that hold them."""
    return {
        ".".join(steps[: n + 1])
        for steps in (p.name.split(".") for p in action.parameters)
        for n in range(len(steps))
    }


@needs_facts
def test_the_facts_know_no_other_action() -> None:
    """Exactly the recorded actions are declared."""
    assert set(ACTIONS) == set(recorded())


@needs_facts
@EVERY
def test_recorded_parameters_are_declared(action: ActionType) -> None:
    """No recorded parameter of the action is missing."""
    wanted = {p["name"] for p in recorded()[action.type]["parameters"]}

    assert wanted <= {p.name for p in action.parameters}


@needs_facts
@EVERY
def test_recorded_errors_are_declared(action: ActionType) -> None:
    """The action's error branches are the recorded ones, in their order."""
    wanted = [e["type"] for e in recorded()[action.type]["errors_detail"]]

    assert [e.type for e in action.errors] == wanted


@needs_facts
@EVERY
def test_terminal_as_recorded(action: ActionType) -> None:
    """The action ends the flow exactly if the facts say so."""
    assert action.terminal is recorded()[action.type]["terminal"]


@EVERY
def test_parameter_names_are_unique(action: ActionType) -> None:
    """No parameter is declared twice."""
    declared = [p.name for p in action.parameters]

    assert len(declared) == len(set(declared))


@EVERY
def test_conditions_name_parameters_that_exist(action: ActionType) -> None:
    """A condition, a choice and a repeated shape speak only of the action's own parameters."""
    spoken_of = {name for condition in conditions_of(action) for name in parameters_of(condition)}
    spoken_of |= {name for choice in action.choices for group in choice.groups for name in group}
    spoken_of |= {p.items_like for p in action.parameters if p.items_like}
    spoken_of |= {c.required_each for c in action.conditions if c.required_each}

    assert spoken_of <= names(action)


@EVERY
def test_conditions_use_known_operators(action: ActionType) -> None:
    """An action's operators are operators, and each required operand is one that it takes."""
    for conditions in action.conditions:
        assert set(conditions.operators) <= set(OPERATORS)
        assert set(conditions.required) <= set(conditions.operands)
        assert len(conditions.titles) == len(conditions.operands)


@EVERY
def test_flow_types_do_not_contradict(action: ActionType) -> None:
    """A contested or verified flow type is allowed, and a refused one is not."""
    allowed = set(action.flow_types)

    assert set(action.flow_types_contested) <= allowed
    assert set(action.flow_types_verified) <= allowed
    assert not set(action.flow_types_refused) & allowed


def test_a_refused_spelling_leads_to_its_action() -> None:
    """An alias is found, and is not a type of its own."""
    assert action_named("UnTagContact") is ACTIONS["UntagContact"]
    assert not set(ALIASES) & set(ACTIONS)


def test_mistaken_types_lead_to_actions() -> None:
    """What a mistaken type meant exists, and the mistake does not."""
    assert {meant for meant in MISTAKEN_TYPES.values() if meant} <= set(ACTIONS)
    assert not set(MISTAKEN_TYPES) & set(ACTIONS)
