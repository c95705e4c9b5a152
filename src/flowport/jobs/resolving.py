"""What the references of files would become in an instance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from flowport.convert import convert
from flowport.jobs.moving.linking import Linker
from flowport.jobs.moving.options import PlanOptions
from flowport.jobs.moving.planned_directory import FLOW_KINDS, Coming, awaited
from flowport.jobs.moving.source_flows import Arrival, named
from flowport.ports import FlowKind
from flowport.refs.all_references import find
from flowport.refs.bindings import Bindings
from flowport.refs.outcome import Resolution
from flowport.refs.plain_references import passed
from flowport.refs.resource import Index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.model import Flow, LegacyFlow
    from flowport.ports import Directory, Instance
    from flowport.refs.bindings import Binding

__all__ = ["Resolved", "bindings_of", "resolved"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A document, and what its references become.

    Attributes:
        label: Where it comes from.
        resolution: What became of its references.
        obstacles: What keeps it from being published beside unresolved references.
        notes: What a person should know of it.
    """

    label: str
    resolution: Resolution
    obstacles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def resolved(
    documents: Iterable[tuple[str, Flow | LegacyFlow]],
    directory: Directory,
    options: PlanOptions | None = None,
    source: str = "",
    *,
    target: Instance | None = None,
    origin: Instance | None = None,
) -> list[Resolved]:
    """Each document with what its references become, as an import of all of them would do it.

    Args:
        documents: Labels and documents.
        directory: The target's resources.
        options: What a person decided.
        source: The ARN of the instance that they come from; empty where nothing says it.
        target: The target, where its versions and aliases can be looked up.
        origin: The same for the instance that they come from.

    Raises:
        UsageError: Two patterns of the bindings match one reference.
        InstanceError: The target can't be read.
    """
    theirs = Index(origin.directory) if origin else None
    batch = [(label, _arrival(label, document, theirs)) for label, document in documents]
    new = [awaited(FLOW_KINDS[a.kind], a.name, a.type) for _, a in batch if _is_new(a, directory)]
    linker = Linker(
        Index(Coming(directory, new)),
        source,
        options or PlanOptions(),
        target=target,
        origin=origin,
    )
    linked = linker.linked([arrival for _, arrival in batch])
    return [
        Resolved(label, Resolution(each.outcomes), each.obstacles, each.notes)
        for (label, _), each in zip(batch, linked, strict=True)
    ]


def _arrival(label: str, document: Flow | LegacyFlow, theirs: Index | None) -> Arrival:
    flow = convert(document).flow
    return Arrival(
        kind=FlowKind.MODULE if flow.is_module else FlowKind.FLOW,
        name=flow.name or document.name or PurePath(label).stem,
        type=flow.type or document.type or "",
        text=flow.content(),
        references=tuple(named(each, theirs) for each in find(flow)),
        moves=passed(flow),
        origin=label,
    )


def _is_new(arrival: Arrival, directory: Directory) -> bool:
    known = directory.resources(FLOW_KINDS[arrival.kind]) or ()
    return all(each.name != arrival.name for each in known)


def bindings_of(every: Iterable[Resolution]) -> Bindings:
    """One bindings file for many documents."""
    lines: dict[tuple[str, str], Binding] = {}
    for each in every:
        for line in each.bindings().lines:
            lines.setdefault((line.kind, line.source or line.name), line)
    return Bindings(lines.values())
