"""Write a note on the canvas, or change one: its text, place, size, block, whether it is folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.designer import canvas_notes

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Set the members that are given; a new note gets usual values for the others."""
    identifier = members.text("id")
    known = canvas_notes.find(draft.flow, identifier) or {}
    values: dict[str, Any] = {}
    if "content" in members:
        values["content"] = members.text("content")
    if "block" in members:
        block = members.text("block")
        values["actionId"] = draft.flow.action(block).id if block else ""
    if "folded" in members:
        values["isFolded"] = members.truth("folded")
    for key, parts in (("position", ("x", "y")), ("size", ("width", "height"))):
        given = {part: round(members.number(part)) for part in parts if part in members}
        if given:
            usual = {"x": 0, "y": 0} if key == "position" else _SIZE
            here = known.get(key)
            values[key] = {**usual, **(here if isinstance(here, dict) else {}), **given}
    return draft.with_flow(canvas_notes.put(draft.flow, identifier, values))


_SIZE = {"height": canvas_notes.HEIGHT, "width": canvas_notes.WIDTH}
