"""Pieces of flows: copied with all that is theirs, pasted under names that are free."""

from __future__ import annotations

import pytest

from flowport.errors import EditError
from flowport.model import Flow, fragment

FIRST, SECOND = "00000000-0000-4000-8000-000000000001", "Goodbye"


def flow() -> Flow:
    """Two connected blocks and a note on the second."""
    say = {
        "Identifier": FIRST,
        "Type": "MessageParticipant",
        "Parameters": {"Text": "Hi", "Odd": 1},
        "Transitions": {"NextAction": SECOND, "Errors": [], "Conditions": []},
    }
    end = {"Identifier": SECOND, "Type": "DisconnectParticipant", "Parameters": {}}
    note = {"id": "n", "actionId": SECOND, "content": "x", "position": {"x": 300, "y": 50}}
    metadata = {
        "ActionMetadata": {
            FIRST: {"position": {"x": 100, "y": 100}, "children": [SECOND]},
            SECOND: {"position": {"x": 300, "y": 100}, "isFriendlyName": True},
        },
        "Annotations": [note],
    }
    tree = {
        "Version": "2019-10-30",
        "StartAction": FIRST,
        "Metadata": metadata,
        "Actions": [say, {**end, "Transitions": {}}],
    }
    return Flow.from_tree(tree)


def fresh(name: str) -> str:
    """A new identifier that tells where it came from."""
    return f"new {name}"


def test_a_copy_holds_settings_and_links() -> None:
    """A copy of everything is the same blocks, connected as they were."""
    piece = fragment.copy(flow(), [FIRST, SECOND])

    assert [action.tree for action in piece.actions] == [a.tree for a in flow().actions]
    assert piece.metadata == flow().metadata


def test_links_out_of_a_copy_end() -> None:
    """A branch to a block that was not copied leads nowhere."""
    assert fragment.copy(flow(), [FIRST]).action(FIRST).next == ""


def test_a_copy_of_what_is_not_there_is_refused() -> None:
    """A block that is gone can't be copied."""
    with pytest.raises(EditError):
        fragment.copy(flow(), ["nowhere"])


def test_pasting_gives_fresh_identifiers() -> None:
    """Generated identifiers are made again, and links follow them."""
    pasted, names = fragment.paste(flow(), flow(), fresh=fresh, at=(0, 0))

    assert names == {FIRST: f"new {FIRST}", SECOND: "Goodbye 2"}
    assert pasted.action(f"new {FIRST}").next == "Goodbye 2"
    assert pasted.metadata_of(f"new {FIRST}")["children"] == ["Goodbye 2"]


def test_a_free_name_stays() -> None:
    """A name that a person gave stays where nobody has it."""
    empty = Flow.from_tree({"Version": "2019-10-30", "StartAction": "", "Actions": []})
    pasted, names = fragment.paste(empty, flow(), fresh=fresh, at=(0, 0))

    assert names[SECOND] == SECOND
    assert pasted.start == f"new {FIRST}"


def test_a_piece_stands_where_it_is_put() -> None:
    """The upper left corner of the piece is at the place given; distances stay."""
    pasted, _ = fragment.paste(flow(), flow(), fresh=fresh, at=(1000, 1000))

    assert pasted.position_of(f"new {FIRST}") == (1000, 1050)
    assert pasted.position_of("Goodbye 2") == (1200, 1050)


def test_notes_come_along() -> None:
    """A note on a copied block hangs on its copy, under an id of its own."""
    piece = fragment.copy(flow(), [SECOND])
    pasted, _ = fragment.paste(flow(), piece, fresh=fresh, at=(0, 0))

    assert [(n["id"], n["actionId"]) for n in pasted.annotations] == [
        ("n", SECOND),
        ("new n", "Goodbye 2"),
    ]


def test_what_was_there_stays() -> None:
    """Pasting adds, and touches nothing else."""
    before = flow()
    pasted, _ = fragment.paste(before, before, fresh=fresh, at=(0, 0))

    assert pasted.tree["Actions"][:2] == before.tree["Actions"]
    assert pasted.start == before.start


@pytest.mark.parametrize(
    ("taken", "found"), [([], "A"), (["A"], "A 2"), (["A", "A 2"], "A 3"), (["B"], "A")]
)
def test_the_next_free_name(taken: list[str], found: str) -> None:
    """A taken name gets the next free number."""
    assert fragment.free_name("A", taken) == found
