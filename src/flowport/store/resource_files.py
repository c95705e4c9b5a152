"""The bytes of a resource: the audio of a prompt, an attached file; they go when it goes.

The table is called after the audio, which it was made for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from flowport.store import schema

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from flowport.store.resources import StoredResource

__all__ = ["exists", "keep", "read"]

_table = schema.prompt_audio


def keep(connection: Connection, resource: StoredResource, data: bytes | None) -> None:
    """Give a resource its bytes in place of what it has; None takes them away."""
    key = {"instance": resource.instance, "kind": resource.kind, "id": resource.id}
    connection.execute(delete(_table).where(*_named(resource.instance, resource.kind, resource.id)))
    if data is not None:
        connection.execute(insert(_table), {**key, "data": data})


def read(connection: Connection, instance: str, kind: str, resource_id: str) -> bytes | None:
    """The bytes of a resource; None if it has none here."""
    named = _named(instance, kind, resource_id)
    found = connection.execute(select(_table.c.data).where(*named)).scalar()
    return None if found is None else bytes(found)


def exists(connection: Connection, instance: str, kind: str, resource_id: str) -> bool:
    """Whether a resource has bytes; they are not read."""
    found = connection.execute(select(_table.c.id).where(*_named(instance, kind, resource_id)))
    return found.first() is not None


def _named(instance: str, kind: str, resource_id: str) -> tuple[ColumnElement[bool], ...]:
    return (_table.c.instance == instance, _table.c.kind == kind, _table.c.id == resource_id)
