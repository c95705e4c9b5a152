"""Graphs made for the tests of the layout: ordinary ones, and the worst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from flowport.layout import ASIDE, MAIN, SIDE, Box, Graph, Link
from flowport.layout.sizes import WIDTH, block_height

if TYPE_CHECKING:
    from random import Random

WEIGHTS = (MAIN, SIDE, ASIDE)


def box(name: str, branches: int = 1) -> Box:
    """A block without settings."""
    return Box(name, WIDTH, block_height(0, branches), branches)


def graph_of(branches: list[list[int]]) -> Graph:
    """A graph of as many boxes as there are lists, each list the targets of one box."""
    links = [
        Link(str(source), branch, str(target), WEIGHTS[min(branch, 2)])
        for source, targets in enumerate(branches)
        for branch, target in enumerate(targets)
    ]
    boxes = [box(str(index), len(targets)) for index, targets in enumerate(branches)]
    return Graph(tuple(boxes), tuple(links), "0")


def hub(spokes: int) -> Graph:
    """One block with a branch to each of many others, all of which end in one."""
    return graph_of([list(range(1, spokes + 1)), *[[spokes + 1]] * spokes, []])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any graph: with loops, self-loops, islands, repeated links and targets that are missing."""
    size = draw(st.integers(1, 30))
    targets = st.lists(st.integers(0, size + 2), max_size=5)
    return graph_of(draw(st.lists(targets, min_size=size, max_size=size)))


def flow(luck: Random) -> Graph:
    """A graph as flows are: mostly a chain, with side branches ahead, and one end for errors."""
    size = luck.randrange(8, 41)
    branches = [
        [index + 1, *(luck.randrange(index + 1, size + 1) for _ in range(luck.randrange(3))), size]
        for index in range(size)
    ]
    return graph_of([*branches, []])
