"""Access keys, passwords and sessions.

A signature can only be verified with the key's secret, so secrets are kept as they are: that is
why the database's file is readable by its owner alone. Passwords are kept as argon2 hashes, and
session tokens as SHA-256 hashes.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from flowport.errors import NotFoundError
from flowport.store import schema

__all__ = [
    "Key",
    "Session",
    "add_key",
    "close_session",
    "forget_user",
    "key",
    "keys",
    "open_session",
    "password_hash",
    "remove_key",
    "session",
    "set_password_hash",
    "setting",
]

_KEY = select(schema.keys).where(schema.keys.c.id == bindparam("id"))
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """An access key: of one user, or (without instance and user) of a whole account."""

    id: str
    secret: str
    account: str
    instance: str | None
    user: str | None
    created: float

    def __repr__(self) -> str:
        return f"Key(id={self.id!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody's visit to the page, or a one-time link (``kind`` says which)."""

    instance: str
    user: str
    kind: str
    csrf: str
    expires: float


def add_key(
    connection: Connection, account: str, instance: str | None = None, user: str | None = None
) -> Key:
    """Make a new access key."""
    values: dict[str, Any] = {
        "id": "AKIA" + "".join(secrets.choice(_LETTERS) for _ in range(16)),
        "secret": secrets.token_urlsafe(30),
        "account": account,
        "instance": instance,
        "user": user,
        "created": time.time(),
    }
    connection.execute(insert(schema.keys), values)
    return Key(**values)


def key(connection: Connection, key_id: str) -> Key | None:
    """The key of an id, or None."""
    row = connection.execute(_KEY, {"id": key_id}).first()
    return None if row is None else Key(**row._asdict())


def keys(connection: Connection, *, instance: str | None, user: str | None) -> list[Key]:
    """The keys of a user, or (with None) of whole accounts."""
    table = schema.keys
    rows = connection.execute(
        select(table)
        .where(
            table.c.instance.is_not_distinct_from(instance),
            table.c.user.is_not_distinct_from(user),
        )
        .order_by(table.c.created)
    )
    return [Key(**row._asdict()) for row in rows]


def remove_key(connection: Connection, key_id: str) -> None:
    """Delete a key: what it signs is refused from then on.

    Raises:
        NotFoundError: There is none.
    """
    if not connection.execute(delete(schema.keys).where(schema.keys.c.id == key_id)).rowcount:
        raise NotFoundError(f"there is no access key {key_id}")


def password_hash(connection: Connection, instance: str, user: str) -> str | None:
    """The hash of a user's password, or None if there is no password."""
    table = schema.passwords
    return connection.execute(
        select(table.c.hash).where(table.c.instance == instance, table.c.user == user)
    ).scalar()


def set_password_hash(connection: Connection, instance: str, user: str, hashed: str) -> None:
    """Set the hash of a user's password, and end the user's sessions."""
    table = schema.passwords
    connection.execute(delete(table).where(table.c.instance == instance, table.c.user == user))
    connection.execute(insert(table), {"instance": instance, "user": user, "hash": hashed})
    sessions = schema.sessions
    connection.execute(
        delete(sessions).where(sessions.c.instance == instance, sessions.c.user == user)
    )


def open_session(connection: Connection, instance: str, user: str, kind: str, life: float) -> str:
    """Begin a session or make a one-time link that lives so many seconds; gives its token."""
    token, now = secrets.token_urlsafe(32), time.time()
    connection.execute(delete(schema.sessions).where(schema.sessions.c.expires < now))
    connection.execute(
        insert(schema.sessions),
        {
            "token": _hash(token),
            "instance": instance,
            "user": user,
            "kind": kind,
            "csrf": secrets.token_urlsafe(24),
            "expires": now + life,
        },
    )
    return token


def session(connection: Connection, token: str, kind: str) -> Session | None:
    """The session of a token if it is of the kind and still lives, or None."""
    table = schema.sessions
    row = connection.execute(select(table).where(table.c.token == _hash(token))).first()
    if row is None or row.kind != kind or row.expires < time.time():
        return None
    return Session(
        instance=row.instance, user=row.user, kind=row.kind, csrf=row.csrf, expires=row.expires
    )


def close_session(connection: Connection, token: str) -> bool:
    """End a session or use up a link; False if it was gone already."""
    gone = delete(schema.sessions).where(schema.sessions.c.token == _hash(token))
    return bool(connection.execute(gone).rowcount)


def setting(connection: Connection, name: str) -> str:
    """A secret of this database (made on first use), such as what signs page tokens."""
    table = schema.settings
    found = connection.execute(select(table.c.value).where(table.c.name == name)).scalar()
    if found is None:
        found = secrets.token_urlsafe(32)
        connection.execute(insert(table), {"name": name, "value": found})
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def forget_user(connection: Connection, instance: str, user: str) -> None:
    """Delete a user's keys, password and sessions."""
    for table in (schema.keys, schema.passwords, schema.sessions):
        connection.execute(delete(table).where(table.c.instance == instance, table.c.user == user))
