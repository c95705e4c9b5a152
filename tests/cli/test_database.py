"""``flowport database`` and ``flowport doctor``, as they are typed."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from flowport.cli import app
from flowport.errors import FlowportError
from instances.kinds import flow_text, folder, new_flow

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a database of one instance."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("FLOWPORT_DATABASE", str(tmp_path / "flowport.db"))
    run("instance", "create", "shop")
    return tmp_path


def run(*words: str) -> Result:
    """Run a command; an error of ours is in ``result.exception``."""
    return CliRunner().invoke(app, words)


def sentence(result: Result) -> str:
    """What a refused command says."""
    assert isinstance(result.exception, FlowportError), result.output
    return str(result.exception)


def test_backup_and_restore() -> None:
    """What was backed up comes back, and both say how much that is."""
    made = run("database", "backup", "copy.db").output
    run("instance", "create", "later")
    done = run("database", "restore", "copy.db", "--yes")

    assert made == "copy.db: 1 instance and 9 flows\n"
    assert "from copy.db (1 instance and 9 flows)" in done.output
    assert "later" not in run("instance", "list").output


@pytest.mark.parametrize("words", ["database backup copy.db --force", "instance list"])
def test_empty_file_is_no_database(tmp_path: Path, words: str) -> None:
    """A database that lost its content is not taken for a new one."""
    run("database", "backup", "copy.db")
    before = Path("copy.db").read_bytes()
    empty = tmp_path / "empty.db"
    empty.touch()

    refused = run(*words.split(), "--database", str(empty))
    assert "is an empty file; restore a backup" in sentence(refused)
    assert Path("copy.db").read_bytes() == before
    assert not empty.stat().st_size


def test_bad_backup_asks_for_another() -> None:
    """A file that is no backup is not answered with the advice to restore a backup."""
    Path("bad.db").write_text("no database" * 99)

    said = sentence(run("database", "restore", "bad.db", "--yes"))
    assert said.endswith("choose another backup; nothing was changed")


def test_restore_asks() -> None:
    """Without a terminal a restore is refused, and the sentence says what would be replaced."""
    run("database", "backup", "copy.db")

    assert "Replace the database" in sentence(run("database", "restore", "copy.db"))


def test_restore_over_a_protected_instance_asks_for_its_name() -> None:
    """A database that holds a protected instance is not replaced by --yes."""
    run("database", "backup", "copy.db")
    Path("flowport.toml").write_text('[instances.prod]\nlocal = "shop"\nprotected = true\n')

    assert "--yes-to prod" in sentence(run("database", "restore", "copy.db", "--yes"))
    assert run("database", "restore", "copy.db", "--yes-to", "prod").exit_code == 0


def test_backup_of_a_missing_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelled database is refused, and none is created."""
    monkeypatch.setenv("FLOWPORT_DATABASE", "flwport.db")

    assert "there is no database flwport.db" in sentence(run("database", "backup", "copy.db"))
    assert not Path("flwport.db").exists()


def levels(*words: str) -> dict[str, list[str]]:
    """What doctor says, by level."""
    found: dict[str, list[str]] = {}
    for each in json.loads(run("doctor", "--json", *words).stdout):
        found.setdefault(each["level"], []).append(each["sentence"])
    return found


def test_doctor_finds_nothing_wrong() -> None:
    """A whole database is no problem, and the exit code is 0."""
    done = run("doctor")

    assert (done.exit_code, "problem" in levels()) == (0, False)
    assert "is whole: 1 instances, 9 flows" in done.output


