"""A plan carried out as a run that is kept: listed, resumed and undone like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.jobs.moving.apply import ApplyOptions, apply

if TYPE_CHECKING:
    from flowport.jobs.moving.plan import Plan
    from flowport.jobs.moving.result import Result
    from flowport.jobs.moving.runs import Run, Runs
    from flowport.ports import Instance

__all__ = ["run_plan"]


def run_plan(
    plan: Plan, target: Instance, runs: Runs, options: ApplyOptions | None = None
) -> tuple[Run, Result]:
    """Begin a run, and carry its plan out.

    Raises:
        PlanError: The plan is another target's, or the journal can't be written.
        UsageError: The folder of runs can't be written.
    """
    options = options or ApplyOptions()
    run = runs.begin(plan, options.clock.now())
    journal = runs.journal(run.id)
    try:
        result = apply(plan, target, journal, options)
    finally:
        journal.close()
    return runs.ended(run, result), result
