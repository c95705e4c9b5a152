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

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from flowport.errors import NotFoundError
from flowport.store import audit, schema

__all__ = [
    "IDLE",
    "TARGETS",
    "Key",
    "Session",
    "add_key",
    "close_session",
    "end_session",
    "end_sessions",
    "forget_user",
    "grant",
    "granted",
    "key",
    "keys",
    "open_session",
    "password_hash",
    "remove_key",
    "revoke",
    "session",
    "sessions",
    "set_password_hash",
    "use_session",
]

#: After how many seconds without a call a session ends.
IDLE = 30 * 60.0

#: The permission of the server to write, with its own rights, what ``flowport.toml`` names.
TARGETS = "targets"

_KEY = select(schema.keys).where(schema.keys.c.id == bindparam("id"))
_sessions, _grants = schema.sessions, schema.grants
_SESSION = select(_sessions).where(_sessions.c.token == bindparam("token"))
_LONGEST_BROWSER = 200
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """An access key: of one user, or (without instance and user) of a whole account.

    Attributes:
        whole_account: Whether a user's key reaches every instance of the account.
    """

    id: str
    secret: str
    account: str
    instance: str | None
    user: str | None
    created: float
    whole_account: bool = False

    def __repr__(self) -> str:
        return f"Key(id={self.id!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A user's visit to the page, or a one-time link (``kind`` says which).

    Attributes:
        id: What it is listed by; it opens nothing.
        began: When the user signed in.
        used: When a call came last, to about a minute.
        host: From where the user signed in.
        browser: What the browser called itself.
    """

    instance: str
    user: str
    kind: str
    csrf: str
    expires: float
    id: str
    began: float
    used: float
    host: str
    browser: str


def add_key(
    connection: Connection,
    account: str,
    instance: str | None = None,
    user: str | None = None,
    *,
    whole_account: bool = False,
) -> Key:
    """Create an access key."""
    values: dict[str, Any] = {
        "id": "AKIA" + "".join(secrets.choice(_LETTERS) for _ in range(16)),
        "secret": secrets.token_urlsafe(30),
        "account": account,
        "instance": instance,
        "user": user,
        "created": time.time(),
        "whole_account": whole_account,
    }
    connection.execute(insert(schema.keys), values)
    audit.note(
        connection,
        "key-created",
        instance=instance,
        target=values["id"],
        user=_person(connection, instance, user),
    )
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
    found = key(connection, key_id)
    if found is None:
        raise NotFoundError(f"there is no access key {key_id}")
    connection.execute(delete(schema.keys).where(schema.keys.c.id == key_id))
    audit.note(
        connection,
        "key-deleted",
        instance=found.instance,
        target=key_id,
        user=_person(connection, found.instance, found.user),
    )


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
    end_sessions(connection, instance, user)
    audit.note(
        connection,
        "password-set",
        instance=instance,
        target=_person(connection, instance, user),
    )


def _person(connection: Connection, instance: str | None, user: str | None) -> str:
    """A user's name for the audit log, or the id of one that is gone."""
    table = schema.resources
    row = (table.c.instance == instance, table.c.kind == "user", table.c.id == user)
    found = connection.execute(select(table.c.name).where(*row)).scalar()
    return f"user {found or user}" if user else ""


def open_session(
    connection: Connection,
    instance: str,
    user: str,
    kind: str,
    life: float,
    *,
    host: str = "",
    browser: str = "",
) -> str:
    """Begin a session or make a one-time link that lives so many seconds; gives its token."""
    token, now = secrets.token_urlsafe(32), time.time()
    connection.execute(delete(_sessions).where(_sessions.c.expires < now))
    connection.execute(
        insert(_sessions),
        {
            "token": _hash(token),
            "instance": instance,
            "user": user,
            "kind": kind,
            "csrf": secrets.token_urlsafe(24),
            "expires": now + life,
            "id": secrets.token_hex(8),
            "began": now,
            "used": now,
            "host": host,
            "browser": browser[:_LONGEST_BROWSER],
        },
    )
    if kind == "link":
        who = _person(connection, instance, user)
        audit.note(connection, "link-created", instance=instance, target=who)
    return token


