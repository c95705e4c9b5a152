"""The ways that links take round the blocks that stand between their ends.

A link that goes on is a curve where nothing is in its way. Every other link leaves on the
right, runs along a channel above or below the blocks, and comes down a lane to its target. Links
to one target share lanes, others keep apart. The work is bounded: beyond it links are drawn the
usual way, also behind blocks.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from flowport.layout.sizes import (
    ABOVE,
    ASIDE,
    BEND,
    CELL,
    CHANNELS,
    CLEAR,
    ENOUGH,
    HIDDEN,
    JOG,
    LANES,
    TRIED,
)
from flowport.render.link_lines import bezier, curve, rounded

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from flowport.render.link_lines import Point

#: Left, top, right and bottom of a block, in pixels.
Area: TypeAlias = tuple[float, float, float, float]

#: How near two links to different targets may run, in pixels.
APART = 7
#: What one link upon another costs, in pixels of way.
UPON = 300
#: The most comparisons for all links.
BUDGET = 1_500_000
#: What looking at one point of a curve costs, in comparisons.
STEP_COST = 4


_NONE: list[Area] = []


class Ends(NamedTuple):
    """A link to be drawn.

    Attributes:
        start: Where it leaves its block, on the right edge.
        end: Where it arrives, on the left edge.
        key: What links share that may run upon each other: their target and colour, say.
    """

    start: Point
    end: Point
    key: Hashable


class _Stretch(NamedTuple):
    """A straight piece of a link: level at ``at`` from ``low`` to ``high``, or upright."""

    level: bool
    at: float
    low: float
    high: float
    key: Hashable

    @property
    def area(self) -> Area:
        """Where it runs."""
        if self.level:
            return self.low, self.at, self.high, self.at
        return self.at, self.low, self.at, self.high


class _Way(NamedTuple):
    """A way of straight pieces: where it runs along, and how far beside its ends up and down."""

    ends: Ends
    channel: float
    leaves: float
    arrives: float

    @property
    def length(self) -> float:
        """In pixels."""
        (x, y), (to_x, to_y) = self.ends.start, self.ends.end
        across = abs(to_x - self.arrives - x - self.leaves) + self.leaves + self.arrives
        return across + abs(self.channel - y) + abs(self.channel - to_y)

    @property
    def points(self) -> list[Point]:
        """Its corners, from end to end."""
        (x, y), (to_x, to_y) = self.ends.start, self.ends.end
        first, last = x + self.leaves, to_x - self.arrives
        found = [(x, y), (first, y), (first, self.channel), (last, self.channel), (last, to_y)]
        kept: list[Point] = []
        for point in [*found, (to_x, to_y)]:
            while len(kept) > 1 and any(
                point[axis] == kept[-1][axis] == kept[-2][axis] for axis in (0, 1)
            ):
                kept.pop()
            if not kept or kept[-1] != point:
                kept.append(point)
        return kept


class Routes:
    """Finds ways among blocks, one link after the other."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._cells: dict[tuple[int, int], list[Area]] = {}
        self._runs: dict[tuple[bool, int], list[_Stretch]] = {}
        self._budget = BUDGET
        for left, top, right, bottom in areas:
            wide = (left - CLEAR, top - CLEAR, right + CLEAR, bottom + CLEAR)
            for cell in _cells(*wide):
                self._cells.setdefault(cell, []).append(wide)

    def way(self, ends: Ends) -> str:
        """The way of a link as SVG path data."""
        forward = ends.end[0] - ends.start[0] >= ASIDE
        if forward and (self._budget <= 0 or self._free(ends)):
            return curve(ends.start, ends.end)
        if self._budget <= 0:
            return rounded(_Way(ends, ends.end[1] - ABOVE, ASIDE, ASIDE).points)
        points = self._angular(ends)
        for run in _runs(points, ends.key):
            self._runs.setdefault(_bucket(run), []).append(run)
        return rounded(points)

    @property
    def areas(self) -> list[Area]:
        """The areas of the straight pieces drawn so far, which may lie beside all blocks."""
        return [
            (run.low, run.at, run.high, run.at)
            if run.level
            else (run.at, run.low, run.at, run.high)
            for runs in self._runs.values()
            for run in runs
        ]

    def _free(self, ends: Ends) -> bool:
        """Whether nothing is in the way of a curve."""
        (x, y), (to_x, to_y) = ends.start, ends.end
        steps = max(12, int((abs(to_x - x) + abs(to_y - y)) / 24))
        self._budget -= STEP_COST * steps
        if self._budget <= 0:
            return True
        for px, py in bezier(ends.start, ends.end, steps):
            if not x + CLEAR < px < to_x - CLEAR:
                continue
            near = self._cells.get((int(px // CELL), int(py // CELL)), ())
            if any(left < px < right and top < py < low for left, top, right, low in near):
                return False
        return True

    def _angular(self, ends: Ends) -> list[Point]:
        """The best way of straight pieces: first its channel, then its two lanes."""
        channels = self._channels(ends)
        best = _Way(ends, channels[0] if channels else ends.end[1], ASIDE, ASIDE)
        best = self._cheapest(best, [best._replace(channel=at) for at in channels])
        best = self._cheapest(best, [best._replace(leaves=lane) for lane in LANES])
        best = self._cheapest(best, [best._replace(arrives=lane) for lane in LANES])
        return best.points

    def _cheapest(self, best: _Way, others: Iterable[_Way]) -> _Way:
        """The best of some ways, the shortest given first, as far as the budget goes."""
        cost = self._cost(best)
        for way in others:
            if cost < way.length or self._budget <= 0:
                break
            found = self._cost(way)
            if found < cost:
                best, cost = way, found
        return best

    def _channels(self, ends: Ends) -> list[float]:
        """The heights at which a link may run along, those with the shortest way first."""
        (x, y), (to_x, to_y) = ends.start, ends.end
        left, right = sorted((x + ASIDE, to_x - ASIDE))
        found = {y, to_y} if to_x - x > 2 * ASIDE else set()
        top, bottom = min(y, to_y), max(y, to_y)
        reach = CELL
        while len(found) < ENOUGH and reach < 100 * CELL and self._budget > 0:
            for near in self._near(left, top - reach, right, bottom + reach):
                for _, above, _, below in near:
                    for gap in CHANNELS:
                        found |= {above + CLEAR - gap, below - CLEAR + gap}
            reach *= 3
        calm = {at for at in found if all(at == end or abs(at - end) > JOG for end in (y, to_y))}
        calm -= {y, to_y} if to_x - x <= 2 * ASIDE else set()
        return sorted(calm, key=lambda at: _extra(at, y, to_y))[:TRIED]

    def _cost(self, way: _Way) -> float:
        """How long a way is, with what bends, blocks and other links on it cost."""
        points = way.points
        total = way.length + BEND * len(points)
        for run in _runs(points, way.ends.key):
            total += HIDDEN * self._hidden(run, way.ends) + UPON * self._upon(run)
        return total

    def _hidden(self, run: _Stretch, ends: Ends) -> int:
        """How many blocks a piece runs behind, beside the ones that it begins and ends at."""
        left, top, right, bottom = run.area
        if run.level:
            left += (CLEAR + 1) * (left in {ends.start[0], ends.end[0]})
            right -= (CLEAR + 1) * (right in {ends.start[0], ends.end[0]})
        met: set[Area] = set()
        for near in self._near(left, top, right, bottom):
            met.update(
                area
                for area in near
                if area[0] < right and left < area[2] and area[1] < bottom and top < area[3]
            )
        return len(met)

    def _near(self, left: float, top: float, right: float, bottom: float) -> Iterator[list[Area]]:
        """The blocks of each square that an area touches; the work is taken off the budget.

        An area of more squares than have blocks is looked for among those, so that a block far
        away from all others costs no more than any.
        """
        first, last = (
            (int(left // CELL), int(top // CELL)),
            (int(right // CELL), int(bottom // CELL)),
        )
        wide = (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > len(self._cells)
        for cell in self._cells if wide else _cells(left, top, right, bottom):
            near = self._cells.get(cell, _NONE)
            self._budget -= len(near) + 1
            if near and (not wide or all(map(_within, first, cell, last))):
                yield near

    def _upon(self, run: _Stretch) -> int:
        """How many links to elsewhere a piece runs upon."""
        level, slot = _bucket(run)
        count = 0
        for near in (slot - 1, slot, slot + 1):
            others = self._runs.get((level, near), ())
            self._budget -= len(others)
            count += sum(
                abs(other.at - run.at) < APART
                and other.key != run.key
                and min(other.high, run.high) - max(other.low, run.low) > ASIDE + 2
                for other in others
            )
        return count


def _extra(channel: float, y: float, to_y: float) -> tuple[float, float, float]:
    """How far a channel is off the way, and from the nearer end, to sort channels by."""
    off, to_off = abs(channel - y), abs(channel - to_y)
    return off + to_off, min(off, to_off), channel


def _runs(points: list[Point], key: Hashable) -> list[_Stretch]:
    """The straight pieces between corners."""
    return [
        _Stretch(True, y, min(x, to_x), max(x, to_x), key)
        if y == to_y
        else _Stretch(False, x, min(y, to_y), max(y, to_y), key)
        for (x, y), (to_x, to_y) in pairwise(points)
    ]


def _bucket(run: _Stretch) -> tuple[bool, int]:
    return run.level, int(run.at // APART)


def _within(low: int, at: int, high: int) -> bool:
    return low <= at <= high


def _cells(left: float, top: float, right: float, bottom: float) -> Iterator[tuple[int, int]]:
    """The squares that an area touches."""
    for x in range(int(left // CELL), int(right // CELL) + 1):
        for y in range(int(top // CELL), int(bottom // CELL) + 1):
            yield x, y
