"""Import: first a plan of everything with all problems at once, then the writing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from flowport.check import Finding, Severity, check
from flowport.errors import (
    FlowportError,
    ForbiddenError,
    InstanceError,
    NotFoundError,
    RefusedError,
    UnreachableError,
)
from flowport.jobs.batch import Awaited, in_order
from flowport.jobs.documents import Incoming, title_of
from flowport.jobs.naming import copy_name, name_problem
from flowport.ports import FlowKind, FlowSummary, Instance, NewFlow
from flowport.refs import Bindings, Index, Resolution, find, resolve, rewrite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Action", "Conflict", "Done", "Item", "Options", "Plan", "carry_out", "plan"]


class Conflict(StrEnum):
    """What to do with a flow whose name the target has."""

    REPLACE = "replace"
    COPY = "copy"
    SKIP = "skip"


class Action(StrEnum):
    """What becomes of one flow."""

    CREATE = "create"
    REPLACE = "replace"
    SKIP = "skip"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to import.

    Attributes:
        conflict: What to do on a name conflict; None where nobody said.
        conflicts: The same for single names, where somebody was asked.
        into: The flow to replace, whatever its name: what the console's import does.
        bindings: What a person decided.
        hidden: Whether references in plain values are rewritten as well.
        publish: Whether what can be published is.
        source: The ARN of the instance that the flows come from, if known.
    """

    conflict: Conflict | None = None
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    into: FlowSummary | None = None
    bindings: Bindings = field(default_factory=Bindings)
    hidden: bool = False
    publish: bool = False
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is planned for one flow.

    Attributes:
        incoming: The flow; its name is the one that it will have.
        action: What becomes of it.
        existing: The flow that it replaces or collides with.
        resolution: What its references become.
        findings: What is wrong with it once they are rewritten.
        problem: Why it is blocked.
        undecided: Whether it is blocked because nobody said what to do with the existing one.
    """

    incoming: Incoming
    action: Action
    existing: FlowSummary | None = None
    resolution: Resolution = field(default_factory=Resolution)
    findings: Sequence[Finding] = ()
    problem: str = ""
    undecided: bool = False

    @property
    def obstacles(self) -> tuple[str, ...]:
        """What keeps it from being published; it can be saved all the same."""
        refs = [f"block {o.reference.block!r}: {o.reason}" for o in self.resolution.unresolved]
        bad = [f for f in self.findings if f.severity is Severity.ERROR]
        return (*refs, *(f"{f'block {f.block!r}: ' if f.block else ''}{f.message}" for f in bad))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do, in the order in which it would."""

    items: tuple[Item, ...]

    @property
    def blocked(self) -> tuple[Item, ...]:
        """What stands in the way; with any of these nothing is written."""
        return tuple(item for item in self.items if item.action is Action.BLOCKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of one item.

    Attributes:
        item: The item, its resolution as it was when it was written.
        summary: The flow in the target; None where nothing was written.
        published: Whether it was published.
        reasons: Why it was not published, though that was asked.
        error: What went wrong; the run ends with it.
    """

    item: Item
    summary: FlowSummary | None = None
    published: bool = False
    reasons: tuple[str, ...] = ()
    error: InstanceError | None = None


def plan(batch: Iterable[Incoming], instance: Instance, options: Options) -> Plan:
    """What an import would do; reads only.

    Raises:
        InstanceError: The target can't be read.
    """
    existing = list(instance.flows())
    decided = [_decided(item, existing, options) for item in batch]
    decided = _without_doubles(decided)
    index = Index(Awaited(instance.directory, _coming(decided)))
    looked = [_examined(item, index, options) for item in decided]
    order = in_order([item.incoming for item in looked], {})
    places = {id(incoming): place for place, incoming in enumerate(order)}
    return Plan(items=tuple(sorted(looked, key=lambda item: places[id(item.incoming)])))


def _coming(items: Sequence[Item]) -> dict[tuple[FlowKind, str], str]:
    """The types of the flows that will be made, by kind and name."""
    new = [item.incoming for item in items if item.action is Action.CREATE]
    return {(each.kind, each.name): each.type or "" for each in new}


def _decided(incoming: Incoming, existing: Sequence[FlowSummary], options: Options) -> Item:
    """What becomes of a flow, by its name and type alone."""
    if unfit := name_problem(incoming.kind, incoming.name):
        unfit = f"{incoming.label}: {unfit}"
        return Item(incoming=incoming, action=Action.BLOCKED, problem=unfit)
    same = next(
        (f for f in existing if f.key.kind is incoming.kind and f.name == incoming.name), None
    )
    target = options.into or same
    if options.into and same and same.key != options.into.key:
        problem = f"{incoming.label}: another flow is named {incoming.name!r} already; rename one"
        return Item(incoming=incoming, action=Action.BLOCKED, existing=same, problem=problem)
    if target is None:
        return _new(incoming)
    choice = (
        Conflict.REPLACE if options.into else options.conflicts.get(incoming.name, options.conflict)
    )
    if choice is None:
        what = "say --on-conflict replace, copy or skip"
        problem = f"{incoming.label}: the target has {incoming.name!r}; {what}"
        return Item(
            incoming=incoming,
            action=Action.BLOCKED,
            existing=target,
            problem=problem,
            undecided=True,
        )
    if choice is Conflict.SKIP:
        return Item(incoming=incoming, action=Action.SKIP, existing=target)
    if choice is Conflict.COPY:
        taken = {flow.name for flow in existing if flow.key.kind is incoming.kind}
        return _new(replace(incoming, name=copy_name(incoming.kind, incoming.name, taken)))
    return _replacing(incoming, target)


def _new(incoming: Incoming) -> Item:
    if incoming.type is None:
        problem = f"{incoming.label}: the file does not say its flow type; say --type"
        return Item(incoming=incoming, action=Action.BLOCKED, problem=problem)
    return Item(incoming=incoming, action=Action.CREATE)


def _replacing(incoming: Incoming, target: FlowSummary) -> Item:
    if incoming.type not in {None, target.type} or incoming.kind is not target.key.kind:
        problem = (
            f"{incoming.label}: it is of the type {title_of(incoming.type or '')}, and the "
            f"target's {target.name!r} is of the type {title_of(target.type)}; types can't be "
            "changed: rename one of them, or delete the target's first"
        )
        return Item(incoming=incoming, action=Action.BLOCKED, existing=target, problem=problem)
    typed = replace(incoming, type=target.type)
    return Item(incoming=typed, action=Action.REPLACE, existing=target)


def _without_doubles(items: Sequence[Item]) -> list[Item]:
    """Two files of one name can't both become the flow of that name."""
    writing = [i for i in items if i.action in {Action.CREATE, Action.REPLACE}]
    counts = Counter((item.incoming.kind, item.incoming.name) for item in writing)
    found: list[Item] = []
    for item in items:
        name = item.incoming.name
        if counts[item.incoming.kind, name] > 1 and item in writing:
            labels = [i.incoming.label for i in writing if i.incoming.name == name]
            problem = f"{item.incoming.label}: {' and '.join(labels)} have the same name {name!r}"
            found.append(replace(item, action=Action.BLOCKED, problem=problem))
        else:
            found.append(item)
    return found


def _examined(item: Item, index: Index, options: Options) -> Item:
    """The item with its references resolved and its faults found."""
    if item.action in {Action.SKIP, Action.BLOCKED}:
        return item
    flow = item.incoming.flow
    resolution = resolve(
        find(flow), index, options.bindings, source=options.source, hidden=options.hidden
    )
    findings = check(rewrite(flow, _real(resolution)), type=item.incoming.type)
    return replace(item, resolution=resolution, findings=findings)


def _real(resolution: Resolution) -> Resolution:
    """A resolution without what is not there yet."""
    return Resolution(tuple(o for o in resolution.outcomes if not Awaited.awaits(o.resource)))


def carry_out(todo: Plan, instance: Instance, options: Options) -> Iterator[Done]:
    """Write what was planned, one flow after the other; each is told as it is done.

    A flow that refers to one of the batch which comes later (a cycle) is written again at the end.
    The run stops at the first error that the others would meet as well, and tells it, and of each
    that is left what became of it.

    Raises:
        FlowportError: Something in the plan is blocked; nothing was written then.
    """
    if todo.blocked:
        raise FlowportError(todo.blocked[0].problem)
    awaited = Awaited(instance.directory, _coming(todo.items))
    run = _Run(instance, options, awaited)
    late: list[tuple[Item, FlowSummary]] = []
    for place, item in enumerate(todo.items, 1):
        if item.action is Action.SKIP:
            yield Done(item=item, summary=item.existing)
            continue
        try:
            done, waits = run.write(item)
        except InstanceError as error:
            yield Done(item=item, error=error)
            if isinstance(error, (ForbiddenError, UnreachableError)):
                yield from _left(late, todo.items[place:])
                return
            continue
        if waits and done.summary:
            late.append((item, done.summary))
        else:
            yield done
    for item, summary in late:
        try:
            yield run.write_again(item, summary)
        except InstanceError as error:
            yield Done(item=item, summary=summary, error=error)


def _left(late: Sequence[tuple[Item, FlowSummary]], rest: Sequence[Item]) -> Iterator[Done]:
    """What is told of those that a run did not come to, or not again, when it stopped."""
    for item, summary in late:
        error = InstanceError("saved, but what it refers to was not written; import it again")
        yield Done(item=item, summary=summary, error=error)
    for item in rest:
        if item.action is Action.SKIP:
            yield Done(item=item, summary=item.existing)
        else:
            yield Done(item=item, error=InstanceError("not written, since the import stopped"))


class _Run:
    """The writing of one plan."""

    def __init__(self, instance: Instance, options: Options, awaited: Awaited) -> None:
        self._instance = instance
        self._options = options
        self._awaited = awaited
        self._index = Index(awaited)

    def write(self, item: Item) -> tuple[Done, bool]:
        """Write one flow; also whether it must be written again, once others are there."""
        item = _examined(item, self._index, self._options)
        waits = any(Awaited.awaits(outcome.resource) for outcome in item.resolution.outcomes)
        text = rewrite(item.incoming.flow, _real(item.resolution)).content()
        publish = self._options.publish and not waits and not item.obstacles
        if item.action is Action.CREATE:
            done = self._create(item, text, publish=publish)
            name = item.incoming.kind, item.incoming.name
            if done.summary:
                before = self._awaited.arrived(name, done.summary.resource)
                self._index.swap(before, done.summary.resource)
        else:
            done = self._replace(item, text, publish=publish)
        return done, waits

    def write_again(self, item: Item, summary: FlowSummary) -> Done:
        """Write the references that were not there the first time."""
        item = replace(_examined(item, self._index, self._options), existing=summary)
        text = rewrite(item.incoming.flow, item.resolution).content()
        publish = self._options.publish and not item.obstacles
        return self._put(item, summary, text, publish=publish)

    def _create(self, item: Item, text: str, *, publish: bool) -> Done:
        given = item.incoming
        new = NewFlow(
            kind=given.kind,
            name=given.name,
            type=given.type or "",
            text=text,
            description=given.description or "",
            settings=given.settings,
            tags=given.tags,
        )
        try:
            made = self._instance.create(new, publish=publish)
        except RefusedError as error:
            made = self._instance.create(new)
            return Done(item=item, summary=made, reasons=error.problems or (str(error),))
        return Done(item=item, summary=made, published=publish, reasons=self._why_not(item))

    def _replace(self, item: Item, text: str, *, publish: bool) -> Done:
        target, given = item.existing, item.incoming
        if target is None:
            raise NotFoundError(f"{given.label}: there is nothing to replace")
        renamed = given.name if given.name != target.name else None
        if renamed or given.description is not None:
            self._instance.describe(target.key, name=renamed, description=given.description)
        return self._put(item, replace(target, name=given.name), text, publish=publish)

    def _put(self, item: Item, target: FlowSummary, text: str, *, publish: bool) -> Done:
        settings = item.incoming.settings
        if publish:
            try:
                self._instance.publish(target.key, text, settings=settings)
            except RefusedError as error:
                self._instance.save(target.key, text, settings=settings)
                return Done(item=item, summary=target, reasons=error.problems or (str(error),))
            return Done(item=item, summary=target, published=True)
        self._instance.save(target.key, text, settings=settings)
        return Done(item=item, summary=target, reasons=self._why_not(item))

    def _why_not(self, item: Item) -> tuple[str, ...]:
        return item.obstacles if self._options.publish else ()
