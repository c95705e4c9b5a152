"""How high each node stands: the main path straight, every other link as level as there is room.

Each column is a small least-squares problem (stay in order, keep the gaps, be near to where the
neighbours want you), solved exactly by pooling neighbours that push against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.layout.boxes import MAIN
from flowport.layout.sizes import ARRIVAL, BLOCK_GAP, STEP

if TYPE_CHECKING:
    from flowport.layout.layers import Layers, Tie

#: Free room around a point of a long link.
POINT_GAP = 10
#: How strongly a box keeps to the main path, beside the weights of its other links.
STRAIGHT = 100_000.0
#: How strongly a point of a long link keeps level with the one before.
LEVEL = 20.0
#: Sweeps over all columns before the last, which straightens the main path.
SWEEPS = 4


def lines(layers: Layers) -> list[float]:
    """The top of each node in pixels, in whole steps, none above 0 by accident of the others."""
    tops = [0.0] * len(layers.heights)
    for column in layers.columns:
        _settle(layers, column, [(0.0, 1e-9)] * len(column), tops)
    for number in range(SWEEPS):
        sides = [layers.before] if not number else [layers.before, layers.after]
        columns = layers.columns if number % 2 == 0 else layers.columns[::-1]
        for column in columns:
            wanted = [_wanted(layers, node, sides, tops) for node in column]
            _settle(layers, column, wanted, tops)
    for column in layers.columns:
        wanted = [_straight(layers, node, tops) for node in column]
        _settle(layers, column, wanted, tops)
    return [STEP * ((top / STEP + 0.5) // 1) for top in tops]


def _wanted(
    layers: Layers, node: int, sides: list[list[list[Tie]]], tops: list[float]
) -> tuple[float, float]:
    """Where a node's neighbours want it, and how much."""
    total = weight = 0.0
    before = layers.before
    for ties in sides:
        sign = 1 if ties is before else -1
        for other, _, drop, pull in ties[node]:
            total += pull * (tops[other] + sign * drop)
            weight += pull
    spine = layers.spine[node]
    if spine >= 0:
        level = tops[spine] + _level(layers, spine, node)
        total += MAIN * 8 * level
        weight += MAIN * 8
    return (total / weight, weight) if weight else (tops[node], 0.1)


def _straight(layers: Layers, node: int, tops: list[float]) -> tuple[float, float]:
    """On the main path a node is level with the one before it; others stay where they are."""
    spine = layers.spine[node]
    if spine >= 0:
        weight = STRAIGHT if layers.heights[node] else LEVEL
        return tops[spine] + _level(layers, spine, node), weight
    return tops[node], 1.0


def _level(layers: Layers, left: int, right: int) -> int:
    """How much lower the right one's top is when both are on one line."""
    from_top = layers.heights[left] > 0
    to_top = layers.heights[right] > 0
    return (ARRIVAL if from_top else 0) - (ARRIVAL if to_top else 0)


def _settle(
    layers: Layers, column: list[int], wanted: list[tuple[float, float]], tops: list[float]
) -> None:
    """Put the nodes of a column as near to where they are wanted as order and gaps allow."""
    heights = layers.heights
    offsets: list[float] = []
    below = 0.0
    for index, node in enumerate(column):
        if index:
            solid = heights[node] and heights[column[index - 1]]
            below += BLOCK_GAP if solid else POINT_GAP
        offsets.append(below)
        below += heights[node]
    groups: list[tuple[float, float, int]] = []
    for (want, weight), offset in zip(wanted, offsets, strict=True):
        total, count = (want - offset) * weight, 1
        while groups and groups[-1][0] / groups[-1][1] > total / weight:
            above = groups.pop()
            total, weight, count = total + above[0], weight + above[1], count + above[2]  # noqa: PLW2901 - the group grows
        groups.append((total, weight, count))
    index = 0
    for total, weight, count in groups:
        for node in column[index : index + count]:
            tops[node] = total / weight + offsets[index]
            index += 1
