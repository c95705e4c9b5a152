"""The notes that people write on the canvas (``Metadata.Annotations``), some pinned to a block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import EditError
from flowport.model.canvas import coordinate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.designer.schema.document_schema import AnnotationJSON
    from flowport.model import Flow

__all__ = ["as_json", "changed", "find", "put", "without"]

#: The size that the designer gives a new note, in canvas units.
WIDTH, HEIGHT = 300, 295


def find(flow: Flow, identifier: str) -> dict[str, Any] | None:
    """The note of an id, or None."""
    return next((note for note in flow.annotations if note.get("id") == identifier), None)


def changed(flow: Flow, identifier: str, values: Mapping[str, Any]) -> Flow:
    """The flow with members of a note set.

    Raises:
        EditError: There is no such note.
    """
    if find(flow, identifier) is None:
        raise EditError(f"there is no note {identifier!r} on this canvas")
    notes = [
        {**note, **values} if isinstance(note, dict) and note.get("id") == identifier else note
        for note in flow.metadata["Annotations"]
    ]
    return _with(flow, notes)


def put(flow: Flow, identifier: str, values: Mapping[str, Any]) -> Flow:
    """The flow with a note changed, or added where there is none of the id."""
    if find(flow, identifier) is not None:
        return changed(flow, identifier, values)
    new = {
        "type": "default",
        "id": identifier,
        "content": "",
        "actionId": "",
        "isFolded": False,
        "position": {"x": 0, "y": 0},
        "size": {"height": HEIGHT, "width": WIDTH},
    }
    known = flow.metadata.get("Annotations")
    return _with(flow, [*(known if isinstance(known, list) else ()), {**new, **values}])


def without(flow: Flow, *, ids: frozenset[str] = frozenset(), pinned_to: str = "") -> Flow:
    """The flow without the notes of these ids, or pinned to a block."""
    known = flow.metadata.get("Annotations")
    notes = known if isinstance(known, list) else []
    kept = [note for note in notes if not _goes(note, ids, pinned_to)]
    return flow if len(kept) == len(notes) else _with(flow, kept)


def _goes(note: Any, ids: frozenset[str], pinned_to: str) -> bool:
    if not isinstance(note, dict):
        return False
    return note.get("id") in ids or (bool(pinned_to) and note.get("actionId") == pinned_to)


def as_json(note: Mapping[str, Any]) -> AnnotationJSON:
    """A note for the page; what is missing or odd in the document gets a usual value."""
    spot, size = _mapping(note.get("position")), _mapping(note.get("size"))
    return {
        "id": str(note.get("id") or ""),
        "content": str(note.get("content") or ""),
        "block": str(note.get("actionId") or ""),
        "x": _number(spot.get("x"), 0),
        "y": _number(spot.get("y"), 0),
        "width": _number(size.get("width"), WIDTH),
        "height": _number(size.get("height"), HEIGHT),
        "folded": note.get("isFolded") is True,
    }


def _with(flow: Flow, notes: list[Any]) -> Flow:
    return flow.with_value("/Metadata", {**flow.metadata, "Annotations": notes})


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: object, otherwise: float) -> float:
    return coordinate(value, otherwise)
