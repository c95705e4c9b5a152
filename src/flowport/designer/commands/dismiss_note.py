"""Dismiss what a conversion said of a block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Forget the notes of these ids; one that is gone already does not matter."""
    gone = set(members.texts("ids"))
    return replace(draft, notes=tuple(note for note in draft.notes if note.id not in gone))
