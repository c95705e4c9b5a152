"""The flows to compare: two files, or two folders or instances matched by path and by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flowport.cli.flows import flows_in, in_flow_language
from flowport.cli.reading import is_stored, session
from flowport.cli.stored import stored_flows
from flowport.dataclass import dataclass
from flowport.diff.compare import compare
from flowport.diff.diff_report import FlowDifference
from flowport.errors import NotAFlowError, UsageError
from flowport.files import STDIN
from flowport.input_files import walk
from flowport.jobs.reading import read_files
from flowport.ports import Which

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from flowport.model import Flow

__all__ = ["ComparedSide", "entries", "flow_at", "flows_of"]


@dataclass(frozen=True, slots=True)
class _Shelved:
    """A flow of a folder, and its path below it."""

    path: str
    flow: Flow

    @property
    def name(self) -> str | None:
        """What people call the flow; flows and modules may share a name."""
        return f"{self.flow.is_module} {self.flow.name}" if self.flow.name else None


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """One side of a comparison.

    Attributes:
        address: A file, a folder or an instance.
        flows: Names of flows, for an instance; empty for all.
        version: What of an instance's flows to read.
    """

    address: str
    flows: tuple[str, ...] = ()
    version: Which | int = Which.SAVED

    @property
    def stored(self) -> bool:
        """Whether it is an instance that is not a folder."""
        return is_stored(self.address)

    @property
    def several(self) -> bool:
        """Whether it may hold many flows."""
        return self.stored or self.is_container or Path(self.address).is_dir()

    @property
    def is_container(self) -> bool:
        """Whether it is a file that holds several flows."""
        if self.address == STDIN or not Path(self.address).is_file():
            return False
        return sum(len(file.contents.flows) for file in read_files([self.address])) > 1


def entries(before: ComparedSide, after: ComparedSide) -> list[FlowDifference]:
    """Compare two files, or two folders or instances flow by flow.

    Raises:
        UsageError: one is a file and the other is not, or neither holds a flow.
        DocumentError: a file can't be read as a flow.
        InstanceError: an instance has no such flow or version, or can't be reached.
    """
    if before.several and after.several:
        return list(_many(before, after))
    if before.several or after.several:
        many, file = (before, after) if before.several else (after, before)
        if file.address != STDIN and not Path(file.address).exists():
            list(walk([file.address]))  # says that it is missing
        kind = "an instance" if many.stored else "a folder"
        message = (
            f"{many.address} is {kind} and {file.address} is not; "
            "give two files, or two folders or instances"
        )
        raise UsageError(message)
    paths = before.address, after.address
    if paths == (STDIN, STDIN):
        message = "only one of the two flows can come from standard input"
        raise UsageError(message)
    return [FlowDifference(*paths, compare(flow_at(paths[0]), flow_at(paths[1])))]


def flow_at(path: str) -> Flow:
    """The one flow in a file, a legacy one converted.

    Raises:
        DocumentError: it can't be read, or is not a flow, or holds several.
        ConversionError: it is a legacy flow too damaged to convert.
    """
    found = list(flows_of(path).values())
    if len(found) != 1:
        raise NotAFlowError(f"it holds {len(found)} flows", source=path)
    return found[0]


def flows_of(path: str) -> dict[str, Flow]:
    """The flows in a file, legacy ones converted, by name or by what the container calls them.

    Raises:
        DocumentError: one can't be read, or there is none.
        ConversionError: one is a legacy flow too damaged to convert.
    """
    files = list(read_files([path]))
    for problem in (problem for file in files for problem in file.contents.problems):
        raise problem
    found: dict[str, Flow] = {}
    for each in (flow for file in files for flow in file.contents.flows):
        key = each.resource if each.resource not in found else f"{each.resource} {len(found)}"
        found[key] = in_flow_language(each.document)
    if not found:
        raise NotAFlowError(files[0].contents.reason or "it holds no flow", source=path)
    return found


def _many(before: ComparedSide, after: ComparedSide) -> Iterator[FlowDifference]:
    old, new = list(_shelf(before)), list(_shelf(after))
    if not old and not new:
        message = f"there is no flow in {before.address} or {after.address}"
        raise UsageError(message)
    partners = _partners(old, new)
    compared = session().each(
        old, lambda one: _entry(one, partners.get(one.path)), lambda one: one.path
    )
    yield from (entry for _, entry in compared)
    met = {partner.path for partner in partners.values()}
    for shelved in new:
        if shelved.path not in met:
            yield FlowDifference(None, shelved.path, only=shelved.flow)


def _entry(old: _Shelved, new: _Shelved | None) -> FlowDifference:
    """What became of a flow."""
    if new is None:
        return FlowDifference(old.path, None, only=old.flow)
    return FlowDifference(old.path, new.path, compare(old.flow, new.flow))


def _shelf(side: ComparedSide) -> Iterator[_Shelved]:
    """The flows of one side."""
    if side.stored:
        for given in stored_flows(side.address, side.flows, side.version):
            yield _Shelved(given.path.name, given.flow)
        return
    for given in flows_in([side.address]):
        if not side.flows or given.flow.name in side.flows:
            yield _Shelved(given.relative.as_posix(), given.flow)


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
