"""What each part holds, how it is entered and left, and what it brings along."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowport.split.graph import Edge, GraphBlock
    from flowport.split.values import Values

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
        home: For each block that is not repeated, the number of its part.
        kept_logging: Whether logging is set differently on different ways into one part, so that
            an attribute must say how.
    """

    start: str
    front: bool
    parts: tuple[Part, ...]
    home: dict[str, int]
    kept_logging: bool
    carried: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def part(self, number: int) -> Part:
        """The part of a number."""
        return self.parts[number - self.parts[0].number]


def plan(material: Material, runs: Iterable[Iterable[str]], *, front: bool = False) -> SplitPlan:
    """The plan for parts that hold these blocks; a front is added where the parts need one."""
    nodes, values, start = material.nodes, material.values, material.start
    own = _starting_first([frozenset(run) for run in runs], start)
    entered = [_entered(nodes, blocks) for blocks in own]
    mixed = any(len(_logging(values, (*e, *_start_in(b, start)))) > 1
                for e, b in zip(entered, own, strict=True))  # fmt: skip
    front = front or mixed or start not in own[0] or bool(_into(nodes, own, own[0]))
    home = {block: n for n, blocks in enumerate(own, start=1 + front) for block in blocks}
    led = {target for exits in entered for target in exits} | {start}
    carried = {block: tuple(sorted(values.carried(block))) for block in led if block in home}
    parts = tuple(
        _part(material, number, blocks, carried, home, front=front)
        for number, blocks in enumerate(own, start=1 + front)
    )
    return SplitPlan(start, front, parts, home, mixed, carried)


def _starting_first(own: list[frozenset[str]], start: str) -> list[frozenset[str]]:
    return sorted(own, key=lambda blocks: start not in blocks)


def _start_in(blocks: frozenset[str], start: str) -> tuple[str, ...]:
    return (start,) if start in blocks else ()


def _entered(nodes: Mapping[str, GraphBlock], blocks: frozenset[str]) -> tuple[str, ...]:
    """The blocks of a part that blocks outside of it lead to."""
    return tuple(
        dict.fromkeys(
            edge.target
            for node in nodes.values()
            if node.id not in blocks
            for edge in node.edges
            if edge.target in blocks
        )
    )


def _into(
    nodes: Mapping[str, GraphBlock], own: list[frozenset[str]], blocks: frozenset[str]
) -> tuple[str, ...]:
    placed = frozenset().union(*own)
    return tuple(
        edge.target
        for node in nodes.values()
        if node.id in placed and node.id not in blocks
        for edge in node.edges
        if edge.target in blocks
    )


def _logging(values: Values, entries: Iterable[str]) -> frozenset[str | None]:
    return frozenset().union(*(values.logging[entry] for entry in entries))


def _part(
    material: Material,
    number: int,
    own: frozenset[str],
    carried: Mapping[str, tuple[str, ...]],
    home: Mapping[str, int],
    *,
    front: bool,
) -> Part:
    """A part that holds its own blocks, and the endings that they come to."""
    nodes, tails = material.nodes, material.tails
    repeated = frozenset().union(
        *(tails[e.target] for b in own for e in nodes[b].edges if e.target in tails),
        *(tails[b] for b in own if b in tails),
    )
    blocks = own | repeated
    begins = _start_in(own, material.start)
    entries = tuple(dict.fromkeys((*begins, *(e for e in _entered(nodes, own)))))
    brought = {name for entry in entries for name in carried.get(entry, ())}
    if begins and not front:
        brought = set()
    flows = _Flows(nodes, blocks, entries, frozenset(brought))
    leads = dict.fromkeys(
        edge.target
        for identifier in nodes
        if identifier in blocks
        for edge in nodes[identifier].edges
        if edge.target not in blocks and edge.target in home
    )
    return Part(
        number=number,
        blocks=tuple(identifier for identifier in nodes if identifier in blocks),
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
        self._brought = self._spread(dict.fromkeys(entries, brought), kill=True)
        self._local = self._spread(self._filled(brought), kill=False)
        self._names = brought

    def _filled(self, brought: frozenset[str]) -> dict[str, frozenset[str]]:
        """The names that are filled on the way to a block."""
        found: dict[str, frozenset[str]] = {}
        for block in self._blocks:
            for edge in self._nodes[block].edges:
                names = frozenset(name for name in brought if _fills(edge, name))
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

    @staticmethod
    def _past(edge: Edge, names: frozenset[str]) -> frozenset[str]:
        return frozenset(n for n in names if not _kills(edge, n)) if edge.kills else names

    def renamed(self) -> dict[str, frozenset[str]]:
        """The reads that see a carried value on some way."""
        found = {b: frozenset(self._nodes[b].reads) & self._brought[b] for b in self._blocks}
        return {block: names for block, names in found.items() if names}

    def _leaving(self, target: str) -> tuple[set[str], set[str]]:
        """The names that are brought, and those that are local, on the ways to a block outside."""
        brought: set[str] = set()
        local: set[str] = set()
        for block in self._blocks:
            for edge in self._nodes[block].edges:
                if edge.target == target:
                    past = self._past(edge, self._brought[block])
                    brought |= past
                    filled = {name for name in self._names if _fills(edge, name)}
                    local |= self._local[block] | filled | (self._names - past)
        return brought, local

    def to_copy(self, target: str, carried: tuple[str, ...]) -> tuple[str, ...]:
        """The names to copy before leaving for a block: those that no way there has brought."""
        brought, _ = self._leaving(target)
        return tuple(name for name in carried if name not in brought)

    def copied(
        self, exits: Iterable[str], carried: Mapping[str, tuple[str, ...]]
    ) -> dict[str, tuple[str, ...]]:
        """What to copy behind each block that fills it: all that is both brought and local."""
        mixed: set[str] = set()
        for block, names in self.renamed().items():
            mixed |= names & self._local[block]
        for target in exits:
            brought, local = self._leaving(target)
            mixed |= brought & local & set(carried[target])
        found: dict[str, tuple[str, ...]] = {}
        for block in self._blocks:
            for edge in self._nodes[block].edges:
                filled = tuple(sorted(name for name in mixed if _fills(edge, name)))
                if filled:
                    found[block] = filled
        return found


def _fills(edge: Edge, name: str) -> bool:
    return bool(edge.fills) and (name in edge.fills or name.partition(".")[0] in edge.fills)


def _kills(edge: Edge, name: str) -> bool:
    return name in edge.kills or name.partition(".")[0] in edge.kills
