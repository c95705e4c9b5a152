"""Room beside what stands already: new boxes among those that a person placed, and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from flowport.layout.boxes import Box, Graph, Link, Position
from flowport.layout.sizes import BLOCK_GAP, STEP

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The side of the squares by which boxes are found that stand near, in pixels.
CELL = 400
#: How many areas may be looked at before what is left is placed below all others.
BUDGET = 2_000_000
#: How many boxes stand side by side there.
ABREAST = 50

_Area: TypeAlias = tuple[int, int, int, int]


def fit_in(
    graph: Graph, found: dict[str, Position], kept: dict[str, Position]
) -> dict[str, Position]:
    """Places for all boxes, the kept ones unmoved.

    A new box stands to a kept or already placed neighbour as it would in a fresh arrangement,
    and moves down until it is free of all others.
    """
    sizes = {box.id: box for box in graph.boxes}
    links = _links_of(graph)
    taken = TakenAreas()
    places = dict(kept)
    for name, place in kept.items():
        taken.take(sizes[name], place)
    for name in _nearest_first(graph, kept):
        anchor = _anchor(name, links.get(name, ()), found, places) or taken.corner
        place = taken.free(sizes[name], anchor)
        taken.take(sizes[name], place)
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


def _links_of(graph: Graph) -> dict[str, list[Link]]:
    """The links that begin or end at each box, in the order of the graph."""
    found: dict[str, list[Link]] = {}
    for link in graph.links:
        for name in {link.source, link.target}:
            found.setdefault(name, []).append(link)
    return found


def _anchor(
    name: str,
    links: Iterable[Link],
    found: dict[str, Position],
    places: dict[str, Position],
) -> Position | None:
    """Where a box would stand, seen from the first neighbour that has a place."""
    for link in links:
        other = link.source if link.target == name else link.target
        if other in places and other in found:
            x, y = places[other]
            return Position(
                x + found[name].x - found[other].x,
                y + found[name].y - found[other].y,
            )
    return None


class TakenAreas:
    """Which areas are taken, found by squares so that a thousand boxes are no trouble.

    The work is bounded: when it is used up, boxes are placed in rows below all others.
    """

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[_Area]] = {}
        self.budget = BUDGET
        self._left, self._top, self._bottom = 0, 0, 0
        self._shelf = Position(0, 0)
        self._abreast = ABREAST

    @property
    def corner(self) -> Position:
        """Left of and below all boxes."""
        return Position(self._left, self._top + CELL)

    def take(self, box: Box, place: Position) -> None:
        """Mark the area of a box as taken."""
        area = (place.x, place.y, place.x + box.width, place.y + box.height)
        first = not self.cells
        self._left = place.x if first else min(self._left, place.x)
        self._top = place.y if first else max(self._top, place.y)
        self._bottom = area[3] if first else max(self._bottom, area[3])
        for cell in _cells(area):
            self.cells.setdefault(cell, []).append(area)

    def free(self, box: Box, place: Position) -> Position:
        """The first free place at or below the one wanted."""
        x, y = (STEP * round(value / STEP) for value in place)
        while self.budget > 0:
            area = (x, y - BLOCK_GAP, x + box.width, y + box.height + BLOCK_GAP)
            hit = self._first(area)
            if hit is None:
                return Position(x, y)
            y = STEP * -(-(hit[3] + BLOCK_GAP) // STEP)
        return self._below(box)

    def nearest(self, box: Box, place: Position, gap: int) -> Position:
        """The free place above or below the one wanted, or that one itself, that is nearest."""
        ends: list[int] = []
        for down in (True, False):
            y = place.y
            while hit := self._hit(box, Position(place.x, y), gap):
                y = hit[3] + gap if down else hit[1] - gap - box.height
            ends.append(y)
        if self.budget <= 0:
            return self._below(box)
        return Position(place.x, min(ends, key=lambda y: abs(y - place.y)))

    def _hit(self, box: Box, place: Position, gap: int) -> _Area | None:
        """An area that a box at a place would come too near to, as far as the budget goes."""
        x, y = place
        area = (x - gap, y - gap + 1, x + box.width + gap, y + box.height + gap - 1)
        return self._first(area) if self.budget > 0 else None

    def _first(self, area: _Area) -> _Area | None:
        """The first taken area that an area overlaps."""
        for cell in _cells(area):
            self.budget -= 1
            for other in self.cells.get(cell, ()):
                self.budget -= 1
                if _overlap(area, other):
                    return other
        return None

    def _below(self, box: Box) -> Position:
        """The next place in the rows below all boxes."""
        if self._abreast >= ABREAST:
            lowest = STEP * -(-(self._bottom + BLOCK_GAP) // STEP)
            self._shelf, self._abreast = Position(self._left, lowest), 0
        place = self._shelf
        self._shelf = Position(place.x + STEP * -(-(box.width + BLOCK_GAP) // STEP), place.y)
        self._abreast += 1
        return place


def _cells(area: _Area) -> list[tuple[int, int]]:
    """The squares that an area touches."""
    left, top, right, bottom = (int(edge // CELL) for edge in area)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def _overlap(one: _Area, other: _Area) -> bool:
    """Whether two areas share a point."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
