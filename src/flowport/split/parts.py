"""What each part holds, how it is entered and left, and what it brings along."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowport.split.carried_values import Values
    from flowport.split.graph import Edge, GraphBlock

__all__ = ["Material", "Part", "SplitPlan", "plan"]


@dataclass(frozen=True, slots=True)
class Material:
    """What is cut: the blocks, the endings to repeat, the values, and the first block."""

    nodes: Mapping[str, GraphBlock]
    tails: Mapping[str, frozenset[str]]
    values: Values
    start: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the flow.

    Attributes:
        number: From 1; a front, where there is one, is number 1.
        blocks: Its blocks in file order, the repeated endings among them.
        entries: The blocks that other parts lead to; the flow's start where it begins here.
        exits: The blocks of other parts that it leads to, with the names of paths to copy first.
        renamed: For each block, the names of paths that it reads from carried attributes.
        copied: For each block that fills a root, the names of paths to copy once it has.
        logging: What logging may be set to on entering; None: not set.
        tails: Those of its blocks that are repeated endings.
    """

    number: int
    blocks: tuple[str, ...]
    entries: tuple[str, ...]
    exits: dict[str, tuple[str, ...]]
    renamed: dict[str, frozenset[str]]
    copied: dict[str, tuple[str, ...]]
    logging: frozenset[str | None]
    tails: frozenset[str]


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """All parts.

    Attributes:
        start: The flow's first block.
        front: Whether a small flow stands before the parts: it takes the flow's place, so that
            only parts lead into parts.
        parts: The parts in order, without the front.
        part_numbers: For each block that is not repeated, the number of its part.
        kept_logging: Whether logging is set differently on different ways into one part, so that
            an attribute must say how.
    """

    start: str
    front: bool
    parts: tuple[Part, ...]
    part_numbers: dict[str, int]
    kept_logging: bool
    carried: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def part(self, number: int) -> Part:
        """The part of a number."""
        return self.parts[number - self.parts[0].number]


def plan(material: Material, runs: Iterable[Iterable[str]], *, front: bool = False) -> SplitPlan:
    """The plan for parts that hold these blocks; a front is added where the parts need one."""
    nodes, values, start = material.nodes, material.values, material.start
    own = _starting_first([frozenset(run) for run in runs], start)
    entered = _entered(nodes, own)
    mixed = any(len(_logging(values, (*e, *_start_in(b, start)))) > 1
                for e, b in zip(entered, own, strict=True))  # fmt: skip
    front = front or mixed or start not in own[0] or _is_led_into(nodes, own)
    part_numbers = {block: n for n, blocks in enumerate(own, start=1 + front) for block in blocks}
    led = {target for exits in entered for target in exits} | {start}
    carried = {
        block: tuple(sorted(values.carried(block))) for block in led if block in part_numbers
    }
    places = {identifier: place for place, identifier in enumerate(nodes)}
    parts = tuple(
        _part(material, _Run(number, blocks, led), carried, part_numbers, places, front=front)
        for number, (blocks, led) in enumerate(zip(own, entered, strict=True), start=1 + front)
    )
    return SplitPlan(start, front, parts, part_numbers, mixed, carried)


def _starting_first(own: list[frozenset[str]], start: str) -> list[frozenset[str]]:
    return sorted(own, key=lambda blocks: start not in blocks)


def _start_in(blocks: frozenset[str], start: str) -> tuple[str, ...]:
    return (start,) if start in blocks else ()


def _entered(nodes: Mapping[str, GraphBlock], own: list[frozenset[str]]) -> list[tuple[str, ...]]:
    """For each part, its blocks that blocks outside of it lead to."""
    part_numbers = {block: place for place, blocks in enumerate(own) for block in blocks}
    found: list[dict[str, None]] = [{} for _ in own]
    for node in nodes.values():
        here = part_numbers.get(node.id)
        for edge in node.edges:
            there = part_numbers.get(edge.target)
            if there is not None and there != here:
                found[there][edge.target] = None
    return [tuple(targets) for targets in found]


