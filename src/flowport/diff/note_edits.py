"""Edits of the notes on the canvas."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from flowport.diff.content import canonical
from flowport.diff.edits import (
    Edit,
    NoteAdded,
    NoteChanged,
    NoteMoved,
    NotePinned,
    NoteRemoved,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from flowport.diff.sides import Sides

__all__ = ["note_edits"]

Note = dict[str, Any]

_PLACED = ("position", "size", "isFolded")


def _text(note: Note) -> str:
    return str(note.get("content") or "")


#: How a note is recognised, the surest way first.
_MARKS: tuple[Callable[[Note], Hashable], ...] = (
    lambda note: (canonical(note.get("id")), _text(note)),
    lambda note: canonical(note.get("id")),
    _text,
    lambda note: canonical(note.get("position")),
)


def note_edits(sides: Sides, known: dict[str, str]) -> Iterator[Edit]:
    """What changed of the notes; ``known`` gives the new identifier for each former one."""
    before, after = sides.before.flow.annotations, sides.after.flow.annotations
    pairs = _pairs(before, after)
    for new, note in enumerate(after):
        where = f"/Metadata/Annotations/{new}"
        if new in pairs:
            was = f"/Metadata/Annotations/{pairs[new]}"
            yield from _changes(sides, (before[pairs[new]], note), known, (was, where))
        else:
            yield NoteAdded(text=_text(note), now=where)
    stayed = set(pairs.values())
    for old, note in enumerate(before):
        if old not in stayed:
            yield NoteRemoved(text=_text(note), was=f"/Metadata/Annotations/{old}")


def _pairs(before: tuple[Note, ...], after: tuple[Note, ...]) -> dict[int, int]:
    """For each new note that was there before, its former number."""
    found: dict[int, int] = {}
    for mark in _MARKS:
        waiting: dict[Hashable, deque[int]] = {}
        known = set(found.values())
        for old, note in enumerate(before):
            if old not in known:
                waiting.setdefault(mark(note), deque()).append(old)
        for new, note in enumerate(after):
            if new not in found and waiting.get(mark(note)):
                found[new] = waiting[mark(note)].popleft()
    return found


def _changes(
    sides: Sides, pair: tuple[Note, Note], known: dict[str, str], where: tuple[str, str]
) -> Iterator[Edit]:
    mine, other = pair
    was, now = where
    if _text(mine) != _text(other):
        yield NoteChanged(before=_text(mine), after=_text(other), was=was, now=now)
    pin, pinned = mine.get("actionId") or "", other.get("actionId") or ""
    if known.get(pin, pin) != pinned:
        before = sides.was(sides.before.number(pin))
        after = sides.now(sides.after.number(pinned))
        yield NotePinned(text=_text(other), before=before, after=after, was=was, now=now)
    if any(canonical(mine.get(key)) != canonical(other.get(key)) for key in _PLACED):
        yield NoteMoved(text=_text(other), was=was, now=now)
