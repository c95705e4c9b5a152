"""The lists of flows and modules: rows, counts, create, rename, archive, restore, tag, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, true

from flowport.server.designer.ask import Ask, DesignerReply
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.rows import Counting, row_json
from flowport.server.designer.saving import created, examined, want_name
from flowport.store import flows, name_search, schema, searching, tags, tallies

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from flowport.designer.schema.list_schema import (
        ChangedRowJSON,
        CreatedFlowJSON,
        RowCountsJSON,
        RowPageJSON,
        RowsJSON,
    )
    from flowport.server.designer.open_documents import DocumentState

_MOST_TAGS = 50
_MOST_ROWS = 500
_LIMITS = frozenset(map(str, range(1, _MOST_ROWS + 1)))
_BUDGET = 0.5  # seconds that counting may take within one call


@endpoint("GET", "/{instance}/flows", needs="View")
def every(ask: Ask) -> RowsJSON:
    """The rows, by name, with the counts that are known or quickly made; a page, or all."""
    if "limit" in ask.query:
        return _page(ask)
    of_each = tags.every(ask.connection, ask.instance.id)
    found = flows.page(ask.connection, ask.instance.id, ask.kind)
    counting = Counting(ask, _BUDGET / 2)
    return {
        "flows": [
            row_json(row, tags=of_each.get(row.arn, {}), counts=counting.of(row)) for row in found
        ]
    }


def _page(ask: Ask) -> RowPageJSON:
    """The rows behind one, as many as asked for, and how many there are."""
    limit, after = _limit(ask.query["limit"]), ask.query.get("after", "").partition(" ")
    words, of_type, state = (ask.query.get(name, "") for name in ("words", "type", "state"))
    columns = schema.flows.c
    wanted: list[ColumnElement[bool]] = [true()]
    wanted += [columns.type == of_type] if of_type else []
    wanted += [columns.state == state] if state else []
    wanted += [name_search.contains(ask.connection, schema.flows, words)] if words else []
    met = and_(*wanted)
    place = (after[2], after[0]) if after[2] else None
    instance = ask.instance.id
    found = searching.page(ask.connection, instance, ask.kind, met, after=place, limit=limit + 1)
    rows = found[:limit]
    counting = Counting(ask, _BUDGET / 2)
    of_each = tags.of_each(ask.connection, [row.arn for row in rows])
    return {
        "flows": [
            row_json(row, tags=of_each.get(row.arn, {}), counts=counting.of(row)) for row in rows
        ],
        "next": f"{rows[-1].id} {rows[-1].name}" if len(found) > limit else None,
        "total": searching.count(ask.connection, instance, ask.kind, met)
        if words
        else tallies.total(
            ask.connection, instance, ask.kind, types=[of_type] if of_type else (), state=state
        ),
    }


def _limit(said: str) -> int:
    if said not in _LIMITS:
        raise Refusal("bad-request", f"'limit' is a number from 1 to {_MOST_ROWS}.")
    return int(said)


@endpoint("GET", "/{instance}/counts", needs="View")
def counts(ask: Ask) -> RowCountsJSON:
    """How many errors, warnings and unresolved references flows have, as many as are ready."""
    counting = Counting(ask, _BUDGET)
    wanted = {each for each in ask.query.get("ids", "").split(",") if each}
    rows = searching.some(ask.connection, ask.instance.id, ask.kind, list(wanted)[:_MOST_ROWS])
    found = {row.id: counting.of(row) for row in rows}
    return {"counts": {name: each for name, each in found.items() if each is not None}}


def _examined(ask: Ask) -> DocumentState:
    ask.body = {**ask.body, "flow": None}
    return examined(ask)


@endpoint("POST", "/{instance}/flows", needs="Create", writes=True, prepare=_examined)
def create(ask: Ask) -> DesignerReply:
    """Make a flow: an empty one, or what is edited under another name."""
    ask.body = {**ask.body, "flow": None}
    row = created(ask, ask.prepared, publish=ask.body.get("publish") is True)
    counted = Counting(ask, _BUDGET).of(row)
    made: CreatedFlowJSON = {"summary": row_json(row, counts=counted), "base": row.saved}
    return DesignerReply(body=made, status=201)


@endpoint("PATCH", "/{instance}/flows/{flow}", needs="Edit", writes=True)
def change(ask: Ask) -> ChangedRowJSON:
    """Rename, describe, archive, restore, tag."""
    row = ask.flow()
    values: dict[str, Any] = {}
    if "name" in ask.body:
        values["name"] = want_name(ask.text("name"))
    if "description" in ask.body:
        values["description"] = ask.text("description")
    if "state" in ask.body:
        values["state"] = _state(ask.text("state"))
    if values:
        row = flows.change(ask.connection, row, **values)
    if "tags" in ask.body:
        marks = _tags(ask.body["tags"])
        tags.take_off(ask.connection, row.arn, tags.of(ask.connection, row.arn))
        tags.add(ask.connection, ask.instance.id, row.arn, marks)
    marks = tags.of(ask.connection, row.arn)
    return {"summary": row_json(row, tags=marks, counts=Counting(ask, _BUDGET).of(row))}


def _state(said: str) -> str:
    if said not in {"ACTIVE", "ARCHIVED"}:
        raise Refusal("bad-request", "'state' is ACTIVE or ARCHIVED.")
    return said


def _tags(said: Any) -> dict[str, str]:
    good = isinstance(said, dict) and all(
        isinstance(value, str) and key and not key.startswith("aws:") and len(key) <= 128  # noqa: PLR2004  the API's limit for a tag's key
        for key, value in said.items()
    )
    if not good or len(said) > _MOST_TAGS:
        message = f"Tags are names and strings, {_MOST_TAGS} at most, and no name begins with aws:."
        raise Refusal("bad-request", message)
    found: dict[str, str] = said
    return found


@endpoint("DELETE", "/{instance}/flows/{flow}", needs="Delete", writes=True)
def delete(ask: Ask) -> dict[str, Any]:
    """Delete a flow with its versions."""
    row = ask.flow()
    if row.fixed:
        message = f"{row.name!r} is one of the instance's default flows; they stay."
        raise Refusal("forbidden", message)
    flows.remove(ask.connection, row)
    return {}
