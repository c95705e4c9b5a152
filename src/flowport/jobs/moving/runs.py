"""Runs on the disk: each a folder with its plan, its journal, and a line about how far it came."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import uuid
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import orjson
from platformdirs import user_data_path

from flowport.errors import FlowportError, PlanError, UsageError
from flowport.files import make_folder, reason, write_bytes
from flowport.jobs.moving.holding import is_held
from flowport.jobs.moving.journal import Journal
from flowport.jobs.moving.plan_json import chunks, load
from flowport.jobs.moving.plan_types import checked
from flowport.suggestions import suggestion

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.jobs.moving.plan import Plan
    from flowport.jobs.moving.result import Result

__all__ = ["RUN", "Run", "Runs"]

RUN = "run"  # the step of the journal that the run as a whole is
_UNDER_WAY = "under way"
_LOST = "journal missing"
_JOURNAL = "journal.jsonl"
_LISTED = 5  # how many runs a sentence names


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What ``flowport runs`` shows of one.

    Attributes:
        id: Its name.
        began: When, in seconds since 1970.
        source: The source's name.
        target: The target's name.
        arn: The target's ARN.
        state: ``complete``, ``incomplete``, ``undone``, or ``under way`` (in its file also after a
            crash, which ``Runs.seen`` shows as ``stopped``). ``Runs.seen`` shows a run that
            has lost its journal as ``journal missing``.
        done: How many steps are done.
        of: How many there are.
        calls: How many calls were made in all, by operation.
        origin: The source's ARN; empty where an earlier version of Flowport kept the run.
        sequence: Its number among the runs of its folder, from 1; 0 for a run of Flowport 0.1.
        command: What began it, as the command line calls it.
    """

    id: str
    began: float
    source: str
    target: str
    arn: str
    state: str = _UNDER_WAY
    done: int = 0
    of: int = 0
    calls: dict[str, int] = field(default_factory=dict)
    origin: str = ""
    sequence: int = 0
    command: str = "migrate"


