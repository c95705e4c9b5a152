"""Settings of a database: its secrets, and what is kept once for all instances."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, delete, insert, select

from flowport.store import schema

__all__ = ["keep", "read", "secret"]


def secret(connection: Connection, name: str) -> str:
    """A secret of this database (made on first use), such as what signs page tokens."""
    table = schema.settings
    found = connection.execute(select(table.c.value).where(table.c.name == name)).scalar()
    if found is None:
        found = secrets.token_urlsafe(32)
        connection.execute(insert(table), {"name": name, "value": found})
    return found


def read(connection: Connection, name: str) -> str | None:
    """A setting that was kept, or None."""
    table = schema.settings
    return connection.execute(select(table.c.value).where(table.c.name == name)).scalar()


def keep(connection: Connection, name: str, value: str) -> None:
    """Keep a setting."""
    table = schema.settings
    connection.execute(delete(table).where(table.c.name == name))
    connection.execute(insert(table), {"name": name, "value": value})