def session(connection: Connection, token: str, kind: str, *, idle: float = IDLE) -> Session | None:
    """The session of a token if it is of the kind and still lives, or None."""
    row = connection.execute(_SESSION, {"token": _hash(token)}).first()
    if row is None or row.kind != kind or not _lives(row, idle):
        return None
    return _session(row)


def _lives(row: Any, idle: float) -> bool:
    now = time.time()
    return bool(row.expires >= now and (row.kind == "link" or row.used + idle >= now))


def _session(row: Any) -> Session:
    return Session(**{name: value for name, value in row._asdict().items() if name != "token"})


def use_session(connection: Connection, token: str) -> None:
    """Remember that a session was used just now."""
    used = update(_sessions).where(_sessions.c.token == _hash(token))
    connection.execute(used.values(used=time.time()))


def sessions(
    connection: Connection, instance: str, user: str, *, idle: float = IDLE
) -> list[Session]:
    """A user's visits to the page that still live, the newest first."""
    rows = connection.execute(select(_sessions).where(*_of_user(instance, user)))
    found = [_session(row) for row in rows if row.kind == "page" and _lives(row, idle)]
    return sorted(found, key=lambda each: each.began, reverse=True)


def close_session(connection: Connection, token: str) -> bool:
    """End a session or use up a link; False if it was gone already."""
    gone = delete(_sessions).where(_sessions.c.token == _hash(token))
    return bool(connection.execute(gone).rowcount)


def end_session(connection: Connection, instance: str, user: str, session_id: str) -> bool:
    """End a listed session of a user; False if there is none."""
    gone = delete(_sessions).where(*_of_user(instance, user), _sessions.c.id == session_id)
    return bool(connection.execute(gone).rowcount)


def end_sessions(connection: Connection, instance: str, user: str) -> int:
    """End all sessions of a user, and use up the user's links; gives how many sessions."""
    of_user = _of_user(instance, user)
    ended = connection.execute(delete(_sessions).where(*of_user, _sessions.c.kind == "page"))
    connection.execute(delete(_sessions).where(*of_user))
    return ended.rowcount


def _of_user(instance: str, user: str) -> tuple[Any, Any]:
    return _sessions.c.instance == instance, _sessions.c.user == user


def grant(connection: Connection, instance: str, user: str, permission: str) -> bool:
    """Give a user a permission of the server, which no profile holds; False if given already."""
    if permission in granted(connection, instance, user):
        return False
    values = {"instance": instance, "user": user, "permission": permission}
    connection.execute(insert(_grants), values)
    audit.note(
        connection,
        "permission-granted",
        instance=instance,
        target=_person(connection, instance, user),
        permission=permission,
    )
    return True


def revoke(connection: Connection, instance: str, user: str, permission: str) -> bool:
    """Take a permission of the server from a user; False if it was not given."""
    of_user = (_grants.c.instance == instance, _grants.c.user == user)
    gone = connection.execute(delete(_grants).where(*of_user, _grants.c.permission == permission))
    if not gone.rowcount:
        return False
    audit.note(
        connection,
        "permission-revoked",
        instance=instance,
        target=_person(connection, instance, user),
        permission=permission,
    )
    return True


def granted(connection: Connection, instance: str, user: str) -> frozenset[str]:
    """The permissions of the server that a user has."""
    of_user = (_grants.c.instance == instance, _grants.c.user == user)
    return frozenset(connection.execute(select(_grants.c.permission).where(*of_user)).scalars())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def forget_user(connection: Connection, instance: str, user: str) -> None:
    """Delete a user's keys, password, sessions and permissions of the server."""
    for table in (schema.keys, schema.passwords, schema.sessions, schema.grants):
        connection.execute(delete(table).where(table.c.instance == instance, table.c.user == user))
