"""Making a plan: reads the source and the target, and writes to neither."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from flowport.catalogue.limits import limit
from flowport.errors import NotFoundError, PlanError
from flowport.jobs.moving.calls import counted, seconds
from flowport.jobs.moving.conflicts import copied_names, settled_names, with_copies
from flowport.jobs.moving.examine import Examiner
from flowport.jobs.moving.half_characters import whole
from flowport.jobs.moving.losses import losses
from flowport.jobs.moving.numbering import only_certain, with_qualifiers
from flowport.jobs.moving.options import Conflict, PlanOptions, Publish
from flowport.jobs.moving.plan import Do, FlowChange, Item, Plan, PlanEnd, Step, label_of
from flowport.jobs.moving.planned_directory import FLOW_KINDS, Coming, awaited, awaits
from flowport.jobs.moving.resource_differences import differences
from flowport.jobs.moving.resources import Maker, divided
from flowport.jobs.moving.source_flows import Source, guarded, instance
from flowport.jobs.moving.titles import titled
from flowport.jobs.moving.unpublished_targets import without_unpublished
from flowport.jobs.moving.write_order import steps
from flowport.ports import FlowKind, State, Which
from flowport.refs.resource import Index

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flowport.jobs.moving.plan import NewQualifier, NewResource
    from flowport.jobs.moving.source_flows import Arrival, Tell
    from flowport.ports import FlowSummary, Instance

__all__ = ["Conflict", "PlanOptions", "Publish", "of_states", "plan", "planned"]

_BESIDE = {Do.SHELL, Do.VERSION, Do.NUMBER, Do.ALIAS}
_STATES = {
    FlowChange.ARCHIVE: Do.ARCHIVE,
    FlowChange.RESTORE: Do.RESTORE,
    FlowChange.DELETE: Do.DELETE,
    FlowChange.VERSION: Do.VERSION,
}


def _SILENT(_what: str, _done: int, _all: int) -> None:  # noqa: N802  a default
    """Say nothing."""


def plan(
    source: Instance, target: Instance, options: PlanOptions, progress: Tell = _SILENT
) -> Plan:
    """What a migration of an instance would do; arguments and errors as ``planned``."""
    return planned(instance(source), target, options, progress)


def planned(
    source: Source, target: Instance, options: PlanOptions, progress: Tell = _SILENT
) -> Plan:
    """What moving flows would do.

    Args:
        source: Where the flows come from.
        target: Where they go.
        options: How.
        progress: Called after each flow that was read or examined: what is done, and how far.

    Raises:
        InstanceError: One of the two can't be read.
        NotFoundError: A name means no flow.
        PlanError: Flows are to be pruned, and the source was not read whole.
    """
    prepare = partial(_prepared, options=options)
    read = [guarded(each, prepare) for each in source.arrivals(options, progress)]
    if source.instance and options.prune:
        _allow_pruning(source.instance, read)
    held = target.flows()
    coming = settled_names(read, held, options)
    new = [a for a in coming if not (a.into or a.problem)]
    future = [awaited(FLOW_KINDS[a.kind], a.name, a.type) for a in new]
    made: list[NewResource] = []
    warnings: list[str] = []
    if source.instance:
        maker = Maker(source.instance, target, options.bindings)
        made = maker.wanted(coming, options.create, future) if options.create else []
        warnings += maker.problems
        warnings += differences(coming, source.instance, target, maker.met)
    future += [awaited(each.kind, each.name) for each in made]
    examiner = Examiner(
        target, Index(Coming(target.directory, future)), source.arn, options, source.origin
    )
    items: list[Item] = []
    copies = copied_names(read, coming)
    for number, item in enumerate(examiner.items(coming), 1):
        items.append(with_copies(item, copies) if copies else item)
        progress("examined", number, len(coming))
    items, named = _publishable(items, examiner.created)
    if source.instance and not options.flows:
        items += _rest(held, read, options)
    items.sort(key=lambda item: (item.kind, item.name))
    active = sum(flow.state is State.ACTIVE for flow in held)
    found = ordered(source, target, items, options, made=made, named=named, held=active)
    lost = (
        losses(source.instance, target, items, options, made=made, named=named)
        if found.steps
        else []
    )
    return replace(found, warnings=(*found.warnings, *warnings), losses=tuple(lost))


def _publishable(
    items: Sequence[Item], created: Mapping[str, NewQualifier]
) -> tuple[list[Item], list[NewQualifier]]:
    """The items and what is created for them; what can't be published yet keeps its callers too."""
    while True:
        held = without_unpublished(items)
        certain, named = only_certain(held, created)
        if certain == items:
            return certain, named
        items = certain


def _prepared(arrival: Arrival, options: PlanOptions) -> Arrival:
    return titled(whole(arrival), options)


def _allow_pruning(source: Instance, read: Sequence[Arrival]) -> None:
    """See that what the source lacks is known, not assumed.

    Raises:
        PlanError: It has nothing, or something in it could not be read.
    """
    unread = [*source.unread(), *(f"{each.label}: {each.problem}" for each in read if each.problem)]
    if unread:
        more = f" (and {len(unread) - 1} more)" if len(unread) > 1 else ""
        raise PlanError(f"cannot prune: something could not be read: {unread[0]}{more}")
    if not read:
        raise PlanError(f"cannot prune: {source.about.name} has no active flow or module")


