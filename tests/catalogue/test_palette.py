"""The palette's blocks are those of the designer, and make actions that exist."""

from __future__ import annotations

from typing import Any

import pytest

from corpus import fact, needs_facts
from flowport.catalogue import (
    ACTIONS,
    BLOCKS,
    BLOCKS_OF,
    Category,
    Lifecycle,
    PaletteBlock,
    block_of,
    parameters_of,
)

EVERY = pytest.mark.parametrize("block", BLOCKS.values(), ids=lambda block: block.title)


@needs_facts
def test_blocks_stand_in_the_recorded_order() -> None:
    """Each section holds the recorded blocks of the inbound palette in their order."""
    for section in fact("palette")["categories"]:
        wanted = [row["title"] for row in section["blocks"]]
        shown = [b.title for b in BLOCKS.values() if b.category == section["name"]]
        assert shown[: len(wanted)] == wanted


@needs_facts
def test_sections_stand_in_the_recorded_order() -> None:
    """The sections are the recorded ones in their order."""
    assert [c.value for c in Category] == [row["name"] for row in fact("palette")["categories"]]


@EVERY
def test_a_block_makes_actions_that_exist(block: PaletteBlock) -> None:
    """Every action that a block makes is declared."""
    assert {name for mode in block.modes for name in mode.actions} <= set(ACTIONS)


@EVERY
def test_a_mode_is_told_by_parameters_that_exist(block: PaletteBlock) -> None:
    """What tells a mode from another is a parameter of its first action."""
    for mode in block.modes:
        declared = {p.name for p in ACTIONS[mode.actions[0]].parameters}
        if mode.when is not None and mode.actions[0] != "UpdateContactData":
            assert set(parameters_of(mode.when)) <= declared


def test_every_living_action_has_a_block() -> None:
    """Only what is obsolete is in no block."""
    homeless = {action for action in ACTIONS if action not in BLOCKS_OF}

    assert homeless == {a.type for a in ACTIONS.values() if a.status is Lifecycle.OBSOLETE}


@pytest.mark.parametrize(
    ("action", "parameters", "title"),
    [
        ("GetParticipantInput", {"StoreInput": "True"}, "Store customer input"),
        ("GetParticipantInput", {"StoreInput": "False"}, "Get customer input"),
        ("GetParticipantInput", {"EnableDTMFBuffer": "True"}, "Set Touchtone Buffer Behavior"),
        ("UpdateContactEventHooks", {"EventHooks": {"AgentHold": "a"}}, "Set hold flow"),
        ("CheckMetricData", {"MetricType": "NumberOfAgentsOnline"}, "Check staffing"),
        ("UpdateContactData", {"Name": "a"}, "Set contact attributes"),
        ("UpdateContactData", {"IsVoiceIdStreamingEnabled": "true"}, "Set Voice ID"),
        ("StartOutboundEmailContact", {}, "Send message"),
        ("RenderMessageTemplate", {}, "Send message"),
        ("StartVoiceIdStream", {}, "Set Voice ID"),
    ],
)
def test_an_action_is_shown_as_its_block(
    action: str, parameters: dict[str, Any], title: str
) -> None:
    """The settings of an action decide which block it is."""
    found = block_of(action, parameters)

    assert found is not None
    assert found[0].title == title


def test_an_unknown_action_is_shown_as_no_block() -> None:
    """An action that is unknown has no block."""
    assert block_of("Unheard", {}) is None
