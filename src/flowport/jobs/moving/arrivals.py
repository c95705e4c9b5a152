"""What comes out of the source: its flows in the flow language, with the names of what they use."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from flowport.convert import convert
from flowport.errors import ConversionError, DocumentError, NotFoundError
from flowport.jobs.documents import opened
from flowport.jobs.moving.plan import label_of
from flowport.jobs.moving.shells import is_shell
from flowport.jobs.selection import chosen
from flowport.ports import FlowKind, Status, Which
from flowport.refs import Form, Index, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from flowport.jobs.moving.options import Options
    from flowport.ports import Content, FlowKey, FlowSummary, Instance
    from flowport.refs import Reference

__all__ = ["Arrival", "arrivals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A flow or module of the source.

    Attributes:
        kind: Flow or module.
        name: Its name.
        type: Its type as the API spells it.
        text: Its content, in the flow language; empty where it can't be read.
        source: The SHA-256 of its content as the source has it.
        published: Whether it is published there.
        description: Its description; None where it has none.
        settings: A module's settings, where they stand apart.
        tags: Its tags.
        references: What it refers to, with the names that the source knows.
        problem: Why it can't be read.
    """

    kind: FlowKind
    name: str
    type: str
    text: str = ""
    source: str = ""
    published: bool = False
    description: str | None = None
    settings: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    problem: str = ""

    @property
    def label(self) -> str:
        """What the plan calls it."""
        return label_of(self.kind, self.name)


def arrivals(
    source: Instance, options: Options, progress: Callable[[str, int, int], None]
) -> Iterator[Arrival]:
    """Every flow that is meant, by kind and name.

    Raises:
        InstanceError: The source can't be read.
        NotFoundError: A name means no flow.
    """
    flows = chosen(source.flows(), options.flows)
    flows.sort(key=lambda flow: (flow.key.kind, flow.name, flow.key.id))
    counts = Counter(label_of(flow.key.kind, flow.name) for flow in flows)
    index = Index(source.directory)
    for number, flow in enumerate(flows, 1):
        arrival = _arrival(flow, _content(source, flow, options), index)
        progress("read", number, len(flows))
        if counts[arrival.label] > 1:
            problem = f"the source has {counts[arrival.label]} of that name; rename them"
            yield replace(arrival, problem=problem)
            continue
        yield arrival


def _content(source: Instance, flow: FlowSummary, options: Options) -> Content:
    """What callers hear of a published flow, and else what was saved.

    A module can't be made as a draft, so that one which was only ever saved has a shell before it.
    """
    published = options.publish == "as-source" and flow.status is Status.PUBLISHED
    heard = _heard(source, flow.key) if published else None
    if heard and not (flow.key.kind is FlowKind.MODULE and is_shell(heard.text, flow.type)):
        return replace(heard, summary=flow)
    saved = source.read(flow.key, Which.SAVED)
    if heard and not is_shell(saved.text, flow.type):
        return replace(saved, summary=replace(flow, status=Status.SAVED))
    return replace(saved, summary=flow)


def _heard(source: Instance, key: FlowKey) -> Content | None:
    try:
        return source.read(key, Which.PUBLISHED)
    except NotFoundError:
        return None


def _arrival(flow: FlowSummary, content: Content, index: Index) -> Arrival:
    known = Arrival(
        kind=flow.key.kind,
        name=flow.name,
        type=flow.type,
        source=hashlib.sha256(content.text.encode(errors="surrogatepass")).hexdigest(),
        published=content.summary.status is Status.PUBLISHED,
        description=content.description or None,
        settings=content.settings,
        tags=dict(content.tags),
    )
    try:
        read = convert(opened(content)).flow
    except (DocumentError, ConversionError) as error:
        return replace(known, problem=str(error))
    references = tuple(_named(reference, index) for reference in find(read))
    return replace(known, text=read.content(), references=references)


def _named(reference: Reference, index: Index) -> Reference:
    """A reference with the name that the source's directory has for it."""
    if not reference.kind or reference.form not in {Form.ARN, Form.ID}:
        return reference
    found = (
        index.by_arn(reference.kind, reference.written)
        if reference.form is Form.ARN
        else index.by_id(reference.kind, reference.written.partition(":")[0])
    )
    return replace(reference, name=found.name) if found and found.name else reference
