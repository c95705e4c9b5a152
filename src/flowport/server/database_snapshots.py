"""The snapshot of a PostgreSQL server, asked for from the event loop.

Nearly every request asks, and a thread for each question would cost more than the question.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from flowport.store import Store

__all__ = ["DatabaseSnapshots", "LostLineError"]

#: Takes a version, and the scopes that changed since the one before if that is known.
Announce: TypeAlias = "Callable[[str, frozenset[str] | None], None]"

_NAME = b"flowport_snapshot"


class LostLineError(Exception):
    """The question can't be asked from the event loop, or its answer did not come."""


class DatabaseSnapshots:
    """Asks for the snapshot over a connection of its own, a question at a time."""

    def __init__(self, store: Store, announce: Announce = lambda _version, _changed: None) -> None:
        self._store = store
        self._announce = announce
        self._line: Connection | None = None
        self._last: str | None = None
        self._tables = ""
        self._possible = True

    async def ask(self) -> str:
        """What a query would see at some moment after the call; it is announced, too.

        Raises:
            LostLineError: The connection was lost, or the event loop can't wait for it.
            StorageError: The database can't be read.
        """
        if not self._possible:
            raise LostLineError
        import psycopg  # noqa: PLC0415  the driver is there where this is asked

        if self._line is None:
            self._last = None
            self._line = await asyncio.to_thread(self._opened)
        line: Any = self._line.connection.dbapi_connection
        try:
            version, changed = await _answer(line.pgconn, self._last)
        except NotImplementedError as error:  # Windows: its loop looks at no foreign socket
            self._possible = False
            raise LostLineError from error
        except (psycopg.Error, OSError, asyncio.CancelledError) as error:
            self._store.lose(self._line)
            self._line = None
            if isinstance(error, asyncio.CancelledError):
                raise
            raise LostLineError from error
        tables, _, self._last = version.rpartition(" ")
        if tables != self._tables:  # restored since; what was changed before is not noted in them
            self._tables, changed = tables, None
        self._announce(version, None if changed is None else frozenset(orjson.loads(changed)))
        return version

    def _opened(self) -> Connection:
        connection, question = self._store.snapshot_line()
        line: Any = connection.connection.dbapi_connection
        line.pgconn.prepare(_NAME, question.encode())
        return connection


async def _answer(line: Any, last: str | None) -> tuple[str, bytes | None]:
    """The version, and what changed since the last snapshot if there is one."""
    loop = asyncio.get_running_loop()
    answered: asyncio.Future[tuple[str, bytes | None]] = loop.create_future()
    socket = line.socket  # which a connection that was lost no longer tells
    line.send_query_prepared(_NAME, [None if last is None else last.encode()])
    loop.add_reader(socket, _take, line, answered)
    try:
        return await answered
    finally:
        loop.remove_reader(socket)


def _take(line: Any, answered: asyncio.Future[tuple[str, bytes | None]]) -> None:
    """Read what came of an answer; complete it once all of it is there."""
    import psycopg  # noqa: PLC0415  as above

    if answered.done():
        return
    try:
        line.consume_input()
        if line.is_busy():
            return
        result = line.get_result()
        while line.get_result() is not None:
            pass
        value = None if result is None else result.get_value(0, 0)
        changed = None if result is None else result.get_value(0, 1)
    except psycopg.Error as error:
        answered.set_exception(error)
        return
    if value is None:
        answered.set_exception(psycopg.OperationalError("the server gave no snapshot"))
    else:
        answered.set_result((value.decode(), changed))
