"""What is derived from an action's declaration is there, and nothing is written twice."""

from __future__ import annotations

import pytest

from flowport.catalogue import (
    ACTIONS,
    BLOCKS,
    BLOCKS_OF,
    JSONPATH_ROOTS,
    ActionType,
    Evidence,
    Lifecycle,
    NextRule,
    Way,
)
from flowport.catalogue.evidence import EVIDENCE
from flowport.catalogue.palette import branches_of
from flowport.catalogue.sources import SOURCES

EVERY = pytest.mark.parametrize("action", ACTIONS.values(), ids=lambda action: action.type)

#: How the ways of an action go with its transitions.
_ENDING = {Way.END, Way.RETURN}
_CHOOSING = {Way.ASK, Way.ASK_OR_END, Way.COMPARE, Way.PERCENT, Way.LOOP, Way.MEASURE, Way.INPUT}


@EVERY
def test_an_action_says_what_it_does(action: ActionType) -> None:
    """What it does and what a caller hears are whole sentences."""
    assert action.does.endswith(".")
    assert action.hears.endswith(".")
    assert action.effect.event


@EVERY
def test_an_action_has_a_block_with_its_branches(action: ActionType) -> None:
    """The palette follows from the declaration: title, section and branches."""
    if action.status is Lifecycle.OBSOLETE:
        assert action.type not in BLOCKS_OF
        return
    block, mode = BLOCKS_OF[action.type][0]

    assert BLOCKS[block.title] is block
    if block.title == action.titles[0] and mode.when is None and len(block.modes) == 1:
        assert block.category is action.category
    if len(block.modes) == 1 and action.titles == (block.title, *block.former_titles):
        assert set(branches_of(action)) - {"Default"} <= set(block.branches)


@EVERY
def test_an_effect_goes_with_the_transitions(action: ActionType) -> None:
    """What ends has no next action, and what chooses has conditions or errors to choose from."""
    way = action.effect.way

    assert (way in _ENDING) is (action.next.rule is NextRule.FORBIDDEN)
    if way in _CHOOSING:
        assert action.conditions


@EVERY
def test_what_an_effect_names_exists(action: ActionType) -> None:
    """It fills known namespaces, and is about parameters that are declared."""
    effect, declared = action.effect, {p.name.partition(".")[0] for p in action.parameters}

    assert set(effect.fills) <= set(JSONPATH_ROOTS)
    assert {effect.merged} - {"", "*"} <= declared


@EVERY
def test_what_fills_a_namespace_is_derived(action: ActionType) -> None:
    """A namespace knows each action that fills it."""
    for root in action.effect.fills:
        assert action.type in JSONPATH_ROOTS[root].filled_by


@EVERY
def test_evidence_is_of_what_is_declared(action: ActionType) -> None:
    """A row of evidence belongs to a part of the declaration, and names known sources."""
    parts = {"", "@block", "@contested", "@accepted", "@rejected", "@next"}
    parts |= {p.name for p in action.parameters} | {f"@error {e.type}" for e in action.errors}
    parts |= {f"@conditions {n}" for n, _ in enumerate(action.conditions)}
    parts |= {f"@choice {n}" for n, _ in enumerate(action.choices)}
    rows = EVIDENCE.get(action.type, {})

    assert set(rows) <= parts
    assert action.sources
    for key, row in rows.items():
        if key not in {"@contested", "@accepted", "@rejected"}:
            strength, *sources = row.split()
            assert strength in set(Evidence)
            assert set(sources) <= set(SOURCES)


def test_evidence_is_of_actions_that_exist() -> None:
    """No row is left of an action that is gone."""
    assert set(EVIDENCE) <= set(ACTIONS)


@EVERY
def test_what_a_test_can_replace_it_can_name(action: ActionType) -> None:
    """A mocked answer needs an override, and its errors are those of the action."""
    testing = action.testing
    errors = {error.type for error in action.errors} | {"TimeLimitExceeded"}

    assert testing.override or not testing.results + testing.errors
    assert set(testing.errors) <= errors
