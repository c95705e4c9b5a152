"""``flowport undo``: take a run back."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from flowport.cli.asking import GivenAnswers, allow_write, count_text, yes_option
from flowport.cli.run_options import run_options, runs_option

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.cli.run_options import RunChoices


@click.command("undo")
@click.argument("run")
@runs_option
@yes_option
@run_options
def command(*, run: str, runs: Path | None, yes: bool, running: RunChoices) -> None:
    """Take RUN back: former contents, descriptions, tags and states return.

    What it created is deleted. What was changed since is left alone, unless --force is given.
    RUN is a name that flowport runs shows, its beginning, or last.

    Exit code 0: all is as before; 1: something could not be taken back; 2: it could not begin.
    """
    from flowport.cli.plan_runs import carry_out  # noqa: PLC0415  as above
    from flowport.cli.planning import runs_at, target_of  # noqa: PLC0415  as above
    from flowport.jobs.moving.undo import undo  # noqa: PLC0415  as above

    every = runs_at(runs)
    found = every.find(run)
    if found.state == "undone":
        click.echo(f"run {found.id} was already undone; nothing to do", err=running.as_json)
        return
    plan = every.plan(found.id)
    target = target_of(plan)
    what = f"Undo {found.id} ({count_text({'step': found.done})}) in"
    allow_write(what, target, plan.target.name, GivenAnswers(yes=yes, yes_to=running.yes_to))
    with closing(every.journal(found.id, "undo")) as journal:
        carry_out(lambda how: undo(plan, target, journal, how), every, found, running, undone=True)
