"""The flows that an instance holds, for commands that compare or search them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flowport.cli.flows import Given, flows_in, in_flow_language
from flowport.cli.reading import is_stored, session
from flowport.containers import Contents, Embedded, Sort
from flowport.errors import UnexpectedError, UsageError
from flowport.folder.file_names import file_name, folded
from flowport.jobs.isolation import isolated
from flowport.jobs.reading import ReadFile
from flowport.jobs.selection import chosen
from flowport.model import read_text
from flowport.places import instance_at
from flowport.ports import FlowKind, Which

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.ports import FlowSummary, Instance

__all__ = ["flows_at", "is_stored", "stored_files", "stored_flows", "which"]


def flows_at(addresses: Sequence[str]) -> Iterator[Given]:
    """The flows of files, folders, instances, and of standard input.

    Raises:
        UsageError: there is no flow.
        DocumentError: a file that was named can't be read as a flow.
        InstanceError: an instance can't be reached.
    """
    for address in addresses:
        yield from stored_flows(address) if is_stored(address) else flows_in([address])


def which(text: str) -> Which | int:
    """``saved``, ``published`` or a version's number.

    Raises:
        UsageError: it is none of them.
    """
    if text.isdigit():
        return int(text)
    if text in set(Which):
        return Which(text)
    message = f"{text!r} is not a version; use saved, published or a number"
    raise UsageError(message)


def stored_flows(
    address: str, names: Sequence[str] = (), version: Which | int = Which.SAVED
) -> Iterator[Given]:
    """The flows and modules of an instance: all active ones, or those of the names.

    Raises:
        InstanceError: there is no such flow or version, or the instance can't be reached.
    """
    instance = instance_at(address)
    taken: set[str] = set()
    for summary in chosen(instance.flows(), names):
        file = file_name(summary.name, taken)
        taken.add(folded(file))
        try:
            with isolated(f"{address}: {summary.name}"):
                given = _given(instance, address, summary, version, Path(file))
        except UnexpectedError as error:
            session().fail(error)
        else:
            yield given


def stored_files(address: str) -> Iterator[ReadFile]:
    """The flows and modules of an instance as files that can't be written, for all readers.

    Raises:
        InstanceError: The instance can't be reached.
    """
    for one in stored_flows(address):
        document = replace(one.document, about=one.flow.about)
        flow = Embedded(resource="", document=document, writable=False)
        contents = Contents(sort=Sort.FLOW, flows=(flow,))
        yield ReadFile(path=one.path, relative=one.relative, named=True, contents=contents)


def _given(
    instance: Instance, address: str, summary: FlowSummary, version: Which | int, relative: Path
) -> Given:
    content = instance.read(summary.key, version)
    document = read_text(content.text, name=f"{address}: {summary.name}")
    flow = in_flow_language(document)
    about = {
        "Name": summary.name,
        "Description": content.description,
        "Status": str(summary.status),
    }
    module = summary.key.kind is FlowKind.MODULE
    about |= {"kind": "module"} if module else {"Type": summary.type}
    path = Path(address, summary.name.replace("/", "-"))
    return Given(path, relative, replace(flow, about=about), document)
