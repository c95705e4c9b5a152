"""``flowport arrange``: blocks placed so that a flow can be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.cli.flows import Given, flows_in
from flowport.errors import UsageError
from flowport.files import STDIN, write_bytes
from flowport.layout.flow import positions
from flowport.model.edit import move

if TYPE_CHECKING:
    from flowport.model import Flow


@click.command("arrange")
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file or folder to write."
)
@click.option("--in-place", is_flag=True, help="Rewrite the files themselves.")
@click.option("--keep", is_flag=True, help="Place only blocks that stand nowhere yet.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
def command(
    paths: tuple[str, ...], output: Path | None, *, in_place: bool, keep: bool, force: bool
) -> None:
    """Place the blocks of flows (files, folders, or - for standard input) anew.

    From left to right, wrapped to a readable shape; only positions change. One file without -o
    or --in-place is written to standard output.
    """
    alone = len(paths) == 1 and not Path(paths[0]).is_dir()
    if output and in_place:
        message = "say either -o or --in-place, not both"
        raise UsageError(message)
    if STDIN in paths and (in_place or not alone):
        message = "standard input (-) goes alone, and to -o or standard output"
        raise UsageError(message)
    if not (output or in_place or alone):
        message = "say where the flows go: -o FOLDER, or --in-place"
        raise UsageError(message)
    for given in flows_in(paths):
        data = arranged(given.flow, keep=keep).to_bytes()
        target = _target(given, output, in_place=in_place, alone=alone)
        if target is None:
            sys.stdout.buffer.write(data)
        else:
            write_bytes(target, data, force=force or in_place)
            click.echo(f"{target}: {len(given.flow.actions)} blocks placed", err=True)


def arranged(flow: Flow, *, keep: bool = False) -> Flow:
    """The flow with its blocks placed anew, or with ``keep`` only those that stand nowhere."""
    kept = {action.id for action in flow.actions if flow.position_of(action.id)} if keep else set()
    places = positions(flow, keep=kept)
    return move(flow, {name: place for name, place in places.items() if name not in kept})


def _target(given: Given, output: Path | None, *, in_place: bool, alone: bool) -> Path | None:
    """The file to write, or None for standard output."""
    if in_place:
        return given.path
    if output is None:
        return None
    return output if alone and not output.is_dir() else output / given.relative
