"""Flows and flow modules: saved and published content, names, states.

A flow has a saved text and, once published, a published one. Publishing sets both; saving a draft
sets the first alone. ``kind`` is ``flow`` or ``module``; ids and names are looked up within one
instance and kind.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    delete,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.exc import IntegrityError

from flowport.catalogue.families import FAMILIES, MODULE
from flowport.errors import ConflictError, NotFoundError
from flowport.store import (
    associations,
    audit,
    changes,
    contents,
    name_search,
    publications,
    references,
    schema,
    tallies,
)
from flowport.store.prepared import Prepared
from flowport.store.stored_flow import Stored

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = [
    "SAVED_AT",
    "SAVED_BY",
    "Brief",
    "FlowToMake",
    "Stored",
    "briefs",
    "change",
    "create",
    "find",
    "get",
    "page",
    "put_content",
    "remove",
    "rows",
    "text",
]


#: Who saved the content last, and when: members of a row's body.
SAVED_BY, SAVED_AT = "SavedBy", "SavedAt"

_flows = schema.flows
_COLUMNS = [column for column in _flows.c if column.name not in {"number", "folded"}]
_SELECT = select(*_COLUMNS)
_GET = Prepared(
    _SELECT.where(
        _flows.c.instance == bindparam("instance"),
        _flows.c.kind == bindparam("kind"),
        _flows.c.id == bindparam("id"),
    ).execution_options(**changes.of_row("flows", "id"))
)
_FIND = Prepared(
    _SELECT.where(
        _flows.c.instance == bindparam("instance"),
        _flows.c.kind == bindparam("kind"),
        _flows.c.name == bindparam("name"),
    )
)
_ADD = Prepared(insert(_flows).values(number=name_search.next_number(_flows)))
_CHANGE = Prepared(
    update(_flows).where(
        _flows.c.instance == bindparam("of_instance"),
        _flows.c.id == bindparam("of_id"),
        _flows.c.revision == bindparam("of_revision"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowToMake:
    """What a flow is made from; if it is ``published``, the history keeps the ``note``."""

    name: str
    content: str
    type: str = MODULE
    kind: str = "flow"
    description: str | None = None
    published: bool = True
    fixed: bool = False
    body: Mapping[str, Any] = field(default_factory=dict)
    uses: Sequence[references.StoredReference] = ()
    note: str = ""


def _stored(row: Sequence[Any]) -> Stored:
    return Stored(*row)


def rows(connection: Connection, chosen: Callable[[Select[Any]], Select[Any]]) -> list[Stored]:
    """The flows that a statement chooses, made from the one that gives all."""
    return [_stored(row) for row in connection.execute(chosen(_SELECT))]


def create(connection: Connection, instance: str, instance_arn: str, new: FlowToMake) -> Stored:
    """Make a flow.

    Raises:
        ConflictError: Another one of its kind has the name.
    """
    flow_id, now = str(uuid.uuid4()), time.time()
    digest = contents.keep(connection, new.content)
    values: dict[str, Any] = {
        "instance": instance,
        "id": flow_id,
        "kind": new.kind,
        "arn": f"{instance_arn}/{FAMILIES[new.kind].slug}/{flow_id}",
        "name": new.name,
        "type": new.type,
        "description": new.description,
        "state": "ACTIVE",
        "fixed": new.fixed,
        "saved": digest,
        "published": digest if new.published else None,
        "body": dict(new.body),
        "revision": 1,
        "last_version": 0,
        "created": now,
        "modified": now,
    }
    _free(connection, instance, new.kind, new.name)
    _ADD.run(connection, {**values, "folded": name_search.fold(new.name)})
    tallies.add(connection, instance, new.kind, new.type, "ACTIVE")
    references.replace(connection, instance, flow_id, publish=new.published, uses=new.uses)
    made = Stored(**values)
    if new.published:
        _note_publish(connection, made, new.note)
    return made


def _note_publish(connection: Connection, flow: Stored, note: str) -> str | None:
    """Keep what is published; gives the hash of what was before, if that is kept."""
    kept = publications.record(connection, flow, note)
    audit.note(
        connection,
        "publish",
        instance=flow.instance,
        target=flow.arn,
        name=flow.name,
        content=flow.published,
    )
    return kept


def _free(connection: Connection, instance: str, kind: str, name: str) -> None:
    if find(connection, instance, kind, name) is not None:
        raise ConflictError(f"a {FAMILIES[kind].title} named {name!r} exists already")


def get(connection: Connection, instance: str, kind: str, flow_id: str) -> Stored:
    """The flow of an id.

    Raises:
        NotFoundError: The instance has none of that kind and id.
    """
    key = {"instance": instance, "kind": kind, "id": flow_id}
    row = _GET.first(connection, key)
    if row is None:
        raise NotFoundError(f"the instance has no {FAMILIES[kind].title} {flow_id}")
    return _stored(row)


def find(connection: Connection, instance: str, kind: str, name: str) -> Stored | None:
    """The flow of a name (case counts), or None."""
    key = {"instance": instance, "kind": kind, "name": name}
    row = _FIND.first(connection, key)
    return None if row is None else _stored(row)


def put_content(
    connection: Connection,
    flow: Stored,
    content: str,
    *,
    publish: bool,
    uses: Sequence[references.StoredReference] = (),
    note: str = "",
    **values: Any,
) -> Stored:
    """Give a flow a new text, saved or also published, and other columns with it.

    Raises:
        ConflictError: As for ``change``.
    """
    digest = contents.keep(connection, content)
    published = digest if publish else flow.published
    if digest != flow.saved or publish:
        by = {SAVED_BY: audit.actor(), SAVED_AT: time.time()}
        values["body"] = {**values.get("body", flow.body), **by}
    changed = change(connection, flow, saved=digest, published=published, **values)
    references.replace(connection, flow.instance, flow.id, publish=publish, uses=uses)
    kept = _note_publish(connection, changed, note) if publish else None
    contents.drop_unused(connection, *({flow.saved, flow.published} - {digest, kept}))
    return changed


def change(connection: Connection, flow: Stored, **values: Any) -> Stored:
    """Set columns of a flow (name, description, state, body, last_version, saved, published).

    Raises:
        ConflictError: The new name is taken, or the flow changed since it was read.
    """
    if values.get("name", flow.name) != flow.name:
        _free(connection, flow.instance, flow.kind, values["name"])
    values |= {"modified": time.time(), "revision": flow.revision + 1}
    key = {"of_instance": flow.instance, "of_id": flow.id, "of_revision": flow.revision}
    kept = {"folded": name_search.fold(values["name"])} if "name" in values else {}
    try:
        done = _CHANGE.run(connection, {**key, **values, **kept})
    except IntegrityError as error:
        raise ConflictError(f"the name {values.get('name')!r} is taken") from error
    if done != 1:
        raise ConflictError(f"{flow.name!r} was changed in the meantime; read it again")
    state = values.get("state", flow.state)
    if state != flow.state:
        tallies.add(connection, flow.instance, flow.kind, flow.type, flow.state, step=-1)
        tallies.add(connection, flow.instance, flow.kind, flow.type, state)
    return Stored(**{**{name: getattr(flow, name) for name in Stored.__slots__}, **values})


def remove(connection: Connection, flow: Stored) -> None:
    """Delete a flow with its versions, aliases, tags and associations.

    Who refers to it is left dangling.
    """
    of_flow = (schema.versions.c.instance == flow.instance, schema.versions.c.flow == flow.id)
    texts = connection.execute(select(schema.versions.c.content).where(*of_flow)).scalars().all()
    texts = [*texts, *publications.digests(connection, flow)]
    connection.execute(delete(schema.tags).where(schema.tags.c.arn == flow.arn))
    associations.forget_flow(connection, flow.instance, flow.arn)
    connection.execute(
        delete(_flows).where(_flows.c.instance == flow.instance, _flows.c.id == flow.id)
    )
    tallies.add(connection, flow.instance, flow.kind, flow.type, flow.state, step=-1)
    contents.drop_unused(connection, flow.saved, flow.published, *texts)


@dataclass(frozen=True, slots=True)
class Brief:
    """What a list says of a flow."""

    id: str
    arn: str
    name: str
    type: str
    state: str
    published: bool


_BRIEF = select(
    _flows.c.id,
    _flows.c.arn,
    _flows.c.name,
    _flows.c.type,
    _flows.c.state,
    _flows.c.published.is_not(None),
)


def page(
    connection: Connection,
    instance: str,
    kind: str,
    *,
    after: tuple[str, str] | None = None,
    limit: int | None = None,
    types: Sequence[str] = (),
    state: str | None = None,
) -> list[Stored]:
    """Flows by name and id, those behind ``after`` (a name and id), ``limit`` at most."""
    statement = _within(_SELECT, instance, kind, after=after, types=types, state=state)
    statement = statement.limit(limit)
    return [_stored(row) for row in connection.execute(statement)]


def briefs(
    connection: Connection,
    instance: str,
    kind: str,
    *,
    after: tuple[str, str] | None = None,
    limit: int | None = None,
    types: Sequence[str] = (),
    state: str | None = None,
) -> list[Brief]:
    """The same as ``page``, with no more than a list shows."""
    statement = _within(_BRIEF, instance, kind, after=after, types=types, state=state)
    statement = statement.limit(limit)
    return [Brief(*row) for row in connection.execute(statement)]


def _within(
    statement: Select[Any],
    instance: str,
    kind: str,
    *,
    after: tuple[str, str] | None,
    types: Sequence[str],
    state: str | None,
) -> Select[Any]:
    statement = statement.where(_flows.c.instance == instance, _flows.c.kind == kind)
    if after is not None:
        statement = statement.where(tuple_(_flows.c.name, _flows.c.id) > tuple_(*after))
    if types:
        statement = statement.where(_flows.c.type.in_(types))
    if state:
        statement = statement.where(_flows.c.state == state)
    own = changes.of_kind("flows", instance, kind)
    return statement.order_by(_flows.c.name, _flows.c.id).execution_options(**own)


def text(connection: Connection, flow: Stored, *, draft: bool) -> str:
    """The saved or the published text of a flow.

    Raises:
        NotFoundError: It was never published.
    """
    digest = flow.saved if draft else flow.published
    if digest is None:
        raise NotFoundError(f"{flow.name!r} was never published")
    return contents.read(connection, digest)
