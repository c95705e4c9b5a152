"""Backups: whole, private, made while others write, and restored under an open server."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from flowport.errors import StorageError, UsageError
from flowport.store import engines, first_use, flows, instances, open_store
from flowport.store.backup import DatabaseCounts, back_up, check_database, restore

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.store import Store


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A database with one instance."""
    path = tmp_path / "data.db"
    _add(path, "shop")
    return path


def _add(path: Path, alias: str) -> None:
    store = open_store(str(path))
    with store.writing() as connection:
        first_use.another(connection, alias)
    store.close()


def aliases(path: Path) -> list[str | None]:
    """The instances of a database."""
    store = open_store(str(path))
    with store.reading() as connection:
        found = [each.alias for each in instances.every(connection)]
    store.close()
    return found


def spoil(path: Path) -> None:
    """Damage the first page of each index and table of flows."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        asked = "SELECT rootpage FROM sqlite_master WHERE tbl_name = 'flows' AND rootpage > 0"
        pages = [row[0] for row in connection.execute(asked)]
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(data)


def test_backup_is_whole_and_private(place: Path) -> None:
    """The copy holds what the database held, and only its owner reads it."""
    copy = place.with_name("copy.db")
    held = back_up(str(place), copy)

    assert held == DatabaseCounts(instances=1, flows=9) == check_database(str(copy))
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in place.parent.iterdir() if "copy" in path.name] == ["copy.db"]


def test_backup_keeps_a_file_that_exists(place: Path) -> None:
    """Without force nothing is overwritten; with it the file is replaced."""
    copy = place.with_name("copy.db")
    copy.write_text("precious")
    with pytest.raises(UsageError, match=r"copy\.db exists"):
        back_up(str(place), copy)

    assert copy.read_text() == "precious"
    assert back_up(str(place), copy, force=True).flows == 9


@pytest.mark.parametrize("to", ["data.db", "linked.db", "same.db", "other.db"])
def test_backup_never_replaces_a_database(place: Path, to: str) -> None:
    """A database that a server may write to is no place for a backup, not even with force."""
    place.with_name("linked.db").symlink_to(place)
    place.with_name("same.db").hardlink_to(place)
    _add(place.with_name("other.db"), "other")
    before = {path.name: path.read_bytes() for path in place.parent.iterdir()}

    with pytest.raises(UsageError, match="is a database and no backup of one"):
        back_up(str(place), place.with_name(to), force=True)
    assert {path.name: path.read_bytes() for path in place.parent.iterdir()} == before


def test_backup_while_a_writer_writes(place: Path) -> None:
    """A copy that is made under writes is of one moment, and whole."""
    begun, stop = threading.Event(), threading.Event()

    def write() -> None:
        store = open_store(str(place))
        number = 0
        while not stop.is_set():
            number += 1
            with store.writing() as connection:
                first_use.another(connection, f"more-{number}")
            begun.set()
        store.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        begun.wait(30)
        held = back_up(str(place), place.with_name("copy.db"))
    finally:
        stop.set()
        writer.join()

    assert held.flows == 9 * held.instances


def test_restore_brings_back_what_was(place: Path) -> None:
    """After a restore the database is as it was when the backup was made."""
    copy = place.with_name("copy.db")
    back_up(str(place), copy)
    _add(place, "later")
    restore(copy, str(place))

    assert aliases(place) == ["shop"]


def test_restore_under_an_open_server(place: Path) -> None:
    """A reader that had the database open sees the restored one, and can write to it."""
    copy = place.with_name("copy.db")
    back_up(str(place), copy)
    _add(place, "later")
    store = open_store(str(place))
    with store.reading() as connection:
        before = len(instances.every(connection))
    version = store.version()
    restore(copy, str(place))
    with store.writing() as connection:
        first_use.another(connection, "new")
    with store.reading() as connection:
        after = [each.alias for each in instances.every(connection)]
    changed = store.version() != version
    store.close()

    assert (before, after, changed) == (2, ["shop", "new"], True)


def test_restore_over_a_damaged_database(place: Path) -> None:
    """A database that can't even be opened is replaced, and the damaged file is kept."""
    copy = place.with_name("copy.db")
    back_up(str(place), copy)
    place.write_bytes(b"\xff" * 8192)
    restore(copy, str(place))

    assert aliases(place) == ["shop"]
    assert place.with_name("data.db.damaged").read_bytes() == b"\xff" * 8192


def test_restore_refuses_what_is_no_backup(place: Path, tmp_path: Path) -> None:
    """A file that is missing, damaged or of another program leaves the database alone."""
    copy, other, text = (tmp_path / name for name in ("copy.db", "other.db", "text"))
    back_up(str(place), copy)
    spoil(copy)
    text.write_text("hello")
    back_up(str(place), other)
    connection = sqlite3.connect(other)
    connection.execute("UPDATE alembic_version SET version_num = 'v9999'")
    connection.commit()
    connection.close()
    for file, why in (
        (tmp_path / "missing", "there is no such file"),
        (copy, "damaged"),
        (text, "not a database"),
        (other, "newer version of Flowport"),
    ):
        with pytest.raises(UsageError, match=why):
            restore(file, str(place))

    assert aliases(place) == ["shop"]


def test_postgresql_is_left_to_its_own_tools(tmp_path: Path) -> None:
    """For another database the sentence names the tools that do it."""
    with pytest.raises(UsageError, match="use pg_dump"):
        back_up("postgresql+psycopg://user@host/name", tmp_path / "copy.db")


def test_damaged_page_is_a_sentence(place: Path) -> None:
    """A query that meets a damaged page says so, and what to do."""
    spoil(place)
    store = open_store(str(place))
    with pytest.raises(StorageError, match="damaged; check the database"):
        _every_flow(store)
    store.close()


def _every_flow(store: Store) -> None:
    with store.reading() as connection:
        for each in instances.every(connection):
            flows.page(connection, each.id, "flow")


def test_file_that_cannot_be_written_is_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a read-only disk flows can be read, and a write is refused in one sentence."""

    def refuse(*_: object) -> int:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        store = open_store(str(place))
    with store.reading() as connection:
        (found,) = instances.every(connection)
    with pytest.raises(StorageError, match="its file or disk is read-only"), store.writing() as new:
        instances.change(new, found, {})
    store.close()

    assert found.alias == "shop"
    assert not place.with_name("data.db-wal").exists()


def test_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the driver of PostgreSQL the sentence has the command that installs it."""

    def missing(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'psycopg'")

    monkeypatch.setattr(engines, "create_engine", missing)
    with pytest.raises(UsageError, match=r"pip install 'flowport\[postgresql\]'"):
        open_store("postgresql+psycopg://user:secret@host/name")
