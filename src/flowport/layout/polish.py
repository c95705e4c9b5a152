"""A last look at the picture as drawn: boxes moved to free room where fewer links then cross.

The layers count crossings between neighbouring columns; links over several columns, from one row
to the next, or back, are seen only here. The work is bounded, not the time: the same graph gives
the same picture, and a large one is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.layout.boxes import MAIN
from flowport.layout.measure import StraightLink, cross
from flowport.layout.sizes import ARRIVAL, BLOCK_GAP

if TYPE_CHECKING:
    from flowport.layout.network import Network, Wire

#: How many pairs of links may be compared; a graph where looking once takes more is left as it is.
BUDGET = 90_000
#: How many rounds over all boxes are made, unless one changes nothing.
ROUNDS = 4
#: How many columns to the left and to the right a box may move.
REACH = 2
#: What a link that runs backwards costs, in crossings, and one of the first block.
BACK, BEGINS_BACK = 0.5, 3

_Place = tuple[int, int]


def polish(network: Network, places: list[_Place]) -> list[_Place]:
    """The places, some boxes moved; none overlaps another."""
    if 2 * len(network.wires) ** 2 > BUDGET:
        return places
    work = _Polish(network, places)
    for _ in range(ROUNDS):
        if not work.round() or work.budget <= 0:
            break
    return work.places


class _Polish:
    """The picture while it is worked on."""

    def __init__(self, network: Network, places: list[_Place]) -> None:
        self.network = network
        self.places = list(places)
        self.budget = BUDGET
        self.touching: list[list[int]] = [[] for _ in places]
        for index, wire in enumerate(network.wires):
            self.touching[wire.source].append(index)
            self.touching[wire.target].append(index)
        self.lines = [self._line(wire) for wire in network.wires]

    def round(self) -> bool:
        """Try every box once, those whose links cross most first; whether any moved."""
        size = len(self.places)
        crossed = {box: self._crossed(box) for box in range(size) if self.budget > 0}
        worst = sorted((box for box in crossed if crossed[box]), key=lambda box: -crossed[box])
        moved = False
        for box in worst:
            if self.budget <= 0:
                break
            moved |= self._improve(box)
        return moved

    def _improve(self, box: int) -> bool:
        """Move one box to the place where it is best, or exchange it with another of its column."""
        first = self.places[box]
        least, best = self._faults(box), first
        for place in self._free(box):
            self._move(box, place)
            faults = self._faults(box)
            if faults < least:
                least, best = faults, place
            if self.budget <= 0:
                break
        self._move(box, best)
        return best != first

    def _faults(self, box: int) -> float:
        """Crossings of a box's links, bends of its main path, and links that run backwards."""
        bent = 0.0
        for index in self.touching[box]:
            wire = self.network.wires[index]
            here, there = self.places[wire.source], self.places[wire.target]
            bent += wire.weight >= MAIN and here[1] != there[1]
            if here[0] >= there[0]:
                bent += BEGINS_BACK if wire.source == self.network.entry else BACK
        return self._crossed(box) + bent

    def _crossed(self, box: int) -> int:
        """How many links cross those of a box; none are looked for around a hub."""
        mine = self.touching[box]
        cost = len(mine) * len(self.lines)
        if cost > BUDGET // 10:
            return 0
        self.budget -= cost
        count = 0
        for index in mine:
            line = self.lines[index]
            x, y, to_x, to_y = line[:4]
            left, right = (x, to_x) if x < to_x else (to_x, x)
            top, bottom = (y, to_y) if y < to_y else (to_y, y)
            for other in self.lines:
                ox, oy, oto_x, oto_y = other[:4]
                if (
                    (ox < right or oto_x < right)
                    and (ox > left or oto_x > left)
                    and (oy < bottom or oto_y < bottom)
                    and (oy > top or oto_y > top)
                    and cross(line, other)
                ):
                    count += 1
        return count

    def _free(self, box: int) -> list[_Place]:
        """Free places in the columns near a box: above and below the boxes that are there."""
        x, _ = self.places[box]
        columns = sorted({place[0] for place in self.places})
        index = columns.index(x)
        height = self.network.heights[box]
        found: list[_Place] = []
        for column in columns[max(index - REACH, 0) : index + REACH + 1]:
            for other, (other_x, other_y) in enumerate(self.places):
                if other_x == column and other != box:
                    below = other_y + self.network.heights[other] + BLOCK_GAP
                    found.append((column, below))
                    found.append((column, other_y - BLOCK_GAP - height))
        return [place for place in found if place[1] >= 0 and self._fits(box, place)]

    def _fits(self, box: int, place: _Place) -> bool:
        """Whether a box has room at a place."""
        heights, widths = self.network.heights, self.network.widths
        left, top = place
        right, bottom = left + widths[box], top + heights[box] + BLOCK_GAP
        return not any(
            left < x + widths[other]
            and x < right
            and top < y + heights[other] + BLOCK_GAP
            and y < bottom
            and other != box
            for other, (x, y) in enumerate(self.places)
        )

    def _move(self, box: int, place: _Place) -> None:
        """Put a box elsewhere, its links with it."""
        self.places[box] = place
        for index in self.touching[box]:
            self.lines[index] = self._line(self.network.wires[index])

    def _line(self, wire: Wire) -> StraightLink:
        """A wire as it is drawn now."""
        x, y = self.places[wire.source]
        to_x, to_y = self.places[wire.target]
        right = x + self.network.widths[wire.source]
        return StraightLink(right, y + wire.leaves, to_x, to_y + ARRIVAL, wire.source, wire.target)
