"""Arrange a graph: layered from left to right, wrapped into rows, what nothing leads to below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.layout.boxes import Graph, Position
from flowport.layout.columns import Columns, columns, misshape
from flowport.layout.entry_walk import Walk, islands, reachable, walk
from flowport.layout.free_room import fit_in
from flowport.layout.heights import lines
from flowport.layout.layers import layers
from flowport.layout.measure import StraightLink, crossings
from flowport.layout.network import Network, number
from flowport.layout.node_order import order
from flowport.layout.polish import polish
from flowport.layout.sizes import ARRIVAL, BLOCK_GAP, COLUMN_GAP, ROW_GAP

if TYPE_CHECKING:
    from collections.abc import Collection

#: The most ways to wrap that are tried, and the boxes and links that all of them may have.
TRIALS, TRIAL_BUDGET = 5, 900
#: How wide islands are shelved, as parts of the area of all boxes: lines and gaps take some too.
SPREAD = 4
#: What one crossing a link costs, beside a shape that is e times too wide.
CROSSED = 0.5


def arrange(graph: Graph, *, keep: Collection[str] = ()) -> dict[str, Position]:
    """Say where each box stands; no two overlap, and the same graph gives the same places.

    Args:
        graph: The boxes and links; loops, islands and links to nothing are welcome.
        keep: The ids of boxes that stay where they stand (``Box.at``); the others find a place
            beside them. One that has no place is placed like the others.

    Returns:
        The place of each box by its id. Without kept boxes, places begin at (0, 0).
    """
    if not graph.boxes:
        return {}
    network = number(graph)
    places = _whole(network)
    found = {box.id: Position(*places[index]) for index, box in enumerate(graph.boxes)}
    kept = {box.id: box.at for box in graph.boxes if box.id in keep and box.at is not None}
    return fit_in(graph, found, kept) if kept else found


def _whole(network: Network) -> list[tuple[int, int]]:
    """The places of all boxes: what the entry leads to, and below it the islands."""
    places = [(0, 0)] * len(network.widths)
    main = reachable(network)
    right, bottom = _put(network, main, network.entry, (0, 0), places)
    shelf = max(right, 6 * (network.widths[network.entry] + COLUMN_GAP), _broad(network))
    x, y = 0, bottom + ROW_GAP
    met = set(main)
    rest = [box for box in range(len(network.widths)) if box not in met]
    for part in islands(network, rest):
        width, height = _put(network, part, _first(network, part), (x, y), places)
        if x and width > shelf:
            x, y = 0, bottom + ROW_GAP
            width, height = _put(network, part, _first(network, part), (x, y), places)
        x, bottom = width + COLUMN_GAP, max(bottom, height)
    return places


def _broad(network: Network) -> int:
    """How wide a picture of all boxes is, by their areas, that is about twice as wide as high."""
    rooms = zip(network.widths, network.heights, strict=True)
    area = sum((width + COLUMN_GAP) * (height + BLOCK_GAP) for width, height in rooms)
    return int((SPREAD * area) ** 0.5)


def _first(network: Network, part: list[int]) -> int:
    """The box that an island is walked from: one that nothing leads to, or else its first."""
    entered = {wire.target for box in part for wire in network.outgoing[box]}
    return next((box for box in part if box not in entered), part[0])


def _put(
    network: Network,
    part: list[int],
    entry: int,
    corner: tuple[int, int],
    places: list[tuple[int, int]],
) -> tuple[int, int]:
    """Place a part with its upper left at the corner; gives its lower right."""
    right, bottom = corner
    for box, (x, y) in zip(part, _layered(network.part(part, entry)), strict=True):
        places[box] = corner[0] + x, corner[1] + y
        right = max(right, corner[0] + x + network.widths[box])
        bottom = max(bottom, corner[1] + y + network.heights[box])
    return right, bottom


def _layered(network: Network) -> list[tuple[int, int]]:
    """The places of one part, by layers: of some ways to wrap it, the one that reads best."""
    walked = walk(network)
    ways = columns(network, walked)
    trials = max(1, min(TRIALS, TRIAL_BUDGET // (len(network.widths) + len(network.wires))))
    made = [_rows(network, walked, way) for way in ways[:trials]]
    if len(made) == 1:
        return polish(network, made[0])
    return polish(network, min(made, key=lambda places: _fault(network, places)))


def _fault(network: Network, places: list[tuple[int, int]]) -> float:
    """How hard an arrangement is to read: crossings a link, and a shape too wide or too high."""
    crossed = crossings(wires_as_lines(network, places))
    boxes = range(len(places))
    width = max(places[box][0] + network.widths[box] for box in boxes)
    height = max(places[box][1] + network.heights[box] for box in boxes)
    return CROSSED * crossed / (len(network.wires) + 1) + misshape(width, height)


def _rows(network: Network, walked: Walk, placed: Columns) -> list[tuple[int, int]]:
    """The places of one part whose columns and rows are known."""
    layered = layers(network, walked, placed)
    order(layered)
    tops = lines(layered)
    places = [(0, 0)] * len(network.widths)
    down = 0
    for first, last in placed.rows:
        boxes = [box for column in placed.boxes[first:last] for box in column]
        top = int(min(tops[box] for box in boxes))
        x = 0
        for column in placed.boxes[first:last]:
            for box in column:
                places[box] = x, down + int(tops[box]) - top
            x += max(network.widths[box] for box in column) + COLUMN_GAP
        down = max(places[box][1] + network.heights[box] for box in boxes) + ROW_GAP
    return places


def wires_as_lines(network: Network, places: list[tuple[int, int]]) -> list[StraightLink]:
    """Each wire as a straight line from its branch to where it arrives."""
    return [
        StraightLink(
            places[wire.source][0] + network.widths[wire.source],
            places[wire.source][1] + wire.leaves,
            places[wire.target][0],
            places[wire.target][1] + ARRIVAL,
            wire.source,
            wire.target,
        )
        for wire in network.wires
    ]
