"""``flowport resume``: go on with a run that stopped."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import click

from flowport.cli.asking import GivenAnswers, allow_write
from flowport.cli.run_options import run_options


@click.command("resume")
@click.argument("run")
@click.option("--runs", type=click.Path(path_type=Path), help="Where runs are kept.")
@run_options
def command(**given: Any) -> None:
    """Go on with RUN where it stopped: after a crash, a lost network, an expired session.

    RUN is a name that flowport runs shows, its beginning, or last. What was done is not done
    again; a call whose outcome is unknown is looked up.

    Exit code 0: all was done; 1: something was blocked, only saved, failed, or left;
    2: it could not begin.
    """
    from flowport.cli.plan_runs import carry_out  # noqa: PLC0415  as above
    from flowport.cli.planning import runs_at, target_of  # noqa: PLC0415  as above
    from flowport.errors import PlanError  # noqa: PLC0415  as above
    from flowport.jobs.moving.apply import apply  # noqa: PLC0415  as above

    runs = runs_at(given["runs"])
    run = runs.find(given["run"])
    plan = runs.plan(run.id)
    target = target_of(plan)
    what = f"Resume {run.id} in"
    allow_write(what, target, plan.target.name, GivenAnswers.of(given, asks=False))
    with closing(runs.journal(run.id, "resume")) as journal:
        if journal.of("run").has("undo"):
            raise PlanError(f"{run.id} was undone; create a new plan")
        carry_out(lambda how: apply(plan, target, journal, how), runs, run, given, plan=plan)
