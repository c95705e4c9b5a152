"""The two flows of a comparison, with the pairs of blocks that are the same block."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import field, replace
from typing import TYPE_CHECKING

from flowport.catalogue import action_named
from flowport.dataclass import dataclass
from flowport.diff.content import MISSING, NOWHERE, ComparedFlow, Key, compared_flow
from flowport.diff.edits import ReachedBy
from flowport.diff.match import match
from flowport.model.block_names import BlockName, blocks, branch_name, is_made_up

if TYPE_CHECKING:
    from flowport.model import Flow

__all__ = ["Sides", "sides", "spoken_of"]

_START: Key = ("start", "", 0)
_NEXT: Key = ("next", "", 0)
_FARTHEST = 1_000
"""So many added or removed blocks in a row are followed to see where they lead."""

_GONE = BlockName("", "a block that is not there")


@dataclass(frozen=True, slots=True)
class Sides:
    """Both flows, laid out and paired.

    Attributes:
        before: The former flow.
        after: The new flow.
        pairs: The new number of each block that is still there.
        old: How the former flow's blocks are spoken of.
        new: How the new flow's blocks are spoken of.
        arrived: The new numbers of the blocks that are still there.
        passed: Branches (block and key in the former flow; block -1 is the flow's start) that
            changed only because a block was put in before their target, or theirs taken out.
        ways_in: For each added block, the branches that were led into it.
        ways_past: For each removed block, the branches that now pass it by.
    """

    before: ComparedFlow
    after: ComparedFlow
    pairs: dict[int, int]
    old: list[BlockName]
    new: list[BlockName]
    arrived: set[int]
    passed: set[tuple[int, Key]] = field(default_factory=set)
    ways_in: dict[int, list[ReachedBy]] = field(default_factory=lambda: defaultdict(list))
    ways_past: dict[int, list[ReachedBy]] = field(default_factory=lambda: defaultdict(list))

    def was(self, target: int) -> BlockName | None:
        """A block of the former flow; None for nowhere."""
        return _block(self.old, target)

    def now(self, target: int) -> BlockName | None:
        """A block of the new flow; None for nowhere."""
        return _block(self.new, target)

    def leads_alike(self, old: int, new: int) -> bool:
        """Whether two targets are the same block, or both nothing."""
        return (self.pairs.get(old) if old >= 0 else old) == new

    def is_copy(self, old: int, new: int, key: Key) -> bool:
        """Whether a next action is but the designer's copy of a branch that changed likewise."""
        if key != _NEXT:
            return False
        mine, other = self.before.pieces[old], self.after.pieces[new]
        known = action_named(other.action.type)
        copied = known.next.copies if known else None
        return any(
            way.name == copied
            and key != _NEXT
            and mine.targets.get(key) == mine.targets[_NEXT]
            and other.targets[key] == other.targets[_NEXT]
            for key, way in other.ways.items()
        )

    def follow(self) -> None:
        """Find the branches that changed only because a block was put in or taken out."""
        for old, new in [(-1, -1), *self.pairs.items()]:
            mine, other = self._targets(old, self.before), self._targets(new, self.after)
            for key, here in mine.items():
                there = other.get(key, here)
                if key not in other or self.leads_alike(here, there):
                    continue
                if there >= 0 and there not in self.arrived and self._leads_on(here, there):
                    self._note(self.ways_in[there], (old, new), key, self.was(here))
                elif here >= 0 and here not in self.pairs and self._led_on(here, there):
                    self._note(self.ways_past[here], (old, new), key, self.now(there))

    def _note(
        self, ways: list[ReachedBy], pair: tuple[int, int], key: Key, other: BlockName | None
    ) -> None:
        old, new = pair
        self.passed.add((old, key))
        if new < 0:
            ways.append(ReachedBy(None, "start", other))
        elif not self.is_copy(old, new, key):
            piece = self.after.pieces[new]
            name = branch_name(piece.action, piece.ways[key])
            ways.append(ReachedBy(self.new[new], name, other))

    def _leads_on(self, here: int, added: int) -> bool:
        """Whether the added blocks from ``added`` on lead to the former target ``here``."""
        seen: set[int] = set()
        while 0 <= added not in self.arrived and added not in seen and len(seen) < _FARTHEST:
            seen.add(added)
            added = self.after.pieces[added].targets.get(_NEXT, NOWHERE)
        return added not in seen and self.leads_alike(here, added)

    def _led_on(self, removed: int, there: int) -> bool:
        """Whether the removed blocks from ``removed`` on led to the new target ``there``."""
        seen: set[int] = set()
        while 0 <= removed not in self.pairs and removed not in seen and len(seen) < _FARTHEST:
            seen.add(removed)
            removed = self.before.pieces[removed].targets.get(_NEXT, NOWHERE)
        return there < 0 or (removed not in seen and self.leads_alike(removed, there))

    def _targets(self, number: int, flow: ComparedFlow) -> dict[Key, int]:
        return flow.pieces[number].targets if number >= 0 else {_START: flow.start}


def _block(names: list[BlockName], target: int) -> BlockName | None:
    if target == MISSING:
        return _GONE
    return None if target == NOWHERE else names[target]


def sides(before: Flow, after: Flow) -> Sides:
    """Lay out two flows and pair their blocks."""
    old, new = compared_flow(before), compared_flow(after)
    pairs = match(old, new)
    made = Sides(old, new, pairs, blocks(before), blocks(after), set(pairs.values()))
    made.follow()
    return made


def spoken_of(sides: Sides, old: int, new: int) -> BlockName:
    """A block as the new flow has it; by the name it had, unless it has one of its own."""
    block = sides.new[new]
    return replace(block, name=sides.old[old].name) if is_made_up(block.id) else block
