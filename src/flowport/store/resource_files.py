"""The bytes of a resource: the audio of a prompt, an attached file; they go when it goes.

The table is called after the audio, which it was made for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from flowport.store import schema

if TYPE_CHECKING:
    from flowport.store.resources import StoredResource

__all__ = ["exists", "keep", "read"]

_table = schema.prompt_audio
_resources = schema.resources


def keep(connection: Connection, resource: StoredResource, data: bytes | None) -> None:
    """Give a resource its bytes in place of what it has; None takes them away."""
    key = {"instance": resource.instance, "kind": resource.kind, "id": resource.id}
    connection.execute(
        delete(_table).where(*(_table.c[name] == value for name, value in key.items()))
    )
    if data is not None:
        connection.execute(insert(_table), {**key, "data": data})


def read(connection: Connection, instance: str, kind: str, resource_id: str) -> bytes | None:
    """The bytes of a resource; None if it has none here."""
    named = (_table.c.instance == instance, _table.c.kind == kind, _table.c.id == resource_id)
    found = connection.execute(select(_table.c.data).where(*named)).scalar()
    return None if found is None else bytes(found)


def exists(connection: Connection, instance: str, kind: str, resource_id: str) -> bool:
    """Whether an instance has a resource."""
    named = (
        _resources.c.instance == instance,
        _resources.c.kind == kind,
        _resources.c.id == resource_id,
    )
    return connection.execute(select(_resources.c.id).where(*named)).first() is not None
