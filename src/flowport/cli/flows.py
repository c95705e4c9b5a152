"""The flows that a command was given: files, folders and standard input, legacy ones converted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.convert import convert
from flowport.errors import ConversionError, DocumentError, UsageError
from flowport.files import STDIN, Found, read, walk
from flowport.model import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flowport.model import Document


@dataclass(frozen=True, slots=True)
class Given:
    """A flow to work on: where it is, where it belongs below an output folder, and itself.

    ``document`` is what was read: the flow, or the legacy one that it was converted from.
    """

    path: Path
    relative: Path
    flow: Flow
    document: Document


def flows_in(paths: Sequence[str]) -> Iterator[Given]:
    """Read all flows; in folders, files that hold none are named and passed over.

    Raises:
        UsageError: there is no flow at all.
        DocumentError: a file that was named can't be read as a flow.
    """
    empty = True
    for path in paths:
        for found in [Found(Path(STDIN), Path("flow.json"))] if path == STDIN else walk([path]):
            try:
                given = _given(found)
            except (DocumentError, ConversionError) as error:
                if path == STDIN or not Path(path).is_dir():
                    raise
                click.echo(f"passed over: {error}", err=True)
            else:
                empty = False
                yield given
    if empty:
        message = f"there is no flow in {', '.join(paths)}"
        raise UsageError(message)


def apart(given: Iterable[Given]) -> dict[Path, Given]:
    """Flows by where they belong below an output folder; of two in one place, one is numbered."""
    found: dict[Path, Given] = {}
    taken: set[str] = set()
    for one in given:
        path, number = one.relative, 2
        while str(path).casefold() in taken:
            path = one.relative.with_stem(f"{one.relative.stem}-{number}")
            number += 1
        taken.add(str(path).casefold())
        found[path] = one
    return found


def _given(found: Found) -> Given:
    document = read(STDIN if str(found.path) == STDIN else found.path)
    flow = document if isinstance(document, Flow) else convert(document).flow
    return Given(found.path, found.relative, flow, document)
