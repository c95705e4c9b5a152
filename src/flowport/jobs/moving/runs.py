"""Runs on the disk: each a folder with its plan, its journal, and a line about how far it came."""

from __future__ import annotations

import os
import time
import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import orjson
from platformdirs import user_data_path

from flowport.errors import PlanError, UsageError
from flowport.files import make_folder, write_bytes
from flowport.jobs.moving.holding import is_held
from flowport.jobs.moving.journal import Journal
from flowport.jobs.moving.plan_json import dump, load

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.jobs.moving.apply import Result
    from flowport.jobs.moving.plan import Plan

__all__ = ["Run", "Runs"]

_UNDER_WAY = "under way"
_JOURNAL = "journal.jsonl"


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
            crash, which ``Runs.seen`` tells as ``stopped``).
        done: How many steps are done.
        of: How many there are.
        calls: How many calls were made in all, by operation.
        origin: The source's ARN; empty where an earlier version of Flowport kept the run.
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
        )
        folder = self.root / run.id
        try:
            make_folder(folder, durable=True, mode=0o700)
        except OSError as error:
            raise UsageError(f"{self.root}: no run can be kept here: {error.strerror}") from None
        write_bytes(folder / "plan.json", dump(plan), durable=True)
        self._keep(run)
        return run

    def plan(self, run: str) -> Plan:
        """A run's plan.

        Raises:
            PlanError: There is no such run, or it is damaged.
        """
        path = self.root / self.find(run).id / "plan.json"
        try:
            return load(path.read_bytes(), str(path))
        except OSError as error:
            raise PlanError(f"{path}: {error.strerror}") from None

    def journal(self, run: str) -> Journal:
        """A run's journal, held by this process alone.

        Raises:
            PlanError: There is no such run, it is damaged, or another process holds it.
        """
        return Journal(self.root / self.find(run).id / _JOURNAL)

    def find(self, name: str) -> Run:
        """The run of a name or its beginning; ``last`` is the latest.

        Raises:
            PlanError: There is none, or more than one.
        """
        every = self.every()
        found = every[-1:] if name == "last" else [run for run in every if run.id.startswith(name)]
        if len(found) != 1:
            what = "no run" if not found else f"{len(found)} runs"
            raise PlanError(f"{self.root} has {what} {name!r}; flowport runs lists them")
        return found[0]

    def every(self) -> list[Run]:
        """All of them, the oldest first; what can't be read is passed over."""
        found = [_run(path) for path in sorted(self.root.glob("*/run.json"))]
        return sorted((run for run in found if run), key=lambda run: (run.began, run.id))

    def seen(self, run: Run) -> Run:
        """A run as it is this moment, whether a process is at it or one died over it."""
        path = self.root / run.id / _JOURNAL
        held = is_held(path)
        if not held and run.state != _UNDER_WAY:
            return run
        steps = [record for record, _ in Journal.read(path)] if path.is_file() else []
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
        told: dict[str, Any] = {word: getattr(run, word) for word in run.__slots__}
        kept = Run(**{**told, "state": state, "done": 0 if undone else number, "calls": calls})
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


def _run(path: Path) -> Run | None:
    try:
        return Run(**orjson.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _written(path: Path) -> dict[str, str]:
    """The hashes that a journal says were read back, by label."""
    if not os.access(path, os.R_OK):
        return {}
    found: dict[str, str] = {}
    for record, step in Journal.read(path):
        checked = record.latest.get("checked")
        for do in ("create ", "fill shell ", "update "):
            if checked and step.startswith(do):
                found[step.removeprefix(do)] = checked["hash"]
    return found
