"""``flowport audit``, and what ``flowport user`` writes into the audit log."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from flowport.cli import app
from flowport.errors import FlowportError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def run(place: Path, *words: str, code: int = 0, **more: str) -> Result:
    """A command over a database."""
    done = CliRunner().invoke(app, [*words, "--database", str(place)], **more)  # type: ignore[arg-type]
    if isinstance(done.exception, FlowportError):
        raise done.exception
    assert done.exit_code == code, done.output
    return done


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A database with an instance, a user and a key."""
    found = tmp_path / "data.db"
    run(found, "instance", "create", "shop")
    run(found, "user", "add", "ann", "--profile", "Agent")
    run(found, "user", "key", "ann")
    return found


def test_an_export_has_one_json_line_an_event(place: Path) -> None:
    """Users and keys that were created are there, in order."""
    lines = run(place, "audit", "export").stdout.splitlines()
    events = [json.loads(line) for line in lines]

    assert [each["number"] for each in events] == list(range(1, len(events) + 1))
    assert {"user-created", "key-created"} <= {each["event"] for each in events}


def test_what_was_not_changed_is_verified(place: Path, tmp_path: Path) -> None:
    """The log by itself, and beside an export."""
    export = tmp_path / "kept.jsonl"
    run(place, "audit", "export", "-o", str(export))

    assert "as it was written" in run(place, "audit", "verify").stdout
    assert "still holds" in run(place, "audit", "verify", str(export)).stdout


def test_an_event_that_was_deleted_is_found(place: Path) -> None:
    """The exit code is 1."""
    with sqlite3.connect(place) as connection:
        (name,) = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'audit%'"
        ).fetchone()
        connection.execute(f"DELETE FROM {name} WHERE number = 2")  # noqa: S608  the name is ours
    connection.close()

    assert "was changed" in run(place, "audit", "verify", code=1).stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE audit SET instance = 'x' WHERE number = 2", "event 2 "),
        ("INSERT INTO audit VALUES (0, NULL, 'x', '{}', 'x')", "event 0 "),
        ("UPDATE audit_head SET number = 'abc'", "'abc' is not a number"),
        ("DROP TABLE audit", "the log was taken out"),
    ],
)
def test_what_was_changed_is_said_in_a_sentence(place: Path, change: str, said: str) -> None:
    """The exit code is 1."""
    with sqlite3.connect(place) as connection:
        connection.execute(change)
    connection.close()

    assert said in run(place, "audit", "verify", code=1).stderr


def test_an_export_that_is_too_deep_is_said_to_be_none(place: Path, tmp_path: Path) -> None:
    """It is an error of the call, and says nothing about the log."""
    (tmp_path / "deep.jsonl").write_text("[" * 100_000)

    with pytest.raises(UsageError, match=r"deep.jsonl, line 1: not an event of an audit export"):
        run(place, "audit", "verify", str(tmp_path / "deep.jsonl"))


@pytest.mark.parametrize("text", ["hello\n", '{"a": 1}\n', "[]\n", '{"Actions": []}'])
def test_a_file_that_holds_no_events_is_no_export(place: Path, tmp_path: Path, text: str) -> None:
    """A file of something else is not said to be a changed log."""
    (tmp_path / "other.jsonl").write_text(text)

    with pytest.raises(UsageError, match="not an event of an audit export"):
        run(place, "audit", "verify", str(tmp_path / "other.jsonl"))


@pytest.mark.parametrize(
    "change", ["UPDATE audit SET text = 'x' WHERE number = 2", "DROP TABLE audit"]
)
def test_a_damaged_log_is_not_exported(place: Path, tmp_path: Path, change: str) -> None:
    """A sentence says so, and no file is written."""
    with sqlite3.connect(place) as connection:
        connection.execute(change)
    connection.close()

    with pytest.raises(FlowportError, match="the audit log was changed: "):
        run(place, "audit", "export", "-o", str(tmp_path / "kept.jsonl"))
    assert not (tmp_path / "kept.jsonl").exists()


def test_a_file_that_is_no_export_is_a_sentence(place: Path, tmp_path: Path) -> None:
    """Nothing is verified against it."""
    (tmp_path / "other.jsonl").write_bytes(b"\xff[]\n")
    with pytest.raises(FlowportError, match="can't read"):
        run(place, "audit", "verify", str(tmp_path / "other.jsonl"))
