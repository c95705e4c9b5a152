"""``flowport find``: where in flows something stands."""

from __future__ import annotations

import json
import sys
from textwrap import fill
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.reading import reads_files, session
from flowport.cli.stored import flows_at
from flowport.find import TERMS, parse, search
from flowport.model import LegacyFlow
from flowport.model.printable import escaped

if TYPE_CHECKING:
    from flowport.cli.flows import Given
    from flowport.find import FoundItem
    from flowport.model import Place


def _terms() -> str:
    """The help of all terms, as click prints it unwrapped."""
    width = max(len(term.example) for term in TERMS.values())
    lines = [
        fill(
            f"{term.example:{width}}  {term.help}",
            width=78,  # a terminal's 80 columns, less the indent that click adds
            initial_indent="  ",
            subsequent_indent=" " * (width + 4),
        )
        for term in TERMS.values()
    ]
    return "\n".join(["\b", "Terms:", *lines])


@click.command("find", epilog=_terms())
@click.argument("query")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one list of all that is found.")
@reads_files
def command(query: str, paths: tuple[str, ...], as_json: bool) -> None:
    """Find blocks in flows (files, folders, instances, - for standard input), legacy ones included.

    QUERY is one or more terms, all of which must hold of a block; -TERM must not. Case does not
    matter, * matches anything, and a value with spaces is quoted ("..."). Each line gives the
    place, the flow, the block and what was found.

    Exit code 0: something was found; 1: nothing was; 2: the call was wrong.
    """
    asked = parse(query)
    searched = session().each(
        flows_at(paths), lambda given: list(search(given.flow, asked)), lambda given: given.label
    )
    rows = [_row(given, found) for given, every in searched for found in every]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(_line(row))
    sys.exit(not rows)


def _row(given: Given, found: FoundItem) -> dict[str, Any]:
    place = _place(given, found)
    block = found.block
    return {
        "file": str(given.path),
        "line": place.line if place else None,
        "column": place.column if place else None,
        "pointer": found.pointer,
        "flow": given.flow.name or given.path.stem,
        "block": {"id": block.id, "title": block.title, "name": block.name} if block else None,
        "what": found.what,
    }


def _place(given: Given, found: FoundItem) -> Place | None:
    """Where it is in the file; in a legacy file, where the block does."""
    if not isinstance(given.document, LegacyFlow):
        return given.flow.place(found.pointer)
    wanted = found.block.id if found.block else ""
    pointers = (block.pointer for block in given.document.blocks if block.id == wanted)
    return given.document.place(next(pointers, ""))


def _line(row: dict[str, Any]) -> str:
    places = [str(row[key]) for key in ("file", "line", "column") if row[key] is not None]
    block = row["block"]
    name = ""
    if block:
        name = f"{block['title']} “{block['name']}”" if block["name"] else block["title"]
    where, *said = (escaped(part) for part in (":".join(places), row["flow"], name, row["what"]))
    return ": ".join(filter(None, [click.style(where, fg="cyan"), *said]))
