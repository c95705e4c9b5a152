"""``flowport database`` and ``flowport doctor``, as they are typed."""

from __future__ import annotations

import json
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


@pytest.mark.parametrize("part", ["database", "mode", "journal", "run", "toml"])
def test_doctor_finds(part: str, place: Path) -> None:
    """Each damage is a problem that says where it is, and the exit code is 1."""
    folder(place / "s").instance.create(new_flow("Main", flow_text()), publish=True)
    run("migrate", "s", "./t", "--yes")
    (kept,) = (place / "data" / "flowport" / "runs").iterdir()
    damages: dict[str, Callable[[], object]] = {
        "database": lambda: (place / "flowport.db").write_bytes(b"\xff" * 9000),
        "mode": lambda: (place / "flowport.db").chmod(0o644),
        "journal": (kept / "journal.jsonl").unlink,
        "run": lambda: (kept / "run.json").write_text("{"),
        "toml": lambda: (place / "flowport.toml").write_text("[instances.x]\nfolder = 3\n"),
    }
    before = run("doctor").exit_code
    damages[part]()
    words = {
        "database": "flowport database restore FILE",
        "mode": "chmod 600",
        "journal": "journal is missing",
        "run": "run.json is missing or damaged",
        "toml": "should be a string",
    }

    assert (before, run("doctor").exit_code) == (0, 1)
    assert words[part] in " ".join(levels()["problem"])


def test_doctor_creates_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for a database leaves none behind."""
    monkeypatch.setenv("FLOWPORT_DATABASE", "none/flowport.db")

    assert any("there is none at" in each for each in levels()["ok"])
    assert not Path("none").exists()
