"""``flowport split``: a flow that is too large for the designer, cut into flows that are not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.cli.flows import one_flow
from flowport.cli.printed_lines import notice_written, say
from flowport.cli.reading import reads_files
from flowport.errors import UsageError
from flowport.files import write_all
from flowport.folder.file_names import file_name
from flowport.split import Into, Limits, split

if TYPE_CHECKING:
    from flowport.model import Flow
    from flowport.split import Split

_DEFAULT = Limits()

#: What a first part does that holds none of the flow's own blocks, before flows and modules.
_FRONTS = (
    "leads into the parts: other parts lead back to the start",
    "invokes the modules in turn",
)


@click.command("split")
@click.argument("file", type=click.Path(readable=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Where parts go."
)
@click.option(
    "--max-blocks",
    type=click.IntRange(3),
    default=_DEFAULT.blocks,
    show_default=True,
    help="The most blocks of a part.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(1000),
    default=_DEFAULT.bytes,
    show_default=True,
    help="The most bytes of a part's file.",
)
@click.option(
    "--into",
    type=click.Choice([into.value for into in Into]),
    default=Into.FLOWS.value,
    show_default=True,
    help="Flows joined by Transfer to flow, or modules that a small flow invokes in turn.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--preview", is_flag=True, help="Draw the parts in the folder, instead of them.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.option("--flow", "named", help="The flow, by name, of a file that holds several.")
@reads_files
def command(  # noqa: PLR0917  one argument an option, as click gives them
    file: str,
    output: Path | None,
    max_blocks: int,
    max_bytes: int,
    into: str,
    dry_run: bool,
    preview: bool,
    force: bool,
    named: str | None,
) -> None:
    """Cut a flow (a file, or - for standard input) into parts, so that every caller hears the same.

    The first part keeps the flow's name and takes its place; the parts refer to each other by
    name, so that they are imported together. Values that a transfer would lose are carried in
    contact attributes, each of which is reported. A flow under the limits is left alone.

    Exit code 0: the parts were written, or the flow needs none; 2: it can't be cut, and why.
    """
    if output is None and not dry_run:
        message = "say where the parts go: -o FOLDER, or look first with --dry-run"
        raise UsageError(message)
    given = one_flow(file, named)
    flow = given.flow
    name = given.relative.stem if given.container else Path(file).stem
    done = split(flow, name=name, limits=Limits(max_blocks, max_bytes), into=Into(into))
    if len(done.flows) == 1:
        say(f"{file}: {len(flow.actions)} blocks; it is under the limits, nothing to cut")
        return
    names = [file_name(part.name or "part") for part in done.flows]
    made = _pictures(done, names) if preview else _files(done, names)
    if output and not dry_run:
        write_all({output / name: data for name, data in made.items()}, force=force)
    _say(flow, done, names)
    if output and not dry_run:
        notice_written([output / each for each in made], output)


def _files(done: Split, names: list[str]) -> dict[str, bytes]:
    return {name: part.to_bytes() for name, part in zip(names, done.flows, strict=True)}


def _pictures(done: Split, names: list[str]) -> dict[str, bytes]:
    """A page with every part drawn, and a map of how they lead into each other."""
    from flowport.render.html import Chapter, report  # noqa: PLC0415  only for previews
    from flowport.render.map import chart, picture  # noqa: PLC0415  only for previews

    parts = dict(zip(names, done.flows, strict=True))
    chapters = [Chapter(name, part, ()) for name, part in parts.items()]
    title = done.flows[0].name or "Flow"
    return {
        "preview.html": report(chapters, title=f"{title}, split").encode(),
        "preview.svg": picture(chart(parts), title=f"{title}, split").encode(),
    }


def _say(flow: Flow, done: Split, names: list[str]) -> None:
    for part, name in zip(done.flows, names, strict=True):
        say(f"{name}: {len(part.actions)} blocks, {len(part.to_bytes()):,} bytes")
    click.echo(
        f"{len(flow.actions)} blocks in {len(done.flows)} parts, "
        f"{done.joints} ways from part to part, {len(done.added)} blocks added"
    )
    if done.front:
        say(f"{names[0]} only {_FRONTS[done.flows[1].is_module]}")
    for attribute, path in done.carried:
        say(f"contact attribute {attribute} carries {path}")
