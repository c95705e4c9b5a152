"""Plans carried out by commands: asked about, shown while they run, and reported."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import click
import orjson

from flowport.cli.asking import GivenAnswers, allow_write, confirm_by_typing, may_ask
from flowport.cli.planning import runs_at
from flowport.cli.printed_lines import is_dry_run, notice, say
from flowport.cli.run_progress import stoppable, telling
from flowport.errors import UsageError
from flowport.jobs.isolation import is_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flowport.cli.run_options import RunChoices, WriteRequest
    from flowport.jobs.moving.apply import ApplyOptions
    from flowport.jobs.moving.plan import Plan
    from flowport.jobs.moving.result import Result, StepOutcome
    from flowport.jobs.moving.runs import Run, Runs
    from flowport.ports import FlowSummary, Instance

__all__ = ["ask_to_archive", "carry_out", "change_states", "met_fault", "performed"]


def performed(
    plan: Plan,
    target: Instance,
    request: WriteRequest,
    what: str,
    *,
    asks: bool = False,
    first: Callable[[], None] = lambda: None,
) -> dict[str, StepOutcome]:
    """Carry a plan out as a run that is kept; what became of each flow, by label.

    Args:
        plan: The plan.
        target: Its target.
        request: What was asked for; of a dry run nothing is done.
        what: What is done, for the question: ``Write 3 flows into``.
        asks: Whether the command asks also where the instance is not protected.
        first: What is done once the write is allowed, before it begins.

    Raises:
        FlowportError: A person says no, or the run can't be kept.
    """
    from flowport.jobs.moving.apply import ApplyOptions  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.moving.running import run_plan  # noqa: PLC0415  as above

    most, address = request.archive_at_most, request.instance
    if request.dry_run and plan.exceeds(most):
        sentence = _archiving(plan, target, address)
        notice(f"note: {sentence}; it needs --archive-at-most {plan.archived}")
    if not plan.steps or request.dry_run:
        return {}
    ask_to_archive(plan, target, address, most)
    answers = GivenAnswers(yes=request.yes, yes_to=request.kept.yes_to, asks=asks)
    allow_write(what, target, address, answers)
    first()
    stop = threading.Event()
    with stoppable(stop), telling(as_json=False) as tell:
        options = ApplyOptions(stopping=stop.is_set, tell=tell)
        run, result = run_plan(plan, target, runs_at(request.kept.runs), options)
    if result.problem:
        say(f"flowport: {result.problem}", err=True)
    after = "undo it" if run.state == "complete" else f"flowport resume {run.id}; undo it"
    notice(f"run {run.id}: {run.state}; {after} with: flowport undo {run.id}")
    return result.by_label()


def met_fault(outcome: StepOutcome) -> bool:
    """Whether a step failed by a fault in Flowport, and not by what the instance said."""
    return any(map(is_fault, outcome.reasons))


def ask_to_archive(plan: Plan, target: Instance, address: str, most: int | None) -> None:
    """Let a person confirm the number, where a plan archives many flows.

    Args:
        plan: The plan.
        target: Its target.
        address: What the person wrote for the target.
        most: How many ``--archive-at-most`` allows; None where it was not given.

    Raises:
        UsageError: They type another number, or can't be asked; nothing was written.
    """
    if not plan.exceeds(most) or is_dry_run():
        return
    sentence, number = _archiving(plan, target, address), plan.archived
    if most is not None or not may_ask():
        raise UsageError(f"{sentence}; use --archive-at-most {number} to allow it")
    confirm_by_typing(f"{sentence}.", str(number))


def _archiving(plan: Plan, target: Instance, address: str) -> str:
    from flowport.places import describe  # noqa: PLC0415  loaded by who needs it

    where = describe(address, target)
    return f"This archives {plan.archived} of {plan.held} active flows and modules of {where}"


def change_states(
    plan: Plan,
    target: Instance,
    request: WriteRequest,
    *,
    past: str,
    what: str,
    others: Iterable[FlowSummary] = (),
) -> int:
    """Archive, restore or delete, show what became of each flow, and give the exit code.

    Args:
        plan: What is to be done.
        target: Where.
        request: What was asked for.
        past: The word for what was done.
        what: What is done, for the question.
        others: Flows that were named, and are in that state already.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it

    done = performed(plan, target, request, what, asks=past == "deleted")
    rows = []
    for item in plan.items:
        outcome = done.get(item.label)
        failed = outcome is not None and outcome.state in {"failed", "left"}
        word = f"would be {past}" if request.dry_run else past
        error = ", ".join(outcome.reasons) or "not done" if failed and outcome else None
        rows.append((item.name, "failed" if failed else word, error))
    already = "archived already" if past == "archived" else "not archived"
    rows += [(flow.name, already, None) for flow in others]
    if request.kept.as_json:
        tables.say_json([dict(zip(("name", "outcome", "error"), r, strict=True)) for r in rows])
    else:
        tables.say_table(("flow", "outcome"), [row[:2] for row in rows])
        for name, _, error in rows:
            if error:
                say(f"flowport: {name}: {error}", err=True)
    errors = [error for _, _, error in rows if error]
    if errors:
        return 1 if all(map(is_fault, errors)) else 2
    return int(past == "restored" and bool(others))


def carry_out(
    work: Callable[[ApplyOptions], Result],
    runs: Runs,
    run: Run,
    given: RunChoices,
    *,
    plan: Plan | None = None,
    undone: bool = False,
) -> None:
    """Do a run's work, tell how it goes, keep how far it came, and exit.

    Exit code 0: all was done; 1: something was blocked or only saved, failed, or is left to do.
    ``plan`` is the plan of a run that goes forward.
    """
    from flowport.cli import plan_text  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.moving.apply import ApplyOptions  # noqa: PLC0415  as above
    from flowport.jobs.moving.plan import FlowChange  # noqa: PLC0415  as above

    stop = threading.Event()
    with stoppable(stop), telling(as_json=given.as_json) as tell:
        options = ApplyOptions(
            workers=given.workers,
            force=given.force,
            stopping=stop.is_set,
            tell=tell,
        )
        result = work(options)
    kept = runs.ended(run, result, undone=undone)
    if given.as_json:
        click.echo(orjson.dumps(plan_text.ended(kept, result)))
    else:
        click.echo(plan_text.summary(kept, result, plan), nl=False)
    blocked = plan is not None and bool(plan.of(FlowChange.BLOCKED))
    sys.exit(blocked or not result.complete or bool(result.problem) or plan_text.doubtful(result))
