"""Export: a flow taken out of an instance as a file that any other instance can import.

The file has what the instance has, parameter for parameter; only names are added to the metadata.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flowport.catalogue.limits import limit
from flowport.convert import convert
from flowport.errors import FlowportError, ForbiddenError, NotFoundError, UnreachableError
from flowport.jobs.documents import opened, with_about
from flowport.jobs.isolation import isolated
from flowport.model import Flow
from flowport.ports import Status, Which
from flowport.refs.all_references import find
from flowport.refs.outcome import Resolution
from flowport.refs.own_references import recognise, with_names
from flowport.refs.resource import Index
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flowport.convert import Note
    from flowport.ports import Content, FlowSummary, Instance
    from flowport.refs.resource import Resource

__all__ = ["ExportOptions", "Exported", "export", "exported", "is_draft", "resources_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How to export.

    Attributes:
        which: Saved or published content, or a version.
        convert: Whether flows in the legacy language are converted.
        oversize: Whether what the console would not take is exported all the same.
    """

    which: Which | int = Which.SAVED
    convert: bool = False
    oversize: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One flow's export.

    Attributes:
        summary: The flow.
        content: What the instance gave; None where it could not be read.
        text: The file's text; empty where the export was refused.
        resolution: What the flow refers to.
        notes: What the conversion has to say.
        problem: Why there is no file; empty where there is one.
    """

    summary: FlowSummary
    content: Content | None = None
    text: str = ""
    resolution: Resolution = field(default_factory=Resolution)
    notes: Sequence[Note] = ()
    problem: str = ""


def export(
    instance: Instance, flows: Iterable[FlowSummary], options: ExportOptions
) -> Iterator[Exported]:
    """Export flows one by one; one that fails is reported, and the others continue.

    Raises:
        InstanceError: The instance can't be reached any more, or lets the caller read no more.
    """
    index = Index(instance.directory)
    for summary in flows:
        content = None
        try:
            with isolated(summary.name):
                content = instance.read(summary.key, options.which)
                done = exported(content, index, options)
        except (ForbiddenError, UnreachableError):
            raise
        except FlowportError as error:
            done = Exported(summary=summary, content=content, problem=str(error))
        yield done


def exported(content: Content, index: Index, options: ExportOptions) -> Exported:
    """Export one content; a problem is part of the value.

    Raises:
        FlowportError: The content holds no flow.
    """
    document, summary = opened(content), content.summary
    notes: Sequence[Note] = ()
    if options.convert:
        done = convert(document)
        document, notes = done.flow, done.notes
    resolution = Resolution()
    if isinstance(document, Flow):
        resolution = recognise(find(document), index)
        document = with_names(with_about(document, content), resolution)
    text = document.content()
    blocks = len(document.actions if isinstance(document, Flow) else document.blocks)
    problem = "" if options.oversize else _oversize(summary.name, blocks, len(text.encode()))
    return Exported(
        summary=summary,
        content=content,
        text="" if problem else text,
        resolution=resolution,
        notes=notes,
        problem=problem,
    )


def is_draft(instance: Instance, content: Content) -> bool:
    """Whether a content is not the published one, but a draft or an older version.

    Raises:
        InstanceError: What is published can't be read.
    """
    if content.summary.status is Status.SAVED:
        return True
    try:
        heard = instance.read(content.summary.key, Which.PUBLISHED)
    except NotFoundError:
        return True
    return (heard.text, heard.settings) != (content.text, content.settings)


def _oversize(name: str, blocks: int, size: int) -> str:
    """Why the console would not take a flow of that size; empty where it would."""
    way_out = f"{Remedy.SPLIT}, or {Remedy.OVERSIZE}"
    most = limit("export_blocks")
    if blocks > most:
        return f"{name!r} has {blocks} blocks, and an export takes {most} at most; {way_out}"
    most = limit("export_bytes")
    if size >= most:
        return f"{name!r} has {size:,} bytes, and an export takes fewer than {most:,}; {way_out}"
    return ""


def resources_of(exported: Iterable[Exported]) -> list[Resource]:
    """What exported flows refer to: the directory that goes with them."""
    found = {
        outcome.resource: None
        for each in exported
        for outcome in each.resolution.outcomes
        if outcome.resource and not outcome.resource.kind.startswith("contact_flow")
    }
    return sorted(found)
