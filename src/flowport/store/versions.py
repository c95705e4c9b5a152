"""Versions of flows (snapshots of what is published, never changed) and aliases that name them."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from flowport.errors import ConflictError, NotFoundError
from flowport.store import contents, schema
from flowport.store.flows import Stored, change

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "StoredAlias",
    "StoredVersion",
    "add_alias",
    "alias",
    "aliases",
    "change_alias",
    "create",
    "get",
    "newest_first",
    "remove",
    "remove_alias",
]

_versions, _aliases = schema.versions, schema.aliases


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVersion:
    """A snapshot; ``content`` is the hash of its text."""

    instance: str
    flow: str
    number: int
    content: str
    description: str | None
    body: Mapping[str, Any]
    created: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAlias:
    """A name for one version of a flow."""

    instance: str
    flow: str
    id: str
    name: str
    version: int
    description: str | None
    modified: float


def _fields(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    return row._asdict()


def create(
    connection: Connection, flow: Stored, description: str | None = None, number: int | None = None
) -> StoredVersion:
    """Snapshot what is published under the next number, or under one that is higher still.

    Raises:
        NotFoundError: The flow was never published.
        ConflictError: The number asked for is not above the last.
    """
    if flow.published is None:
        raise NotFoundError(f"{flow.name!r} was never published, so there is nothing to number")
    number = number or flow.last_version + 1
    if number <= flow.last_version:
        raise ConflictError(f"version {number} of {flow.name!r} exists already or was deleted")
    change(connection, flow, last_version=number)
    values: dict[str, Any] = {
        "instance": flow.instance,
        "flow": flow.id,
        "number": number,
        "content": flow.published,
        "description": description,
        "body": dict(flow.body),
        "created": time.time(),
    }
    connection.execute(insert(_versions), values)
    return StoredVersion(**values)


def get(connection: Connection, flow: Stored, number: int) -> StoredVersion:
    """One version.

    Raises:
        NotFoundError: The flow has no version of that number.
    """
    key = (_versions.c.instance == flow.instance, _versions.c.flow == flow.id)
    row = connection.execute(select(_versions).where(*key, _versions.c.number == number)).first()
    if row is None:
        raise NotFoundError(f"{flow.name!r} has no version {number}")
    return StoredVersion(**_fields(row))


def newest_first(connection: Connection, flow: Stored) -> list[StoredVersion]:
    """Every version, the newest first."""
    key = (_versions.c.instance == flow.instance, _versions.c.flow == flow.id)
    rows = connection.execute(select(_versions).where(*key).order_by(_versions.c.number.desc()))
    return [StoredVersion(**_fields(row)) for row in rows]


def remove(connection: Connection, flow: Stored, number: int) -> None:
    """Delete a version.

    Raises:
        NotFoundError: There is no such version.
        ConflictError: An alias names it.
    """
    version = get(connection, flow, number)
    named = [found.name for found in aliases(connection, flow) if found.version == number]
    if named:
        raise ConflictError(f"version {number} is named by the alias {named[0]!r}")
    connection.execute(
        delete(_versions).where(
            _versions.c.instance == flow.instance,
            _versions.c.flow == flow.id,
            _versions.c.number == number,
        )
    )
    contents.drop_unused(connection, version.content)


def aliases(connection: Connection, flow: Stored) -> list[StoredAlias]:
    """Every alias of a flow, by name."""
    key = (_aliases.c.instance == flow.instance, _aliases.c.flow == flow.id)
    rows = connection.execute(select(_aliases).where(*key).order_by(_aliases.c.name))
    return [StoredAlias(**_fields(row)) for row in rows]


def alias(connection: Connection, flow: Stored, alias_id: str) -> StoredAlias:
    """The alias of an id or a name.

    Raises:
        NotFoundError: The flow has none such.
    """
    found = [each for each in aliases(connection, flow) if alias_id in {each.id, each.name}]
    if not found:
        raise NotFoundError(f"{flow.name!r} has no alias {alias_id!r}")
    return found[0]


def add_alias(
    connection: Connection, flow: Stored, name: str, number: int, description: str | None = None
) -> StoredAlias:
    """Name a version.

    Raises:
        NotFoundError: There is no such version.
        ConflictError: The name is taken.
    """
    get(connection, flow, number)
    _free(connection, flow, name)
    values: dict[str, Any] = {
        "instance": flow.instance,
        "flow": flow.id,
        "id": str(uuid.uuid4()),
        "name": name,
        "version": number,
        "description": description,
        "modified": time.time(),
    }
    connection.execute(insert(_aliases), values)
    return StoredAlias(**values)


def _free(connection: Connection, flow: Stored, name: str) -> None:
    if any(found.name == name for found in aliases(connection, flow)):
        raise ConflictError(f"an alias named {name!r} exists already")


def change_alias(connection: Connection, flow: Stored, alias_id: str, **values: Any) -> None:
    """Set an alias's name, description or version.

    Raises:
        NotFoundError: There is no such alias or version.
        ConflictError: The name is taken.
    """
    present = alias(connection, flow, alias_id)
    if "version" in values:
        get(connection, flow, values["version"])
    if values.get("name", present.name) != present.name:
        _free(connection, flow, values["name"])
    connection.execute(
        update(_aliases)
        .where(_aliases.c.instance == flow.instance, _aliases.c.id == present.id)
        .values(**values, modified=time.time())
    )


def remove_alias(connection: Connection, flow: Stored, alias_id: str) -> None:
    """Forget an alias; its version stays.

    Raises:
        NotFoundError: There is no such alias.
    """
    present = alias(connection, flow, alias_id)
    connection.execute(
        delete(_aliases).where(_aliases.c.instance == flow.instance, _aliases.c.id == present.id)
    )
