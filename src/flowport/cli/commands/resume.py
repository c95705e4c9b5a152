"""``flowport resume``: go on with a run that stopped."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from flowport.cli.asking import GivenAnswers, allow_write
from flowport.cli.run_options import run_options, runs_option

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.cli.run_options import RunChoices


@click.command("resume")
@click.argument("run")
@runs_option
@run_options
def command(*, run: str, runs: Path | None, running: RunChoices) -> None:
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

    every = runs_at(runs)
    found = every.find(run)
    plan = every.plan(found.id)
    target = target_of(plan)
    what = f"Resume {found.id} in"
    answers = GivenAnswers(yes_to=running.yes_to, asks=False)
    allow_write(what, target, plan.target.name, answers)
    with closing(every.journal(found.id, "resume")) as journal:
        if journal.of("run").has("undo"):
            raise PlanError(f"{found.id} was undone; create a new plan")
        carry_out(lambda how: apply(plan, target, journal, how), every, found, running, plan=plan)
