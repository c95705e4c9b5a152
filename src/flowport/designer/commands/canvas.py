"""Where things are on the canvas, and what is noted there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.designer import canvas_notes
from flowport.model import edit

if TYPE_CHECKING:
    from flowport.designer.command_members import Members
    from flowport.designer.draft import Draft

_SIZE = {"height": canvas_notes.HEIGHT, "width": canvas_notes.WIDTH}


def move(draft: Draft, members: Members) -> Draft:
    """Move blocks, notes and the entry on the canvas.

    Place each; a block that had no place has one now.
    """
    positions = members.spots("positions")
    flow = edit.move(draft.flow, positions)
    for identifier, (x, y) in members.spots("annotations").items():
        flow = canvas_notes.changed(flow, identifier, {"position": {"x": round(x), "y": round(y)}})
    if "entry" in members:
        spot = members.spot("entry")
        flow = edit.move_entry(flow, spot.x, spot.y)
    odd = {name: spot for name, spot in draft.places.items() if name not in positions}
    return replace(draft, flow=flow, places=odd)


def arrange(draft: Draft, members: Members) -> Draft:
    """Place all blocks again, as the arrangement says.

    Move; it has a kind of its own to have a name of its own in the history.
    """
    return move(draft, members)


def note(draft: Draft, members: Members) -> Draft:
    """Write a note, or change one: its text, place, size, block, whether it is folded.

    Set the members that are given; a new note gets usual values for the others.
    """
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


def remove_note(draft: Draft, members: Members) -> Draft:
    """Remove notes from the canvas.

    Remove those of the ids; one that is gone already does not matter.
    """
    gone = frozenset(members.texts("ids"))
    return draft.with_flow(canvas_notes.without(draft.flow, ids=gone))


def dismiss_note(draft: Draft, members: Members) -> Draft:
    """Dismiss what a conversion said of a block.

    Forget the notes of these ids; one that is gone already does not matter.
    """
    gone = set(members.texts("ids"))
    return replace(draft, notes=tuple(note for note in draft.notes if note.id not in gone))


#: Each command by its kind.
COMMANDS = {
    "move": move,
    "arrange": arrange,
    "note": note,
    "removeNote": remove_note,
    "dismissNote": dismiss_note,
}
