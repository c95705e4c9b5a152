"""What ``flowport doctor`` looks at: versions, the database, runs, permissions, flowport.toml."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import stat
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from flowport import __version__
from flowport.config import find, read_check_settings, read_instances
from flowport.errors import FlowportError
from flowport.jobs.isolation import isolated
from flowport.places import default_database, is_new_database
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.jobs.moving.runs import Runs

__all__ = ["HealthCheck", "Level", "examine"]

Level: TypeAlias = str
GOOD, WARNING, PROBLEM = "ok", "warning", "problem"

#: What a disk should have free at least, in bytes: SQLite needs room for its log, runs for plans.
_ROOM = 100_000_000
_MEGABYTE = 1_000_000

#: Extras of the package, by the module that each brings.
_EXTRAS = {"cairosvg": "draw", "psycopg": "postgresql"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck:
    """One thing that was looked at.

    Attributes:
        level: ``ok``, ``warning`` or ``problem``.
        subject: What was looked at.
        sentence: How it is, and what to do where that is not good.
    """

    level: Level
    subject: str
    sentence: str


def examine(database: str | None, runs: Path | None) -> Iterator[HealthCheck]:
    """Everything, in the order in which a person should read it.

    Args:
        database: The database, None for the usual one.
        runs: Where runs are kept, None for the usual folder.
    """
    looks = {
        "versions": _versions(),
        "database": _database(database or default_database()),
        "runs": _runs(runs),
        "flowport.toml": _project(),
    }
    for subject, look in looks.items():
        try:
            with isolated(subject):
                yield from look
        except FlowportError as error:
            yield _problem(subject, str(error))


def _good(subject: str, sentence: str) -> HealthCheck:
    return HealthCheck(level=GOOD, subject=subject, sentence=sentence)


def _warning(subject: str, sentence: str) -> HealthCheck:
    return HealthCheck(level=WARNING, subject=subject, sentence=sentence)


def _problem(subject: str, sentence: str) -> HealthCheck:
    return HealthCheck(level=PROBLEM, subject=subject, sentence=sentence)


def _versions() -> Iterator[HealthCheck]:
    yield _good(
        "versions",
        f"Flowport {__version__}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {platform.system()} {platform.machine()}",
    )
    for module, extra in _EXTRAS.items():
        if find_spec(module) is None:
            yield _good("extras", f"{extra} is not installed: pip install 'flowport[{extra}]'")
        else:
            yield _good("extras", f"{extra} is installed")


def _database(place: str) -> Iterator[HealthCheck]:
    from flowport.store import open_store  # noqa: PLC0415  heavy to load
    from flowport.store.backup import check_database  # noqa: PLC0415  heavy to load

    if is_new_database(place):
        yield _good("database", f"there is none at {place} yet; flowport serve creates it")
        return
    if "://" in place:
        store = open_store(place)
        yield _good("database", f"{store.url} can be opened")
        store.close()
        return
    try:
        held = check_database(place)
    except FlowportError as error:
        yield _problem("database", str(error).replace(f"{Remedy.CHECK_DATABASE}, and ", ""))
        return
    yield _good("database", f"{place} is whole: {held.instances} instances, {held.flows} flows")
    yield from _private("database", Path(place), 0o600)
    yield from _room("database", Path(place).absolute().parent)


def _private(subject: str, path: Path, mode: int) -> Iterator[HealthCheck]:
    """Whether others than its owner can read something that holds keys or contents."""
    if os.name == "nt":
        return
    found = stat.S_IMODE(path.stat().st_mode)
    if found & 0o077:
        advice = f"chmod {mode:o} {path}"
        yield _problem(subject, f"others can read or write {path} (mode {found:o}): {advice}")
    elif not os.access(path, os.W_OK):
        yield _warning(subject, f"{path} can't be written, so it is only read")


def _room(subject: str, folder: Path) -> Iterator[HealthCheck]:
    free = shutil.disk_usage(folder).free
    if free < _ROOM:
        yield _problem(subject, f"the disk of {folder} has only {free // _MEGABYTE} MB free")


def _runs(root: Path | None) -> Iterator[HealthCheck]:
    from flowport.jobs.moving.runs import Runs  # noqa: PLC0415  heavy to load

    runs = Runs(root)
    if not runs.root.is_dir():
        yield _good("runs", f"there are none in {runs.root} yet")
        return
    known = runs.every()
    yield _good("runs", f"{len(known)} in {runs.root}")
    for file in sorted(runs.root.glob("*/plan.json")):
        if file.parent.name not in {run.id for run in known}:
            yield _problem("runs", f"{file.parent}: its run.json is missing or damaged")
    for run in known:
        try:
            yield from _run(runs, run.id)
        except (FlowportError, OSError) as error:
            yield _problem("runs", f"{run.id}: {error}")
        yield from _private("runs", runs.root / run.id, 0o700)


def _run(runs: Runs, name: str) -> Iterator[HealthCheck]:
    """Whether a run's plan and journal are there and whole, and whether anything is left of it."""
    runs.plan(name)
    journal = runs.root / name / "journal.jsonl"
    if not journal.is_file():
        yield _problem("runs", f"{name}: its journal is missing, so it can't be undone")
        return
    run = runs.seen(runs.find(name))
    if run.state == "under way":
        yield _good("runs", f"{name} is under way: {run.done} of {run.of} steps")
        return
    if not _is_whole(journal):
        yield _problem("runs", f"{name}: its journal is damaged; restore it from a backup")
        return
    if run.state in {"stopped", "incomplete"}:
        advice = f"flowport resume {name}, or flowport undo {name}"
        yield _warning("runs", f"{name} is {run.state} ({run.done} of {run.of} steps): {advice}")


def _is_whole(journal: Path) -> bool:
    """Whether a journal can be read to its end; looked at in a copy, since opening cuts it."""
    from flowport.jobs.moving.journal import Journal  # noqa: PLC0415  heavy to load

    with tempfile.TemporaryDirectory() as folder:
        try:
            Journal(Path(shutil.copy(journal, folder))).close()
        except FlowportError:
            return False
    return True


def _project() -> Iterator[HealthCheck]:
    path = find(Path.cwd())
    if path is None:
        yield _good("flowport.toml", "there is none here")
        return
    try:
        instances = read_instances(path)
        read_check_settings(path)
    except FlowportError as error:
        yield _problem("flowport.toml", str(error))
        return
    yield _good("flowport.toml", f"{path} names {len(instances)} instances")
    for name, settings in instances.items():
        place = settings.root / settings.folder if settings.folder is not None else None
        if place is not None and not place.is_dir():
            yield _warning("flowport.toml", f"{name}: there is no folder {place}")
