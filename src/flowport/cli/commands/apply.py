"""``flowport apply``: carry out a plan."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.cli.asking import GivenAnswers, allow_write
from flowport.cli.run_options import archive_option, run_options, runs_option

if TYPE_CHECKING:
    from flowport.cli.run_options import RunChoices


@click.command("apply")
@click.argument("plan", type=click.Path(path_type=Path, dir_okay=False))
@runs_option
@run_options
@archive_option
def command(
    *, plan: Path, runs: Path | None, running: RunChoices, archive_at_most: int | None
) -> None:
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
    from flowport.files import reason  # noqa: PLC0415  as above
    from flowport.jobs.moving.apply import apply  # noqa: PLC0415  as above
    from flowport.jobs.moving.plan_json import load  # noqa: PLC0415  as above

    try:
        made = load(plan.read_bytes(), str(plan))
    except OSError as error:
        raise UsageError(f"{plan}: {reason(error)}") from None
    target, all_runs = target_of(made), runs_at(runs)
    ask_to_archive(made, target, made.target.name, archive_at_most)
    answers = GivenAnswers(yes_to=running.yes_to, asks=False)
    allow_write(plan_text.writing(made), target, made.target.name, answers)
    run = all_runs.begin(made, time.time())
    with closing(all_runs.journal(run.id)) as journal:
        carry_out(lambda how: apply(made, target, journal, how), all_runs, run, running, plan=made)
