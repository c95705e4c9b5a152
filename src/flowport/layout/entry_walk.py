"""The walk from the entry that all else is sorted by: what it meets first, what goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from flowport.layout.network import Network, Wire


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk in depth, each box's links in their order.

    Attributes:
        order: The boxes as they were met.
        finished: The boxes such that every forward wire leads to a later one.
        forward: The wires that go on.
        back: The wires that return to a box which is still being walked.
    """

    order: list[int]
    finished: list[int]
    forward: list[Wire]
    back: list[Wire]


def reachable(network: Network) -> list[int]:
    """The boxes that the entry leads to, itself included, in the order of the network."""
    seen = [False] * len(network.widths)
    stack = [network.entry]
    seen[network.entry] = True
    while stack:
        for wire in network.outgoing[stack.pop()]:
            if not seen[wire.target]:
                seen[wire.target] = True
                stack.append(wire.target)
    return [box for box, met in enumerate(seen) if met]


def islands(network: Network, boxes: list[int]) -> list[list[int]]:
    """Boxes joined by links among themselves, together; each part in the order of the network."""
    parent = {box: box for box in boxes}

    def root(box: int) -> int:
        while parent[box] != box:
            parent[box] = parent[parent[box]]
            box = parent[box]
        return box

    for box in boxes:
        for wire in network.outgoing[box]:
            if wire.target in parent:
                parent[root(wire.target)] = root(box)
    parts: dict[int, list[int]] = {}
    for box in boxes:
        parts.setdefault(root(box), []).append(box)
    return list(parts.values())


def walk(network: Network) -> Walk:
    """Walk all boxes: from the entry, then from those that nothing leads to, then the rest."""
    size = len(network.widths)
    entered = [True] * size
    for wire in network.wires:
        entered[wire.target] = False
    starts = [network.entry]
    starts += [box for box in range(size) if entered[box]]
    starts += range(size)
    result = Walk([], [], [], [])
    state = [0] * size
    for start in starts:
        if not state[start]:
            _descend(network, start, state, result)
    result.finished.reverse()
    return result


def _descend(network: Network, start: int, state: list[int], result: Walk) -> None:
    """Walk what can be reached from one box; ``state`` is 0 unmet, 1 on the way, 2 done."""
    state[start] = 1
    result.order.append(start)
    stack = [(start, iter(network.outgoing[start]))]
    while stack:
        box, rest = stack[-1]
        for wire in rest:
            met = state[wire.target]
            (result.back if met == 1 else result.forward).append(wire)
            if not met:
                state[wire.target] = 1
                result.order.append(wire.target)
                stack.append((wire.target, iter(network.outgoing[wire.target])))
                break
        else:
            state[box] = 2
            result.finished.append(box)
            stack.pop()
