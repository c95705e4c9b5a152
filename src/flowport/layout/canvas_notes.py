"""Where the notes on the canvas stand: each by its block, and none on a block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from flowport.layout.boxes import Box, Position
from flowport.layout.free_room import TakenAreas
from flowport.model.canvas import coordinate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from flowport.model import Flow

#: The size that the designer gives a note, and the height of one that is folded, in pixels.
NOTE_WIDTH, NOTE_HEIGHT, NOTE_FOLDED = 300, 295, 36
#: The largest side of a note, in pixels.
LARGEST = 5_000
#: Free room between a note and a block or another note.
NOTE_GAP = 10
#: How many notes times blocks are compared to find the nearest; of more, free notes stay.
BUDGET = 2_000_000


class Sized(NamedTuple):
    """A width and a height, in pixels."""

    width: int
    height: int


def size_of(note: Mapping[str, Any]) -> Sized:
    """The size of a note on the canvas; what is odd or missing gets the usual value."""
    size = note.get("size")
    width, height = _number(size, "width", NOTE_WIDTH), _number(size, "height", NOTE_HEIGHT)
    high = NOTE_FOLDED if note.get("isFolded") is True else round(height)
    return Sized(max(1, min(round(width), LARGEST)), max(1, min(high, LARGEST)))


def stored(note: Mapping[str, Any]) -> Position | None:
    """Where a note is in the document, if anywhere."""
    spot = note.get("position")
    if not isinstance(spot, dict):
        return None
    return Position(round(_number(spot, "x", 0)), round(_number(spot, "y", 0)))


def note_places(
    flow: Flow,
    boxes: Iterable[Box],
    places: Mapping[str, Position],
    *,
    before: Mapping[str, Position] | None = None,
    size: Callable[[Mapping[str, Any]], Sized] = size_of,
) -> list[Position]:
    """Where each note stands when the blocks are at these places, in the order of the notes.

    A note moves as the block moved that it is pinned to, or else the one that it stood nearest
    to; where it would be on a block or on another note, it goes up or down to free room, or
    below the block that it is pinned to if that is nearer.

    Args:
        flow: The flow with its notes.
        boxes: Its blocks.
        places: Where they stand now, and other boxes that are in the way.
        before: Where the blocks stood before; where they are stored, if it is not given.
        size: How large a note is.
    """
    ground = TakenAreas()
    boxes = tuple(boxes)
    for box in boxes:
        ground.take(box, places[box.id])
    was = _stored_places(boxes) if before is None else before
    by_id = {box.id: box for box in reversed(boxes)}
    near = [box for box in boxes if box.id in was]
    near = near if len(near) * len(flow.annotations) <= BUDGET else []
    found: list[Position] = []
    for note in flow.annotations:
        area = Box("", *size(note))
        pinned = _pinned(note, by_id)
        wanted = _wanted(note, area, (pinned, near), places, was)
        spot = ground.nearest(area, wanted, NOTE_GAP)
        if pinned is not None and spot != wanted:
            at = places[pinned.id]
            below = Position(at.x, at.y + pinned.height + NOTE_GAP)
            others = spot, ground.nearest(area, below, NOTE_GAP)
            spot = min(others, key=lambda place: _apart(place, area, at, pinned))
        ground.take(area, spot)
        found.append(spot)
    return found


def _pinned(note: Mapping[str, Any], boxes: Mapping[str, Box]) -> Box | None:
    """The block that a note is pinned to, if there is one."""
    pin = note.get("actionId")
    return boxes.get(pin) if isinstance(pin, str) else None


def _stored_places(boxes: Sequence[Box]) -> dict[str, Position]:
    return {box.id: box.at for box in boxes if box.at is not None}


def _wanted(
    note: Mapping[str, Any],
    area: Box,
    blocks: tuple[Box | None, Sequence[Box]],
    places: Mapping[str, Position],
    was: Mapping[str, Position],
) -> Position:
    """Where a note would stand, were there room: to its block as before.

    ``blocks`` are the one that it is pinned to, and those among which the nearest is.
    """
    at = stored(note)
    holder, near = blocks
    if at is None:
        below = Position(0, 0) if holder is None else places[holder.id]
        return Position(below.x, below.y + (0 if holder is None else holder.height + NOTE_GAP))
    if holder is None or holder.id not in was:
        holder = min(near, key=lambda box: _apart(at, area, was[box.id], box), default=None)
    if holder is None:
        return at
    old, new = was[holder.id], places[holder.id]
    return Position(at.x + new.x - old.x, at.y + new.y - old.y)


def _apart(here: Position, one: Box, there: Position, other: Box) -> int:
    """How far two boxes are from each other, across and down together."""
    across = max(there.x - here.x - one.width, here.x - there.x - other.width, 0)
    return across + max(there.y - here.y - one.height, here.y - there.y - other.height, 0)


def _number(holder: object, key: str, default: float) -> float:
    """A number of an object that may be none, within what a canvas can hold."""
    return coordinate(holder.get(key) if isinstance(holder, dict) else None, default)
