"""Move blocks, notes and the entry on the canvas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.designer import canvas_notes
from flowport.model import edit

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Place each; a block that stood nowhere stands somewhere now."""
    positions = members.spots("positions")
    flow = edit.move(draft.flow, positions)
    for identifier, (x, y) in members.spots("annotations").items():
        flow = canvas_notes.changed(flow, identifier, {"position": {"x": round(x), "y": round(y)}})
    if "entry" in members:
        spot = members.spot("entry")
        flow = edit.move_entry(flow, spot.x, spot.y)
    odd = {name: spot for name, spot in draft.places.items() if name not in positions}
    return replace(draft, flow=flow, places=odd)