def _changed(path: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def _spoiled(path: Path, first: int, last: int) -> None:
    data = bytearray(path.read_bytes())
    data[first:last] = b"\xff" * (last - first)
    path.write_bytes(data)


def _replaced(path: Path, statement: str) -> None:
    path.unlink()
    _changed(path, statement)


def _foldered(path: Path) -> None:
    path.unlink()
    path.mkdir()


_REVISION = "UPDATE alembic_version SET version_num = '9999'"
#: What is done to the database, or to the folder of a run, and what doctor says then.
DAMAGES: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "not a file of SQLite": (
        lambda base, _: base.write_bytes(b"\xff" * 9000),
        "flowport.db: the file is not a database, or it is damaged; restore a backup",
    ),
    "a page": (lambda base, _: _spoiled(base, 4096 * 5, 4096 * 6), "flowport.db: it is damaged"),
    "cut short": (lambda base, _: os.truncate(base, 4096 * 9), "flowport.db: it is damaged"),
    "a newer one": (
        lambda base, _: _changed(base, _REVISION),
        "flowport.db: it was written by a newer version of Flowport; update Flowport",
    ),
    "of no version": (
        lambda base, _: _changed(base, "DELETE FROM alembic_version"),
        "flowport.db: it does not say which version wrote it; restore a backup",
    ),
    "of another program": (
        lambda base, _: _replaced(base, "CREATE TABLE other (one)"),
        "flowport.db: it is not a database of Flowport; choose another file",
    ),
    "a folder": (lambda base, _: _foldered(base), "flowport.db: it is a folder, not a database"),
    "mode": (lambda base, _: base.chmod(0o644), "chmod 600"),
    "mode of a run": (lambda _, run: run.chmod(0o755), "chmod 700"),
    "no journal": ((lambda _, run: (run / "journal.jsonl").unlink()), "journal is missing"),
    "a line of the journal": (
        lambda _, run: _spoiled(run / "journal.jsonl", 40, 44),
        "its journal is damaged; restore it from a backup",
    ),
    "no plan": (lambda _, run: (run / "plan.json").unlink(), "plan.json: No such file"),
    "half a plan": (lambda _, run: os.truncate(run / "plan.json", 99), "plan.json"),
    "run": (lambda _, run: (run / "run.json").write_text("{"), "run.json is missing or damaged"),
    "toml": (
        lambda base, _: base.with_name("flowport.toml").write_text("[instances.x]\nfolder = 3\n"),
        "should be a string",
    ),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with a database, and a run that was carried out."""
    here = tmp_path_factory.mktemp("sound")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        patch.setenv("XDG_DATA_HOME", str(here / "data"))
        patch.setenv("FLOWPORT_DATABASE", str(here / "flowport.db"))
        run("instance", "create", "shop")
        folder(here / "s").instance.create(new_flow("Main", flow_text()), publish=True)
        run("migrate", "s", "./t", "--yes")
        assert run("doctor").exit_code == 0
    return here


@pytest.mark.parametrize("part", DAMAGES)
def test_doctor_finds(
    part: str, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each damage is one problem that says where it is and what to do; the exit code is 1."""
    here = tmp_path / "copy"
    shutil.copytree(sound, here)
    monkeypatch.chdir(here)
    monkeypatch.setenv("XDG_DATA_HOME", str(here / "data"))
    monkeypatch.setenv("FLOWPORT_DATABASE", str(here / "flowport.db"))
    (kept,) = (here / "data" / "flowport" / "runs").iterdir()
    damage, words = DAMAGES[part]
    damage(here / "flowport.db", kept)

    (problem,) = levels()["problem"]
    assert words in problem
    assert run("doctor").exit_code == 1


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://me:secret@h/db", "only SQLite files and postgresql+psycopg:// addresses"),
        ("postgresql+psycopg://me:secret@127.0.0.1:1/db", "Connection refused"),
    ],
)
def test_doctor_names_an_engine_that_is_none(address: str, words: str) -> None:
    """An address that can't be opened is a problem in one sentence, without its password."""
    (problem,) = levels("--database", address)["problem"]

    assert words in problem
    assert "secret" not in problem
    assert "\n" not in problem


def test_doctor_names_a_missing_folder(place: Path) -> None:
    """A folder that flowport.toml names and that is gone is a warning."""
    (place / "flowport.toml").write_text('[instances.x]\nfolder = "gone"\n')

    assert levels()["warning"] == [f"x: there is no folder {place / 'gone'}"]


def test_doctor_creates_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for a database leaves none behind."""
    monkeypatch.setenv("FLOWPORT_DATABASE", "none/flowport.db")

    assert any("there is none at" in each for each in levels()["ok"])
    assert not Path("none").exists()
