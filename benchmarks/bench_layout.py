"""Arranging flows: time, crossings and area, beside Graphviz and networkx and beside people.

The made flows are as real ones are: a main path, side branches ahead, retries that go back, and
one end for errors. The real ones are those of ``FLOWPORT_CORPUS``, if it is set; of them it is
counted too which blocks overlap as their authors placed them, and which links run behind a block
once they are arranged.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib import import_module
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from flowport import convert, read
from flowport.errors import FlowportError
from flowport.layout import ASIDE, MAIN, SIDE, Box, Graph, Link, Position, arrange
from flowport.layout.faces import faces
from flowport.layout.flow_graph import as_placed, graph_of, positions
from flowport.layout.measure import Measure, measure
from flowport.layout.sizes import (
    ARRIVAL,
    BLOCK_GAP,
    COLUMN_GAP,
    WIDTH,
    block_height,
    branch_offset,
)
from flowport.render.link_lines import bezier
from flowport.render.routes import Ends, Routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport import Flow
    from flowport.render.routes import Area

SIZES = (100, 250, 1000, 2000)
#: How many blocks the real flows have that Graphviz arranges too.
MIDDLING = range(30, 101)
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
    for number, x, y in re.findall(r"^node (\d+) (\S+) (\S+)", answer, re.MULTILINE):
        name = graph.boxes[int(number)].id
        across = float(x) * POINTS_PER_INCH - boxes[name].width / 2
        down = -float(y) * POINTS_PER_INCH - boxes[name].height / 2
        places[name] = Position(round(across), round(down))
    return seconds, places


def _dot(graph: Graph) -> str:
    """The graph for ``dot``: left to right, the same sizes and gaps."""
    gaps = f"nodesep={BLOCK_GAP / POINTS_PER_INCH} ranksep={COLUMN_GAP / POINTS_PER_INCH}"
    rows = [f"digraph {{ rankdir=LR {gaps} node [shape=box fixedsize=true]"]
    rows += [
        f"{number} [width={box.width / POINTS_PER_INCH} height={box.height / POINTS_PER_INCH}]"
        for number, box in enumerate(graph.boxes)
    ]
    numbers = {box.id: number for number, box in enumerate(graph.boxes)}
    rows += [
        f"{numbers[link.source]} -> {numbers[link.target]} [weight={link.weight}]"
        for link in graph.links
        if link.source in numbers and link.target in numbers
    ]
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
    """Print how real flows are placed by their authors, by us, and by Graphviz."""
    flows = list(corpus(folder))
    graphs = [graph_of(flow) for flow in flows]
    overlaps_as_placed(flows)
    behind_blocks(flows)
    beside_graphviz([graph for graph in graphs if len(graph.boxes) in MIDDLING])


def corpus(folder: Path) -> Iterator[Flow]:
    """The flows of a folder, legacy ones converted."""
    for path in sorted([*folder.glob("language/*.json"), *folder.glob("legacy/*.json")]):
        try:
            yield convert(read(path)).flow
        except FlowportError:
            continue


def overlaps_as_placed(flows: list[Flow]) -> None:
    """Print how many blocks overlap on the page where their authors placed them.

    Actions at one point, which the designer keeps as one block, the page puts side by side.
    """
    blocks = overlapping = met = 0
    for flow in flows:
        places = as_placed(flow)
        spans = [
            (x, y, x + box.width, y + box.height)
            for box in graph_of(flow).boxes
            if box.at is not None
            for x, y in (places[box.id],)
        ]
        found = {
            end
            for one, other in combinations(range(len(spans)), 2)
            if overlap(spans[one], spans[other])
            for end in (one, other)
        }
        blocks += len(spans)
        overlapping += len(found)
        met += bool(found)
    print(
        f"{len(flows)} real flows: {overlapping} of {blocks} blocks overlap as placed by their "
        f"authors ({overlapping / blocks:.2%}, aim 1 %), in {met} flows"
    )


def overlap(one: Area, other: Area) -> bool:
    """Whether two areas share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def behind_blocks(flows: list[Flow]) -> None:
    """Print how many links run behind a block once all flows are arranged."""
    hidden = links = 0
    for flow in flows:
        found = ways(flow)
        hidden += sum(found)
        links += len(found)
    print(
        f"{hidden} of {links} links run behind a block after arranging "
        f"({hidden / links:.2%}, aim 2 %)"
    )


def ways(flow: Flow) -> list[bool]:
    """Of each link of an arranged flow, whether it runs behind a block."""
    blocks, places = faces(flow), positions(flow)
    areas: list[Area] = [
        (x, y, x + WIDTH, y + block.height) for block in blocks for x, y in (places[block.id],)
    ]
    routes, found = Routes(areas), []
    for block in blocks:
        x, y = places[block.id]
        for row_, leaving in enumerate(block.exits):
            if leaving.target in places:
                start = x + WIDTH, y + branch_offset(block.height, len(block.exits), row_)
                end = places[leaving.target].x, places[leaving.target].y + ARRIVAL
                ends = Ends(start, end, (leaving.target, leaving.tone))
                found.append(behind(points_of(routes.way(ends), ends), areas))
    return found


def points_of(way: str, ends: Ends) -> list[tuple[float, float]]:
    """The corners of a way, or the points of its curve a few pixels apart."""
    if " C" in way:
        steps = int(abs(ends.end[0] - ends.start[0]) + abs(ends.end[1] - ends.start[1])) // 4 + 2
        return [ends.start, *bezier(ends.start, ends.end, steps), ends.end]
    numbers = r"(-?[\d.]+),(-?[\d.]+)"
    return [(float(x), float(y)) for x, y in re.findall(rf"(?:^M|Q|L(?=[^Q]*$)){numbers}", way)]


def behind(points: list[tuple[float, float]], areas: list[Area]) -> bool:
    """Whether the pieces between points run through an area."""
    return any(
        overlap((min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)), area)
        for (x, y), (to_x, to_y) in pairwise(points)
        for area in areas
    )


def beside_graphviz(graphs: list[Graph]) -> None:
    """Print crossings and area of flows of usual size, ours beside those of ``dot``."""
    if shutil.which("dot") is None:
        return
    ours = [measure(graph, arrange(graph)) for graph in graphs]
    theirs = [measure(graph, by_graphviz(graph)[1]) for graph in graphs]
    pairs = list(zip(ours, theirs, strict=True))
    full = [cells(graph) / other.area for graph, other in zip(graphs, theirs, strict=True)]
    share = median(one.area / other.area for one, other in pairs)
    print(
        f"{len(graphs)} of {MIDDLING.start} to {MIDDLING.stop - 1} blocks, medians: "
        f"{median(one.crossings for one in ours):g} crossings, graphviz "
        f"{median(one.crossings for one in theirs):g} (aim: no more); "
        f"{share:.2f} of its area (aim 0.33; blocks with their gaps alone take {median(full):.2f})"
    )


def cells(graph: Graph) -> float:
    """The area of all blocks with the gaps to the next ones, packed without any loss."""
    return sum((box.width + COLUMN_GAP) * (box.height + BLOCK_GAP) for box in graph.boxes)


if __name__ == "__main__":
    made_flows()
    if found := os.environ.get("FLOWPORT_CORPUS"):
        real_flows(Path(found))
