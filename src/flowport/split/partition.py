"""Where to cut: the blocks in a good order, cut by dynamic programming where least crosses."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from flowport.model.successors import Successors, order, predecessors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flowport.split.inseparable_blocks import Atom

__all__ = ["Cutting", "cut"]

#: What a part costs beside the ways that leave it, counted in ways.
_PART = 1.5
#: What a carried value costs, counted in ways.
_CARRIED = 0.3
#: About how many bytes a block takes that joins two parts.
JOIN_BYTES = 700
#: In longer sequences not every place is tried, so that time grows with the length alone: each
#: try is at least so small a share of the sequence, or of a part, further on.
_FINE, _SHARE = 250, 8


@dataclass(frozen=True, slots=True)
class Cutting:
    """What the cutting works on.

    Attributes:
        start: The first block.
        after: Who leads where.
        weights: The bytes of each block.
        tails: The blocks that are repeated where they are needed, with what follows them.
        carried: How many values a transfer to a block brings along.
        logging: How many blocks a part needs to set the logging again.
    """

    start: str
    after: Successors
    weights: Mapping[str, int]
    tails: Mapping[str, frozenset[str]]
    carried: Mapping[str, int]
    logging: int


@dataclass(frozen=True, slots=True)
class Room:
    """What a part may hold: blocks and bytes, of both kinds with the joints counted."""

    blocks: int
    bytes: int


def cut(cutting: Cutting, atoms: list[Atom], room: Room) -> list[list[Atom]]:
    """The atoms in parts, each with room for its joints; empty where an atom finds none."""
    best: list[list[Atom]] = []
    cost = float("inf")
    before = predecessors(cutting.after)
    sources = {block: frozenset(leading) for block, leading in before.items()}
    for sequence in _orders(cutting, atoms, before):
        found, price = _segments(cutting, sequence, sources, room)
        if found and price < cost:
            best, cost = found, price
    return best


def _orders(cutting: Cutting, atoms: list[Atom], before: Successors) -> Iterator[list[Atom]]:
    """The orders to try: as a reader meets them, by finishing time, and level by level."""
    for blocks in (
        order(cutting.after, cutting.start),
        _finishing(cutting.after, cutting.start),
        _levels(cutting.after, before, cutting.start),
    ):
        yield _in_order(atoms, blocks)


def _in_order(atoms: list[Atom], blocks: Iterable[str]) -> list[Atom]:
    atom_of = {block: index for index, atom in enumerate(atoms) for block in atom.blocks}
    met = dict.fromkeys(atom_of[block] for block in blocks if block in atom_of)
    return [atoms[index] for index in met]


def _finishing(after: Successors, start: str) -> list[str]:
    """Reverse postorder: a block after all that lead to it, but for those in a ring."""
    seen: set[str] = set()
    done: list[str] = []
    for root in [start, *after]:
        if root in seen or root not in after:
            continue
        seen.add(root)
        work = [(root, iter(after[root]))]
        while work:
            block, targets = work[-1]
            target = next((t for t in targets if t not in seen), None)
            if target is None:
                done.append(block)
                work.pop()
            else:
                seen.add(target)
                work.append((target, iter(after[target])))
    return done[::-1]


def _levels(after: Successors, before: Successors, start: str) -> list[str]:
    """Breadth first over the branches in both directions, so that neighbours stay near."""
    seen: dict[str, None] = {}
    for root in [start, *after]:
        waiting = [root] if root in after and root not in seen else []
        seen.update(dict.fromkeys(waiting))
        for block in waiting:
            new = [b for b in (*after[block], *before[block]) if b not in seen]
            seen.update(dict.fromkeys(new))
            waiting += dict.fromkeys(new)
    return list(seen)


def _segments(
    cutting: Cutting, sequence: list[Atom], before: Mapping[str, frozenset[str]], room: Room
) -> tuple[list[list[Atom]], float]:
    """The cheapest cutting of a sequence into runs that find room, and its price."""
    price = [0.0] + [float("inf")] * len(sequence)
    cut_at = [0] * (len(sequence) + 1)
    stops = _stops(cutting, sequence, room)
    for begin in stops:
        if price[begin] == float("inf"):
            continue
        segment = _Segment(cutting, before)
        for end in range(begin, len(sequence)):
            segment.add(sequence[end])
            if segment.blocks > room.blocks or segment.bytes > room.bytes:
                break
            if end + 1 not in stops:
                continue
            whole = price[begin] + segment.price()
            if whole < price[end + 1] and segment.fits(room):
                price[end + 1], cut_at[end + 1] = whole, begin
    return _runs(sequence, cut_at) if price[-1] < float("inf") else [], price[-1]


def _stops(cutting: Cutting, sequence: list[Atom], room: Room) -> dict[int, None]:
    """The places of a sequence where a part may begin or end, the first and last among them."""
    blocks = min(len(sequence) / _FINE, room.blocks / _SHARE)
    size = room.bytes / _SHARE
    found, count, weight = {0: None}, 0, 0
    for place, atom in enumerate(sequence, start=1):
        count += len(atom.blocks)
        weight += sum(cutting.weights[block] for block in atom.blocks)
        if count >= blocks or weight >= size or len(sequence) <= _FINE:
            found[place], count, weight = None, 0, 0
    return {**found, len(sequence): None}


def _runs(sequence: list[Atom], cut_at: list[int]) -> list[list[Atom]]:
    bounds = [len(sequence)]
    while bounds[-1]:
        bounds.append(cut_at[bounds[-1]])
    return [sequence[begin:end] for begin, end in pairwise(reversed(bounds))]


class _Segment:
    """A run of atoms, with what crosses its border kept up to date."""

    def __init__(self, cutting: Cutting, before: Mapping[str, frozenset[str]]) -> None:
        self._cutting = cutting
        self._before = before
        self._inside: set[str] = set()
        self._tails: set[str] = set()
        self._outside: dict[str, None] = {}
        self._missing: dict[str, int] = {}
        self._entries = 0
        self._carried = 0
        self._carrying = 0
        self.blocks = 0
        self.bytes = 0

    def add(self, atom: Atom) -> None:
        for block in atom.blocks:
            self._take(block)

    def _take(self, block: str) -> None:
        cutting = self._cutting
        self._inside.add(block)
        self._weigh(block)
        if block in self._outside:
            del self._outside[block]
            self._carry(block, -1)
        outer = len(self._before[block].difference(self._inside))
        self._missing[block] = outer + (block == cutting.start)
        self._entries += self._missing[block] > 0
        for target in cutting.after[block]:
            if target in cutting.tails:
                for tail in cutting.tails[target] - self._tails:
                    self._tails.add(tail)
                    self._weigh(tail)
            elif target in self._inside:
                if target != block:
                    self._arrive(target)
            elif target not in self._outside:
                self._outside[target] = None
                self._carry(target, 1)

    def _carry(self, way: str, sign: int) -> None:
        carried = self._cutting.carried[way]
        self._carried += sign * carried
        self._carrying += sign * (carried > 0)

    def _weigh(self, block: str) -> None:
        self.blocks += 1
        self.bytes += self._cutting.weights[block]

    def _arrive(self, target: str) -> None:
        self._missing[target] -= 1
        self._entries -= self._missing[target] == 0

    def price(self) -> float:
        return _PART + len(self._outside) + _CARRIED * self._carried + 0.2 * self._entries

    def fits(self, room: Room) -> bool:
        """Whether there is room for the joints as well, taking them to be many."""
        ways = len(self._outside)
        joints = ways + (1 + (ways + 2) // 3 if ways else 0)
        joints += self._carrying
        joints += (self._entries > 1) + self._cutting.logging
        return (
            self.blocks + joints <= room.blocks and self.bytes + JOIN_BYTES * joints <= room.bytes
        )
