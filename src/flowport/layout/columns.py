"""Which column a box is in, and where the columns are wrapped into a next row."""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING

from flowport.dataclass import dataclass
from flowport.layout.sizes import BLOCK_GAP, COLUMN_GAP, ROW_GAP

if TYPE_CHECKING:
    from flowport.layout.entry_walk import Walk
    from flowport.layout.network import Network

#: Width to height of the window that a picture is made for.
SHAPE = 1.6
#: How far a shape may be from that one and still be as good: the logarithm of 1.8.
TOLERANCE = 0.6
#: How much worse too high is than too wide.
TOO_HIGH = 1.8
#: A picture up to this width, in pixels, is not wrapped.
NARROW = 1800
#: So many blocks of a usual height always have room in one column.
TALL = 12
#: What one link cut by a wrap costs, in pixels of height.
CUT = 12
#: How many widths of a row are tried.
TRIALS = 8
#: How many of more than so many columns.
FEW_TRIALS, MANY = 3, 100
#: How many beginnings of rows may be compared for one width; beyond it each row is filled up.
WRAP_BUDGET = 400_000


@dataclass(frozen=True, slots=True)
class Columns:
    """The boxes by column, and the columns by row.

    Attributes:
        boxes: The boxes of each column, in the order of the walk.
        rows: The first column of each row and the one after its last.
    """

    boxes: list[list[int]]
    rows: list[tuple[int, int]]


def columns(network: Network, walked: Walk) -> list[Columns]:
    """Put each box right of all that lead to it, no column too high, and wrap them.

    Returns:
        Some ways to wrap them, the one whose shape is best first.
    """
    ranks = _ranks(network, walked)
    by_rank: list[list[int]] = [[] for _ in range(max(ranks) + 1)]
    for box in walked.order:
        by_rank[ranks[box]].append(box)
    limit = _height_limit(network)
    boxes = [part for rank in by_rank for part in _parts(network, rank, limit)]
    return [Columns(boxes, rows) for rows in _wraps(network, walked, boxes)]


def misshape(width: float, height: float) -> float:
    """How far a shape is from the one wanted: 0 if near, 1 if e times too wide; high is worse."""
    off = log(max(width, 1) / max(height, 1) / SHAPE)
    return max(off - TOLERANCE, -TOO_HIGH * off - TOLERANCE, 0.0)


def _ranks(network: Network, walked: Walk) -> list[int]:
    """The longest way to each box; what nothing leads to stands just before its first target."""
    size = len(network.widths)
    ranks = [0] * size
    entered = [False] * size
    leaving: list[list[int]] = [[] for _ in range(size)]
    for wire in walked.forward:
        leaving[wire.source].append(wire.target)
        entered[wire.target] = True
    for box in walked.finished:
        after = ranks[box] + 1
        for target in leaving[box]:
            ranks[target] = max(ranks[target], after)
    for box in range(size):
        if not entered[box] and box != network.entry and leaving[box]:
            ranks[box] = min(ranks[target] for target in leaving[box]) - 1
    return ranks


def _height_limit(network: Network) -> float:
    """How high a column may be: the height of the whole, were it packed into its shape."""
    sizes = zip(network.widths, network.heights, strict=True)
    area = sum((width + COLUMN_GAP) * (height + BLOCK_GAP) for width, height in sizes)
    usual = BLOCK_GAP + sum(network.heights) / len(network.heights)
    return max(sqrt(area / SHAPE), TALL * usual)


def _parts(network: Network, rank: list[int], limit: float) -> list[list[int]]:
    """The boxes of a rank, in as many columns as the limit asks for."""
    total = sum(network.heights[box] + BLOCK_GAP for box in rank)
    share = total / max(1, round(total / limit))
    parts: list[list[int]] = [[]]
    filled = 0
    for box in rank:
        if parts[-1] and filled + network.heights[box] / 2 > share * len(parts):
            parts.append([])
        parts[-1].append(box)
        filled += network.heights[box] + BLOCK_GAP
    return parts


def _wraps(network: Network, walked: Walk, boxes: list[list[int]]) -> list[list[tuple[int, int]]]:
    """Where to wrap, for some widths: the one whose picture comes nearest to the shape first."""
    widths = [max(network.widths[box] for box in column) + COLUMN_GAP for column in boxes]
    heights = [sum(network.heights[box] + BLOCK_GAP for box in column) for column in boxes]
    whole = sum(widths)
    if whole <= NARROW:
        return [[(0, len(boxes))]]
    cuts = _cuts(walked, boxes)
    found: dict[tuple[tuple[int, int], ...], float] = {}
    for width in _widths(widths, heights):
        rows = _wrapped(widths, heights, cuts, width)
        height = sum(max(heights[first:last]) + ROW_GAP for first, last in rows)
        wide = max(sum(widths[first:last]) for first, last in rows)
        found.setdefault(tuple(rows), abs(log(wide / height / SHAPE)))
    return [list(rows) for rows in sorted(found, key=lambda rows: found[rows])]


def _widths(widths: list[int], heights: list[int]) -> list[float]:
    """Widths of a row to try: those of about as many rows as the shape asks for, and of one."""
    whole = sum(widths)
    narrowest = max(*widths, NARROW)
    ideal = sqrt(whole * len(heights) / (SHAPE * (sum(heights) + ROW_GAP)))
    first, last = max(1, int(ideal / 2)), int(ideal * 1.5) + 1
    trials = TRIALS if len(widths) <= MANY else FEW_TRIALS
    shares = {1, *range(first, last + 1, -(-(last - first + 1) // trials))}
    return sorted({max(narrowest, whole / share) for share in shares})


def _cuts(walked: Walk, boxes: list[list[int]]) -> list[int]:
    """For each gap before a column, how many links pass it, those to one target counted once."""
    column = {box: index for index, part in enumerate(boxes) for box in part}
    first: dict[int, int] = {}
    for wire in walked.forward:
        start = column[wire.source]
        first[wire.target] = min(first.get(wire.target, start), start)
    change = [0] * (len(boxes) + 1)
    for target, start in first.items():
        change[start + 1] += 1
        change[column[target] + 1] -= 1
    passing = 0
    cuts = []
    for step in change[:-1]:
        passing += step
        cuts.append(passing)
    return cuts


def _filled(widths: list[int], limit: float) -> list[tuple[int, int]]:
    """The rows no wider than the limit, each as full as it can be."""
    rows: list[tuple[int, int]] = []
    first = wide = 0
    for column, width in enumerate(widths):
        if wide + width > limit and column > first:
            rows.append((first, column))
            first, wide = column, 0
        wide += width
    return [*rows, (first, len(widths))]


def _wrapped(
    widths: list[int], heights: list[int], cuts: list[int], limit: float
) -> list[tuple[int, int]]:
    """The rows no wider than the limit that are lowest together, each cut link costing a little."""
    count = len(widths)
    cost: list[float] = [0.0] + [float("inf")] * count
    start = [0] * (count + 1)
    if count * min(count, limit / min(widths)) > WRAP_BUDGET:
        return _filled(widths, limit)
    for last in range(1, count + 1):
        width = height = 0
        for first in range(last - 1, -1, -1):
            width += widths[first]
            if width > limit and first < last - 1:
                break
            height = max(height, heights[first])
            total = cost[first] + height + ROW_GAP + CUT * (cuts[first] if first else 0)
            if total < cost[last]:
                cost[last], start[last] = total, first
    rows: list[tuple[int, int]] = []
    last = count
    while last:
        rows.append((start[last], last))
        last = start[last]
    return rows[::-1]
