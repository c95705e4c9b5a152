"""The snapshot of a PostgreSQL server, asked for from the event loop.

Nearly every request asks, and a thread for each question would cost more than the question.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

from flowport.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from flowport.store import Store

__all__ = ["PATIENCE", "DatabaseSnapshots", "LostLineError"]

#: How long an answer may take, in seconds: it takes less than a millisecond. A server whose network
#: was cut says nothing, and TCP would wait for it for minutes.
PATIENCE = 10.0

#: Takes a version, and the scopes that changed since the one before if that is known.
Announce: TypeAlias = "Callable[[str, frozenset[str] | None], None]"

_NAME = b"flowport_snapshot"
_log = logging.getLogger(__name__)
_OFTEN = 20_000  # changes after which it is looked for old ones


class LostLineError(Exception):
    """The question can't be asked from the event loop, or its answer did not come."""


class DatabaseSnapshots:
    """Asks for the snapshot over a connection of its own, a question at a time.

    Attributes:
        patience: How long an answer may take, in seconds.
    """

    def __init__(
        self,
        store: Store,
        announce: Announce = lambda _version, _changed: None,
    ) -> None:
        self._store = store
        self._announce = announce
        self.patience = PATIENCE
        self._line: Connection | None = None
        self._last: str | None = None
        self._tables = ""
        self._changed = 0
        self._dropping: asyncio.Future[bool] | None = None
        self._possible = True

    async def ask(self) -> str:
        """What a query would see at some moment after the call; it is announced, too.

        Raises:
            LostLineError: The connection was lost, or the event loop can't wait for it.
            StorageError: The database can't be read, or did not answer in time.
        """
        if not self._possible:
            raise LostLineError
        if self._line is None:
            self._last = None
            self._line = await self._opened()
        try:
            version, changed = await self._answer(self._line)
        except NotImplementedError as error:  # Windows: its loop looks at no foreign socket
            self._possible = False
            raise LostLineError from error
        tables, _, self._last = version.rpartition(" ")
        if tables != self._tables:  # restored since; what was changed before is not noted in them
            self._tables, changed = tables, None
        scopes = None if changed is None else frozenset(orjson.loads(changed))
        self._announce(version, scopes)
        self._count(_OFTEN if scopes is None else len(scopes))
        return version

    def _count(self, changed: int) -> None:
        """Count changes; from time to time, and at the start, old ones are dropped meanwhile."""
        self._changed += changed
        if self._changed >= _OFTEN and self._dropping is None:
            self._changed = 0
            loop = asyncio.get_running_loop()
            self._dropping = loop.run_in_executor(None, self._store.drop_old_changes)
            self._dropping.add_done_callback(self._dropped)

    def _dropped(self, done: asyncio.Future[bool]) -> None:
        self._dropping = None
        if not done.cancelled() and (error := done.exception()) is not None:
            _log.warning("Old changes could not be dropped; it is tried again later: %s", error)

    async def _answer(self, line: Connection) -> tuple[str, bytes | None]:
        """What a line answers; one that does not is not used again."""
        import psycopg  # noqa: PLC0415  the driver is there where this is asked

        raw: Any = line.connection.dbapi_connection
        try:
            return await _answer(raw.pgconn, self._last, self.patience)
        except (psycopg.Error, OSError, asyncio.CancelledError) as error:
            self._store.lose(line)
            self._line = None
            if isinstance(error, TimeoutError):
                raise _silent(self._store, self.patience) from error
            if isinstance(error, asyncio.CancelledError):
                raise
            raise LostLineError from error

    async def _opened(self) -> Connection:
        """A new line; who stops waiting for it leaves none behind."""
        opening = asyncio.get_running_loop().run_in_executor(None, self._open)
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            opening.add_done_callback(self._discard)
            raise

    def _open(self) -> Connection:
        import psycopg  # noqa: PLC0415  as above

        connection, question = self._store.snapshot_line()
        line: Any = connection.connection.dbapi_connection
        try:
            prepared = line.pgconn.prepare(_NAME, question.encode())
            if prepared.status != psycopg.pq.ExecStatus.COMMAND_OK:
                raise psycopg.OperationalError(prepared.get_error_message())
        except psycopg.Error as error:
            self._store.lose(connection)
            raise LostLineError from error
        return connection

    def _discard(self, opening: asyncio.Future[Connection]) -> None:
        if not opening.cancelled() and opening.exception() is None:
            self._store.lose(opening.result())


def _silent(store: Store, patience: float) -> StorageError:
    return StorageError(
        f"the database {store.url} did not answer within {patience:g} seconds; "
        "see that its server runs and can be reached"
    )


async def _answer(line: Any, last: str | None, patience: float) -> tuple[str, bytes | None]:
    """The version, and what changed since the last snapshot if there is one.

    Raises:
        TimeoutError: There was no answer in time.
    """
    loop = asyncio.get_running_loop()
    answered: asyncio.Future[tuple[str, bytes | None]] = loop.create_future()
    socket = line.socket  # which a connection that was lost no longer tells
    line.send_query_prepared(_NAME, [None if last is None else last.encode()])
    loop.add_reader(socket, _take, line, answered)
    timer = loop.call_later(patience, _give_up, answered)
    try:
        return await answered
    finally:
        timer.cancel()
        loop.remove_reader(socket)


def _give_up(answered: asyncio.Future[tuple[str, bytes | None]]) -> None:
    if not answered.done():
        answered.set_exception(TimeoutError())


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
        if result is None or result.status != psycopg.pq.ExecStatus.TUPLES_OK:
            problem = (
                "the server gave no snapshot" if result is None else result.get_error_message()
            )
            raise psycopg.OperationalError(problem)
    except psycopg.Error as error:
        answered.set_exception(error)
        return
    answered.set_result((result.get_value(0, 0).decode(), result.get_value(0, 1)))
