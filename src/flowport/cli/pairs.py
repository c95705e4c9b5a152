"""The flows that a comparison is given: two files, or two folders matched by path and by name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.convert import convert
from flowport.diff.compare import compare
from flowport.diff.report import Entry
from flowport.errors import ConversionError, DocumentError, UsageError
from flowport.files import STDIN, read, walk
from flowport.model import Flow

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

__all__ = ["entries", "flow_at"]


@dataclass(frozen=True, slots=True)
class _Shelved:
    """A flow of a folder, and its path below it."""

    path: str
    flow: Flow

    @property
    def name(self) -> str | None:
        """What people call the flow; flows and modules may share a name."""
        return f"{self.flow.is_module} {self.flow.name}" if self.flow.name else None


def entries(before: str, after: str) -> list[Entry]:
    """Compare two files, or two folders flow by flow.

    Raises:
        UsageError: one is a folder and the other is not, or neither folder holds a flow.
        DocumentError: a file can't be read as a flow.
    """
    kinds = [path != STDIN and Path(path).is_dir() for path in (before, after)]
    if all(kinds):
        return list(_folders(before, after))
    if any(kinds):
        folder, file = (before, after) if kinds[0] else (after, before)
        message = f"{folder} is a folder and {file} is not; give two files, or two folders"
        raise UsageError(message)
    if before == after == STDIN:
        message = "only one of the two flows can come from standard input"
        raise UsageError(message)
    return [Entry(before, after, compare(flow_at(before), flow_at(after)))]


def flow_at(path: str) -> Flow:
    """The flow in a file, a legacy one converted.

    Raises:
        DocumentError: it can't be read, or is no flow.
        ConversionError: it is a legacy flow too damaged to convert.
    """
    document = read(STDIN if path == STDIN else Path(path))
    if isinstance(document, Flow):
        return document
    flow = convert(document).flow
    return Flow(flow.tree, style=flow.style, about=document.about)


def _folders(before: str, after: str) -> Iterator[Entry]:
    old, new = list(_shelf(before)), list(_shelf(after))
    if not old and not new:
        message = f"there is no flow in {before} or {after}"
        raise UsageError(message)
    partners = _partners(old, new)
    for shelved in old:
        partner = partners.get(shelved.path)
        if partner:
            yield Entry(shelved.path, partner.path, compare(shelved.flow, partner.flow))
        else:
            yield Entry(shelved.path, None)
    met = {partner.path for partner in partners.values()}
    yield from (Entry(None, shelved.path) for shelved in new if shelved.path not in met)


def _shelf(folder: str) -> Iterator[_Shelved]:
    """The flows of a folder; other JSON files are no flows and passed over in silence."""
    for found in walk([folder]):
        if found.path.suffix.lower() not in {".json", ""}:
            continue
        try:
            yield _Shelved(found.relative.as_posix(), flow_at(str(found.path)))
        except (DocumentError, ConversionError) as error:
            click.echo(f"passed over: {error}", err=True)


def _partners(old: list[_Shelved], new: list[_Shelved]) -> dict[str, _Shelved]:
    """For each former path the flow that it became: by path first, then by the flow's name."""
    found: dict[str, _Shelved] = {}
    marks: list[Callable[[_Shelved], Hashable]] = [lambda one: one.path, lambda one: one.name]
    for mark in marks:
        met = {partner.path for partner in found.values()}
        waiting = {mark(one): one for one in reversed(new) if one.path not in met}
        for shelved in old:
            if shelved.path not in found and mark(shelved) is not None:
                partner = waiting.pop(mark(shelved), None)
                if partner:
                    found[shelved.path] = partner
    return found
