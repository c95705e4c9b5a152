"""What the canvas shows of a document: everything that is drawn, and nothing to work out there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from flowport.catalogue import action_named
from flowport.designer import canvas_notes
from flowport.layout.faces import face
from flowport.layout.sizes import ENTRY_HEIGHT, ENTRY_WIDTH, WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flowport.designer.draft import Draft
    from flowport.designer.schema.document_schema import (
        AnnotationJSON,
        BlockJSON,
        BoxJSON,
        BranchJSON,
        NoteJSON,
        ViewJSON,
    )
    from flowport.layout.faces import Exit, Face
    from flowport.model import Action, Flow

__all__ = ["Shown", "branch", "shown", "since", "view"]

_ENTRY_GAP = 80  # between the entry and the block that it leads to


class Shown(NamedTuple):
    """The face of a block, and what it was drawn from."""

    action: Action
    metadata: dict[str, Any]
    face: Face


def shown(flow: Flow, known: Mapping[str, Shown] | None = None) -> dict[str, Shown]:
    """The faces of all blocks, taken from an earlier state where nothing of a block changed.

    Documents share what an edit did not touch, so that identity tells what changed.
    """
    known = known or {}
    found: dict[str, Shown] = {}
    kept = flow.metadata.get("ActionMetadata")
    of_block = kept if isinstance(kept, dict) else {}
    for action in flow.actions:
        if action.id in found:
            continue
        metadata = of_block.get(action.id)
        metadata = metadata if isinstance(metadata, dict) else {}
        old = known.get(action.id)
        if old and old.action.tree is action.tree and old.metadata == metadata:
            found[action.id] = old
        else:
            found[action.id] = Shown(action, metadata, face(action, metadata))
    return found


def view(draft: Draft, blocks_shown: Mapping[str, Shown] | None = None) -> ViewJSON:
    """The whole canvas; the faces may be given, where they are known."""
    drawn = shown(draft.flow) if blocks_shown is None else blocks_shown
    notes: dict[str, list[NoteJSON]] = {}
    for note in draft.notes:
        notes.setdefault(note.block, []).append(note.as_json())
    blocks = [
        _block(draft, each.face, each.action.type, notes.get(name, []))
        for name, each in drawn.items()
    ]
    return {
        "name": draft.name,
        "description": draft.description,
        "type": draft.type,
        "kind": draft.kind,
        "start": draft.flow.start,
        "entry": _entry(draft, blocks),
        "blocks": blocks,
        "annotations": [canvas_notes.as_json(note) for note in draft.flow.annotations],
        "notes": [note.as_json() for note in draft.notes],
        "partial": False,
    }


def _block(draft: Draft, drawn: Face, type_: str, notes: list[NoteJSON]) -> BlockJSON:
    declared = action_named(type_)
    x, y = _place(draft, drawn.id)
    return {
        "id": drawn.id,
        "type": type_,
        "title": drawn.title,
        "name": drawn.name,
        "category": drawn.category,
        "x": x,
        "y": y,
        "width": WIDTH,
        "height": drawn.height,
        "settings": list(drawn.settings),
        "branches": [branch(leaving) for leaving in drawn.exits],
        "terminal": declared is not None and declared.terminal,
        "known": declared is not None,
        "notes": notes,
    }


def branch(leaving: Exit) -> BranchJSON:
    """A branch for the page."""
    return {
        "key": leaving.key,
        "label": leaving.title,
        "kind": leaving.key.partition(":")[0],
        "tone": leaving.tone,
        "target": leaving.target,
        "connected": leaving.target != "",
    }


def _place(draft: Draft, identifier: str) -> tuple[float, float]:
    if identifier in draft.places:
        spot = draft.places[identifier]
        return spot.x, spot.y
    stored = draft.flow.position_of(identifier)
    return (round(stored[0]), round(stored[1])) if stored else (0, 0)


def _entry(draft: Draft, blocks: Sequence[BlockJSON]) -> BoxJSON:
    """The entry: where the document places it, or else left of the first block."""
    stored = draft.flow.entry_position
    first = next((block for block in blocks if block["id"] == draft.flow.start), None)
    x, y = stored or (0, 0)
    if stored is None and first is not None:
        x, y = first["x"] - ENTRY_WIDTH - _ENTRY_GAP, first["y"]
    return {"x": round(x), "y": round(y), "width": ENTRY_WIDTH, "height": ENTRY_HEIGHT}


def since(before: ViewJSON, now: ViewJSON) -> ViewJSON:
    """The canvas with only those blocks and notes that differ from an earlier one."""
    return {
        **now,
        "blocks": _changed(before["blocks"], now["blocks"]),
        "annotations": _changed(before["annotations"], now["annotations"]),
        "removed": {
            "blocks": _gone(before["blocks"], now["blocks"]),
            "annotations": _gone(before["annotations"], now["annotations"]),
        },
        "partial": True,
    }


_Drawn = TypeVar("_Drawn", "BlockJSON", "AnnotationJSON")


def _changed(before: Iterable[_Drawn], now: Iterable[_Drawn]) -> list[_Drawn]:
    known = {each["id"]: each for each in before}
    return [each for each in now if known.get(each["id"]) != each]


def _gone(before: Iterable[_Drawn], now: Iterable[_Drawn]) -> list[str]:
    return sorted({each["id"] for each in before} - {each["id"] for each in now})
