"""``flowport doctor``: whether everything that Flowport keeps is whole."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from flowport.cli.database import database_option

_COLOURS = {"ok": "green", "warning": "yellow", "problem": "red"}


@click.command("doctor")
@database_option
@click.option("--runs", type=click.Path(path_type=Path), help="Where runs are kept.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(database: str | None, runs: Path | None, as_json: bool) -> None:
    """Examine the database, the runs and their journals, permissions, versions, flowport.toml.

    Nothing is changed; each problem says what to do.

    Exit code 0: there is no problem; 1: there is one; 2: it could not run.
    """
    from flowport.cli.health import examine  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.printed_lines import printable  # noqa: PLC0415  as above
    from flowport.cli.tables import say_json  # noqa: PLC0415  as above

    seen = list(examine(database, runs))
    if as_json:
        say_json([asdict(each) for each in seen])
    else:
        for each in seen:
            word = click.style(f"{each.level:8}", fg=_COLOURS[each.level])
            click.echo(f"{word}{each.subject}: {printable(each.sentence)}")
    sys.exit(any(each.level == "problem" for each in seen))
