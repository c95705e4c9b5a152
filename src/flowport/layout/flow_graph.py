"""The graph of a flow: its blocks with their sizes, its branches with their weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.layout.arrange import arrange
from flowport.layout.boxes import ASIDE, MAIN, SIDE, Box, Graph, Link, Position
from flowport.layout.canvas_notes import note_places, size_of, stored
from flowport.layout.faces import Face, faces
from flowport.layout.sizes import COLUMN_GAP, ENTRY_HEIGHT, ENTRY_WIDTH, STEP, WIDTH

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from flowport.model import Flow

#: What no block is called: the entry, and notes by their numbers, among the boxes.
ENTRY, NOTE = "\0entry", "\0note "
#: How near two blocks stand that the designer keeps as one, in pixels.
TWIN = 20
#: Where the first block stands, so that the entry has room on its left.
ORIGIN = Position(ENTRY_WIDTH + COLUMN_GAP + 2 * STEP, 2 * STEP)

_WEIGHTS = {"success": MAIN, "answer": SIDE, "error": ASIDE}


def graph_of(flow: Flow, shown: Sequence[Face] | None = None) -> Graph:
    """The graph of a flow; ``shown`` are its faces, if they are at hand."""
    blocks = faces(flow) if shown is None else shown
    boxes = [
        Box(block.id, WIDTH, block.height, len(block.exits), _at(flow, block.id))
        for block in blocks
    ]
    links = [
        Link(block.id, row, leaving.target, _WEIGHTS[leaving.tone])
        for block in blocks
        for row, leaving in enumerate(block.exits)
    ]
    return Graph(tuple(boxes), tuple(links), flow.start)


def positions(flow: Flow, *, keep: Collection[str] = ()) -> dict[str, Position]:
    """Where each block stands after arranging; kept ones stay.

    Args:
        flow: The flow.
        keep: The ids of blocks that a person placed; then no new block covers a note either.
    """
    graph = graph_of(flow)
    if not keep:
        return _shifted(graph, keep)
    notes = {
        f"{NOTE}{number}": Box(f"{NOTE}{number}", *size_of(note), at=stored(note))
        for number, note in enumerate(flow.annotations)
        if stored(note) is not None
    }
    whole = Graph((*graph.boxes, *notes.values()), graph.links, graph.entry)
    found = arrange(whole, keep={*keep, *notes})
    return {name: place for name, place in found.items() if name not in notes}


def notes_beside(flow: Flow, places: Mapping[str, Position]) -> list[Position]:
    """Where each note on the canvas stands among blocks at these places, none of them covered.

    In the order of ``Flow.annotations``. A note moves with the block that it is pinned to, or
    that it stood nearest to.
    """
    if not flow.annotations:
        return []
    entry = Box(ENTRY, ENTRY_WIDTH, ENTRY_HEIGHT)
    boxes = (*graph_of(flow).boxes, entry)
    return note_places(flow, boxes, {**places, ENTRY: entry_beside(flow, places)})


def as_placed(flow: Flow, shown: Sequence[Face] | None = None) -> dict[str, Position]:
    """Where each block stands: as stored where it is, and arranged where it is not.

    Blocks on top of an earlier one (the designer keeps some actions as one block) find a place
    beside it. Places can be negative: people draw where they like.
    """
    graph = graph_of(flow, shown)
    taken: dict[tuple[int, int], str] = {}
    for box in graph.boxes:
        if box.at is not None:
            taken.setdefault((box.at.x // TWIN, box.at.y // TWIN), box.id)
    return _shifted(graph, set(taken.values()))


def entry_beside(flow: Flow, places: Mapping[str, Position]) -> Position:
    """Where the entry stands among blocks at these places: left of the one that it leads to."""
    first = places.get(flow.start) or min(places.values(), default=ORIGIN)
    return Position(first.x - ENTRY_WIDTH - COLUMN_GAP // 2, first.y)


def _shifted(graph: Graph, keep: Collection[str]) -> dict[str, Position]:
    """The arrangement, moved so that the entry has room where nothing is kept."""
    found = arrange(graph, keep=keep)
    if keep:
        return found
    return {name: Position(x + ORIGIN.x, y + ORIGIN.y) for name, (x, y) in found.items()}


def _at(flow: Flow, identifier: str) -> Position | None:
    """The stored place of a block in whole pixels."""
    spot = flow.position_of(identifier)
    return None if spot is None else Position(round(spot[0]), round(spot[1]))
