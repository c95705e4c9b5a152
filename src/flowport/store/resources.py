"""Everything of an instance that is not a flow: queues, prompts, hours, users and so on.

A resource has a kind, an id, an ARN, a name and a body: the members that the API knows it by. Some
belong to another resource, their ``parent`` (an override to its hours); others leave that empty.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from flowport.errors import ConflictError, NotFoundError
from flowport.store import audit, changes, name_search, resource_references, schema

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sqlalchemy import Select

__all__ = [
    "StoredResource",
    "by_arn",
    "change",
    "count",
    "counts",
    "create",
    "everywhere",
    "existing",
    "find",
    "get",
    "move",
    "page",
    "remove",
    "rows",
    "some",
]

_resources = schema.resources
_SELECT = select(*(each for each in _resources.c if each.name not in {"number", "folded"}))
_CREATE = insert(_resources).values(number=name_search.next_number(_resources))
_GET = _SELECT.where(
    _resources.c.instance == bindparam("instance"),
    _resources.c.kind == bindparam("kind"),
    _resources.c.id == bindparam("id"),
).execution_options(**changes.of_row("resources", "id"))
_FIND = (
    _SELECT.where(
        _resources.c.instance == bindparam("instance"),
        _resources.c.kind == bindparam("kind"),
        _resources.c.parent == bindparam("parent"),
        _resources.c.name == bindparam("name"),
    )
    .order_by(_resources.c.id)
    .limit(1)
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_EXISTING = tuple(
    select(table.c.id, table.c.arn).where(
        table.c.instance == bindparam("instance"), table.c.id.in_(_IDS) | table.c.arn.in_(_IDS)
    )
    for table in (_resources, schema.flows)
)


#: The kinds whose changes are in the audit log.
_NOTED = frozenset({"user", "security-profile"})


@dataclass(frozen=True, slots=True)
class StoredResource:
    """A resource as it is in the store."""

    instance: str
    kind: str
    id: str
    arn: str
    parent: str
    name: str
    body: Mapping[str, Any]
    revision: int
    created: float
    modified: float


def _resource(row: Row[*tuple[Any, ...]]) -> StoredResource:
    return StoredResource(*row)


def rows(
    connection: Connection, chosen: Callable[[Select[Any]], Select[Any]]
) -> list[StoredResource]:
    """The resources that a statement chooses, made from the one that gives all."""
    return [_resource(row) for row in connection.execute(chosen(_SELECT))]


def create(
    connection: Connection,
    instance: str,
    kind: str,
    *,
    name: str,
    arn: str,
    body: Mapping[str, Any],
    parent: str = "",
    resource_id: str | None = None,
    unique: bool = True,
) -> StoredResource:
    """Make a resource; ``{id}`` in the ARN represents its new id.

    Raises:
        ConflictError: One of the kind (and parent) has the name, and names must differ.
    """
    if unique and find(connection, instance, kind, name, parent=parent) is not None:
        raise ConflictError(f"The name {name!r} is taken by another {kind.replace('-', ' ')}.")
    now, made = time.time(), resource_id or str(uuid.uuid4())
    values: dict[str, Any] = {
        "instance": instance,
        "kind": kind,
        "id": made,
        "arn": arn.replace("{id}", made),
        "parent": parent,
        "name": name,
        "body": dict(body),
        "revision": 1,
        "created": now,
        "modified": now,
    }
    connection.execute(_CREATE, {**values, "folded": name_search.fold(name)})
    resource_references.replace(connection, instance, kind, made, body)
    resource = StoredResource(**values)
    _note(connection, resource, "created")
    return resource


def _note(connection: Connection, resource: StoredResource, what: str, **more: Any) -> None:
    """Write to the audit log what happens to users and what they may do."""
    if resource.kind in _NOTED:
        body = {**resource.body, **more.get("body", {})}
        audit.note(
            connection,
            f"{resource.kind}-{what}",
            instance=resource.instance,
            target=resource.arn,
            name=more.get("name", resource.name),
            profiles=body.get("SecurityProfileIds"),
            permissions=body.get("Permissions"),
        )


def get(
    connection: Connection, instance: str, kind: str, resource_id: str, *, parent: str | None = None
) -> StoredResource:
    """The resource of a kind and id.

    Raises:
        NotFoundError: The instance (or the parent, if one is given) has none.
    """
    key = {"instance": instance, "kind": kind, "id": resource_id}
    row = connection.execute(_GET, key).first()
    if row is None or (parent is not None and row.parent != parent):
        raise NotFoundError(f"the instance has no {kind} {resource_id}")
    return _resource(row)


def find(
    connection: Connection, instance: str, kind: str, name: str, *, parent: str = ""
) -> StoredResource | None:
    """The first resource of a name (case counts), or None."""
    key = {"instance": instance, "kind": kind, "parent": parent, "name": name}
    row = connection.execute(_FIND, key).first()
    return None if row is None else _resource(row)


def some(
    connection: Connection, instance: str, kind: str, ids: Collection[str]
) -> list[StoredResource]:
    """Those resources of a kind and some ids that there are, by name."""
    of_kind = _SELECT.where(_resources.c.instance == instance, _resources.c.kind == kind)
    rows = connection.execute(of_kind.where(_resources.c.id.in_(list(ids))))
    return sorted(map(_resource, rows), key=lambda row: (row.name, row.id))


def by_arn(connection: Connection, arn: str, kinds: Collection[str]) -> StoredResource:
    """The resource of some kinds and an ARN, in whatever instance.

    Raises:
        NotFoundError: There is none.
    """
    named = _SELECT.where(_resources.c.arn == arn, _resources.c.kind.in_(kinds))
    row = connection.execute(named.limit(1)).first()
    if row is None:
        raise NotFoundError(f"there is no {arn}")
    return _resource(row)


def existing(connection: Connection, instance: str, ids: set[str]) -> set[str]:
    """Those of the ids and ARNs that some resource or flow of the instance bears."""
    found: set[str] = set()
    for statement in _EXISTING if ids else ():
        rows = connection.execute(statement, {"instance": instance, "ids": list(ids)})
        found.update(value for row in rows for value in row)
    return found & ids


def change(connection: Connection, resource: StoredResource, **values: Any) -> StoredResource:
    """Set a resource's name, body or parent.

    Raises:
        ConflictError: It changed since it was read.
    """
    changed = dict(values)
    values |= {"modified": time.time(), "revision": resource.revision + 1}
    done = connection.execute(
        update(_resources)
        .where(
            _resources.c.instance == resource.instance,
            _resources.c.kind == resource.kind,
            _resources.c.id == resource.id,
            _resources.c.revision == resource.revision,
        )
        .values(**values, **_folded(values))
    )
    if done.rowcount != 1:
        raise ConflictError(f"{resource.name!r} was changed in the meantime; read it again")
    if "body" in changed:
        resource_references.replace(
            connection, resource.instance, resource.kind, resource.id, changed["body"]
        )
    _note(connection, resource, "changed", **changed)
    present = {name: getattr(resource, name) for name in StoredResource.__slots__}
    return StoredResource(**{**present, **values})


def _folded(values: Mapping[str, Any]) -> dict[str, str]:
    return {"folded": name_search.fold(values["name"])} if "name" in values else {}


def remove(connection: Connection, resource: StoredResource) -> None:
    """Delete a resource, what belongs to it, and its tags."""
    _note(connection, resource, "deleted")
    within = _resources.c.instance == resource.instance
    connection.execute(delete(schema.tags).where(schema.tags.c.arn == resource.arn))
    connection.execute(delete(_resources).where(within, _resources.c.parent == resource.id))
    connection.execute(
        delete(_resources).where(
            within, _resources.c.kind == resource.kind, _resources.c.id == resource.id
        )
    )


def page(
    connection: Connection,
    instance: str,
    kind: str,
    *,
    parent: str | None = "",
    after: tuple[str, str] | None = None,
    limit: int | None = None,
) -> list[StoredResource]:
    """Resources of a kind by name and id, those behind ``after``, ``limit`` at most.

    A parent of None means those of every parent.
    """
    of_kind = _SELECT.where(_resources.c.instance == instance, _resources.c.kind == kind)
    if parent is not None:
        of_kind = of_kind.where(_resources.c.parent == parent)
    if after is not None:
        of_kind = of_kind.where(tuple_(_resources.c.name, _resources.c.id) > tuple_(*after))
    of_kind = of_kind.order_by(_resources.c.name, _resources.c.id).limit(limit)
    own = changes.of_kind("resources", instance, kind)
    rows = connection.execute(of_kind.execution_options(**own))
    return [_resource(row) for row in rows]


def count(connection: Connection, instance: str, kind: str, *, parent: str | None = "") -> int:
    """How many resources of a kind there are; a parent of None means those of every parent."""
    of_kind = select(func.count()).where(
        _resources.c.instance == instance, _resources.c.kind == kind
    )
    if parent is not None:
        of_kind = of_kind.where(_resources.c.parent == parent)
    own = changes.of_kind("resources", instance, kind)
    return connection.execute(of_kind.execution_options(**own)).scalar_one()


def counts(connection: Connection, instance: str) -> dict[str, int]:
    """How many resources of every kind there are, by kind."""
    rows = connection.execute(
        select(_resources.c.kind, func.count())
        .where(_resources.c.instance == instance)
        .group_by(_resources.c.kind)
        .order_by(_resources.c.kind)
    )
    return {kind: number for kind, number in rows}  # noqa: C416  a row is not a pair of names


def everywhere(connection: Connection, kind: str, resource_id: str) -> list[StoredResource]:
    """The resources of a kind and id in all instances: at most one, since ids are random."""
    rows = connection.execute(
        _SELECT.where(_resources.c.kind == kind, _resources.c.id == resource_id)
    )
    return [_resource(row) for row in rows]


def move(connection: Connection, resource: StoredResource, instance: str) -> None:
    """Give a resource to another instance, with its tags."""
    connection.execute(
        update(_resources)
        .where(
            _resources.c.instance == resource.instance,
            _resources.c.kind == resource.kind,
            _resources.c.id == resource.id,
        )
        .values(instance=instance)
    )
    carried = schema.tags
    connection.execute(
        update(carried).where(carried.c.arn == resource.arn).values(instance=instance)
    )
