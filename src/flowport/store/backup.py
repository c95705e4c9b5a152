"""Backups of a SQLite database: whole copies, made while others write, and checked."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flowport.errors import UsageError
from flowport.remedies import Remedy
from flowport.store.database_errors import meaning
from flowport.store.table_upgrade import known_revisions

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How a SQLite file begins, and its byte for one that is written through a log, as databases are.
_MAGIC, _LOGGED = b"SQLite format 3\0", 2
_OTHER_BACKUP = "choose another backup; nothing was changed"

__all__ = ["DatabaseCounts", "back_up", "check_database", "restore"]


@dataclass(frozen=True, slots=True)
class DatabaseCounts:
    """What a database holds: how many instances, flows and modules."""

    instances: int
    flows: int


def back_up(database: str, file: Path, *, force: bool = False) -> DatabaseCounts:
    """Copy a database into a file that only its owner can read, while others may write.

    The copy is of one moment, and is checked before it takes its name.

    Raises:
        UsageError: The database is not a SQLite file, or can't be read; the file exists and
            ``force`` is not given, is a database itself, or can't be written.
    """
    _require_sqlite(database)
    if file.exists() and (file.samefile(database) or _is_database(file)):
        raise UsageError(f"{file} is a database and no backup of one; choose another name")
    if file.exists() and not force:
        raise UsageError(f"{file} exists; choose another name, or {Remedy.OVERWRITE}")
    with _explained(file):
        handle, name = tempfile.mkstemp(prefix=".flowport-", dir=file.absolute().parent)
        os.close(handle)
        temporary = Path(name)
        try:
            with _explained(Path(database), target=file):
                _copy(database, name, alone=True)
            held = check_database(name, called=database)
            _sync(temporary)
            temporary.replace(file)
            _sync(file.absolute().parent)
        finally:
            temporary.unlink(missing_ok=True)
    return held


def restore(file: Path, database: str) -> None:
    """Put a backup in the place of a database, in one transaction: others may have it open.

    Raises:
        UsageError: The file is not a backup of this or an earlier version, or the database is not
            a SQLite file or can't be written.
    """
    _require_sqlite(database)
    check_database(str(file), advice=_OTHER_BACKUP)
    with _explained(Path(database)):
        if not Path(database).exists():
            Path(database).absolute().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(database, os.O_CREAT | os.O_RDWR, 0o600))
        try:
            _copy(str(file), database)
        except sqlite3.DatabaseError as error:
            if "malformed" not in str(error) and "not a database" not in str(error):
                raise
            _replace_damaged(file, Path(database))


def _replace_damaged(file: Path, database: Path) -> None:
    """Put a backup where a database is too damaged to be written; the damaged one is kept."""
    kept = database.with_name(f"{database.name}.damaged")
    database.replace(kept)
    for end in ("-wal", "-shm"):
        Path(f"{database}{end}").unlink(missing_ok=True)
    os.close(os.open(database, os.O_CREAT | os.O_RDWR, 0o600))
    _copy(str(file), str(database))


def check_database(path: str, *, called: str = "", advice: str = Remedy.RESTORE) -> DatabaseCounts:
    """Read a whole SQLite file, and see that it is one of ours and not damaged.

    Args:
        path: The file.
        called: What sentences name in its place, where it is a copy.
        advice: What to do if it is damaged.

    Raises:
        UsageError: It can't be read, is damaged, or is of another program or a newer Flowport.
    """
    shown = called or path
    if Path(path).is_dir():
        raise UsageError(f"{shown}: it is a folder, not a database; choose a file in it")
    if not Path(path).is_file():
        raise UsageError(f"{shown}: there is no such file")
    with _explained(Path(shown), advice=advice), _opened(path) as connection:
        problems = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
        if problems != ["ok"]:
            raise UsageError(
                f"{shown}: it is damaged: {str(problems[0]).splitlines()[-1]}; {advice}"
            )
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if not {"alembic_version", "instances", "flows"} <= tables:
            raise UsageError(f"{shown}: it is not a database of Flowport; choose another file")
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if row is None:
            raise UsageError(f"{shown}: it does not say which version wrote it; {advice}")
        if row[0] not in known_revisions():
            raise UsageError(
                f"{shown}: it was written by a newer version of Flowport; update Flowport"
            )
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  ours
            for table in ("instances", "flows")
        ]
    return DatabaseCounts(*counts)


def _copy(source: str, target: str, *, alone: bool = False) -> None:
    """All pages of one SQLite file into another, as of one moment; no log if it is ``alone``."""
    with _opened(source) as old, contextlib.closing(sqlite3.connect(target, timeout=30)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE" if alone else "PRAGMA wal_checkpoint(TRUNCATE)")


@contextlib.contextmanager
def _opened(path: str) -> Iterator[sqlite3.Connection]:
    """A SQLite file that is only read; where its folder can't be written, as it lies there."""
    address = Path(path).absolute().as_uri()
    try:
        connection = _readable(f"{address}?mode=ro")
    except sqlite3.OperationalError:
        connection = _readable(f"{address}?mode=ro&immutable=1")
    with contextlib.closing(connection):
        yield connection


def _readable(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, timeout=30)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_database(file: Path) -> bool:
    """Whether a file is a SQLite database that a server may write to: a backup has no log."""
    with contextlib.suppress(OSError), file.open("rb") as opened:
        head = opened.read(len(_MAGIC) + 3)
        return head.startswith(_MAGIC) and head[-1:] == bytes([_LOGGED])
    return False


@contextlib.contextmanager
def _explained(
    path: Path, *, target: Path | None = None, advice: str = Remedy.RESTORE
) -> Iterator[None]:
    """Errors of SQLite and of the disk as sentences; a full disk is that of the ``target``.

    Raises:
        UsageError: One of them came.
    """
    try:
        yield
    except sqlite3.Error as error:
        here = target if target is not None and "full" in str(error) else path
        sentence = meaning(str(error)).replace(Remedy.RESTORE, advice)
        raise UsageError(f"{here}: {sentence}") from error
    except OSError as error:
        raise UsageError(f"{path}: {meaning(error.strerror or str(error))}") from error


def _require_sqlite(database: str) -> None:
    if "://" in database:
        raise UsageError("this is for SQLite files; for PostgreSQL use pg_dump and pg_restore")


def _sync(path: Path) -> None:
    """See that a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
