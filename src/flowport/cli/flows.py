"""The flows that a command was given: files, folders and standard input, legacy ones converted."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.cli.reading import session
from flowport.containers import Sort
from flowport.dataclass import dataclass
from flowport.errors import ConversionError, DocumentError, UnexpectedError, UsageError
from flowport.folder.file_names import file_name, folded
from flowport.jobs.isolation import isolated
from flowport.model import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from flowport.containers import Embedded
    from flowport.jobs.reading import ReadFile
    from flowport.model import LegacyFlow


@dataclass(frozen=True, slots=True)
class Given:
    """A flow to work on: where it is, where it belongs below an output folder, and itself.

    Attributes:
        path: The file that holds it.
        relative: Where it belongs below an output folder.
        flow: It, in the flow language.
        document: What was read: the flow, or the legacy one that it was converted from.
        resource: What its container calls it; empty for a flow in a file of its own.
        container: The file that holds or names it among others; None for a file of its own.
        template: Whether placeholders are left that nothing known fills.
        writable: Whether it may be rewritten where it is.
    """

    path: Path
    relative: Path
    flow: Flow
    document: Flow | LegacyFlow
    resource: str = ""
    container: Path | None = None
    template: bool = False
    writable: bool = True

    @property
    def label(self) -> str:
        """What to call it in a list: its file, and its name inside a container."""
        return f"{self.path} » {self.resource}" if self.resource else str(self.path)


def flows_in(paths: Sequence[str]) -> Iterator[Given]:
    """Read all flows; files that are damaged or no flows are left to the session's end.

    Raises:
        UsageError: there is no flow at all.
    """
    now = session()
    for file in now.files(paths):
        taken: set[str] = set()
        for each in file.contents.flows:
            place = str(file.file_of(each))
            try:
                with isolated(place):
                    given = _given(file, each, taken)
            except ConversionError as error:
                now.fail(DocumentError(str(error), source=place))
            except UnexpectedError as error:
                now.fail(error)
            else:
                yield given


def one_flow(path: str, named: str | None = None) -> Given:
    """The one flow of a file, a container or a folder.

    Args:
        path: The file, or ``-``.
        named: Its name or resource, where the file holds several.

    Raises:
        UsageError: There is none, or there are several and none is named.
        DocumentError: It can't be read.
    """
    found = list(flows_in([path]))
    if named is not None:
        found = [one for one in found if named in {one.flow.name, one.resource}]
    if len(found) == 1:
        return found[0]
    if not found and (session().damaged or session().faults):
        sys.exit(2 if session().damaged else 1)  # what is wrong with it was said
    if not found:
        what = f"no flow named {named!r}" if named is not None else "no flow"
        raise UsageError(f"{path}: {what}")
    names = ", ".join(repr(one.flow.name or one.resource) for one in found)
    raise UsageError(f"{path} holds {len(found)} flows; choose one with --flow: {names}")


def in_flow_language(document: Flow | LegacyFlow) -> Flow:
    """A flow as it is, a legacy one converted.

    Raises:
        ConversionError: It is a legacy flow too damaged to convert.
    """
    if isinstance(document, Flow):
        return document
    from flowport.convert import convert  # noqa: PLC0415  not for the flow language

    return replace(convert(document).flow, about=document.about)


def _given(file: ReadFile, each: Embedded, taken: set[str]) -> Given:
    document = each.document
    flow = in_flow_language(document)
    relative, container = file.relative, None
    if file.is_container:
        container = file.path
        name = file_name(flow.name or each.resource or "flow", taken)
        taken.add(folded(name))
        relative = file.relative.with_suffix("") / name
    return Given(
        path=file.file_of(each),
        relative=relative,
        flow=flow,
        document=document,
        resource=each.resource if file.is_container else "",
        container=container,
        template=file.sort is Sort.TEMPLATE,
        writable=each.writable,
    )


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
