"""A full disk, a poor terminal, a damaged database, Ctrl-C: a sentence, and never a stack trace."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from cli.test_hostile import chain
from command import ROOT
from flowport.cli import app
from flowport.store import first_use, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

INTERRUPTED = 130
POOR = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "TERM": ""}


def run(
    *words: str,
    folder: Path,
    env: Mapping[str, str] | None = None,
    first: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """A command in a folder, in a process that may be short of something."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("FLOWPORT")}
    done = subprocess.run(
        [sys.executable, "-m", "flowport", *words],
        cwd=folder,
        env={**own, "PYTHONPATH": str(ROOT / "src"), **(env or {})},
        capture_output=True,
        check=False,
        timeout=120,
        preexec_fn=first,
    )
    assert b"Traceback" not in done.stdout + done.stderr, done.stderr.decode()
    return done


def full() -> None:
    """Let no file grow, as on a full disk; the signal that the system sends is not ours."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """A folder with a flow of many blocks, whose name is not ASCII."""
    flow = chain(40, name="Größe 電話")
    (tmp_path / "flow.json").write_text(json.dumps(flow, ensure_ascii=False), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ("draw", "flow.json", "-o", "out.svg"),
        ("arrange", "flow.json", "-o", "out.json"),
        ("split", "flow.json", "-o", "out", "--max-blocks", "10"),
    ],
    ids=lambda words: words[0],
)
def test_no_half_of_a_file_is_left(words: tuple[str, ...], batch: Path) -> None:
    """The sentence names the file, the exit code is 2, and no half of a file is left."""
    done = run(*words, folder=batch, first=full)

    assert done.returncode in {1, 2}, done.stderr.decode()
    assert b"out" in done.stderr
    for left in filter(Path.is_file, batch.rglob("*")):
        assert json.loads(left.read_bytes())


@pytest.mark.parametrize("size", [2_000, 20_000, 250_000])
def test_a_database_that_cant_be_completed_is_removed(size: int, tmp_path: Path) -> None:
    """Where the disk is full before a new database holds an instance, nothing of it is left."""

    def almost_full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    words = ("instance", "create", "demo", "--database", "new.db")
    done = run(*words, folder=tmp_path, first=almost_full)

    assert done.returncode == 2, done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("instance", "create", "bad alias!"),
        ("instance", "create", "demo", "--account", "12"),
        ("serve", "--port", "0", "--account", "12"),
        ("serve", "--port", "0", "--region", "nowhere"),
    ],
    ids=" ".join,
)
def test_a_wrong_option_creates_no_database(words: tuple[str, ...], tmp_path: Path) -> None:
    """An alias, account or Region that is not one is refused before a database is created."""
    done = run(*words, "--database", "new.db", folder=tmp_path)

    assert done.returncode == 2, done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_on_a_full_disk_is_a_sentence(batch: Path) -> None:
    """What goes to standard output can fail as well."""
    with Path("/dev/full").open("wb") as output:
        done = subprocess.run(
            [sys.executable, "-m", "flowport", "show", "flow.json"],
            cwd=batch,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            stdout=output,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )

    assert done.returncode == 2
    assert b"the disk is full" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["show", "check"])
def test_poor_locale_is_no_fault(command: str, batch: Path) -> None:
    """Without a terminal, a locale and an encoding the answer is there, with escapes if need be."""
    done = run(command, "flow.json", folder=batch, env=POOR)

    assert done.returncode in {0, 1}, done.stderr.decode()
    assert done.stdout


def test_export_only_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export from a file that can't be written gives the flows, and leaves the file as it is."""
    place = tmp_path / "data.db"
    store = open_store(str(place))
    made = first_use.first(store)
    store.close()
    assert made is not None
    before, usual = place.read_bytes(), os.open

    def refuse(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if str(path) == str(place) and flags & os.O_RDWR:
            raise OSError(errno.EROFS, "Read-only file system")
        return usual(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    words = ["export", f"local:{made.instance.id}", "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(app, words, env={"FLOWPORT_DATABASE": str(place)})

    assert done.exit_code == 0, done.output
    assert list((tmp_path / "out").rglob("*.json"))
    assert place.read_bytes() == before


@pytest.mark.parametrize("command", ["check", "show", "convert"])
def test_interruption_ends_with_130(command: str, tmp_path: Path) -> None:
    """Ctrl-C while a command reads ends it at once, without a word of Python."""
    with subprocess.Popen(
        [sys.executable, "-m", "flowport", command, "-"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b" " * 300_000)  # more than a pipe holds: the command reads by now
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)

    assert process.returncode == INTERRUPTED, said.decode()
    assert b"Traceback" not in said
