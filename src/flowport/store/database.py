"""Opening a database, and the two ways into it: reading and writing.

SQLite runs in WAL mode with ``synchronous=FULL``: a commit is on the disk when it returns, and
readers never wait for the writer.
"""

from __future__ import annotations

import contextlib
import copy
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, SQLAlchemyError

from flowport.errors import RehearsedError, UsageError
from flowport.files import reason
from flowport.store import audit, changes
from flowport.store.abandoned import not_left_behind
from flowport.store.database_errors import meaning, storage_error
from flowport.store.engines import new_engine
from flowport.store.prepared import run_sql
from flowport.store.table_upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Store", "open_store", "url_of"]

#: What a query would see: the server's start, and the transactions that are over.
_SNAPSHOT = "SELECT pg_postmaster_start_time()::text || ' ' || pg_current_snapshot()::text"


class Store:
    """A database that is open.

    Attributes:
        url: Where it is, without a password.
        address: Where it is, as another process of ours opens it; it may hold a password.
        rehearses: Whether every transaction that writes is undone at its end, which raises a
            ``RehearsedError``.
        embedded: Whether queries run inside this process (SQLite), so that they never wait long.
    """

    def __init__(self, engine: Engine, url: str) -> None:
        self._engine = engine
        self._readers = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._own = threading.local()
        self._open: list[Connection] = []
        self._give_back = weakref.finalize(self, _give_back, self._open, engine)
        self._give_back.atexit = False  # the process's end closes them too
        self._losses = 0
        self.url = make_url(url).render_as_string(hide_password=True)
        self.address = make_url(url).render_as_string(hide_password=False)
        self.embedded = engine.dialect.name == "sqlite"
        self.rehearses = False
        self._by = ""
        self._first: Store | None = None

    def on_behalf_of(self, name: str) -> Store:
        """The same database, where the audit log says that this person writes."""
        found = copy.copy(self)
        found._by = name  # noqa: SLF001  our own
        found._first = self  # noqa: SLF001  whose end would close the connections of both
        return found

    @contextlib.contextmanager
    def reading(self, *, asked: bool = False) -> Iterator[Connection]:
        """A connection whose every statement sees what is committed at its time.

        Args:
            asked: Whether the version was asked just before, so that a connection to a server
                that has gone would have been noticed; the thread's own one is used then.

        Raises:
            StorageError: The database can't be read.
        """
        try:
            if self.embedded or asked:
                yield self._kept()
                return
            with self._readers.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise storage_error(self.url, error) from error

    def _kept(self) -> Connection:
        """The thread's own reader, kept open: opening costs more than most queries."""
        found: Connection | None = getattr(self._own, "connection", None)
        if found is not None and self._own.losses != self._losses:
            self._open.remove(found)
            found.invalidate()
            found.close()
        if found is None or found.closed:
            found = self._own.connection = self._readers.connect()
            self._own.losses = self._losses
            self._open.append(found)
        return found

    def version(self) -> object:
        """A value that stays the same until someone commits, in whatever process.

        On PostgreSQL it is the snapshot that a query would have now: the same one sees the same
        rows, and whoever was answered to a write is in every later one. It waits for the server.

        Raises:
            StorageError: The database can't be read.
        """
        if not self.embedded:
            try:
                return self._snapshot()
            except DatabaseError as error:
                raise storage_error(self.url, error) from error
        raw = self._kept().connection.dbapi_connection
        return None if raw is None else raw.cursor().execute("PRAGMA data_version").fetchone()

    def _snapshot(self) -> object:
        """The server's snapshot; after it was away, no connection that was kept is used again."""
        try:
            return self._kept().exec_driver_sql(_SNAPSHOT).scalar_one()
        except DatabaseError as error:
            if not error.connection_invalidated:
                raise
        self._losses += 1
        return self._kept().exec_driver_sql(_SNAPSHOT).scalar_one()

    def snapshot_line(self) -> tuple[Connection, str]:
        """A connection for questions for the version alone, and what to ask (``CHANGED``).

        What was opened before it is not used again: this one can't tell whether the database's
        server ended those.

        Raises:
            StorageError: The database's server can't be reached.
        """
        try:
            found = self._readers.connect()
            try:
                if found.exec_driver_sql(changes.FOREIGN).first():
                    found.exec_driver_sql(changes.FORGET_FOREIGN)
            except BaseException:
                found.close()
                raise
        except DatabaseError as error:
            raise storage_error(self.url, error) from error
        self._losses += 1
        self._open.append(found)
        return found, changes.CHANGED

    def drop_old_changes(self, most: int = changes.MOST_CHANGES) -> bool:
        """Drop the scopes of old changes, where there are more than ``most``; gives whether it did.

        Every server that shares the database forgets its answers once.

        Raises:
            StorageError: The database can't be read or written.
        """
        try:
            with self.reading() as connection:
                if not connection.exec_driver_sql(changes.MANY, {"most": most}).first():
                    return False
            with self._engine.begin() as connection:
                connection.exec_driver_sql(changes.DROP_BEGUN)
                connection.exec_driver_sql(changes.DROP_OLD)
        except DatabaseError as error:
            raise storage_error(self.url, error) from error
        return True

    def lose(self, connection: Connection) -> None:
        """Use no connection again that was kept: the database's server ended this one."""
        self._losses += 1
        self._open.remove(connection)
        connection.invalidate()
        connection.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed when the block ends, undone when it raises.

        Raises:
            StorageError: The database can't be written; nothing of the transaction was.
        """
        try:
            by = audit.acting(self._by) if self._by else contextlib.nullcontext()
            with by, self._engine.begin() as connection:
                yield connection
                if self.rehearses:
                    raise RehearsedError
        except DatabaseError as error:
            raise storage_error(self.url, error) from error

    def close(self) -> None:
        """Give back every connection; a store that nobody has any more does so by itself."""
        self._give_back()


def _give_back(connections: list[Connection], engine: Engine) -> None:
    for connection in connections:
        connection.close()
    engine.dispose()


@contextlib.contextmanager
def apart(connection: Connection) -> Iterator[None]:
    """A part of a transaction that is undone alone when it raises.

    Cheaper than SQLAlchemy's own nested transaction, which compiles its statements every time.
    """
    run_sql(connection, "SAVEPOINT part")
    try:
        yield
    except BaseException:
        run_sql(connection, "ROLLBACK TO SAVEPOINT part")
        raise
    finally:
        run_sql(connection, "RELEASE SAVEPOINT part")


def url_of(place: str) -> str:
    """The database's address: an address as given, or the path of a SQLite file made one."""
    return place if "://" in place else f"sqlite:///{Path(place).absolute()}"


