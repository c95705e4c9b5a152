"""The declared legacy blocks: complete, and at one with the actions and the facts."""

from __future__ import annotations

import pytest

from corpus import fact, needs_facts
from flowport.catalogue import ACTIONS
from flowport.catalogue.legacy import LEGACY_BLOCKS, LegacyBlockType, legacy_block

BLOCKS = list(LEGACY_BLOCKS.values())


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.form)
def test_a_block_becomes_a_declared_action(block: LegacyBlockType) -> None:
    """No legacy block becomes an action that the catalogue does not know."""
    assert block.action in ACTIONS


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.form)
def test_the_default_branch_is_one_of_the_blocks_own(block: LegacyBlockType) -> None:
    """What becomes ``NextAction`` is declared among the branches."""
    assert set(block.default) <= {branch.name for branch in block.branches}


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.form)
def test_an_alias_names_a_declared_block(block: LegacyBlockType) -> None:
    """An old name is an old name of something, and shared code is someone's."""
    assert {block.alias_of, block.like} <= {"", *LEGACY_BLOCKS}


@needs_facts
def test_every_block_of_the_facts_is_declared() -> None:
    """Type, action and evidence of each row are in the catalogue."""
    rows = {
        (row["legacy"], row["action"], row["level"]) for row in fact("legacy-conversion")["rows"]
    }

    assert rows == {(block.form, block.action, block.level) for block in BLOCKS}


@needs_facts
def test_every_real_parameter_branch_and_key_is_declared() -> None:
    """What real blocks were seen to have is declared."""
    for form, seen in fact("observed-types")["legacy"].items():
        block = LEGACY_BLOCKS[form]
        undeclared = [
            set(seen["parameters"]) - {parameter.name for parameter in block.parameters},
            set(seen["branches"]) - {branch.name for branch in block.branches},
            set(seen["metadata"]) - {"position", *block.metadata},
        ]
        assert undeclared == [set(), set(), set()], form


@pytest.mark.parametrize("type_", [None, 5, [], "Hologram"])
def test_a_stranger_is_not_found(type_: object) -> None:
    """Whatever a file holds as a type, asking for it is safe."""
    assert legacy_block(type_) is None
