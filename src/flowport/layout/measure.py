"""How good an arrangement is, in figures: crossings, area, overlaps; for tests and benchmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flowport.dataclass import dataclass
from flowport.layout.sizes import ARRIVAL, branch_offset

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from flowport.layout.boxes import Graph, Position


@dataclass(frozen=True, slots=True)
class Measure:
    """An arrangement in figures.

    Attributes:
        crossings: Pairs of links that cross, drawn straight from branch to arrival.
        width: Of all boxes together, in pixels.
        height: Of all boxes together, in pixels.
        overlaps: Pairs of boxes that share a point.
    """

    crossings: int
    width: float
    height: float
    overlaps: int

    @property
    def area(self) -> float:
        """Width times height, in square pixels."""
        return self.width * self.height


def measure(graph: Graph, places: Mapping[str, Position]) -> Measure:
    """The figures of an arrangement of all boxes of a graph."""
    spans = _spans(graph, places)
    return Measure(
        crossings=crossings(_lines(graph, places)),
        width=max(span[2] for span in spans) - min(span[0] for span in spans),
        height=max(span[3] for span in spans) - min(span[1] for span in spans),
        overlaps=overlaps(graph, places),
    )


_Span = tuple[float, float, float, float]


def _spans(graph: Graph, places: Mapping[str, Position]) -> list[_Span]:
    """Left, top, right and bottom of each box."""
    return [
        (x, y, x + box.width, y + box.height) for box in graph.boxes for x, y in (places[box.id],)
    ]


class StraightLink(NamedTuple):
    """A link as a straight line: its two ends in pixels, and the boxes that it joins."""

    x: float
    y: float
    to_x: float
    to_y: float
    source: Hashable
    target: Hashable


def _lines(graph: Graph, places: Mapping[str, Position]) -> list[StraightLink]:
    """Each link as a straight line with its ends' ids, those of one branch to one target once."""
    boxes = {box.id: box for box in graph.boxes}
    found: dict[tuple[str, int, str], StraightLink] = {}
    for link in graph.links:
        if link.source in boxes and link.target in boxes and link.source != link.target:
            box, here, there = boxes[link.source], places[link.source], places[link.target]
            found[link.source, link.branch, link.target] = StraightLink(
                here.x + box.width,
                here.y + branch_offset(box.height, box.branches, link.branch),
                there.x,
                there.y + ARRIVAL,
                link.source,
                link.target,
            )
    return list(found.values())


def crossings(lines: list[StraightLink]) -> int:
    """Pairs of lines that cross and share neither source nor target, found from left to right."""
    count = 0
    active: list[StraightLink] = []
    for one in sorted(lines, key=lambda line: min(line[0], line[2])):
        left = min(one[0], one[2])
        active = [other for other in active if other[0] >= left or other[2] >= left]
        count += sum([cross(one, other) for other in active])
        active.append(one)
    return count


def cross(one: StraightLink, other: StraightLink) -> bool:
    """Whether two lines cross between their ends, and share neither source nor target."""
    x, y, to_x, to_y, source, target = one
    ox, oy, oto_x, oto_y, osource, otarget = other
    if source == osource or target == otarget:
        return False
    across, down = to_x - x, to_y - y
    start = across * (oy - y) - down * (ox - x)
    end = across * (oto_y - y) - down * (oto_x - x)
    if start * end >= 0:
        return False
    across, down = oto_x - ox, oto_y - oy
    start = across * (y - oy) - down * (x - ox)
    end = across * (to_y - oy) - down * (to_x - ox)
    return start * end < 0


def overlaps(graph: Graph, places: Mapping[str, Position]) -> int:
    """Pairs of boxes that share a point; found by sweeping from left to right."""
    count = 0
    active: list[_Span] = []
    for one in sorted(_spans(graph, places)):
        active = [other for other in active if other[2] > one[0]]
        count += sum(1 for other in active if one[1] < other[3] and other[1] < one[3])
        active.append(one)
    return count
