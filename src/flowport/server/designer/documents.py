"""From a call to a document: its base read from the store, its commands performed, its answer."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, cast

import orjson

from flowport.designer import blank
from flowport.designer.document_report import DocumentReport, checked, joined
from flowport.designer.draft import BlockNote
from flowport.designer.properties import properties
from flowport.designer.view import since
from flowport.errors import EditError
from flowport.refs.resolve import resolve
from flowport.server import validation
from flowport.server.designer.heavy import HEAVY_TEXT, is_heavy, read_draft
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.stored_index import StoredIndex
from flowport.server.designer.unpublished import unpublished
from flowport.server.identifiers import written_number
from flowport.store import contents, publications, versions
from flowport.store.uses import uses_among

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.check import Finding
    from flowport.designer import Draft
    from flowport.designer.schema.answer_schema import EditedJSON, EditedPartsJSON
    from flowport.designer.schema.document_schema import PublishJSON, ReportJSON
    from flowport.refs.outcome import Outcome
    from flowport.refs.resource import Index
    from flowport.server.designer.ask import Ask
    from flowport.server.designer.open_documents import DocumentState
    from flowport.store.flows import Stored
    from flowport.store.references import StoredReference

__all__ = [
    "NOTES",
    "against_publishing",
    "answer",
    "content_at",
    "index_of",
    "reported",
    "state_of",
]

#: The most characters of a text that is opened: twice what an export may have.
LONGEST = 2_000_000

#: Where a flow's row keeps what conversions said of it.
NOTES = "DesignerNotes"


def index_of(ask: Ask) -> Index:
    """The resources of the instance, each kind read when it is asked for."""
    return StoredIndex(ask.app.store, ask.instance, ask.connection)


def state_of(ask: Ask) -> DocumentState:
    """The document that a body describes: base, commands, and the flow that it is of.

    Raises:
        Refusal: The base is gone, or a command can't be performed.
    """
    flow_id = ask.body.get("flow") or ask.path.get("flow")
    row = ask.flow(flow_id) if isinstance(flow_id, str) and flow_id else None
    return ask.open_documents.after(start(ask, row, _base(ask)), ask.items("commands"))


def _base(ask: Ask) -> str | None:
    base = ask.body.get("base")
    if base is not None and not isinstance(base, str):
        raise Refusal("bad-request", "'base' is a content's hash, or null for a new flow.")
    content = ask.body.get("content")
    if base is not None and isinstance(content, str):
        if len(content) > LONGEST:
            message = (
                f"The flow has {len(content):,} characters; the page opens {LONGEST:,} at most. "
                "Split it with the command line (flowport split)."
            )
            raise Refusal("too-large", message)
        if hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest() != base:
            raise Refusal("bad-request", "'content' is not the text whose hash is 'base'.")
        ask.open_documents.contents.put(_place(ask, base), content)
    return base


def start(ask: Ask, row: Stored | None, base: str | None) -> DocumentState:
    """The document before its commands."""
    kind = row.kind if row else ask.kind
    type_ = row.type if row else ask.new_type()
    name = row.name if row else ask.text("name", "")
    description = (row.description or "") if row else ask.text("description", "")
    notes = row.body.get(NOTES, []) if row else []
    settings = row.body.get("Settings") if row else None
    root = [ask.instance.id, kind, type_, name, description, base, notes, settings]

    def make() -> Draft:
        if base is None:
            return blank(kind, type_, name=name, description=description)
        apart = row.body.get("Settings") if row and row.kind == "module" else None
        kept = tuple(BlockNote(*note) for note in notes)
        about = {"kind": kind, "type": type_, "name": name, "description": description}
        text = text_of(ask, base)
        given = text, apart if isinstance(apart, str) else None, kept, about
        try:
            return ask.apart(read_draft, *given) if len(text) > HEAVY_TEXT else read_draft(*given)
        except EditError as error:
            raise Refusal("bad-file", str(error)[:1].upper() + str(error)[1:] + ".") from error

    return ask.open_documents.start(root, make)


def text_of(ask: Ask, base: str) -> str:
    """The text of a hash, if it is or lately was of a flow of this instance and kind.

    Raises:
        Refusal: Neither the store nor the open documents have it any more.
    """
    if contents.within(ask.connection, base, ask.instance.id, ask.kind):
        return ask.open_documents.contents.put(
            _place(ask, base), contents.read(ask.connection, base)
        )
    known = ask.open_documents.contents.get(_place(ask, base))
    if known is None:
        message = "The server has forgotten what was opened; the page sends it again."
        raise Refusal("base-gone", message)
    return known


def _place(ask: Ask, base: str) -> str:
    """The key of a string in the open documents; it decides who may read it."""
    return f"{ask.instance.id} {ask.kind} {base}"


def content_at(ask: Ask, row: Stored, version: str) -> str:
    """The hash of a flow's content: ``saved`` (or empty), ``published``, or an older one.

    An older one is a version by its number, or a publish by ``p`` and its number, such as ``p3``.

    Raises:
        Refusal: The flow has none such.
    """
    if version in {"", "saved"}:
        return row.saved
    if version == "published":
        if row.published is None:
            raise Refusal("not-found", f"{row.name!r} was never published.")
        return row.published
    number = written_number(version.removeprefix("p"))
    if number is None:
        message = "'version' is saved, published, a number, or p and a number."
        raise Refusal("bad-request", message)
    if version[:1] == "p":
        return publications.get(ask.connection, row, number).content
    return versions.get(ask.connection, row, number).content


def reported(ask: Ask, state: DocumentState) -> DocumentReport:
    """What is to be said of a document in the instance."""
    findings, outcomes = _findings_and_outcomes(ask, state, index_of(ask))
    return joined(state.draft.flow, findings, outcomes, state.shown)


def _findings_and_outcomes(
    ask: Ask, state: DocumentState, index: Index
) -> tuple[tuple[Finding, ...], tuple[Outcome, ...]]:
    """What checks find, and what becomes of references.

    A heavy document is checked in another process, at the same time.
    """
    where = ask.instance.arn
    if where not in state.findings and not is_heavy(state.draft.flow):
        state.findings[where] = checked(state.draft, index.instance)
    if where in state.findings:
        return state.findings[where], resolve(state.references, index).outcomes
    with ThreadPoolExecutor(1, thread_name_prefix="checking") as beside:
        checking = beside.submit(ask.apart, checked, state.draft, index.instance)
        outcomes = resolve(state.references, index).outcomes
        state.findings[where] = checking.result()
    return state.findings[where], outcomes


def against_publishing(
    ask: Ask, found: DocumentReport, uses: Sequence[StoredReference]
) -> list[str]:
    """Why a document can't be published; empty if it can.

    Args:
        ask: The call.
        found: What is wrong with the document.
        uses: What it refers to.
    """
    if found.reasons or not ask.app.options.validate:
        return found.reasons
    return validation.dangling(ask.connection, ask.instance, uses)


def _publishing(ask: Ask, state: DocumentState, found: DocumentReport) -> PublishJSON:
    """Whether a document can be published, and what it leads to that never was."""
    uses = uses_among(state.references)
    reasons = against_publishing(ask, found, uses)
    said: PublishJSON = {"allowed": not reasons, "reasons": reasons}
    own = ask.body.get("flow") or ask.path.get("flow")
    if never := unpublished(ask, state.draft, uses, str(own)):
        said["unpublished"] = never
    return said


def answer(ask: Ask, state: DocumentState) -> EditedJSON:
    """What the page gets of a document after an edit."""
    have = ask.body.get("have")
    before = ask.open_documents.known(have) if isinstance(have, str) else None
    now = state.view
    edited: EditedJSON = {
        "token": state.token,
        "view": since(before.view, now) if before else now,
        "blockCount": len(now["blocks"]),
        "bytes": _size(state.draft.flow.tree),
    }
    found = None
    if ask.body.get("check") is not False:
        found = reported(ask, state)
        parts = found.as_json()
        parts["publish"] = _publishing(ask, state, found)
        edited = {**edited, **_news(ask, parts)}
    inspect = ask.body.get("inspect") or ask.query.get("inspect")
    if isinstance(inspect, str) and inspect:
        edited["properties"] = properties(state.draft, inspect, found or reported(ask, state))
    return edited


def _news(ask: Ask, parts: ReportJSON) -> EditedPartsJSON:
    """The parts of a report without those that the page has, by the marks that it sends."""
    had = ask.body.get("marks")
    had = had if isinstance(had, dict) else {}
    marks = {name: _mark(part) for name, part in parts.items()}
    news = {name: part for name, part in parts.items() if had.get(name) != marks[name]}
    return cast("EditedPartsJSON", {"marks": marks, **news})


def _mark(part: Any) -> str:
    """A short hash of a part of an answer."""
    try:
        text = orjson.dumps(part)
    except (TypeError, orjson.JSONEncodeError):  # half a character, say
        text = json.dumps(part).encode()
    return hashlib.blake2b(text, digest_size=12).hexdigest()


def _size(tree: Any) -> int:
    """About how many bytes a document takes: written compactly, which is quick to tell."""
    try:
        return len(orjson.dumps(tree))
    except TypeError:
        return len(json.dumps(tree).encode())
