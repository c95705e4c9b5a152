"""``flowport show``: a flow as an outline to read in a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.convert import convert
from flowport.files import STDIN, read
from flowport.model import Flow
from flowport.render.text import outline, text

if TYPE_CHECKING:
    from flowport.render.text import Entry

_COLOURS = {"success": "green", "answer": "cyan", "error": "red"}


@click.command("show")
@click.argument("file", type=click.Path(readable=False))
def command(file: str) -> None:
    """Print an outline of a flow: its blocks as a caller meets them, settings, and branches.

    A legacy flow is shown as it will be converted. FILE may be - for standard input.
    """
    document = read(STDIN if file == STDIN else Path(file))
    flow = document if isinstance(document, Flow) else convert(document).flow
    if sys.stdout.isatty():
        _print(flow)
    else:
        click.echo(text(flow), nl=False)


def _print(flow: Flow) -> None:
    click.secho(text(flow).partition("\n")[0], bold=True)
    for entry in outline(flow):
        click.echo()
        _print_entry(entry)


def _print_entry(entry: Entry) -> None:
    lost = click.style("   (nothing leads here)", fg="yellow") if not entry.reached else ""
    click.echo(f"{entry.number}. " + click.style(entry.title, bold=True) + lost)
    for name, value in entry.block.settings:
        click.echo("     " + click.style(f"{name}: ", dim=True) + value)
    for leaving, (title, where) in zip(entry.block.exits, entry.branches, strict=True):
        colour = "yellow" if where == "not connected" else _COLOURS[leaving.tone]
        click.echo("   " + click.style(f"{title} → ", fg=colour) + where)
