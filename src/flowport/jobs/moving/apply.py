"""Carrying out a plan: from the start, or from where an earlier run stopped."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.catalogue.limits import LIMITS
from flowport.errors import (
    FlowportError,
    ForbiddenError,
    InstanceError,
    PlanError,
    QuotaError,
    RefusedError,
    UnexpectedError,
    UnreachableError,
)
from flowport.jobs.isolation import isolated
from flowport.jobs.moving.calls import counted, seconds
from flowport.jobs.moving.pace import Pace, PacedCalls, Stopped, SystemClock, workers_for
from flowport.jobs.moving.plan import Do
from flowport.jobs.moving.result import Result, StepOutcome
from flowport.jobs.moving.runs import RUN
from flowport.jobs.moving.schedule import StepSchedule
from flowport.jobs.moving.step_writing import StepWriter
from flowport.ports import FlowKey

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flowport.jobs.moving.journal import Journal
    from flowport.jobs.moving.plan import Item, Plan, Step
    from flowport.ports import Clock, Instance

__all__ = ["ApplyOptions", "apply"]

#: The quota that a kind of thing counts against.
_QUOTAS = {
    "flow": "flows",
    "module": "modules",
    "queue": "queues",
    "hours_of_operation": "hours_of_operation",
    "quick_connect": "quick_connects",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyOptions:
    """How to carry out a plan.

    Attributes:
        clock: The time.
        pace: The pace; None for the plan's own rates.
        workers: How many steps may be under way at once; None for as many as the rates need.
        force: Whether flows that changed since the plan are overwritten.
        stopping: Whether to begin no further call.
        tell: Told of every step that ended, as one JSON object.
    """

    clock: Clock = field(default_factory=SystemClock)
    pace: Pace | None = None
    workers: int | None = None
    force: bool = False
    stopping: Callable[[], bool] = lambda: False
    tell: Callable[[Mapping[str, Any]], None] = lambda _event: None


def apply(plan: Plan, target: Instance, journal: Journal, options: ApplyOptions) -> Result:
    """Write what a plan says; what the journal says is done is not done again.

    Raises:
        PlanError: The target is another one than the plan's, or the journal can't be written.
    """
    if target.about.arn != plan.target.arn:
        raise PlanError(f"the plan is for {plan.target.arn}, and this is {target.about.arn}")
    if target.root is not None and not target.root.exists():
        journal.write(RUN, "folder", durable=True)
    return _Carrying(plan, target, journal, options).result()


class _Carrying:
    """One carrying out."""

    def __init__(
        self, plan: Plan, target: Instance, journal: Journal, options: ApplyOptions
    ) -> None:
        self._plan = plan
        self._journal = journal
        self._options = options
        self._pace = options.pace or Pace(options.clock, plan.rates, off=plan.rates is None)
        self._paced = PacedCalls(self._pace, options.clock, self._stopping)
        self._writer = StepWriter(plan, target, journal, self._paced, force=options.force)
        self._lock = threading.Lock()
        self._problem = ""
        self._failed: dict[str, str] = {}
        self._full: dict[str, str] = {}
        self._began = options.clock.now()
        self._ended = 0

    def _stopping(self) -> bool:
        return bool(self._problem) or self._options.stopping()

    def result(self) -> Result:
        """Do the steps, and say what became of each."""
        schedule = StepSchedule(self._plan.steps, self._write, self._check, self._stopping)
        schedule.run(self._options.workers or workers_for(self._plan.rates))
        if not self._stopping():
            self._second_chances()
        if not self._problem and self._options.stopping():
            self._problem = "the run was stopped"
        outcomes = tuple(self._outcome(step) for step in self._plan.steps)
        return Result(outcomes=outcomes, problem=self._problem, pace=self._pace)

    def _write(self, step: Step) -> bool:
        kind = step.label.partition(":")[0]
        creates = step.do in {Do.CREATE, Do.SHELL, Do.RESOURCE}
        if creates and kind in self._full:
            self._fail(step, self._full[kind])
            return False
        try:
            with isolated(step.id):
                facts = self._writer.write(step)
        except Stopped:
            return False
        except (ForbiddenError, UnreachableError, PlanError) as error:
            self._stop(step, str(error))
            return False
        except QuotaError as error:
            self._full[kind] = _quota(kind, str(error))
            self._fail(step, self._full[kind])
            return False
        except UnexpectedError as error:
            self._leave(step, str(error))
            return False
        except FlowportError as error:
            self._fail(step, str(error))
            return False
        item = self._writer.items.get(step.label)
        state = "done" if step.do is Do.SHELL else _state(facts)
        planned = item.reasons if item and state == "saved" else ()
        self._say(step, state, _reasons(facts) or planned, str(facts.get("id", "")))
        return True

    def _check(self, step: Step) -> None:
        try:
            with isolated(step.id):
                self._writer.check(step)
        except Stopped:
            return
        except (ForbiddenError, UnreachableError, PlanError) as error:
            self._stop(step, str(error))
        except UnexpectedError as error:
            self._leave(step, str(error))
        except InstanceError as error:
            self._fail(step, str(error))

    def _stop(self, step: Step, reason: str) -> None:
        with self._lock:
            self._problem = self._problem or reason
            self._failed[step.id] = reason
        self._say(step, "stopped", (reason,))

    def _leave(self, step: Step, reason: str) -> None:
        """Go on with the others; what was done of this one is looked up when the run resumes."""
        with self._lock:
            self._failed[step.id] = reason
        self._say(step, "failed", (reason,))

    def _fail(self, step: Step, reason: str) -> None:
        with self._lock:
            self._failed[step.id] = reason
        self._journal.write(step.id, "failed", reason=reason)
        self._say(step, "failed", (reason,))

    def _second_chances(self) -> None:
        """Publish what was refused while others of its cycle were not published yet."""
        for step in self._plan.steps:
            facts = self._journal.of(step.id).latest.get("done", {})
            item = self._writer.items.get(step.label)
            if not facts.get("reasons") or item is None or not item.publish:
                continue
            try:
                with isolated(step.id):
                    if not self._published(item, FlowKey(item.kind, facts["id"])):
                        continue
            except UnexpectedError as error:
                self._leave(step, str(error))
                continue
            except FlowportError as error:
                self._stop(step, str(error))
                return
            again = {word: value for word, value in facts.items() if word != "reasons"}
            self._journal.write(step.id, "done", **(again | {"published": True}))
            self._say(step, "published", (), str(facts.get("id", "")))

    def _published(self, item: Item, key: FlowKey) -> bool:
        """Publish what is saved; False if it is refused, or what it calls is."""
        if self._writer.held_back(item):
            return False
        text, target = self._writer.text(item), self._writer.target
        try:
            self._paced.call(
                "publish",
                str(item.kind),
                lambda: target.publish(key, text, settings=item.settings),
            )
        except RefusedError:
            return False
        return True

    def _say(self, step: Step, state: str, reasons: Sequence[str], written: str = "") -> None:
        with self._lock:
            self._ended += 1
            ended = self._ended
        self._options.tell(
            {
                "event": "step",
                "step": step.id,
                "label": step.label,
                "id": written,
                "outcome": state,
                "reasons": list(reasons),
                "done": ended,
                "of": len(self._plan.steps),
                "secondsLeft": self._left(ended),
            }
        )

    def _left(self, ended: int) -> float:
        """How long the rest takes: at the rates in force, or else as fast as until now."""
        steps = self._plan.steps
        if self._plan.rates is not None:
            rest = [step for step in steps if not self._journal.of(step.id).has("done")]
            writer = self._writer
            calls = counted(rest, writer.items, writer.resources.resources)
            return seconds(calls, self._plan.rates)
        spent = self._options.clock.now() - self._began
        return round(spent / ended * max(0, len(steps) - ended), 1)

    def _outcome(self, step: Step) -> StepOutcome:
        facts = self._journal.of(step.id).latest.get("done")
        if step.id in self._failed:
            return StepOutcome(step=step, state="failed", reasons=(self._failed[step.id],))
        if facts is None:
            return StepOutcome(step=step, state="left", reasons=self._why_left(step))
        item = self._writer.items.get(step.label)
        reasons = _reasons(facts) or (item.reasons if item else ())
        state = "done" if step.do is Do.SHELL else _state(facts)
        return StepOutcome(step=step, state=state, reasons=reasons, id=str(facts.get("id", "")))

    def _why_left(self, step: Step) -> tuple[str, ...]:
        missing = [need for need in step.needs if not self._journal.of(need).has("done")]
        return (f"it needs {missing[0]!r} first",) if missing else ()


def _state(facts: Mapping[str, Any]) -> str:
    """What became of a step that was done; what is shown of a shell is what fills it."""
    if "published" not in facts:
        return "done"
    return "published" if facts["published"] else "saved"


def _reasons(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Why a step that was done is only saved."""
    found = facts.get("reasons")
    return tuple(map(str, found)) if isinstance(found, list | tuple) else ()


def _quota(kind: str, error: str) -> str:
    known = LIMITS.get(_QUOTAS.get(kind, ""))
    value = f" ({known.value} unless it was raised)" if known else ""
    return f"the quota of {_QUOTAS.get(kind, kind)} is used up{value}: {error}"