def of_states(
    target: Instance,
    flows: Iterable[FlowSummary],
    action: FlowChange,
    options: PlanOptions,
    version: str = "",
) -> Plan:
    """A plan that archives, restores or deletes flows of an instance, or keeps a version of each.

    Args:
        target: The instance.
        flows: The flows.
        action: What becomes of each.
        options: The rates, the addresses and the command.
        version: The description of the versions.

    Raises:
        NotFoundError: A flow of which a version is to be kept was never published.
    """
    about, flows = target.about, list(flows)
    for flow in flows if action is FlowChange.VERSION else ():
        _require_published(target, flow)
    source = Source(name=about.name, arn=about.arn, arrivals=lambda _options, _tell: ())
    active = sum(flow.state is State.ACTIVE for flow in target.flows())
    items = [replace(_as_it_is(flow, action), version=version) for flow in flows]
    items.sort(key=lambda item: (item.kind, item.name))
    return ordered(source, target, items, options, held=active)


def _require_published(target: Instance, flow: FlowSummary) -> None:
    try:
        target.read(flow.key, Which.PUBLISHED)
    except NotFoundError:
        message = (
            f"can't create a version of {flow.name!r}: it was never published; publish it first"
        )
        raise NotFoundError(message) from None


def _as_it_is(flow: FlowSummary, action: FlowChange) -> Item:
    target = Examiner.kept(flow)
    return Item(kind=flow.key.kind, name=flow.name, type=flow.type, action=action, target=target)


def _rest(
    existing: Iterable[FlowSummary], coming: Sequence[Arrival], options: PlanOptions
) -> list[Item]:
    """The target's flows that the source does not have: shown, and archived if that was asked."""
    known = {arrival.label for arrival in coming}
    action = FlowChange.ARCHIVE if options.prune else FlowChange.EXTRA
    return [
        _as_it_is(flow, action)
        for flow in existing
        if flow.state is State.ACTIVE and label_of(flow.key.kind, flow.name) not in known
    ]


def ordered(
    source: Source,
    target: Instance,
    items: Sequence[Item],
    options: PlanOptions,
    *,
    made: Sequence[NewResource] = (),
    named: Sequence[NewQualifier] = (),
    held: int = 0,
) -> Plan:
    """The plan, with the steps in their order and what they take."""
    uses = {item.label: _uses(item) for item in items}
    early = [each for each in made if each.kind != "quick_connect"]
    late = [each for each in made if each.kind == "quick_connect"]
    writing = with_qualifiers(steps(items, uses, [each.label for each in early]), items, named)
    final = {step.label: step.id for step in writing if step.do not in _BESIDE}
    every = [
        *(_make(each, {}) for each in early),
        *writing,
        *(_make(each, final) for each in late),
        *(_completed(each, final) for each in early if divided(each)[1]),
        *(Step(do=_STATES[i.action], label=i.label) for i in items if i.action in _STATES),
    ]
    by_label = {item.label: item for item in items}
    calls = counted(every, by_label, {each.label: each for each in made})
    paced = options.rates is not None
    about = target.about
    return Plan(
        source=PlanEnd(name=source.name, arn=source.arn, address=options.addresses[0]),
        target=PlanEnd(name=about.name, arn=about.arn, address=options.addresses[1]),
        items=tuple(items),
        resources=tuple(made),
        qualifiers=tuple(named),
        steps=tuple(every),
        calls=calls,
        seconds=seconds(calls, options.rates) if paced else 0.0,
        warnings=tuple(_warnings(items)),
        rates=options.rates,
        command=options.command,
        held=held,
    )


def _uses(item: Item) -> list[str]:
    """The labels of what an item's references become, where a plan can speak of them."""
    found: dict[str, None] = {}
    for outcome in item.outcomes:
        resource = outcome.resource
        if resource is None:
            continue
        kind = next((word for word, k in FLOW_KINDS.items() if k == resource.kind), resource.kind)
        found[awaits(resource.arn) or label_of(kind, resource.name)] = None
    return list(found)


def _make(resource: NewResource, final: Mapping[str, str]) -> Step:
    needs = _steps_of(_awaited(divided(resource)[0]), final)
    return Step(do=Do.RESOURCE, label=resource.label, needs=needs)


def _completed(resource: NewResource, final: Mapping[str, str]) -> Step:
    needs = _steps_of([resource.label, *_awaited(divided(resource)[1])], final)
    return Step(do=Do.COMPLETE, label=resource.label, needs=needs)


def _steps_of(labels: Iterable[str], final: Mapping[str, str]) -> tuple[str, ...]:
    """The steps after which what they speak of is there."""
    return tuple(
        sorted({final.get(each) or Step(do=Do.RESOURCE, label=each).id for each in labels})
    )


def _awaited(value: object) -> list[str]:
    """The labels of what a resource's details wait for."""
    if isinstance(value, dict):
        return [label for each in value.values() for label in _awaited(each)]
    if isinstance(value, list):
        return [label for each in value for label in _awaited(each)]
    label = awaits(value) if isinstance(value, str) else None
    return [label] if label else []


def _warnings(items: Sequence[Item]) -> list[str]:
    found: list[str] = []
    for kind, quota in ((FlowKind.FLOW, "flows"), (FlowKind.MODULE, "modules")):
        number = sum(i.kind is kind and i.action is not FlowChange.BLOCKED for i in items)
        most = limit(quota)
        if number > most and any(i.action is FlowChange.CREATE for i in items if i.kind is kind):
            found.append(
                f"the target will have {number} {quota}; the quota is {most} unless it was raised"
            )
    return found
