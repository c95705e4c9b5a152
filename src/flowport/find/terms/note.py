"""``note:``: words in the notes on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.diff.tell import value as quoted
from flowport.find.subject import Hit, Subject, Term, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.model import Action

__all__ = ["TERMS", "notes"]


def notes(subject: Subject, value: str) -> Iterator[Hit]:
    """The notes that hold the words."""
    holds = wanted(value, part=True)
    for index, note in enumerate(subject.flow.annotations):
        text = str(note.get("content") or "")
        if holds(text):
            yield Hit(f"/Metadata/Annotations/{index}/content", f"note {quoted(text)}")


def _pinned(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    """Notes are on the canvas; a block has those that are pinned to it."""
    for hit in notes(subject, value):
        index = int(hit.pointer.split("/")[3])
        if subject.flow.annotations[index].get("actionId") == action.id:
            yield hit


TERMS = (Term("note", "words in notes", "note:marketing", _pinned, notes),)
