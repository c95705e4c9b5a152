"""Finding in all flows of an instance, and who uses a resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.families import FAMILIES
from flowport.designer.clipboard import read
from flowport.errors import FlowportError
from flowport.find import TERMS, parse, search
from flowport.jobs.isolation import isolated
from flowport.model.block_names import blocks
from flowport.model.pointer import parts
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.refusals import Refusal
from flowport.store import associations, contents, flows, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from flowport.designer.schema.list_schema import (
        BlockNameJSON,
        FlowNameJSON,
        FoundFlowJSON,
        FoundJSON,
        FoundPlaceJSON,
        SearchedJSON,
        SearchTermJSON,
        UsesJSON,
        UsingFlowJSON,
    )
    from flowport.find import Query
    from flowport.model.block_names import BlockName
    from flowport.server.designer.ask import Ask
    from flowport.store.database import Store
    from flowport.store.flows import Stored
    from flowport.store.references import User

#: The most places that one answer has.
_MOST = 500


@endpoint("GET", "/{instance}/find", needs="View")
def find(ask: Ask) -> FoundJSON:
    """Where the saved flows and modules hold what a query of ``flowport find`` asks for."""
    terms: list[SearchTermJSON] = [
        {"example": each.example, "help": each.help} for each in TERMS.values()
    ]
    text = ask.query.get("q", "")
    if not text.strip():
        return {"flows": [], "more": False, "searched": 0, "unreadable": 0, "terms": terms}
    parse(text)
    found = ask.read_apart(search_flows, ask.instance.id, _viewed(ask), text)
    return {**found, "terms": terms}


@endpoint("GET", "/{instance}/uses", needs="View")
def uses(ask: Ask) -> UsesJSON:
    """Which flows and modules use a resource, in what is saved and in what is published."""
    arn = ask.query.get("arn", "")
    if not arn:
        raise Refusal("bad-request", "'arn' is missing: the ARN of the resource.")
    targets = {arn, ask.query.get("id") or arn.rpartition("/")[2]}
    viewed = _viewed(ask)
    found: dict[tuple[str, str], list[User]] = {}
    for user in references.users_of(ask.connection, ask.instance.id, *targets):
        if user.kind in viewed:
            found.setdefault((user.kind, user.id), []).append(user)
    beside = associations.every(ask.connection, ask.instance.id)
    return {
        "flows": [_using(ask, kind, name, users) for (kind, name), users in found.items()],
        "resources": [
            {"type": each.type, "resource": each.resource} for each in beside if each.flow == arn
        ],
    }


def _viewed(ask: Ask) -> list[str]:
    """The kinds, flows and modules, that the user may view."""
    may = ask.visit.principal.may
    return [kind for kind, family in FAMILIES.items() if may(f"{family.permission}.View")]


def search_flows(store: Store, instance: str, kinds: Sequence[str], text: str) -> SearchedJSON:
    """What a query finds in the saved content of an instance's flows.

    Args:
        store: The database.
        instance: The instance's id.
        kinds: Flows, modules or both.
        text: The query.
    """
    query, searched, unreadable, left = parse(text), 0, 0, _MOST
    found: list[FoundFlowJSON] = []
    with store.reading() as connection:
        for row in (row for kind in kinds for row in flows.page(connection, instance, kind)):
            if left <= 0:
                break
            searched += 1
            hits = _hits(connection, row, query)
            unreadable += hits is None
            if hits:
                found.append({**_named(row), "places": hits[:left]})
                left -= len(hits)
    return {"flows": found, "more": left <= 0, "searched": searched, "unreadable": unreadable}


def _hits(connection: Connection, row: Stored, query: Query) -> list[FoundPlaceJSON] | None:
    """Where a flow holds what is looked for; None for one that can't be read."""
    try:
        with isolated(row.name):
            flow = read(contents.read(connection, row.saved), called=row.name).flow
            return [
                {"block": _block(each.block), "pointer": each.pointer, "what": each.what}
                for each in search(flow, query)
            ]
    except FlowportError:
        return None


def _named(row: Stored) -> FlowNameJSON:
    return {"id": row.id, "kind": row.kind, "name": row.name, "type": row.type}


def _block(block: BlockName | None) -> BlockNameJSON | None:
    return {"id": block.id, "title": block.title, "name": block.name} if block else None


def _using(ask: Ask, kind: str, flow_id: str, users: Sequence[User]) -> UsingFlowJSON:
    """A flow that uses something: with which blocks, and whether it does so for callers."""
    row = flows.get(ask.connection, ask.instance.id, kind, flow_id)
    saved = [user.place for user in users if user.draft]
    published = [user.place for user in users if not user.draft]
    content = row.saved if saved else row.published or row.saved
    return {
        **_named(row),
        "saved": bool(saved),
        "published": bool(published),
        "blocks": _blocks_at(row.name, contents.read(ask.connection, content), saved or published),
    }


def _blocks_at(called: str, text: str, pointers: Iterable[str]) -> list[BlockNameJSON | None]:
    """The blocks of a content that pointers lead into, each once, in the content's order."""
    try:
        with isolated(called):
            known = blocks(read(text).flow)
    except FlowportError:
        return []
    steps = (parts(pointer) for pointer in pointers)
    at = {int(step[1]) for step in steps if step[:1] == ["Actions"] and step[1].isdigit()}
    return [_block(known[index]) for index in sorted(at) if index < len(known)]
