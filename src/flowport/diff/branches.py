"""Edits of the branches of two blocks that are the same block."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from flowport.diff.content import MISSING
from flowport.diff.edits import (
    BranchAdded,
    BranchLed,
    BranchRemoved,
    ConditionChanged,
    ConditionsReordered,
    Edit,
)
from flowport.diff.sides import spoken_of
from flowport.model.block_names import branch_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.diff.content import ComparedBlock, Key
    from flowport.diff.sides import Sides

__all__ = ["branch_edits"]


def branch_edits(sides: Sides, old: int, new: int) -> Iterator[Edit]:
    """What changed in the branches of a block."""
    mine, other = sides.before.pieces[old], sides.after.pieces[new]
    gone = [key for key in mine.ways if key not in other.ways]
    fresh = [key for key in other.ways if key not in mine.ways]
    for key in mine.ways:
        if key in other.ways and not sides.leads_alike(mine.targets[key], other.targets[key]):
            yield from _led(sides, old, new, key)
    yield from _swapped(sides, (old, new), gone, fresh)
    yield from _gone(sides, old, new, gone)
    yield from _fresh(sides, old, new, fresh)
    yield from _reordered(sides, old, new)


def _led(sides: Sides, old: int, new: int, key: Key) -> Iterator[Edit]:
    mine, other = sides.before.pieces[old], sides.after.pieces[new]
    if (old, key) in sides.passed or sides.is_copy(old, new, key):
        return
    yield BranchLed(
        block=spoken_of(sides, old, new),
        branch=branch_name(other.action, other.ways[key]),
        before=sides.was(mine.targets[key]),
        after=sides.now(other.targets[key]),
        was=mine.ways[key].pointer,
        now=other.ways[key].pointer,
    )


def _swapped(
    sides: Sides, pair: tuple[int, int], gone: list[Key], fresh: list[Key]
) -> Iterator[Edit]:
    """Conditions that say something else and lead where they led; takes them from the lists."""
    mine, other = sides.before.pieces[pair[0]], sides.after.pieces[pair[1]]
    waiting: dict[int, deque[Key]] = {}
    for key in fresh:
        if key[0] == "condition":
            waiting.setdefault(other.targets[key], deque()).append(key)
    swapped: dict[Key, Key] = {}
    for key in gone:
        target = sides.pairs.get(mine.targets[key], MISSING)
        if key[0] == "condition" and target >= 0 and waiting.get(target):
            swapped[key] = waiting[target].popleft()
    for key, candidate in swapped.items():
        yield ConditionChanged(
            block=spoken_of(sides, *pair),
            before=branch_name(mine.action, mine.ways[key]),
            after=branch_name(other.action, other.ways[candidate]),
            target=sides.now(other.targets[candidate]),
            was=mine.ways[key].pointer,
            now=other.ways[candidate].pointer,
        )
    came = set(swapped.values())
    gone[:] = [key for key in gone if key not in swapped]
    fresh[:] = [key for key in fresh if key not in came]


def _gone(sides: Sides, old: int, new: int, keys: list[Key]) -> Iterator[Edit]:
    mine = sides.before.pieces[old]
    for key in keys:
        yield BranchRemoved(
            block=spoken_of(sides, old, new),
            branch=branch_name(mine.action, mine.ways[key]),
            target=sides.was(mine.targets[key]),
            was=mine.ways[key].pointer,
        )


def _fresh(sides: Sides, old: int, new: int, keys: list[Key]) -> Iterator[Edit]:
    other = sides.after.pieces[new]
    for key in keys:
        yield BranchAdded(
            block=spoken_of(sides, old, new),
            branch=branch_name(other.action, other.ways[key]),
            target=sides.now(other.targets[key]),
            now=other.ways[key].pointer,
        )


def _reordered(sides: Sides, old: int, new: int) -> Iterator[Edit]:
    mine, other = sides.before.pieces[old], sides.after.pieces[new]
    order = [key for key in mine.ways if key[0] == "condition" and key in other.ways]
    anew = [key for key in other.ways if key[0] == "condition" and key in mine.ways]
    if order == anew or not _order_counts(mine, order):
        return
    yield ConditionsReordered(
        block=spoken_of(sides, old, new),
        before=tuple(branch_name(mine.action, mine.ways[key]) for key in order),
        after=tuple(branch_name(other.action, other.ways[key]) for key in anew),
        was=f"{mine.action.pointer}/Transitions/Conditions",
        now=f"{other.action.pointer}/Transitions/Conditions",
    )


def _order_counts(piece: ComparedBlock, keys: list[Key]) -> bool:
    """Whether two of the conditions can hold at once, so that the first one wins."""
    ways = [piece.ways[key] for key in keys]
    plain = all(way.operator == "Equals" and not way.name.startswith("$") for way in ways)
    return not plain or len({way.name for way in ways}) < len(ways)