def open_store(place: str) -> Store:
    """Open a database, create it if it is a new file, and bring its tables up to date.

    A SQLite file that can't be written, on a read-only disk say, is opened for reading. A new one
    that can't be completed, on a full disk say, is removed.

    Args:
        place: A path of a SQLite file, or a SQLAlchemy address such as
            ``postgresql+psycopg://user@host/name``.

    Raises:
        UsageError: It can't be opened, or its address is not one.
    """
    with not_left_behind(place):
        engine = _opened(place)
        try:
            upgrade(engine)
        except (DatabaseError, OSError, UsageError) as error:
            engine.dispose()
            raise UsageError(_sentence(place, error)) from error
    return Store(engine, url_of(place))


def _opened(place: str) -> Engine:
    try:
        return new_engine(url_of(place))
    except ModuleNotFoundError as error:
        missing = UsageError("install its driver first: pip install 'flowport[postgresql]'")
        raise UsageError(_sentence(place, missing)) from error
    except (ArgumentError, OSError) as error:
        raise UsageError(_sentence(place, error)) from error


def _sentence(place: str, error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    first = reason(cause) if isinstance(cause, OSError) else meaning(str(cause))
    return f"can't open the database {_shown(place)}: {first}"


def _shown(place: str) -> str:
    try:
        return make_url(place).render_as_string(hide_password=True) if "://" in place else place
    except SQLAlchemyError:
        return "of that address"
