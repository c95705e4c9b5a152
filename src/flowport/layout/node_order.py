"""The order of the nodes in each column, such that few links cross.

Barycentre sweeps with a bound on the work done (not on the clock: the same graph gives the same
picture), then exchanges of neighbours. Ties keep the former order, so a small edit moves little.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowport.layout.layers import Layers, Tie

#: How many pieces of links the sweeps may look at, all rounds together.
SWEEP_BUDGET = 60_000
#: How many comparisons of ties the exchanges may make.
EXCHANGE_BUDGET = 400_000
#: The most rounds of sweeps, and how many may pass without getting better.
ROUNDS, PATIENCE = 16, 3


def order(layers: Layers) -> None:
    """Sort each column of the layers, in place."""
    pieces = sum(map(len, layers.after)) or 1
    place = _places(layers)
    best, kept = _crossings(layers, place), [list(column) for column in layers.columns]
    idle = 0
    for number in range(max(2, min(ROUNDS, SWEEP_BUDGET // pieces))):
        if not best or idle >= PATIENCE:
            break
        _sweep(layers, place, rightward=number % 2 == 0)
        found = _crossings(layers, place)
        idle += 1
        if found < best:
            best, kept, idle = found, [list(column) for column in layers.columns], 0
    layers.columns[:] = kept
    if best:
        _exchange(layers, _places(layers))


def _places(layers: Layers) -> list[int]:
    """Where in its column each node is."""
    place = [0] * len(layers.heights)
    for column in layers.columns:
        for index, node in enumerate(column):
            place[node] = index
    return place


def _sweep(layers: Layers, place: list[int], *, rightward: bool) -> None:
    """Sort every column by where its neighbours on one side are."""
    columns = layers.columns if rightward else layers.columns[::-1]
    ties = layers.before if rightward else layers.after
    for column in columns:
        if len(column) > 1:
            _sort(column, ties, place, rightward=rightward)


def _sort(column: list[int], ties: list[list[Tie]], place: list[int], *, rightward: bool) -> None:
    """Sort one column; a node without neighbours keeps its place among the others."""
    keyed: list[tuple[float, int]] = []
    free: list[tuple[int, int]] = []
    for index, node in enumerate(column):
        near = ties[node]
        if not near:
            free.append((index, node))
        elif rightward:
            keyed.append((sum(place[tie[0]] + tie[1] for tie in near) / len(near), node))
        else:
            keyed.append((sum(place[tie[0]] - tie[1] / 8 for tie in near) / len(near), node))
    keyed.sort(key=itemgetter(0))
    column[:] = [node for _, node in keyed]
    for index, node in free:
        column.insert(index, node)
    for index, node in enumerate(column):
        place[node] = index


def _crossings(layers: Layers, place: list[int]) -> int:
    """How many pieces of links cross, counted between neighbouring columns."""
    total = 0
    for column in layers.columns:
        passed: list[int] = []
        for node in column:
            ties = layers.after[node]
            if len(ties) > 1:
                ties = sorted(ties, key=itemgetter(1))
            for tie in ties:
                end = place[tie[0]]
                total += len(passed) - bisect_right(passed, end)
                insort(passed, end)
    return total


def _exchange(layers: Layers, place: list[int]) -> None:
    """Exchange neighbours where that takes crossings away, as far as the budget goes."""
    budget = EXCHANGE_BUDGET
    changed = True
    while changed and budget > 0:
        changed = False
        for column in layers.columns:
            for index in range(len(column) - 1):
                upper, lower = column[index], column[index + 1]
                spent, gain = _gain(layers, place, upper, lower)
                budget -= spent
                if gain > 0:
                    column[index], column[index + 1] = lower, upper
                    place[lower], place[upper] = index, index + 1
                    changed = True
            if budget <= 0:
                return


def _gain(layers: Layers, place: list[int], upper: int, lower: int) -> tuple[int, int]:
    """The comparisons made, and how many crossings an exchange of neighbours would take away."""
    spent = gain = 0
    for ties in (layers.before, layers.after):
        above, below = ties[upper], ties[lower]
        if above and below:
            spent += len(above) * len(below)
            if spent > EXCHANGE_BUDGET // 10:
                return spent, 0
            gain += _difference(
                [place[tie[0]] + tie[1] * (ties is layers.before) for tie in above],
                [place[tie[0]] + tie[1] * (ties is layers.before) for tie in below],
            )
    return spent + 1, gain


def _difference(above: list[float], below: list[float]) -> int:
    """Crossings between the ends of two neighbours, less those after an exchange of the two."""
    if max(above) <= min(below):
        return -sum(1 for one in above for other in below if one < other)
    return sum((one > other) - (one < other) for one in above for other in below)
