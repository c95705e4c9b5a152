"""``flowport undo``: take a run back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import click

from flowport.cli.asking import GivenAnswers, allow_write, count_text, yes_option
from flowport.cli.run_options import run_options


@click.command("undo")
@click.argument("run")
@click.option("--runs", type=click.Path(path_type=Path), help="Where runs are kept.")
@yes_option
@run_options
def command(**given: Any) -> None:
    """Take RUN back: former contents, descriptions, tags and states return.

    What it created is deleted. What was changed since is left alone, unless --force is given.
    RUN is a name that flowport runs shows, its beginning, or last.

    Exit code 0: all is as before; 1: something could not be taken back; 2: it could not begin.
    """
    from flowport.cli.plan_runs import carry_out  # noqa: PLC0415  as above
    from flowport.cli.planning import runs_at, target_of  # noqa: PLC0415  as above
    from flowport.jobs.moving.undo import undo  # noqa: PLC0415  as above

    runs = runs_at(given["runs"])
    run = runs.find(given["run"])
    if run.state == "undone":
        click.echo(f"run {run.id} was already undone; nothing to do", err=given["as_json"])
        return
    plan = runs.plan(run.id)
    target = target_of(plan)
    steps = count_text({"step": run.done})
    allow_write(f"Undo {run.id} ({steps}) in", target, plan.target.name, GivenAnswers.of(given))
    with closing(runs.journal(run.id, "undo")) as journal:
        carry_out(lambda how: undo(plan, target, journal, how), runs, run, given, undone=True)
