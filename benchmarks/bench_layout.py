"""Arranging flows: time, crossings and area, beside Graphviz and networkx and beside people.

The made flows are as real ones are: a main path, side branches ahead, retries that go back, and
one end for errors. The real ones are those of ``FLOWPORT_CORPUS``, if it is set.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from flowport import Flow, read
from flowport.errors import FlowportError
from flowport.layout import ASIDE, MAIN, SIDE, Box, Graph, Link, Position, arrange
from flowport.layout.flow import graph_of
from flowport.layout.measure import Measure, measure
from flowport.layout.sizes import BLOCK_GAP, COLUMN_GAP, WIDTH, block_height

SIZES = (100, 250, 1000, 2000)
#: The fewest blocks of a real flow that is compared.
FEWEST = 6
POINTS_PER_INCH = 72
#: How many seconds the other one gets.
PATIENCE = 20


def made(size: int) -> Graph:
    """A flow of so many blocks, the same at every run."""
    luck = Random(size)  # noqa: S311 - the same flows at every run
    boxes: list[Box] = []
    links: list[Link] = []
    for index in range(size - 1):
        branches = luck.choice((1, 2, 2, 2, 3, 5))
        boxes.append(_box(index, luck.randrange(4), branches))
        links.append(Link(str(index), 0, str(index + 1), MAIN))
        for branch in range(1, branches):
            target, weight = _side(index, size, luck)
            links.append(Link(str(index), branch, str(target), weight))
    return Graph((*boxes, _box(size - 1, 0, 0)), tuple(links), "0")


def _box(index: int, settings: int, branches: int) -> Box:
    return Box(str(index), WIDTH, block_height(settings, branches), branches)


def _side(index: int, size: int, luck: Random) -> tuple[int, int]:
    """Where a branch that is not success leads, and its weight."""
    dice = luck.random()
    if dice < 0.4:  # noqa: PLR2004 - two in five branches are errors
        return size - 1, ASIDE
    if dice < 0.5:  # noqa: PLR2004 - and one in ten goes back
        return max(0, index - luck.randrange(1, 8)), SIDE
    return min(size - 1, index + luck.randrange(1, 10)), SIDE


def by_graphviz(graph: Graph) -> tuple[float, dict[str, Position]]:
    """The seconds that ``dot`` takes, and where it puts the boxes."""
    text = _dot(graph)
    start = perf_counter()
    answer = subprocess.run(
        ["dot", "-Tplain"],  # noqa: S607 - found on the path, as a person would
        input=text,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    ).stdout
    seconds = perf_counter() - start
    boxes = {box.id: box for box in graph.boxes}
    places = {}
    for name, x, y in re.findall(r"^node (\S+) (\S+) (\S+)", answer, re.MULTILINE):
        across = float(x) * POINTS_PER_INCH - boxes[name].width / 2
        down = -float(y) * POINTS_PER_INCH - boxes[name].height / 2
        places[name] = Position(round(across), round(down))
    return seconds, places


def _dot(graph: Graph) -> str:
    """The graph for ``dot``: left to right, the same sizes and gaps."""
    gaps = f"nodesep={BLOCK_GAP / POINTS_PER_INCH} ranksep={COLUMN_GAP / POINTS_PER_INCH}"
    rows = [f"digraph {{ rankdir=LR {gaps} node [shape=box fixedsize=true]"]
    rows += [
        f"{box.id} [width={box.width / POINTS_PER_INCH} height={box.height / POINTS_PER_INCH}]"
        for box in graph.boxes
    ]
    rows += [f"{link.source} -> {link.target} [weight={link.weight}]" for link in graph.links]
    return "\n".join([*rows, "}"])


def by_networkx(graph: Graph) -> tuple[float, dict[str, Position]]:
    """The seconds that networkx takes to layer the boxes, which are then stacked unsorted."""
    nx = import_module("networkx")
    drawn = nx.DiGraph([(link.source, link.target) for link in graph.links])
    start = perf_counter()
    layers = list(nx.bfs_layers(drawn, graph.entry))
    seconds = perf_counter() - start
    heights = {box.id: box.height for box in graph.boxes}
    places = {}
    for column, names in enumerate(layers):
        y = 0
        for name in names:
            places[name] = Position(column * (WIDTH + COLUMN_GAP), y)
            y += heights[name] + BLOCK_GAP
    return seconds, places


def row(size: object, who: str, seconds: float, found: Measure) -> str:
    """A line of the table."""
    return (
        f"{size!s:>6}  {who:<10} {seconds * 1000:>9,.0f} ms {found.crossings:>10,} crossings "
        f"{found.width:>8,.0f} x {found.height:<8,.0f} {found.area / 1e6:>8,.1f} Mpx"
    )


def made_flows() -> None:
    """Print the table of made flows; networkx is in where Graphviz is absent or too slow."""
    slow = shutil.which("dot") is None
    for size in SIZES:
        graph = made(size)
        seconds = min(timed(graph) for _ in range(5))
        print(row(size, "flowport", seconds, measure(graph, arrange(graph))))
        if not slow:
            try:
                seconds, places = by_graphviz(graph)
            except subprocess.TimeoutExpired:
                print(f"{size:>6}  graphviz   not done in {PATIENCE} s, and not tried again")
                slow = True
            else:
                print(row(size, "graphviz", seconds, measure(graph, places)))
        seconds, places = by_networkx(graph)
        print(row(size, "networkx", seconds, measure(graph, places)))


def timed(graph: Graph) -> float:
    """The seconds that one arrangement takes."""
    start = perf_counter()
    arrange(graph)
    return perf_counter() - start


def real_flows(folder: Path) -> None:
    """Print how real flows are arranged by us, and as their authors placed them."""
    ours: list[Measure] = []
    theirs: list[Measure] = []
    start = perf_counter()
    for path in sorted((folder / "language").glob("*.json")):
        try:
            flow = read(path)
        except FlowportError:
            continue
        graph = graph_of(flow) if isinstance(flow, Flow) else Graph(())
        placed = {box.id: box.at for box in graph.boxes if box.at is not None}
        if len(placed) == len(graph.boxes) >= FEWEST:
            ours.append(measure(graph, arrange(graph)))
            theirs.append(measure(graph, placed))
    seconds = perf_counter() - start
    print(f"{len(ours)} real flows in {seconds:.1f} s, reading and measuring included; medians:")
    for who, found in (("flowport", ours), ("authors", theirs)):
        crossed = median(one.crossings for one in found)
        area = median(one.area for one in found) / 1e6
        overlaid = sum(one.overlaps > 0 for one in found)
        print(f"  {who:<9} {crossed:g} crossings, {area:.2f} Mpx, {overlaid} with overlaps")


if __name__ == "__main__":
    made_flows()
    if corpus := os.environ.get("FLOWPORT_CORPUS"):
        real_flows(Path(corpus))
