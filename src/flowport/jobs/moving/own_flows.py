"""An instance's own flows as a source: published, converted, or taken back to a version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flowport.convert import convert
from flowport.errors import ConversionError, DocumentError, NotFoundError, UnexpectedError
from flowport.jobs.documents import opened
from flowport.jobs.isolation import isolated
from flowport.jobs.moving.options import PlanOptions, Publish
from flowport.jobs.moving.plan import FlowChange
from flowport.jobs.moving.source_flows import Arrival, Source, guarded, published_content
from flowport.model import LegacyFlow
from flowport.ports import Which
from flowport.refs.all_references import find
from flowport.refs.plain_references import passed
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from flowport.convert import Note
    from flowport.ports import Content, FlowSummary, Instance

__all__ = [
    "Legacy",
    "legacy_flows",
    "opt_in_options",
    "opting_in",
    "publishing",
    "to_version",
]

_VERSION = "before opting in to the flow language"
_LEGACY = f"it is in the legacy language; {Remedy.OPT_IN}"


def _source(target: Instance, arrivals: Iterable[Arrival]) -> Source:
    about = target.about
    return Source(name=about.name, arn=about.arn, arrivals=lambda _options, _tell: arrivals)


def _of(flow: FlowSummary) -> Arrival:
    return Arrival(kind=flow.key.kind, name=flow.name, type=flow.type, into=flow)


def publishing(target: Instance, flows: Iterable[FlowSummary]) -> Source:
    """Flows whose saved content is to be published."""
    return _source(target, (_saved(target, flow) for flow in flows))


def _saved(target: Instance, flow: FlowSummary) -> Arrival:
    return guarded(_of(flow), lambda known: _to_publish(target, flow, known))


def _to_publish(target: Instance, flow: FlowSummary, known: Arrival) -> Arrival:
    try:
        content = target.read(flow.key, Which.SAVED)
        document = opened(content)
    except (DocumentError, NotFoundError) as error:
        return replace(known, problem=str(error))
    if isinstance(document, LegacyFlow):
        return replace(known, problem=_LEGACY, text=content.text)
    published = published_content(target, flow.key)
    return replace(
        known,
        text=content.text,
        settings=content.settings,
        references=find(document),
        moves=passed(document),
        published=True,
        published_text=published.text if published else "",
        action=FlowChange.PUBLISH,
    )


def to_version(target: Instance, flow: FlowSummary, number: int, *, publish: bool) -> Source:
    """A flow whose draft is to be an older version.

    Raises:
        NotFoundError: There is no such version.
    """
    content = target.read(flow.key, number)
    document = opened(content)
    references = () if isinstance(document, LegacyFlow) else find(document)
    arrival = replace(
        _of(flow),
        text=content.text,
        settings=content.settings,
        references=references,
        published=publish,
    )
    return _source(target, [arrival])


@dataclass(frozen=True, slots=True, kw_only=True)
class Legacy:
    """One flow that opting in converts.

    Attributes:
        summary: The flow.
        arrival: What it becomes.
        originals: The legacy contents.
        notes: What the conversion has to say.
    """

    summary: FlowSummary
    arrival: Arrival
    originals: tuple[Content, ...] = ()
    notes: Sequence[Note] = ()

    @property
    def draft_only(self) -> bool:
        """Whether its original can't be kept as a version, because it was never published."""
        return not (self.arrival.problem or self.arrival.version)


def opting_in(target: Instance, found: Iterable[Legacy]) -> Source:
    """Legacy flows that are to be converted."""
    return _source(target, [each.arrival for each in found])


def opt_in_options(address: str) -> PlanOptions:
    """How opting in is planned: what was published is published again."""
    return PlanOptions(
        publish=Publish.AS_SOURCE,
        drafts=True,
        revive=False,
        command="opt-in",
        addresses=(address, address),
    )


def legacy_flows(target: Instance, ids: Container[str] | None = None) -> Iterator[Legacy]:
    """Every legacy flow of an instance, or each of some ids, converted; reads only."""
    for summary in target.flows():
        if ids is None or summary.key.id in ids:
            yield from _legacy(target, summary)


def _legacy(target: Instance, summary: FlowSummary) -> Iterator[Legacy]:
    saved = target.read(summary.key, Which.SAVED)
    contents = [saved, published_content(target, summary.key)]
    try:
        with isolated(summary.name):
            documents = [opened(content) if content else None for content in contents]
            done = [convert(each) if isinstance(each, LegacyFlow) else None for each in documents]
    except (DocumentError, ConversionError, UnexpectedError) as error:
        yield Legacy(summary=summary, arrival=replace(_of(summary), problem=str(error)))
        return
    first = next((each for each in done if each), None)
    if first is None:
        return
    saved_text, heard = (
        each.flow.content() if each else (content.text if content else "")
        for each, content in zip(done, contents, strict=True)
    )
    published = done[1] is not None
    yield Legacy(
        summary=summary,
        arrival=replace(
            _of(summary),
            text=heard if published else saved_text,
            published=published,
            draft=saved_text if published and saved_text != heard else "",
            version=_VERSION if published else "",
            change="~ it is converted to the flow language",
            notes=tuple(f"{n.kind}: {n.message}" for n in first.notes if str(n.kind) != "exact"),
        ),
        originals=tuple(
            c
            for c, each in zip(contents, documents, strict=True)
            if isinstance(each, LegacyFlow) and c
        ),
        notes=first.notes,
    )
