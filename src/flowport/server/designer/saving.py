"""Writing documents to the store: create, save, publish; nobody's newer save is overwritten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flowport.server import validation
from flowport.server.designer.documents import NOTES, against_publishing, reported, state_of
from flowport.server.designer.refusals import Refusal
from flowport.store import flows, publications, tags
from flowport.store.uses import uses_among, uses_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.designer import Draft
    from flowport.server.designer.ask import Ask
    from flowport.server.designer.open_documents import DocumentState
    from flowport.store.flows import Stored

__all__ = ["created", "examined", "saved", "want_name", "want_note", "want_publishable"]

_LONGEST_NAME = 256


def want_name(name: str) -> str:
    """A flow's name, without blanks around it.

    Raises:
        Refusal: It is empty or too long.
    """
    if not name.strip():
        raise Refusal("bad-request", "A flow needs a name.")
    if len(name) > _LONGEST_NAME:
        raise Refusal("bad-request", f"A name has at most {_LONGEST_NAME} characters.")
    return name.strip()


def want_note(ask: Ask) -> str:
    """What a person wrote on a publish; empty for nothing.

    Raises:
        Refusal: It is too long.
    """
    note = ask.text("note", "").strip()
    if len(note) > publications.LONGEST_NOTE:
        message = f"A note has at most {publications.LONGEST_NOTE} characters."
        raise Refusal("bad-request", message)
    return note


def _content(draft: Draft) -> str:
    content = draft.flow.content()
    if len(content) > validation.LONGEST:
        message = (
            f"The flow has {len(content):,} characters, and an instance takes "
            f"{validation.LONGEST:,}; split it."
        )
        raise Refusal("too-large", message)
    return content


def _notes(draft: Draft) -> list[list[str]]:
    return [[note.id, note.block, note.kind, note.message] for note in draft.notes]


def _body(draft: Draft, before: Mapping[str, Any]) -> dict[str, Any]:
    """What a flow's row keeps beside its content: notes, and a module's settings as the API has."""
    body = {key: value for key, value in before.items() if key != NOTES}
    if draft.notes:
        body[NOTES] = _notes(draft)
    if draft.is_module and draft.flow.settings:
        body["Settings"] = json.dumps(draft.flow.settings)
    return body


def want_publishable(ask: Ask, state: DocumentState) -> None:
    """Go on only if a document may be published by this user.

    Raises:
        Refusal: The profiles don't allow it, or the document has problems.
    """
    ask.permit("Publish", state.draft.kind)
    reasons = against_publishing(ask, reported(ask, state), uses_among(state.references))
    if reasons:
        message = f"The flow can't be published: {reasons[0]}"
        raise Refusal("refused", message, problems=reasons)


def examined(ask: Ask) -> DocumentState:
    """The document of a body, checked if it is to be published: what takes long, before a write.

    Raises:
        Refusal: The base is gone, or a command can't be performed.
        WorkLimitError: It takes too long.
    """
    state = state_of(ask)
    if ask.body.get("publish") is True:
        reported(ask, state)
    return state


def created(ask: Ask, state: DocumentState, *, publish: bool = False) -> Stored:
    """Make a flow of a document.

    Raises:
        Refusal: Its name won't do, or it is to be published and can't be.
    """
    draft = state.draft
    name = want_name(ask.text("name", draft.name))
    content = _content(draft)
    if publish:
        want_publishable(ask, state)
    new = flows.FlowToMake(
        name=name,
        content=content,
        type=draft.type,
        kind=draft.kind,
        description=ask.text("description", draft.description) or None,
        published=publish,
        body=_body(draft, {}),
        uses=uses_of(draft.flow),
        note=want_note(ask) if publish else "",
    )
    row = flows.create(ask.connection, ask.instance.id, ask.instance.arn, new)
    value = ask.body.get("tags")
    if isinstance(value, dict) and value:
        tags.add(ask.connection, ask.instance.id, row.arn, value)
    return row


def saved(ask: Ask, row: Stored, state: DocumentState, *, publish: bool) -> Stored:
    """Give a flow the document's content, name, description and notes.

    Raises:
        Refusal: It is to be published and can't be, or its name won't do.
    """
    draft = state.draft
    content = _content(draft)
    if publish:
        want_publishable(ask, state)
    values: dict[str, Any] = {}
    if draft.name != row.name:
        values["name"] = want_name(draft.name)
    if draft.description != (row.description or ""):
        values["description"] = draft.description
    body = _body(draft, row.body)
    if body != row.body:
        values["body"] = body
    uses = uses_of(draft.flow)
    return flows.put_content(
        ask.connection, row, content, publish=publish, uses=uses, note=want_note(ask), **values
    )
