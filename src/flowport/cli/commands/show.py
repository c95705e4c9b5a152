"""``flowport show``: a flow as an outline to read in a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from flowport.cli.flows import flows_in
from flowport.cli.json_output import json_option, say_json
from flowport.cli.printed_lines import is_terminal
from flowport.cli.reading import reads_files, session
from flowport.errors import UsageError
from flowport.render.flow_text import outline, text

if TYPE_CHECKING:
    from flowport.cli.flows import Given
    from flowport.model import Flow
    from flowport.render.flow_text import OutlineEntry

_COLOURS = {"success": "green", "answer": "cyan", "error": "red"}


@click.command("show")
@click.argument("file", type=click.Path(readable=False))
@click.option("--flow", "flows", multiple=True, help="Only flows of this name; may be repeated.")
@json_option
@reads_files
def command(file: str, flows: tuple[str, ...], *, as_json: bool) -> None:
    """Print an outline of each flow in a file: blocks as a caller meets them, and branches.

    A legacy flow is shown as it will be converted. FILE may be - for standard input, an instance,
    or a file that holds several flows, such as a CloudFormation template.

    Exit code 0: the flows are shown; 2: one is damaged, or there is none of that name.
    """
    shown = False
    wanted = (
        given
        for given in flows_in([file])
        if not flows or {given.flow.name, given.resource} & set(flows)
    )
    if as_json:
        say_json([tree for _, tree in session().each(wanted, _tree, lambda one: one.label)])
        return
    for given, words in session().each(wanted, lambda one: text(one.flow), lambda one: one.label):
        if shown:
            click.echo()
        shown = True
        if is_terminal(sys.stdout):
            _print(given.flow)
        else:
            click.echo(words, nl=False)
    if flows and not shown:
        raise UsageError(f"{file}: no flow named {', '.join(map(repr, flows))}")


def _tree(given: Given) -> dict[str, object]:
    """A flow's outline as JSON."""
    blocks = [
        {
            "number": entry.number,
            "id": entry.block.id,
            "title": entry.title,
            "reached": entry.reached,
            "settings": dict(entry.block.settings),
            "branches": [{"branch": title, "to": where} for title, where in entry.branches],
        }
        for entry in outline(given.flow)
    ]
    return {"name": given.flow.name, "file": given.label, "blocks": blocks}


def _print(flow: Flow) -> None:
    click.secho(text(flow).partition("\n")[0], bold=True)
    for entry in outline(flow):
        click.echo()
        _print_entry(entry)


def _print_entry(entry: OutlineEntry) -> None:
    lost = click.style("   (nothing leads here)", fg="yellow") if not entry.reached else ""
    click.echo(f"{entry.number}. " + click.style(entry.title, bold=True) + lost)
    for name, value in entry.block.settings:
        click.echo("     " + click.style(f"{name}: ", dim=True) + value)
    for leaving, (title, where) in zip(entry.block.exits, entry.branches, strict=True):
        colour = "yellow" if where == "not connected" else _COLOURS[leaving.tone]
        click.echo("   " + click.style(f"{title} → ", fg=colour) + where)
