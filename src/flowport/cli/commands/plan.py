"""``flowport plan``: what a migration would do; reads only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.cli.run_options import plan_options

if TYPE_CHECKING:
    from flowport.cli.run_options import PlanChoices

#: The exit code of ``--detailed-exitcode`` where there is something to change.
_CHANGES = 3


@click.command("plan")
@plan_options
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Keep it for apply.")
@click.option("--all", "every", is_flag=True, help="Show every reference and step.")
@click.option("--force", is_flag=True, help="Overwrite the file if it exists.")
@click.option("--detailed-exitcode", is_flag=True, help="Exit with 3 if there are changes.")
@click.option("--calls", is_flag=True, help="Show which calls it affects, each with a proof.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(
    *,
    planned: PlanChoices,
    output: Path | None,
    every: bool,
    force: bool,
    detailed_exitcode: bool,
    calls: bool,
    as_json: bool,
) -> None:
    """Plan the migration of all flows and modules of SOURCE into TARGET.

    Both are a name from flowport.toml, local:NAME, an ARN, or the path of a folder. Nothing is
    written to either. The plan says what becomes of each flow, how each reference resolves, in
    which order things are written, and how long that takes.

    Exit code 0: all is well; 1: something is blocked, or would only be saved; 2: no plan could be
    made. With --detailed-exitcode 0 means that there is nothing to change, and 3 that there is.
    """
    from flowport.cli import plan_text  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.calling.affecting import (  # noqa: PLC0415  as above
        calls_of,
        dump_with,
        say_calls,
    )
    from flowport.cli.planning import made_plan  # noqa: PLC0415  as above
    from flowport.cli.printed_lines import notice_written  # noqa: PLC0415  as above
    from flowport.files import refuse_existing, write_bytes  # noqa: PLC0415  as above
    from flowport.jobs.moving.plan_json import chunks  # noqa: PLC0415  as above

    if output:
        refuse_existing(output, force=force)
    plan = made_plan(planned)
    affected = calls_of(plan, planned.target) if calls else None
    if output:
        write_bytes(output, chunks(plan), force=force, private=True)
        notice_written([output])
    if as_json:
        shown = chunks(plan) if affected is None else (dump_with(plan, affected),)
        sys.stdout.buffer.writelines(shown)
    else:
        click.echo(plan_text.render(plan, every=every), nl=False)
        say_calls(affected)
    changes = _CHANGES if detailed_exitcode and plan.steps else 0
    sys.exit(int(plan_text.worrying(plan)) or changes)
