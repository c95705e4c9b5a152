"""``flowport apply``: carry out a plan."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from flowport.cli.asking import GivenAnswers, allow_write
from flowport.cli.run_options import archive_option, run_options


@click.command("apply")
@click.argument("plan", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--runs", type=click.Path(path_type=Path), help="Where runs are kept.")
@run_options
@archive_option
def command(**given: Any) -> None:
    """Carry out PLAN, a file that flowport plan -o wrote.

    Every step is in a journal before it is made: flowport resume goes on after an interruption,
    and flowport undo takes everything back. A flow that changed in the target since it was planned
    is refused.

    Exit code 0: all was done; 1: something was blocked, only saved, failed, or left;
    2: it could not begin.
    """
    from flowport.cli import plan_text  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.plan_runs import ask_to_archive, carry_out  # noqa: PLC0415  as above
    from flowport.cli.planning import runs_at, target_of  # noqa: PLC0415  as above
    from flowport.errors import UsageError  # noqa: PLC0415  as above
    from flowport.jobs.moving.apply import apply  # noqa: PLC0415  as above
    from flowport.jobs.moving.plan_json import load  # noqa: PLC0415  as above

    try:
        plan = load(given["plan"].read_bytes(), str(given["plan"]))
    except OSError as error:
        raise UsageError(f"{given['plan']}: {(error.strerror or str(error)).lower()}") from None
    target, runs = target_of(plan), runs_at(given["runs"])
    ask_to_archive(plan, target, plan.target.name, given["archive_at_most"])
    allow_write(
        plan_text.writing(plan), target, plan.target.name, GivenAnswers.of(given, asks=False)
    )
    run = runs.begin(plan, time.time())
    with closing(runs.journal(run.id)) as journal:
        carry_out(lambda how: apply(plan, target, journal, how), runs, run, given, plan=plan)
