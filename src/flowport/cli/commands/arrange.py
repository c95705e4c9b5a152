"""``flowport arrange``: blocks placed so that a flow can be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.cli.flows import apart, flows_in
from flowport.cli.printed_lines import notice, say
from flowport.cli.reading import reads_files, session
from flowport.errors import UsageError
from flowport.files import STDIN, write_all
from flowport.jobs.writing_back import WriteBack
from flowport.layout.flow_graph import entry_beside, notes_beside, positions
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
@click.option("--keep", is_flag=True, help="Place only blocks that have no place yet.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@reads_files
def command(
    paths: tuple[str, ...], output: Path | None, *, in_place: bool, keep: bool, force: bool
) -> None:
    """Place the blocks of flows (files, folders, or - for standard input) again.

    From left to right, wrapped to a readable shape; only positions change. Notes on the canvas
    move with their blocks. One file without -o or --in-place is written to standard output.
    Legacy files are converted on the way, and so never rewritten in place.

    Exit code 0: the blocks are placed; 1: a file could not be changed; 2: a flow is damaged, or
    nothing could be written.
    """
    alone = len(paths) == 1 and not Path(paths[0]).is_dir()
    _check_call(paths, output, alone=alone, in_place=in_place)
    wanted = _rewritable(flows_in(paths), alone=alone) if in_place else flows_in(paths)
    items = apart(wanted)
    if output is None and len(items) > 1 and not in_place:
        message = f"{paths[0]} holds {len(items)} flows; say where they go: -o FOLDER"
        raise UsageError(message)
    into = output if output and alone and len(items) == 1 and not output.is_dir() else None
    placed: dict[str, int] = {}
    made: dict[Path, bytes] = {}
    back = WriteBack()

    def place(item: tuple[Path, Given]) -> tuple[Flow, bytes]:
        flow = arranged(item[1].flow, keep=keep)
        return flow, flow.to_bytes()

    each = session().each(items.items(), place, lambda item: item[1].label)
    for (path, given), (flow, data) in each:
        if in_place:
            if back.add(given.path, given.label, flow, writable=given.writable):
                placed[given.label] = _count_placed(given.flow, keep=keep)
        elif output is None:
            sys.stdout.buffer.write(data)
        else:
            out = into or output / path
            placed[str(out)], made[out] = _count_placed(given.flow, keep=keep), data
    write_all({**made, **back.files()}, force=force or in_place)
    for label, count in placed.items():
        notice(f"{label}: {count} {'block' if count == 1 else 'blocks'} placed")
    for why in back.refused:
        say(f"not changed: {why}", err=True)
    sys.exit(bool(back.refused))


def _check_call(
    paths: tuple[str, ...], output: Path | None, *, alone: bool, in_place: bool
) -> None:
    """Refuse options that make no sense together.

    Raises:
        UsageError: Which, and what to do.
    """
    if output and in_place:
        message = "say either -o or --in-place, not both"
        raise UsageError(message)
    if STDIN in paths and (in_place or not alone):
        message = "standard input (-) goes alone, and to -o or standard output"
        raise UsageError(message)
    if not (output or in_place or alone):
        message = "say where the flows go: -o FOLDER, or --in-place"
        raise UsageError(message)


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
        say(f"skipped: {why}", err=True)


def _count_placed(flow: Flow, *, keep: bool) -> int:
    """How many blocks get a place: all, or with ``keep`` those that have none."""
    return sum(not (keep and flow.position_of(action.id)) for action in flow.actions)


def arranged(flow: Flow, *, keep: bool = False) -> Flow:
    """The flow with its blocks placed again, or with ``keep`` only those that have no place."""
    kept = {action.id for action in flow.actions if flow.position_of(action.id)} if keep else set()
    places = positions(flow, keep=kept)
    moved = move(flow, {name: place for name, place in places.items() if name not in kept})
    if not keep:
        moved = move_notes(moved, notes_beside(flow, places))
    if not places or (flow.entry_position and flow.start in kept):
        return moved
    return move_entry(moved, *entry_beside(flow, places))
