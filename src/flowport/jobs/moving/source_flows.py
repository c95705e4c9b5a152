"""What comes out of a source: flows in the flow language, with the names of what they use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from flowport.convert import convert
from flowport.errors import ConversionError, DocumentError, NotFoundError, UnexpectedError
from flowport.jobs.documents import opened
from flowport.jobs.isolation import isolated
from flowport.jobs.moving.placeholder_contents import is_shell
from flowport.jobs.moving.plan import FlowChange, label_of
from flowport.jobs.selection import chosen
from flowport.ports import FlowKind, Status, Which
from flowport.refs.all_references import find
from flowport.refs.plain_references import passed
from flowport.refs.reference import Form
from flowport.refs.resource import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from flowport.jobs.documents import Incoming
    from flowport.jobs.moving.options import PlanOptions
    from flowport.ports import Content, FlowKey, FlowSummary, Instance
    from flowport.refs.plain_references import Attribute
    from flowport.refs.reference import Reference

    Tell = Callable[[str, int, int], None]

__all__ = ["Arrival", "Source", "files", "instance", "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A flow or module of the source.

    Attributes:
        kind: Flow or module.
        name: Its name.
        type: Its type as the API spells it; empty where nobody says it.
        text: Its content, in the flow language; empty where it can't be read.
        source: The SHA-256 of its content as the source has it.
        published: Whether it is published there.
        description: Its description; None where it has none.
        settings: A module's settings, where they are separate.
        tags: Its tags.
        references: What it refers to, with the names that the source knows.
        moves: The attributes that take the value of others, the taker first.
        problem: Why it can't be read, or can't become what it should.
        origin: Where it comes from, for sentences: a file.
        instance: The ARN of its instance, where a folder says it; empty for the source's.
        notes: What its conversion has to say.
        into: The flow of the target that it becomes; None for a new one.
        action: What becomes of that flow: it is updated, published or left alone.
        published_text: For a draft that is published in place: what is published now.
        draft: Another content, saved over the one that is published; empty for none.
        version: The description of a version that keeps what is published before.
        change: A change that comparing can't tell, as a sentence.
        undecided: Whether the problem is that nobody said what to do with the target's.
        invocation: A module's ``ExternalInvocationConfiguration``; None where nothing says it.
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
    moves: tuple[tuple[Attribute, Attribute], ...] = ()
    problem: str = ""
    origin: str = ""
    instance: str = ""
    notes: tuple[str, ...] = ()
    into: FlowSummary | None = None
    action: FlowChange = FlowChange.UPDATE
    published_text: str = ""
    draft: str = ""
    version: str = ""
    change: str = ""
    undecided: bool = False
    invocation: Mapping[str, Any] | None = None

    @property
    def label(self) -> str:
        """What the plan calls it."""
        return label_of(self.kind, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where flows come from.

    Attributes:
        name: What people call it.
        arn: The ARN of the instance that it is or was exported from; empty if unknown.
        arrivals: Its flows, read when they are asked for.
        instance: The instance, where all of it is the source: what it lacks can be pruned, and what
            its flows use can be created.
        origin: The instance that versions and aliases are of, where it is at hand.
    """

    name: str
    arn: str
    arrivals: Callable[[PlanOptions, Tell], Iterable[Arrival]]
    instance: Instance | None = None
    origin: Instance | None = None


def instance(source: Instance) -> Source:
    """All flows of an instance, or those that the options name."""

    def read(options: PlanOptions, tell: Tell) -> Iterator[Arrival]:
        flows = chosen(source.flows(), options.flows)
        flows.sort(key=lambda flow: (flow.key.kind, flow.name, flow.key.id))
        index = Index(source.directory)
        for number, flow in enumerate(flows, 1):
            yield _arrival(flow, _content(source, flow, options), index)
            tell("read", number, len(flows))

    about = source.about
    return Source(name=about.name, arn=about.arn, arrivals=read, instance=source, origin=source)


