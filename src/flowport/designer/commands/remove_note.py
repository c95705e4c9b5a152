"""Remove notes from the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.designer import canvas_notes

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Remove those of the ids; one that is gone already does not matter."""
    gone = frozenset(members.texts("ids"))
    return draft.with_flow(canvas_notes.without(draft.flow, ids=gone))
