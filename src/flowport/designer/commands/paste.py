"""Paste a piece of a flow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.designer import clipboard

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Add its blocks under new names, with what a conversion said of them."""
    found = clipboard.read(members.text("fragment"))
    at = (members.number("x"), members.number("y"))
    flow, names = clipboard.pasted(draft.flow, found, members.text("seed"), at)
    notes = tuple(
        replace(note, block=names.get(note.block, ""), id=f"{members.text('seed')}:{note.id}")
        for note in found.notes
    )
    return replace(draft, flow=flow, notes=(*draft.notes, *notes))