def _is_led_into(nodes: Mapping[str, GraphBlock], own: list[frozenset[str]]) -> bool:
    """Whether a block of another part leads into the first one."""
    return any(
        edge.target in own[0]
        for blocks in own[1:]
        for block in blocks
        for edge in nodes[block].edges
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """The number and blocks of a part to plan, and those of them that others lead to."""

    number: int
    blocks: frozenset[str]
    entered: tuple[str, ...]


def _logging(values: Values, entries: Iterable[str]) -> frozenset[str | None]:
    return frozenset().union(*(values.logging[entry] for entry in entries))


def _part(
    material: Material,
    run: _Run,
    carried: Mapping[str, tuple[str, ...]],
    part_numbers: Mapping[str, int],
    places: Mapping[str, int],
    *,
    front: bool,
) -> Part:
    """A part that holds its own blocks, and the endings that they come to."""
    nodes, tails, own = material.nodes, material.tails, run.blocks
    repeated = frozenset().union(
        *(tails[e.target] for b in own for e in nodes[b].edges if e.target in tails),
        *(tails[b] for b in own if b in tails),
    )
    blocks = own | repeated
    ordered = sorted(blocks, key=places.__getitem__)
    begins = _start_in(own, material.start)
    entries = tuple(dict.fromkeys((*begins, *run.entered)))
    brought = {name for entry in entries for name in carried.get(entry, ())}
    if begins and not front:
        brought = set()
    flows = _Flows(nodes, blocks, entries, frozenset(brought))
    leads = dict.fromkeys(
        edge.target
        for identifier in ordered
        for edge in nodes[identifier].edges
        if edge.target not in blocks and edge.target in part_numbers
    )
    return Part(
        number=run.number,
        blocks=tuple(ordered),
        entries=entries,
        exits={target: flows.to_copy(target, carried[target]) for target in leads},
        renamed=flows.renamed(),
        copied=flows.copied(leads, carried),
        logging=_logging(material.values, entries),
        tails=repeated - own,
    )


class _Flows:
    """Within one part, which reads see a carried value and which one that was filled here.

    A value is *brought* where the part's entry carried it, and *local* where a block of the part
    filled it. Where both meet, the attribute must hold it, so the block that fills it is
    followed by a copy.
    """

    def __init__(
        self,
        nodes: Mapping[str, GraphBlock],
        blocks: frozenset[str],
        entries: tuple[str, ...],
        brought: frozenset[str],
    ) -> None:
        self._nodes = nodes
        self._blocks = blocks
        self._names = brought
        self._by_root: dict[str, set[str]] = {}
        for name in brought:
            self._by_root.setdefault(name.partition(".")[0], set()).add(name)
        self._brought = self._spread(dict.fromkeys(entries, brought), kill=True)
        self._local = self._spread(self._filled(), kill=False)
        self._ways = self._leaving()

    def _matching(self, given: Iterable[str]) -> set[str]:
        """The brought names that roots and names name."""
        found: set[str] = set()
        for each in given:
            found |= self._by_root.get(each, set())
            found |= {each} & self._names
        return found

    def _filled(self) -> dict[str, frozenset[str]]:
        """The names that are filled on the way to a block."""
        found: dict[str, frozenset[str]] = {}
        for block in self._blocks:
            for edge in self._nodes[block].edges:
                names = self._matching(edge.fills)
                if names and edge.target in self._blocks:
                    found[edge.target] = found.get(edge.target, frozenset()) | names
        return found

    def _spread(self, begin: dict[str, frozenset[str]], *, kill: bool) -> dict[str, frozenset[str]]:
        state: dict[str, frozenset[str]] = dict.fromkeys(self._blocks, frozenset())
        state.update(begin)
        waiting = dict.fromkeys(begin)
        while waiting:
            block, _ = waiting.popitem()
            for edge in self._nodes[block].edges:
                if edge.target not in self._blocks:
                    continue
                names = self._past(edge, state[block]) if kill else state[block]
                if not names <= state[edge.target]:
                    state[edge.target] |= names
                    waiting[edge.target] = None
        return state

    def _past(self, edge: Edge, names: frozenset[str]) -> frozenset[str]:
        return names - self._matching(edge.kills) if edge.kills else names

    def renamed(self) -> dict[str, frozenset[str]]:
        """The reads that see a carried value on some way."""
        found = {b: frozenset(self._nodes[b].reads) & self._brought[b] for b in self._blocks}
        return {block: names for block, names in found.items() if names}

    def _leaving(self) -> dict[str, tuple[set[str], set[str]]]:
        """For each block outside, the names that are brought and those that are local there."""
        found: dict[str, tuple[set[str], set[str]]] = {}
        for block in self._blocks:
            ways = {(e.target, e.kills, e.fills): e for e in self._nodes[block].edges}
            for edge in ways.values():
                if edge.target not in self._blocks:
                    brought, local = found.setdefault(edge.target, (set(), set()))
                    past = self._past(edge, self._brought[block])
                    brought |= past
                    local |= self._local[block] | self._matching(edge.fills) | (self._names - past)
        return found

    def to_copy(self, target: str, carried: tuple[str, ...]) -> tuple[str, ...]:
        """The names to copy before leaving for a block: those that no way there has brought."""
        brought, _ = self._ways[target]
        return tuple(name for name in carried if name not in brought)

    def copied(
        self, exits: Iterable[str], carried: Mapping[str, tuple[str, ...]]
    ) -> dict[str, tuple[str, ...]]:
        """What to copy behind each block that fills it: all that is both brought and local."""
        mixed: set[str] = set()
        for block, names in self.renamed().items():
            mixed |= names & self._local[block]
        for target in exits:
            brought, local = self._ways[target]
            mixed |= brought & local & set(carried[target])
        found: dict[str, tuple[str, ...]] = {}
        for block in self._blocks:
            for edge in self._nodes[block].edges:
                filled = tuple(sorted(self._matching(edge.fills) & mixed)) if mixed else ()
                if filled:
                    found[block] = filled
        return found
