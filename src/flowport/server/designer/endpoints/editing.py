"""Opening and editing: a document in, what the page draws and lists out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

from flowport.designer import clipboard
from flowport.errors import EditError
from flowport.server.designer.differences import difference
from flowport.server.designer.documents import (
    answer,
    content_at,
    start,
    state_of,
    text_of,
)
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.heavy import arranged
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.rows import Counting, row_json
from flowport.server.designer.saving import examined, saved
from flowport.store import flows, tags

if TYPE_CHECKING:
    from flowport.designer.schema.answer_schema import (
        ClipboardTextJSON,
        ConflictJSON,
        EditedJSON,
        OpenedJSON,
        PastedJSON,
        PerformableJSON,
        SavedJSON,
    )
    from flowport.server.designer.ask import Ask
    from flowport.server.designer.open_documents import DocumentState
    from flowport.store.flows import Stored


def opened(ask: Ask, version: str = "") -> OpenedJSON:
    """A flow as the page opens it."""
    row = ask.flow()
    base = content_at(ask, row, version)
    state = start(ask, row, base)
    marks = tags.of(ask.connection, row.arn)
    found = {
        "summary": row_json(row, tags=marks, counts=Counting(ask, 1.0).of(row)),
        "base": base,
        "content": text_of(ask, base),
        "permissions": ask.visit.permissions()[row.kind],
        **answer(ask, state),
    }
    return cast("OpenedJSON", found)  # the page has no part of the report yet: all of them are new


@endpoint("GET", "/{instance}/flows/{flow}", needs="View")
def open_(ask: Ask) -> OpenedJSON:
    """Open a flow: what is saved, published, or a version."""
    return opened(ask, ask.query.get("version", ""))


@endpoint("POST", "/{instance}/edit", needs="View")
def edit(ask: Ask) -> EditedJSON:
    """What commands make of a document."""
    return answer(ask, state_of(ask))


def _examined(ask: Ask) -> DocumentState:
    """The document, checked; a conflict that is there already shows before the call writes."""
    row, state = ask.flow(), examined(ask)
    _check_conflict(ask, row, state)
    return state


def _check_conflict(ask: Ask, row: Stored, state: DocumentState) -> None:
    expected = ask.text("expected", ask.text("base", ""))
    mine = hashlib.sha256(state.draft.flow.content().encode()).hexdigest()
    if row.saved not in {expected, mine}:
        raise _conflict(ask, state.draft)


@endpoint("POST", "/{instance}/flows/{flow}/save", needs="Edit", writes=True, prepare=_examined)
def save(ask: Ask) -> SavedJSON:
    """Save a document, if nobody saved since it was opened; publish it if that is wanted."""
    row, state = ask.flow(), ask.prepared
    _check_conflict(ask, row, state)
    row = saved(ask, row, state, publish=ask.body.get("publish") is True)
    marks = tags.of(ask.connection, row.arn)
    return {
        "summary": row_json(row, tags=marks, counts=Counting(ask, 1.0).of(row)),
        "base": row.saved,
        "content": text_of(ask, row.saved),
    }


def _conflict(ask: Ask, mine: Any) -> Refusal:
    ask.body = {}
    by = str(ask.flow().body.get(flows.SAVED_BY) or "").removeprefix("user ")
    current = opened(ask)
    theirs = start(ask, ask.flow(), current["base"]).draft
    message = "Someone saved this flow since you opened it; compare before you overwrite it."
    diff = ask.worked(difference, theirs.flow, mine.flow)
    conflict: ConflictJSON = {"current": current, "diff": diff, "by": by}
    return Refusal("conflict", message, **conflict)


@endpoint("POST", "/{instance}/arrange", needs="View")
def arrange(ask: Ask) -> PerformableJSON:
    """Where blocks stand after arranging: all, or only those of the ids."""
    draft = state_of(ask).draft
    ids = ask.texts("ids")
    every_id = {action.id for action in draft.flow.actions}
    keep = every_id - set(ids) if ids else set()
    return {"command": ask.worked(arranged, draft.flow, keep)}


@endpoint("POST", "/{instance}/copy", needs="View")
def copy(ask: Ask) -> ClipboardTextJSON:
    """The text of some blocks for the clipboard."""
    draft = state_of(ask).draft
    return {"text": clipboard.copied(draft.flow, ask.texts("ids"), ask.texts("annotations"))}


@endpoint("POST", "/{instance}/paste", needs="View")
def paste(ask: Ask) -> PastedJSON:
    """The command that pastes blocks, and the names of the blocks that it makes."""
    draft = state_of(ask).draft
    text, seed = ask.text("text"), ask.text("seed")
    x, y = ask.body.get("x", 0), ask.body.get("y", 0)
    command: dict[str, object] = {"kind": "paste", "fragment": text, "seed": seed, "x": x, "y": y}
    try:
        piece = clipboard.read_piece(text)
    except EditError as error:
        raise Refusal("bad-file", f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    _, names = clipboard.pasted(draft.flow, piece, seed, (x, y))
    notes = [note.as_json() for note in piece.notes]
    return {"command": command, "ids": list(names.values()), "notes": notes}
