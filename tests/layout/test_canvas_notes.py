"""Notes on the canvas move with their blocks, and are on none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpus import corpus_files, needs_corpus
from documents import a_flow
from flowport import Flow, read
from flowport.layout import Position
from flowport.layout.canvas_notes import size_of
from flowport.layout.flow_graph import graph_of, notes_beside, positions
from flowport.layout.sizes import WIDTH

if TYPE_CHECKING:
    from pathlib import Path


def note(x: float, y: float, block: str = "", **more: Any) -> dict[str, Any]:
    """A note at a place, pinned to a block or to none."""
    size = {"width": 100, "height": 40}
    return {"id": "n", "content": "Ask", "actionId": block, "size": size} | {
        "position": {"x": x, "y": y},
        **more,
    }


def with_notes(*notes: Any) -> Flow:
    """Two blocks far apart, the second right of and below the first, and notes."""
    return a_flow(
        ("a", "MessageParticipant", "b"),
        ("b", "DisconnectParticipant", None),
        places={"a": (0, 0), "b": (1000, 1000)},
        metadata={"Annotations": list(notes)},
    )


def free(flow: Flow, places: dict[str, Position]) -> bool:
    """Whether no note shares a point with a block."""
    heights = {box.id: box.height for box in graph_of(flow).boxes}
    return not any(
        x < place.x + WIDTH
        and place.x < x + size_of(one).width
        and y < place.y + heights[name]
        and place.y < y + size_of(one).height
        for one, (x, y) in zip(flow.annotations, notes_beside(flow, places), strict=True)
        for name, place in places.items()
    )


def test_pinned_note_moves_with_its_block() -> None:
    """A note that is pinned to a block keeps its place beside it."""
    flow = with_notes(note(1000, 1100, "b"))

    assert notes_beside(flow, {"a": Position(0, 0), "b": Position(300, 0)}) == [(300, 100)]


def test_free_note_moves_with_the_nearest_block() -> None:
    """A note that is pinned to nothing moves with the block that it stood nearest to."""
    flow = with_notes(note(900, 1200))

    assert notes_beside(flow, {"a": Position(0, 0), "b": Position(300, 0)}) == [(200, 200)]


def test_note_without_a_place() -> None:
    """A pinned note that has no place goes below its block."""
    flow = with_notes(note(0, 0, "b", position=None))
    ((x, y),) = notes_beside(flow, {"a": Position(0, 0), "b": Position(300, 0)})

    assert x == 300
    assert y >= 40


def test_note_on_a_block_goes_aside() -> None:
    """A note that would be on a block finds room above or below it."""
    flow = with_notes(note(20, 20))

    assert free(flow, {"a": Position(0, 0), "b": Position(300, 0)})


def test_pinned_note_stays_near() -> None:
    """A pinned note whose place is taken goes next to its block, not next to another."""
    flow = with_notes(note(1000, 1000, "a"))
    places = {"a": Position(0, 0), "b": Position(1000, 1000)}

    assert notes_beside(flow, places) == [(0, 80)]


def test_two_notes_on_one_spot() -> None:
    """Two notes are never on each other."""
    flow = with_notes(note(0, 200), note(0, 200))
    one, other = notes_beside(flow, {"a": Position(0, 0), "b": Position(300, 0)})

    assert abs(one.y - other.y) >= 40


def test_new_block_spares_a_note() -> None:
    """With kept places, a block that stood nowhere is not put on a note."""
    flow = a_flow(
        ("a", "MessageParticipant", "b"),
        ("b", "DisconnectParticipant", None),
        places={"a": (0, 0)},
        metadata={"Annotations": [note(250, 0, size={"width": 400, "height": 300})]},
    )
    b = positions(flow, keep={"a"})["b"]

    assert b.x + WIDTH <= 250 or b.x >= 650 or b.y >= 300


@pytest.mark.parametrize(
    "odd",
    [
        {"position": "here"},
        {"size": {"width": "wide", "height": None}},
        {"size": {"width": -5, "height": 1e300}},
        {"position": {"x": 1e300, "y": -1e300}},
        {"actionId": 7, "content": None},
    ],
    ids=["place", "words for size", "no size", "far away", "block"],
)
def test_odd_notes(odd: dict[str, Any]) -> None:
    """Whatever a note holds, it has a place."""
    flow = with_notes(note(0, 0, **odd), "no note", 7)

    assert len(notes_beside(flow, positions(flow))) == 1


@needs_corpus
@pytest.mark.parametrize("path", corpus_files("language"), ids=lambda path: path.stem)
def test_real_notes_stand_free(path: Path) -> None:
    """In an arranged real flow no note is on a block."""
    flow = read(path)
    assert isinstance(flow, Flow)

    assert not flow.annotations or free(flow, positions(flow))
