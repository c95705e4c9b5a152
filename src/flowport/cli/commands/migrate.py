"""``flowport migrate``: plan, ask, apply."""

from __future__ import annotations

import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import click

from flowport.cli.asking import GivenAnswers, allow_write, yes_option
from flowport.cli.run_options import archive_option, plan_options, run_options

if TYPE_CHECKING:
    from flowport.cli.run_options import PlanChoices, RunChoices


@click.command("migrate")
@plan_options
@run_options
@archive_option
@yes_option
@click.option("--dry-run", is_flag=True, help="Show the plan, and stop.")
def command(
    *,
    planned: PlanChoices,
    running: RunChoices,
    archive_at_most: int | None,
    yes: bool,
    dry_run: bool,
) -> None:
    """Migrate all flows and modules of SOURCE into TARGET: plan, ask, apply.

    Exit code 0: all was done; 1: something was blocked, only saved, failed, or left; 2: nothing was
    begun.
    """
    from flowport.cli import plan_text  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.plan_runs import ask_to_archive, carry_out  # noqa: PLC0415  as above
    from flowport.cli.planning import made_plan, runs_at, target_of  # noqa: PLC0415  as above
    from flowport.jobs.moving.apply import apply  # noqa: PLC0415  as above

    plan = made_plan(planned, dry_run=dry_run)
    click.echo(plan_text.render(plan), nl=False, err=running.as_json)
    if dry_run or not plan.steps:
        sys.exit(plan_text.worrying(plan))
    target, runs = target_of(plan), runs_at(planned.runs)
    ask_to_archive(plan, target, planned.target, archive_at_most)
    answers = GivenAnswers(yes=yes, yes_to=running.yes_to)
    allow_write(plan_text.writing(plan), target, planned.target, answers)
    run = runs.begin(plan, time.time())
    with closing(runs.journal(run.id)) as journal:
        carry_out(lambda how: apply(plan, target, journal, how), runs, run, running, plan=plan)
