"""Edits of the flow itself: its start, name, type, settings and the entry point's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.diff.block_edits import value_changes
from flowport.diff.content import Key, shown
from flowport.diff.edits import Aspect, Edit, EntryMoved, PropertyChanged, StartLed
from flowport.model.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.diff.sides import Sides
    from flowport.model import Flow

__all__ = ["flow_edits", "start_edits"]

_START: tuple[int, Key] = (-1, ("start", "", 0))

#: What a flow says of itself in several places, and what a change of it touches.
_SAID = {
    "name": Aspect.NAMES,
    "description": Aspect.NAMES,
    "type": Aspect.MEANING,
    "status": Aspect.NAMES,
}
_ELSEWHERE = {"Actions", "StartAction", "Metadata"}
_TOLD = {*_SAID, "entryPointPosition", "ActionMetadata", "Annotations", "hash"}


def flow_edits(sides: Sides) -> Iterator[Edit]:
    """What changed of the flow beside its blocks and notes."""
    before, after = sides.before.flow, sides.after.flow
    for word, touches in _SAID.items():
        was, now = getattr(before, word), getattr(after, word)
        if was != now and None not in (was, now) and before.name and after.name:
            yield PropertyChanged(path=(word,), before=was, after=now, touches=touches)
    yield from _trees(_rest(before), _rest(after), Aspect.MEANING, ())
    kept, keeps = _kept(before), _kept(after)
    yield from _trees(kept, keeps, Aspect.DESIGNER, ("Metadata",))
    if before.entry_position != after.entry_position:
        where = "/Metadata/entryPointPosition"
        yield EntryMoved(
            before=before.entry_position, after=after.entry_position, was=where, now=where
        )


def start_edits(sides: Sides) -> Iterator[Edit]:
    """Whether the flow begins elsewhere."""
    old, new = sides.before.start, sides.after.start
    if not sides.leads_alike(old, new) and _START not in sides.passed:
        yield StartLed(
            before=sides.was(old), after=sides.now(new), was="/StartAction", now="/StartAction"
        )


def _rest(flow: Flow) -> dict[str, Any]:
    rest: dict[str, Any] = shown({k: v for k, v in flow.tree.items() if k not in _ELSEWHERE})
    return rest


def _kept(flow: Flow) -> dict[str, Any]:
    kept: dict[str, Any] = shown({k: v for k, v in flow.metadata.items() if k not in _TOLD})
    return kept


def _trees(
    before: dict[str, Any], after: dict[str, Any], touches: Aspect, above: tuple[str, ...]
) -> Iterator[Edit]:
    for path, was, now in value_changes(before, after):
        whole = (*above, *path)
        where = pointer(*whole)
        yield PropertyChanged(
            path=whole,
            before=was,
            after=now,
            touches=touches,
            was=None if was is None else where,
            now=None if now is None else where,
        )
