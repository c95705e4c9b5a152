"""Runs in the background: begun, gone on with, taken back; and how far each is."""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from flowport.errors import FlowportError, PlanError
from flowport.jobs.moving.apply import ApplyOptions, apply
from flowport.jobs.moving.holding import is_held
from flowport.jobs.moving.undo import undo
from flowport.server.designer.migrating import events
from flowport.server.designer.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from flowport.designer.schema.migration_schema import RunEndJSON, RunEventJSON, RunStateJSON
    from flowport.jobs.moving.journal import Journal
    from flowport.jobs.moving.plan import Plan
    from flowport.jobs.moving.runs import Run, Runs
    from flowport.ports import Instance
    from flowport.server.designer.migrating.pool import Pool

__all__ = ["Order", "Running"]

_log = logging.getLogger(__name__)
_STOP, _JOURNAL = "stop", "journal.jsonl"
_WORKERS = 12  # steps at once, where calls are paced
_TRIES, _NAP = 10, 0.03  # for a run whose last thread is just letting go

_MOST_PLANS = 50  # that are kept in memory
_UNDER_WAY = "under way"

#: What can be done in which state.
_FROM = {
    "resume": {"stopped", "incomplete"},
    "undo": {"stopped", "incomplete", "complete"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done with a run.

    Attributes:
        what: ``apply`` or ``undo``.
        by: Who asked, for the record.
        target: Opens the target.
        force: Whether what changed since is overwritten.
    """

    what: str
    by: str
    target: Callable[[], Instance]
    force: bool = False


@dataclass(slots=True)
class Running:
    """The runs of a folder."""

    runs: Runs
    pool: Pool
    _plans: dict[str, Plan] = field(default_factory=dict)

    def plan(self, run: Run) -> Plan:
        """A run's plan, read once."""
        if run.id not in self._plans:
            self._plans[run.id] = self.runs.plan(run.id)
            while len(self._plans) > _MOST_PLANS:
                del self._plans[next(iter(self._plans))]
        return self._plans[run.id]

    def begin(self, plan: Plan, order: Order) -> str:
        """Carry out a plan; the run's id.

        Raises:
            Refusal: Too many runs of the person are waiting.
        """
        self.pool.check(order.by)
        run = self.runs.begin(plan, time.time())
        self._start(run, plan, self.runs.journal(run.id), order)
        return run.id

    def go_on(self, run: Run, step: str, order: Order) -> str:
        """Resume a run, or undo it; a resume of an undo goes on with that.

        Raises:
            Refusal: It is under way, or in no state for that, or too many runs are waiting.
        """
        self.pool.check(order.by)
        state = self.state(run)["state"]
        if state == _UNDER_WAY:
            raise Refusal("busy", "The run is under way; stop it first, or wait.")
        if state not in _FROM[step]:
            raise Refusal("wrong-state", f"The run is {state}; there is nothing to {step}.")
        plan, journal = self.plan(run), self._journal(run)
        if journal.of("run").has("undo"):
            order = Order(what="undo", by=order.by, target=order.target, force=order.force)
        self._start(run, plan, journal, order)
        return run.id

    def is_undo(self, run: Run) -> bool:
        """Whether a run was being taken back when it was last at work."""
        return bool(self.state(run)["what"] == "undo")

    def _journal(self, run: Run) -> Journal:
        for tries in range(_TRIES):
            try:
                return self.runs.journal(run.id)
            except PlanError:
                if not is_held(self._at(run) / _JOURNAL) and tries:
                    raise
            time.sleep(_NAP)
        raise Refusal("busy", "The run is under way; stop it first, or wait.")

    def _at(self, run: Run) -> Path:
        return self.runs.root / run.id

    def _start(self, run: Run, plan: Plan, journal: Journal, order: Order) -> None:
        with ExitStack() as opened:
            opened.callback(journal.close)
            (self._at(run) / _STOP).unlink(missing_ok=True)
            told = events.Events(self._at(run) / events.NAME)
            opened.callback(told.close)
            told.add(_event("begin", {"by": order.by, "done": 0, "of": len(plan.steps)}, order))
            opened.pop_all()
        self.pool.run(lambda: self._work(run, plan, journal, order, told), order.by, told, journal)

    def _work(
        self, run: Run, plan: Plan, journal: Journal, order: Order, told: events.Events
    ) -> None:
        ended: RunEndJSON
        try:
            ended = self._ended(run, plan, journal, order, told)
        except FlowportError as error:
            ended = {"state": "incomplete", "problem": str(error)}
        except Exception:  # noqa: BLE001  the page gets a sentence, the log the traceback
            _log.exception("run %s failed", run.id)
            ended = {"state": "incomplete", "problem": "the server failed; its log says how"}
        told.add(_event("end", ended, order))

    def _ended(
        self, run: Run, plan: Plan, journal: Journal, order: Order, told: events.Events
    ) -> RunEndJSON:
        def stopping() -> bool:
            return self.pool.closing.is_set() or (self._at(run) / _STOP).exists()

        options = ApplyOptions(
            workers=1 if plan.rates is None else _WORKERS,
            force=order.force,
            stopping=stopping,
            tell=lambda event: told.add(_event("step", event, order)),
        )
        do = undo if order.what == "undo" else apply
        result = do(plan, order.target(), journal, options)
        kept = self.runs.ended(run, result, undone=order.what == "undo")
        stopped = kept.state == "incomplete" and stopping()
        state = "stopped" if stopped else kept.state
        return {"state": state, "problem": result.problem, "done": kept.done, "of": kept.of}

    def stop(self, run: Run) -> None:
        """Ask a run to end after the calls in flight, whichever process is at it."""
        (self._at(run) / _STOP).touch()

    def of(self, instance: str) -> list[Run]:
        """The runs out of an instance or into it, by its ARN; the latest first."""
        return [run for run in reversed(self.runs.every()) if instance in {run.arn, run.origin}]

    def find(self, run: str, instance: str) -> Run:
        """The run of an id.

        Raises:
            Refusal: The instance has none such.
        """
        found = next((each for each in self.of(instance) if each.id == run), None)
        if found is None:
            raise Refusal("not-found", "There is no such run.")
        return found

    def state(self, run: Run) -> RunStateJSON:
        """How far a run is: what it says itself, or the command line that was at it later."""
        path = self._at(run) / events.NAME
        held = is_held(self._at(run) / _JOURNAL)
        last = None if self._is_later(run) else events.last(path)
        last = last or {"event": "end"}
        state = last.get("state") or run.state
        if held or last["event"] in {"begin", "step"} or state == _UNDER_WAY:
            state = _UNDER_WAY if held else "stopped"
        undone = last.get("what") == "undo" or state == "undone"
        return {
            "what": "undo" if undone else "apply",
            "state": state,
            "done": last.get("done", run.done),
            "of": last.get("of", run.of),
            "secondsLeft": last.get("secondsLeft", 0) if held else 0,
            "problem": last.get("problem", ""),
        }

    def _is_later(self, run: Run) -> bool:
        """Whether the command line was at a run after the server.

        The server keeps how far a run came just before it tells of its end.
        """
        try:
            told = (self._at(run) / events.NAME).stat().st_mtime_ns
        except OSError:
            return True
        return (self._at(run) / "run.json").stat().st_mtime_ns > told

    def events(self, run: Run, after: int) -> tuple[list[RunEventJSON], int]:
        """What happened since a place, and the place behind that."""
        return events.since(self._at(run) / events.NAME, after)


def _event(sort: str, about: Mapping[str, object], order: Order) -> RunEventJSON:
    at = {"at": time.time()} if sort != "step" else {}
    return cast("RunEventJSON", {**about, **at, "event": sort, "what": order.what})
