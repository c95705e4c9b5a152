"""A picture of a comparison shows what is new, gone and changed."""

from __future__ import annotations

import pytest

from diff.edits import EDITS, Case
from diff.sample import SAMPLE, reidentified
from flowport.diff import compare
from flowport.diff.merged import merged
from flowport.model import edit

CASES = {case.name: case for case in EDITS}


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("change the text of a prompt", {"Greeting": "changed"}),
        ("put a block in between", {"Greeting": "changed", "Offer": "added"}),
        ("take a block out", {"Tier": "changed", "Tag": "removed"}),
        ("move a block", {}),
    ],
)
def test_blocks_are_marked(name: str, marked: dict[str, str]) -> None:
    """Each block of which the meaning changed has its mark."""
    assert merged(compare(SAMPLE, CASES[name].change(SAMPLE)))[1] == marked


def test_a_removed_block_stands_where_it_stood() -> None:
    """It keeps its place, and leads to what its targets are called now."""
    after = reidentified(edit.remove(SAMPLE, "Tag", reconnect=True))
    found = compare(SAMPLE, after)

    flow, _ = merged(found)

    assert flow.position_of("Tag") == SAMPLE.position_of("Tag")
    assert flow.action("Tag").next == found.pairs["Queue"]


def test_a_removed_block_gets_a_free_identifier() -> None:
    """Another block may bear the removed block's identifier now."""
    after = edit.rename(edit.remove(SAMPLE, "Tag", reconnect=True), "Bye", "Tag")

    flow, marked = merged(compare(SAMPLE, after))

    assert marked["Tag (removed)"] == "removed"
    assert len(flow.actions) == len(SAMPLE.actions)


@pytest.mark.parametrize("case", EDITS, ids=lambda case: case.name)
def test_every_mark_is_of_a_block(case: Case) -> None:
    """No mark names a block that the picture lacks."""
    flow, marked = merged(compare(SAMPLE, case.change(SAMPLE)))

    assert marked.keys() <= {action.id for action in flow.actions}