def files(batch: Sequence[Incoming], arn: str = "") -> Source:
    """The flows of files.

    Args:
        batch: The flows.
        arn: The instance that they come from, where that is known and no folder says it.
    """
    folders = {id(item.folder): item.folder for item in batch}
    indexes = {key: Index(each.directory) for key, each in folders.items() if each}

    def read(_options: PlanOptions, tell: Tell) -> Iterator[Arrival]:
        for number, item in enumerate(batch, 1):
            yield _of_file(item, indexes.get(id(item.folder)))
            tell("read", number, len(batch))

    origin = next(iter(folders.values())) if len(folders) == 1 else None
    arn = origin.about.arn if origin else arn
    return Source(name="files", arn=arn, arrivals=read, origin=origin)


def guarded(known: Arrival, make: Callable[[Arrival], Arrival]) -> Arrival:
    """What a function makes of an arrival; blocked where it meets a fault in Flowport."""
    try:
        with isolated(known.origin or known.name):
            return make(known)
    except UnexpectedError as error:
        return replace(known, problem=str(error))


def _of_file(item: Incoming, index: Index | None) -> Arrival:
    def read(known: Arrival) -> Arrival:
        references = tuple(named(each, index) for each in find(item.flow))
        return replace(known, references=references, moves=passed(item.flow))

    text = item.flow.content()
    known = Arrival(
        kind=item.kind,
        name=item.name,
        type=item.type or "",
        text=text,
        source=_hash(text),
        published=True,
        description=item.description,
        settings=item.settings,
        tags=item.tags,
        origin=item.label,
        instance=item.folder.about.arn if item.folder else "",
        invocation=item.invocation,
        notes=tuple(f"{n.kind}: {n.message}" for n in item.notes if str(n.kind) != "exact"),
    )
    return guarded(known, read)


def _content(source: Instance, flow: FlowSummary, options: PlanOptions) -> Content:
    """What callers hear of a published flow, and else what was saved.

    A module can't be made as a draft, so that one which was only ever saved has a shell before it.
    """
    published = options.publish == "as-source" and flow.status is Status.PUBLISHED
    heard = published_content(source, flow.key) if published else None
    if heard and not (flow.key.kind is FlowKind.MODULE and is_shell(heard.text, flow.type)):
        return replace(heard, summary=flow)
    saved = source.read(flow.key, Which.SAVED)
    if heard and not is_shell(saved.text, flow.type):
        return replace(saved, summary=replace(flow, status=Status.SAVED))
    return replace(saved, summary=flow)


def published_content(source: Instance, key: FlowKey) -> Content | None:
    """The published content of a flow; None if it was never published."""
    try:
        return source.read(key, Which.PUBLISHED)
    except NotFoundError:
        return None


def _arrival(flow: FlowSummary, content: Content, index: Index) -> Arrival:
    known = Arrival(
        kind=flow.key.kind,
        name=flow.name,
        type=flow.type,
        source=_hash(content.text),
        published=content.summary.status is Status.PUBLISHED,
        description=content.description or None,
        settings=content.settings,
        tags=dict(content.tags),
        invocation=content.invocation or {},
    )
    try:
        with isolated(flow.name):
            read = convert(opened(content)).flow
            references = tuple(named(reference, index) for reference in find(read))
    except (DocumentError, ConversionError, UnexpectedError) as error:
        return replace(known, problem=str(error))
    return replace(known, text=read.content(), references=references, moves=passed(read))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def named(reference: Reference, index: Index | None) -> Reference:
    """A reference with the name that the source's directory has for it."""
    if not index or not reference.kind or reference.form not in {Form.ARN, Form.ID}:
        return reference
    found = (
        index.by_arn(reference.kind, reference.written)
        if reference.form is Form.ARN
        else index.by_id(reference.kind, reference.written.partition(":")[0])
    )
    return replace(reference, name=found.name) if found and found.name else reference