class Runs:
    """The folder of all runs."""

    def __init__(self, root: Path | None = None) -> None:
        """Take a folder; the usual one of this user if none is given."""
        self.root = root or user_data_path("flowport") / "runs"

    def begin(self, plan: Plan, began: float) -> Run:
        """Keep a plan as a new run, on the disk before this returns.

        Raises:
            UsageError: The folder can't be written.
        """
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(began))
        run = Run(
            id=f"{stamp}-{uuid.uuid4().hex[:4]}",
            began=began,
            source=plan.source.name,
            target=plan.target.name,
            arn=plan.target.arn,
            of=len(plan.steps),
            origin=plan.source.arn,
            sequence=max((each.sequence for each in self.every()), default=0) + 1,
            command=plan.command,
        )
        folder = self.root / run.id
        try:
            make_folder(folder, durable=True, mode=0o700)
        except OSError as error:
            raise UsageError(f"{self.root}: no run can be kept here: {reason(error)}") from None
        try:
            self._fill(folder, plan)
            self._keep(run)  # the last: what this file does not name is not a run
        except FlowportError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return run

    @staticmethod
    def _fill(folder: Path, plan: Plan) -> None:
        """Keep a plan and the beginning of its journal."""
        write_bytes(folder / "plan.json", chunks(plan), durable=True)
        digest = _digest(folder / "plan.json")
        write_bytes(folder / _JOURNAL, b"", durable=True)
        with closing(Journal(folder / _JOURNAL)) as journal:
            journal.write(RUN, "begin", durable=True, plan=digest)

    def plan(self, run: str) -> Plan:
        """A run's plan.

        Raises:
            PlanError: There is no such run, or it is damaged.
        """
        found = self.find(run)
        path = self.root / found.id / "plan.json"
        try:
            return load(path.read_bytes(), str(path), former=not found.sequence)
        except OSError as error:
            raise PlanError(f"{path}: {error.strerror}") from None

    def journal(self, run: str, step: str = "continue") -> Journal:
        """A run's journal, held by this process alone.

        Args:
            run: The run.
            step: What it is for, as a verb: ``undo``.

        Raises:
            PlanError: There is no such run, it is missing or damaged, or another process holds it.
        """
        found = self.find(run)
        path = self.root / found.id / _JOURNAL
        lost = f"{found.id}: cannot {step}: the journal is missing"
        if not path.is_file():
            raise PlanError(lost)
        journal = Journal(path)
        whole = journal.of(RUN).has("begin") if found.sequence else bool(journal.steps)
        problem = lost if not whole and (found.sequence or found.done) else ""
        begun = journal.of(RUN).first.get("begin", {}).get("plan")
        if begun and begun != _digest(path.with_name("plan.json")):
            problem = f"{found.id}: cannot {step}: the plan is not the one that the run began with"
        if problem:
            journal.close()
            raise PlanError(problem)
        return journal

    def find(self, name: str) -> Run:
        """The run of a name or its beginning; ``last`` is the latest.

        Raises:
            PlanError: There is none, or more than one, or what is known of it is damaged.
        """
        every = self.every()
        latest = every[-1].id if every else ""
        for run in self.damaged():
            if run.startswith(name) or (name == "last" and _moment(run) >= _moment(latest)):
                raise PlanError(f"{run}: its run.json is damaged. Put back a copy of it")
        found = every[-1:] if name == "last" else [run for run in every if run.id.startswith(name)]
        if not found:
            meant = suggestion(name, ["last", *(run.id for run in every)])
            raise PlanError(f"{self.root} has no run {name!r}{meant}")
        if len(found) > 1:
            ids = ", ".join(run.id for run in found[:_LISTED])
            more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
            raise PlanError(f"{len(found)} runs begin with {name!r}: {ids}{more}; give more of one")
        return found[0]

    def every(self) -> list[Run]:
        """All of them, the oldest first, by their sequence; what can't be read is skipped."""
        found = [_run(path) for path in sorted(self.root.glob("*/run.json"))]
        return sorted(
            (run for run in found if run), key=lambda run: (run.sequence, run.began, run.id)
        )

    def damaged(self) -> list[str]:
        """The ids of runs whose ``run.json`` can't be read; one without it was never begun."""
        return [path.parent.name for path in self.root.glob("*/run.json") if _run(path) is None]

    def seen(self, run: Run) -> Run:
        """A run as it is this moment: a process is at it, one died over it, its journal is gone."""
        path = self.root / run.id / _JOURNAL
        if not _has_begun(run, path):
            return replace(run, state=_LOST)
        held = is_held(path)
        if not held and run.state != _UNDER_WAY:
            return run
        steps = [record for record, _ in Journal.read(path)]
        done = sum(record.has("done") and not record.has("undone") for record in steps)
        return replace(run, state=_UNDER_WAY if held else "stopped", done=done)

    def ended(self, run: Run, result: Result, *, undone: bool = False) -> Run:
        """Keep how far a run came."""
        whole = result.complete and not result.problem
        state = ("undone" if undone else "complete") if whole else "incomplete"
        number = sum(outcome.state not in {"failed", "left"} for outcome in result.outcomes)
        calls = {
            name: run.calls.get(name, 0) + result.pace.calls.get(name, 0)
            for name in sorted({*run.calls, *result.pace.calls})
        }
        facts: dict[str, Any] = {word: getattr(run, word) for word in run.__slots__}
        kept = Run(**{**facts, "state": state, "done": 0 if undone else number, "calls": calls})
        self._keep(kept)
        return kept

    def written(self, arn: str) -> dict[str, str]:
        """What runs wrote into a target the last time: hashes by the plan's labels."""
        found: dict[str, str] = {}
        for run in self.every():
            if run.arn == arn and run.state in {"complete", "incomplete"}:
                found |= _written(self.root / run.id / _JOURNAL)
        return found

    def _keep(self, run: Run) -> None:
        path = self.root / run.id / "run.json"
        write_bytes(path, orjson.dumps(run), force=True, durable=True)


def _moment(run: str) -> str:
    """When a run was begun, by its id; several begin in one second."""
    return run.rpartition("-")[0]


def _run(path: Path) -> Run | None:
    try:
        tree = orjson.loads(path.read_bytes())
        members = {word: tree[word] for word in Run.__slots__ if word in tree}
        return checked(Run(**{**members, "id": path.parent.name}))
    except (OSError, ValueError, TypeError):
        return None


def _has_begun(run: Run, path: Path) -> bool:
    """Whether a run's journal is there and not emptied; one of 0.1 may have no line yet."""
    try:
        records = Journal.read(path)
    except OSError:
        return False
    return (
        any(step == RUN for _, step in records) if run.sequence else bool(records or not run.done)
    )


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _written(path: Path) -> dict[str, str]:
    """The hashes that a journal says were read back, by label."""
    if not os.access(path, os.R_OK):
        return {}
    found: dict[str, str] = {}
    for record, step in Journal.read(path):
        checked = record.latest.get("checked")
        for do in ("create ", "fill shell ", "update ", "publish "):
            if checked and step.startswith(do):
                found[step.removeprefix(do)] = checked["hash"]
    return found
