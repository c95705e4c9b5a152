"""``flowport runs``: the runs that were begun on this machine."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path

import click


@click.command("runs")
@click.option("--runs", type=click.Path(path_type=Path), help="Where runs are kept.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def command(runs: Path | None, as_json: bool) -> None:
    """List runs, the oldest first, with how far each came.

    Exit code 0: the runs are listed; 2: they could not be read.
    """
    from flowport.cli.planning import runs_at  # noqa: PLC0415  as above
    from flowport.cli.printed_lines import notice  # noqa: PLC0415  as above
    from flowport.cli.tables import say_json, say_table  # noqa: PLC0415  as above

    kept = runs_at(runs)
    every = [kept.seen(run) for run in kept.every()]
    damaged = kept.damaged()
    for name in damaged:
        notice(f"{kept.root / name}: its run.json is damaged. Put back a copy of it")
    if as_json:
        say_json([asdict(run) for run in every])
        return
    rows = [
        (
            run.id,
            time.strftime("%Y-%m-%d %H:%M", time.localtime(run.began)),
            run.source,
            run.target,
            run.state,
            f"{run.done}/{run.of}",
        )
        for run in every
    ]
    if not rows and not damaged:
        click.echo("no run was begun yet")
    say_table(("run", "began", "from", "to", "state", "steps"), rows)
