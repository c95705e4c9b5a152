"""A graph with its boxes numbered: the inner loops work on lists of integers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flowport.dataclass import dataclass
from flowport.layout.sizes import STEP, branch_offset

if TYPE_CHECKING:
    from flowport.layout.boxes import Graph


class Wire(NamedTuple):
    """A link between numbered boxes; ``leaves`` is how far below the top it leaves its source."""

    source: int
    target: int
    leaves: int
    weight: int


@dataclass(frozen=True, slots=True)
class Network:
    """Numbered boxes and the wires between different ones of them.

    Attributes:
        widths: By number, in pixels, whole steps.
        heights: By number, in pixels, whole steps.
        wires: In the order of the graph's links; no loops, no missing ends.
        outgoing: The wires by the number of their source.
        entry: The number of the first box.
    """

    widths: list[int]
    heights: list[int]
    wires: list[Wire]
    outgoing: list[list[Wire]]
    entry: int

    def part(self, members: list[int], entry: int) -> Network:
        """The network of some of the boxes, numbered again in the order given."""
        new = {old: number for number, old in enumerate(members)}
        wires = [
            wire._replace(source=new[wire.source], target=new[wire.target])
            for member in members
            for wire in self.outgoing[member]
            if wire.target in new
        ]
        widths = [self.widths[member] for member in members]
        heights = [self.heights[member] for member in members]
        return _joined(widths, heights, wires, new[entry])


def number(graph: Graph) -> Network:
    """The graph with its boxes numbered in their order."""
    numbers = {box.id: index for index, box in enumerate(graph.boxes)}
    wires: list[Wire] = []
    for link in graph.links:
        source, target = numbers.get(link.source), numbers.get(link.target)
        if source is not None and target is not None and source != target:
            box = graph.boxes[source]
            leaves = branch_offset(box.height, box.branches, link.branch)
            wires.append(Wire(source, target, leaves, link.weight))
    return _joined(
        [_steps(box.width) for box in graph.boxes],
        [_steps(box.height) for box in graph.boxes],
        wires,
        numbers.get(graph.entry or "", 0),
    )


def _joined(widths: list[int], heights: list[int], wires: list[Wire], entry: int) -> Network:
    """A network with its wires sorted by their source."""
    outgoing: list[list[Wire]] = [[] for _ in widths]
    for wire in wires:
        outgoing[wire.source].append(wire)
    return Network(widths, heights, wires, outgoing, entry)


def _steps(length: int) -> int:
    """A length rounded up to whole steps, at least one."""
    return max(-(-length // STEP), 1) * STEP
