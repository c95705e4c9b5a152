"""The audio of prompts, beside them; it goes when they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from flowport.store import schema

if TYPE_CHECKING:
    from flowport.store.resources import StoredResource

__all__ = ["exists", "keep", "read"]

_table = schema.prompt_audio
_prompts = schema.resources


def keep(connection: Connection, prompt: StoredResource, data: bytes | None) -> None:
    """Give a prompt its audio in place of what it has; None takes it away."""
    key = {"instance": prompt.instance, "kind": prompt.kind, "id": prompt.id}
    connection.execute(
        delete(_table).where(*(_table.c[name] == value for name, value in key.items()))
    )
    if data is not None:
        connection.execute(insert(_table), {**key, "data": data})


def read(connection: Connection, instance: str, prompt: str) -> bytes | None:
    """The audio of a prompt; None if it has none here."""
    found = connection.execute(
        select(_table.c.data).where(_table.c.instance == instance, _table.c.id == prompt)
    ).scalar()
    return None if found is None else bytes(found)


def exists(connection: Connection, instance: str, prompt: str) -> bool:
    """Whether an instance has a prompt."""
    named = (_prompts.c.instance == instance, _prompts.c.id == prompt, _prompts.c.kind == "prompt")
    return connection.execute(select(_prompts.c.id).where(*named)).first() is not None
