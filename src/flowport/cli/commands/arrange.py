"""``flowport arrange``: blocks placed so that a flow can be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.cli.flows import apart, flows_in
from flowport.cli.lines import say
from flowport.cli.reading import reads_files, session
from flowport.errors import UsageError
from flowport.files import STDIN, write_all
from flowport.layout.flow import entry_beside, notes_beside, positions
from flowport.model import LegacyFlow
from flowport.model.edit import move, move_entry, move_notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.cli.flows import Given
    from flowport.model import Flow


@click.command("arrange")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file or folder to write."
)
@click.option("--in-place", is_flag=True, help="Rewrite the files themselves.")
@click.option("--keep", is_flag=True, help="Place only blocks that stand nowhere yet.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@reads_files
def command(
    paths: tuple[str, ...], output: Path | None, *, in_place: bool, keep: bool, force: bool
) -> None:
    """Place the blocks of flows (files, folders, or - for standard input) anew.

    From left to right, wrapped to a readable shape; only positions change. Notes on the canvas
    move with their blocks. One file without -o or --in-place is written to standard output.
    Legacy files are converted on the way, and so never rewritten in place.
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
    placed: dict[Path, Flow] = {}
    wanted = _rewritable(flows_in(paths), alone=alone) if in_place else flows_in(paths)
    made: dict[Path, bytes] = {}

    def place(item: tuple[Path, Given]) -> tuple[Flow, bytes]:
        flow = arranged(item[1].flow, keep=keep)
        return flow, flow.to_bytes()

    items = apart(wanted).items()
    for (path, given), (flow, data) in session().each(items, place, lambda item: item[1].label):
        if output is None and not in_place:
            sys.stdout.buffer.write(data)
            continue
        alone_into = output if output and alone and not output.is_dir() else None
        out = given.path if in_place else alone_into or (output or Path()) / path
        placed[out], made[out] = flow, data
    write_all(made, force=force or in_place)
    for path, flow in placed.items():
        say(f"{path}: {len(flow.actions)} blocks placed", err=True)


def _rewritable(given: Iterable[Given], *, alone: bool) -> Iterator[Given]:
    """The flows whose files can be rewritten with nothing but places changed.

    Raises:
        UsageError: the one file that was named is in the legacy format.
    """
    for one in given:
        if not isinstance(one.document, LegacyFlow):
            yield one
            continue
        why = f"{one.path} is in the legacy format; convert it first with flowport convert"
        if alone:
            raise UsageError(why)
        say(f"passed over: {why}", err=True)


def arranged(flow: Flow, *, keep: bool = False) -> Flow:
    """The flow with its blocks placed anew, or with ``keep`` only those that stand nowhere."""
    kept = {action.id for action in flow.actions if flow.position_of(action.id)} if keep else set()
    places = positions(flow, keep=kept)
    moved = move(flow, {name: place for name, place in places.items() if name not in kept})
    if not keep:
        moved = move_notes(moved, notes_beside(flow, places))
    if not places or (flow.entry_position and flow.start in kept):
        return moved
    return move_entry(moved, *entry_beside(flow, places))
