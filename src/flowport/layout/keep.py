"""Room beside what stands already: new boxes among those that a person placed, and notes."""

from __future__ import annotations

from typing import TypeAlias

from flowport.layout.graph import Box, Graph, Position
from flowport.layout.sizes import BLOCK_GAP, STEP

#: The side of the squares by which boxes are found that stand near, in pixels.
CELL = 400

_Area: TypeAlias = tuple[int, int, int, int]


def fit_in(
    graph: Graph, found: dict[str, Position], kept: dict[str, Position]
) -> dict[str, Position]:
    """Places for all boxes, the kept ones unmoved.

    A new box stands to a kept or already placed neighbour as it would in a fresh arrangement,
    and moves down until it is free of all others.
    """
    sizes = {box.id: box for box in graph.boxes}
    ground = Ground()
    places = dict(kept)
    for name, place in kept.items():
        ground.take(sizes[name], place)
    for name in _nearest_first(graph, kept):
        anchor = _anchor(name, graph, found, places)
        place = ground.free(sizes[name], anchor)
        ground.take(sizes[name], place)
        places[name] = place
    return {box.id: places[box.id] for box in graph.boxes}


def _neighbours(graph: Graph) -> dict[str, list[str]]:
    """Which boxes each box is joined to: first those that lead to it."""
    joined: dict[str, list[str]] = {box.id: [] for box in graph.boxes}
    for link in graph.links:
        if link.source in joined and link.target in joined:
            joined[link.target].append(link.source)
    for link in graph.links:
        if link.source in joined and link.target in joined:
            joined[link.source].append(link.target)
    return joined


def _nearest_first(graph: Graph, kept: dict[str, Position]) -> list[str]:
    """The new boxes, those joined to placed ones before those joined to new ones."""
    joined = _neighbours(graph)
    met = set(kept)
    ring = list(kept)
    ordered: list[str] = []
    while ring:
        ring = [name for near in ring for name in joined[near] if name not in met]
        ring = list(dict.fromkeys(ring))
        met.update(ring)
        ordered += ring
    return ordered + [box.id for box in graph.boxes if box.id not in met]


def _anchor(
    name: str, graph: Graph, found: dict[str, Position], places: dict[str, Position]
) -> Position:
    """Where a box would stand, seen from the first neighbour that has a place."""
    for link in graph.links:
        other = link.source if link.target == name else link.target
        if name in (link.source, link.target) and other in places and other in found:
            x, y = places[other]
            return Position(
                x + found[name].x - found[other].x,
                y + found[name].y - found[other].y,
            )
    lowest = max(place.y for place in places.values())
    return Position(min(place.x for place in places.values()), lowest + CELL)


class Ground:
    """Which areas are taken, found by squares so that a thousand boxes are no trouble."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[_Area]] = {}

    def take(self, box: Box, place: Position) -> None:
        """Mark the area of a box as taken."""
        area = (place.x, place.y, place.x + box.width, place.y + box.height)
        for cell in _cells(area):
            self.cells.setdefault(cell, []).append(area)

    def free(self, box: Box, place: Position) -> Position:
        """The first free place at or below the one wanted."""
        x, y = (STEP * round(value / STEP) for value in place)
        while True:
            area = (x, y - BLOCK_GAP, x + box.width, y + box.height + BLOCK_GAP)
            hit = next((other for other in self._near(area) if _overlap(area, other)), None)
            if hit is None:
                return Position(x, y)
            y = STEP * -(-(hit[3] + BLOCK_GAP) // STEP)

    def nearest(self, box: Box, place: Position, gap: int) -> Position:
        """The free place above or below the one wanted, or that one itself, that is nearest."""
        ends: list[int] = []
        for down in (True, False):
            y = place.y
            while hit := self._hit(box, Position(place.x, y), gap):
                y = hit[3] + gap if down else hit[1] - gap - box.height
            ends.append(y)
        return Position(place.x, min(ends, key=lambda y: abs(y - place.y)))

    def _hit(self, box: Box, place: Position, gap: int) -> _Area | None:
        """An area that a box at a place would come too near to."""
        x, y = place
        area = (x - gap, y - gap + 1, x + box.width + gap, y + box.height + gap - 1)
        return next((other for other in self._near(area) if _overlap(area, other)), None)

    def _near(self, area: _Area) -> list[_Area]:
        """The taken areas that share a square with one."""
        return [other for cell in _cells(area) for other in self.cells.get(cell, ())]


def _cells(area: _Area) -> list[tuple[int, int]]:
    """The squares that an area touches."""
    left, top, right, bottom = (int(edge // CELL) for edge in area)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def _overlap(one: _Area, other: _Area) -> bool:
    """Whether two areas share a point."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
