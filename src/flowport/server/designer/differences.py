"""What changed between two documents, for the page."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, cast

from flowport.diff import aspect_of, compare
from flowport.diff.tell import tell
from flowport.model.block_names import BlockName

if TYPE_CHECKING:
    from flowport.designer.schema.answer_schema import ChangeJSON, DiffJSON
    from flowport.diff import Edit
    from flowport.model import Flow

__all__ = ["difference"]


def difference(before: Flow, after: Flow) -> DiffJSON:
    """The edits that lead from one flow to another, and whether a contact meets the same."""
    found = compare(before, after)
    return {
        "changes": [_change(edit) for edit in found.edits],
        "same": not found.edits,
        "sameMeaning": found.same_meaning,
        "pairs": found.pairs,
    }


def _change(edit: Edit) -> ChangeJSON:
    block = getattr(edit, "block", None)
    rest = {
        each.name: _plain(getattr(edit, each.name))
        for each in fields(edit)
        if each.name not in {"block", "touches", "ways", "text"}
    }
    change: ChangeJSON = {
        "what": type(edit).__name__,
        "text": tell(edit),
        "aspect": aspect_of(edit),
        "block": _plain(block) if isinstance(block, BlockName) else None,
    }
    return cast("ChangeJSON", {**change, **rest})  # each kind of edit has members of its own


def _plain(value: Any) -> Any:
    if isinstance(value, BlockName):
        return {"id": value.id, "title": value.title, "name": value.name}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
