"""Versions of a flow: list, keep, compare, go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.server.designer.affecting import compared_contents
from flowport.server.designer.ask import DesignerReply
from flowport.server.designer.differences import difference
from flowport.server.designer.documents import content_at, reported, start, state_of, text_of
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.rows import Counting, row_json
from flowport.server.designer.saving import saved
from flowport.store import publications, versions

if TYPE_CHECKING:
    from flowport.designer.schema.answer_schema import ComparedJSON, SavedJSON, VersionsJSON
    from flowport.designer.schema.call_schema import ComparedCallsJSON
    from flowport.server.designer.ask import Ask
    from flowport.server.designer.open_documents import DocumentState

_LONGEST = 500


@endpoint("GET", "/{instance}/flows/{flow}/versions", needs="View")
def every(ask: Ask) -> VersionsJSON:
    """The versions and what was published, the newest first, and what is saved and published."""
    row = ask.flow()
    return {
        "versions": [
            {
                "number": each.number,
                "description": each.description or "",
                "created": each.created,
                "base": each.content,
                "published": each.content == row.published,
            }
            for each in versions.newest_first(ask.connection, row)
        ],
        "history": [
            {
                "number": each.number,
                "by": each.by,
                "note": each.note,
                "created": each.created,
                "base": each.content,
                "published": each.content == row.published,
            }
            for each in publications.newest_first(ask.connection, row)
        ],
        "saved": {"base": row.saved, "modified": row.modified},
        "published": {"base": row.published} if row.published else None,
    }


@endpoint("POST", "/{instance}/flows/{flow}/versions", needs="Edit", writes=True)
def keep(ask: Ask) -> DesignerReply:
    """Keep what is published as a version."""
    description = ask.text("description", "")
    if len(description) > _LONGEST:
        raise Refusal("bad-request", f"A description has at most {_LONGEST} characters.")
    made = versions.create(ask.connection, ask.flow(), description or None)
    return DesignerReply(body={"number": made.number}, status=201)


@endpoint("GET", "/{instance}/flows/{flow}/compare", needs="View")
def compare(ask: Ask) -> ComparedJSON:
    """What changed between two contents of a flow."""
    row = ask.flow()
    sides = [
        start(ask, row, content_at(ask, row, ask.query.get(side, ""))).draft.flow
        for side in ("a", "b")
    ]
    return {"diff": ask.worked(difference, *sides)}


@endpoint("POST", "/{instance}/flows/{flow}/compare", needs="View")
def compare_edited(ask: Ask) -> ComparedJSON:
    """What changed between a content of a flow and the document that is being edited."""
    row = ask.flow()
    before = start(ask, row, content_at(ask, row, ask.text("a", ""))).draft.flow
    after = state_of(ask).draft.flow
    return {"diff": ask.worked(difference, before, after)}


@endpoint("GET", "/{instance}/flows/{flow}/compare/calls", needs="View")
def compare_calls(ask: Ask) -> ComparedCallsJSON:
    """Which calls differ between two contents of a flow (``a`` and ``b``, as for ``compare``).

    The answer is ``{"calls": {...}}``: ``same`` says whether no call differs; ``calls``,
    ``branches``, ``missed`` and ``channels`` are the bound of that statement; ``differences`` lists
    the places where calls part. Each has ``before`` and ``after`` (what the two sides do, empty
    for nothing more), ``blocks`` (the titles of the two blocks), ``turns`` (the shortest call as
    sentences: "press 1"; empty for every call), ``channel``, and ``case``, the call as a test case
    in the short form, which passes on ``a``.
    """
    row = ask.flow()
    one, other = (
        start(ask, row, content_at(ask, row, ask.query.get(side, ""))).draft.flow
        for side in ("a", "b")
    )
    return {"calls": compared_contents(ask, row, one, other)}


@endpoint("POST", "/{instance}/flows/{flow}/compare/calls", needs="View")
def compare_edited_calls(ask: Ask) -> ComparedCallsJSON:
    """Which calls the document that is being edited changes, against the content ``a``.

    The body is that of ``compare``; the answer is as that of the ``GET``.
    """
    row = ask.flow()
    before = start(ask, row, content_at(ask, row, ask.text("a", ""))).draft.flow
    return {"calls": compared_contents(ask, row, before, state_of(ask).draft.flow)}


def _older(ask: Ask) -> tuple[DocumentState, DocumentState | None]:
    """The older content, checked if it is to be published, and the draft that is given with it."""
    row = ask.flow()
    state = start(ask, row, content_at(ask, row, str(ask.body.get("version", ""))))
    if ask.body.get("publish") is True:
        reported(ask, state)
    return state, None if ask.body.get("commands") is None else state_of(ask)


@endpoint("POST", "/{instance}/flows/{flow}/restore", needs="Edit", writes=True, prepare=_older)
def restore(ask: Ask) -> SavedJSON:
    """Save an older content again, and publish it if asked to, unless someone has saved since.

    With the members of a document (``base``, ``commands``) that document is the draft afterwards:
    so a page takes a publish back and keeps its draft.
    """
    row = ask.flow()
    if row.saved != ask.text("expected", row.saved):
        raise Refusal("conflict", "Someone saved this flow in the meantime; open it again first.")
    older, draft = ask.prepared
    row = saved(ask, row, older, publish=ask.body.get("publish") is True)
    if draft is not None:
        row = saved(ask, row, draft, publish=False)
    return {
        "summary": row_json(row, counts=Counting(ask, 1.0).of(row)),
        "base": row.saved,
        "content": text_of(ask, row.saved),
    }
