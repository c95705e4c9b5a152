"""Columns made ready for ordering: a long link becomes a chain of points, one a column it passes.

In a large network all links to one box share their points, so that a block that everything fails
into costs one chain and not one a link. Links from one row to another have no points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flowport.dataclass import dataclass
from flowport.layout.boxes import MAIN
from flowport.layout.sizes import ARRIVAL

if TYPE_CHECKING:
    from flowport.layout.columns import Columns
    from flowport.layout.entry_walk import Walk
    from flowport.layout.network import Network, Wire

#: Above so many points the links to one box share theirs.
OWN_POINTS = 1500
#: Behind so many points, links over several columns have none: boxes keep their order without.
MOST_POINTS = 100_000


class Tie(NamedTuple):
    """One end of a piece of a link, as its other end sees it.

    Attributes:
        node: The box or point at the other end.
        port: Where on the left end it starts, as a share of its height.
        drop: How far the right end's top is below the left end's when the piece is level.
        weight: How much it needs to be level.
    """

    node: int
    port: float
    drop: int
    weight: int


@dataclass(frozen=True, slots=True)
class Layers:
    """Boxes and points by column, and the pieces of links between neighbouring columns.

    Attributes:
        columns: The nodes of each column; numbers from ``len(network.widths)`` on are points.
        heights: The height of each node in pixels; a point has none.
        before: For each node, its ties to the column on its left.
        after: For each node, its ties to the column on its right.
        spine: For each node the left one that it stands level with on the main path, or -1.
    """

    columns: list[list[int]]
    heights: list[int]
    before: list[list[Tie]]
    after: list[list[Tie]]
    spine: list[int]


def layers(network: Network, walked: Walk, placed: Columns) -> Layers:
    """The layers of a network whose columns and rows are known."""
    return _Builder(network, walked, placed).build()


class _Builder:
    """Lays the links of a network, piece by piece."""

    def __init__(self, network: Network, walked: Walk, placed: Columns) -> None:
        size = len(network.widths)
        self.network = network
        self.walked = walked
        self.column = [0] * size
        self.row = [0] * size
        for number, (first, last) in enumerate(placed.rows):
            for index in range(first, last):
                for box in placed.boxes[index]:
                    self.column[box], self.row[box] = index, number
        self.columns = [list(column) for column in placed.boxes]
        self.heights = list(network.heights)
        self.before: list[list[Tie]] = [[] for _ in range(size)]
        self.after: list[list[Tie]] = [[] for _ in range(size)]
        self.spine = [-1] * size
        spans = sum(
            max(abs(self.column[wire.source] - self.column[wire.target]) - 1, 0)
            for wire in network.wires
            if self.row[wire.source] == self.row[wire.target]
        )
        self.shared = spans > OWN_POINTS
        self.points: dict[tuple[int, int, int, bool], int] = {}

    def build(self) -> Layers:
        """All wires laid, in the order of the walk."""
        for box in self.walked.order:
            for wire in self.network.outgoing[box]:
                if self.row[wire.source] == self.row[wire.target]:
                    self._lay(wire)
        return Layers(self.columns, self.heights, self.before, self.after, self.spine)

    def _lay(self, wire: Wire) -> None:
        """One wire from its left end to its right end; one that goes back is laid mirrored."""
        left, right = self.column[wire.source], self.column[wire.target]
        points = len(self.heights) - len(self.column)
        if abs(left - right) > 1 and points >= MOST_POINTS:
            return
        if left < right:
            self._lay_forward(wire, left, right)
        elif left > right:
            self._lay_back(wire, right, left)

    def _lay_forward(self, wire: Wire, left: int, right: int) -> None:
        """Pieces from the branch, through the points before its target, to the target."""
        main = wire.weight >= MAIN and self.spine[wire.target] < 0
        node, leaves = wire.source, ARRIVAL if main else wire.leaves
        for column in range(left + 1, right):
            point, known = self._point(wire, column)
            self._tie(node, point, leaves, 0, wire.weight, main=main or node != wire.source)
            if known:
                return
            node, leaves = point, 0
        self._tie(node, wire.target, leaves, ARRIVAL, wire.weight, main=main)

    def _lay_back(self, wire: Wire, left: int, right: int) -> None:
        """Pieces from the target, through the points behind it, to the box that goes back."""
        node, leaves = wire.target, ARRIVAL
        for column in range(left + 1, right):
            point, known = self._point(wire, column)
            if not known:
                self._tie(node, point, leaves, 0, wire.weight, main=False)
            node, leaves = point, 0
        self._tie(node, wire.source, leaves, wire.leaves, wire.weight, main=False)

    def _point(self, wire: Wire, column: int) -> tuple[int, bool]:
        """The point in a column on the way to a target, and whether it was there before."""
        back = self.column[wire.source] > self.column[wire.target]
        key = (wire.target, -1 if self.shared else wire.source, column, back)
        if key in self.points:
            return self.points[key], True
        point = self.points[key] = len(self.heights)
        self.columns[column].append(point)
        self.heights.append(0)
        self.before.append([])
        self.after.append([])
        self.spine.append(-1)
        return point, False

    def _tie(
        self, left: int, right: int, leaves: int, arrives: int, weight: int, *, main: bool
    ) -> None:
        """One piece between two neighbouring columns."""
        drop = leaves - arrives
        port = leaves / (self.heights[left] + 1)
        self.after[left].append(Tie(right, port, drop, weight))
        self.before[right].append(Tie(left, port, drop, weight))
        if main and self.spine[right] < 0:
            self.spine[right] = left
