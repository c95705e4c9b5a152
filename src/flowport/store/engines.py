"""Engines of SQLAlchemy, set up for SQLite files and for PostgreSQL servers.

A transaction that writes takes the one write lock when it begins (PostgreSQL: an advisory one), so
that two writers queue instead of failing half-way.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from flowport.store import changes

__all__ = ["new_engine"]

#: What a transaction that writes begins with, so that writers take turns on both engines: contents
#: are shared between flows, and two writers must not keep and drop the same one at once.
_TURN = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(4510)"}

#: When a PostgreSQL server counts as gone, in seconds (``tcp_user_timeout`` in milliseconds): a
#: network that was cut in silence would be waited for as long as TCP does, which is many minutes.
_GONE = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    "PRAGMA cache_size=-16000",
)


def new_engine(url: str) -> Engine:
    """The engine of a database's address; it has connected nowhere yet.

    Raises:
        ArgumentError: The address is not one, or not of SQLite or PostgreSQL.
        ModuleNotFoundError: Its driver is missing.
        OSError: The SQLite file can't be created or read.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() not in _TURN:
        raise ArgumentError("only SQLite files and postgresql+psycopg:// addresses can be one")
    read_only = parsed.get_backend_name() == "sqlite" and not _make_private(parsed.database)
    engine = create_engine(
        _for_reading(str(parsed.database)) if read_only else parsed,
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
        pool_pre_ping=parsed.get_backend_name() != "sqlite",
        connect_args=_connecting(parsed),
        **({} if parsed.database in {None, "", ":memory:"} else {"max_overflow": -1}),
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_for_reading if read_only else _prepare)
    else:
        changes.note_reads(engine)
    if not read_only:
        event.listen(engine, "begin", _begin)
    return engine


def _connecting(url: URL) -> dict[str, int]:
    """What a connection is opened with besides what its address says."""
    if url.get_backend_name() == "sqlite":
        return {}
    return {name: value for name, value in _GONE.items() if name not in url.query}


def _make_private(path: str | None) -> bool:
    """Create the file so that only its owner reads it: it holds keys and passwords.

    Gives whether the file can be written; a new one that can't be is an error.
    """
    if path and path != ":memory:":
        present = Path(path).exists()
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            if present and error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
                return False
            raise
    return True


def _for_reading(path: str) -> URL:
    """The address of a SQLite file that can't be written.

    SQLite needs a place for its index of the write-ahead log, unless it is reported that nothing
    changes the file; where a log lies beside the file, a server left it and it must be read.
    """
    log = Path(f"{path}-wal")
    query = {"mode": "ro", "uri": "true"}
    if not log.exists() or log.stat().st_size == 0:
        query["immutable"] = "1"
    return URL.create("sqlite", database=f"file:{quote(path)}", query=query)


def _prepare_for_reading(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("PRAGMA query_only=ON", "PRAGMA cache_size=-16000"):
        connection.execute(pragma)


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    """Take the one write lock; readers, which are in no transaction, need none."""
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql(_TURN[connection.dialect.name])
