"""``flowport list``: what flows files, folders and instances hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.reading import is_stored, reads_files, session
from flowport.cli.stored import stored_flows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.containers import Embedded
    from flowport.jobs.reading import ReadFile
    from flowport.model import Document

_COLUMNS = ("name", "type", "format", "status", "blocks", "bytes", "problems", "file", "container")


@click.command("list")
@click.argument("places", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@reads_files
def command(places: tuple[str, ...], as_json: bool) -> None:
    """List the flows of PLACES (files, folders, instances, or - for standard input).

    Each line has a flow's name, type, format, status, number of blocks, length of its content in
    bytes, problems (the errors that check finds), file, and what its container calls it.

    Exit code 0: the flows are listed; 2: a flow is damaged, or there is none.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it

    rows = list(_rows(places))
    if as_json:
        tables.say_json(rows)
    else:
        shown = [["" if row[key] is None else row[key] for key in _COLUMNS] for row in rows]
        tables.say_table(_COLUMNS, shown)


def _rows(places: Sequence[str]) -> Iterator[dict[str, Any]]:
    for place in places:
        if is_stored(place):
            stored = session().each(
                stored_flows(place),
                lambda one: _row(one.document, str(one.path), one.flow.name, one.flow),
                lambda one: str(one.path),
            )
            yield from (row for _, row in stored)
            continue
        for file in session().files([place]):
            rows = session().each(
                file.contents.flows,
                lambda flow, file=file: _of_file(file, flow),  # type: ignore[misc]  # bound now
                lambda flow, file=file: str(file.file_of(flow)),  # type: ignore[misc]  # as above
            )
            yield from (row for _, row in rows)


def _of_file(file: ReadFile, flow: Embedded) -> dict[str, Any]:
    path = file.file_of(flow)
    document = flow.document
    name = document.name or (flow.resource if file.is_container else Path(path).stem)
    row = _row(document, str(path), name, document)
    row["container"] = f"{file.path} » {flow.resource}" if file.is_container else None
    return row


def _row(document: Document, path: str, name: str | None, about: Any) -> dict[str, Any]:
    from flowport.model import Flow  # noqa: PLC0415  loaded by who needs it

    new = isinstance(document, Flow)
    blocks = document.tree.get("Actions" if new else "modules") or ()
    module = getattr(about, "is_module", False) or document.about.get("kind") == "module"
    return {
        "name": name,
        "type": "MODULE" if module else about.type and str(about.type),
        "format": "flow language" if new else "legacy",
        "status": getattr(about, "status", None),
        "blocks": len(blocks),
        "bytes": len(document.content().encode(errors="surrogatepass")),
        "problems": _problems(document),
        "file": path,
        "container": None,
    }


def _problems(document: Any) -> int | None:
    """How many errors a check finds; None for a flow that can't be checked."""
    from flowport.check import Severity, check  # noqa: PLC0415  loaded by who needs it
    from flowport.errors import FlowportError  # noqa: PLC0415  as above

    try:
        return len(check(document, at_least=Severity.ERROR))
    except FlowportError:
        return None
