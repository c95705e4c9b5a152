"""Making a plan: reads the source and the target, and writes to neither."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.catalogue.limits import limit
from flowport.jobs.moving.arrivals import Arrival, arrivals
from flowport.jobs.moving.calls import counted, seconds
from flowport.jobs.moving.coming import FLOW_KINDS, Coming, awaited, awaits
from flowport.jobs.moving.examine import Examiner
from flowport.jobs.moving.options import Options, Publish
from flowport.jobs.moving.order import steps
from flowport.jobs.moving.plan import Action, Do, Item, Place, Plan, Step, label_of
from flowport.jobs.moving.resources import Maker
from flowport.ports import FlowKind, State
from flowport.refs import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from flowport.jobs.moving.plan import NewResource
    from flowport.ports import FlowSummary, Instance

__all__ = ["Options", "Publish", "plan"]


def plan(
    source: Instance,
    target: Instance,
    options: Options,
    progress: Callable[[str, int, int], None] = lambda _what, _done, _all: None,
) -> Plan:
    """What a migration would do.

    Args:
        source: Where the flows come from.
        target: Where they go.
        options: How.
        progress: Told after each flow that was read or examined: what is done, and how far.

    Raises:
        InstanceError: One of the two can't be read.
        NotFoundError: A name means no flow.
    """
    coming = list(arrivals(source, options, progress))
    existing = {label_of(flow.key.kind, flow.name): flow for flow in target.flows()}
    new = [a for a in coming if a.label not in existing and not a.problem]
    future = [awaited(FLOW_KINDS[a.kind], a.name, a.type) for a in new]
    made = Maker(source, target).wanted(coming, options.create, future)
    future += [awaited(each.kind, each.name) for each in made]
    examiner = Examiner(target, Index(Coming(target.directory, future)), source, options)
    items: list[Item] = []
    for number, item in enumerate(examiner.items(coming, existing), 1):
        items.append(item)
        progress("examined", number, len(coming))
    items += _rest(existing.values(), coming, options)
    items.sort(key=lambda item: (item.kind, item.name))
    return _ordered(source, target, items, made, options)


def _rest(
    existing: Iterable[FlowSummary], coming: Sequence[Arrival], options: Options
) -> list[Item]:
    """The target's flows that the source does not have: shown, and archived if that was asked."""
    known = {arrival.label for arrival in coming}
    if options.flows:
        return []
    return [
        Item(
            kind=flow.key.kind,
            name=flow.name,
            type=flow.type,
            action=Action.ARCHIVE if options.prune else Action.EXTRA,
            target=Examiner.kept(flow),
        )
        for flow in existing
        if flow.state is State.ACTIVE and label_of(flow.key.kind, flow.name) not in known
    ]


def _ordered(
    source: Instance,
    target: Instance,
    items: Sequence[Item],
    made: Sequence[NewResource],
    options: Options,
) -> Plan:
    """The plan, with the steps in their order and what they take."""
    uses = {item.label: _uses(item) for item in items}
    early = [each for each in made if each.kind != "quick_connect"]
    late = [each for each in made if each.kind == "quick_connect"]
    writing = steps(items, uses, [each.label for each in early])
    final = {step.label: step.id for step in writing if step.do is not Do.SHELL}
    every = [
        *(_make(each, {}) for each in early),
        *writing,
        *(_make(each, final) for each in late),
        *(Step(do=Do.ARCHIVE, label=i.label) for i in items if i.action is Action.ARCHIVE),
    ]
    calls = counted(every, {item.label: item for item in items})
    paced = options.rates is not None
    return Plan(
        source=_place(source, options.addresses[0]),
        target=_place(target, options.addresses[1]),
        items=tuple(items),
        resources=tuple(made),
        steps=tuple(every),
        calls=calls,
        seconds=seconds(calls, options.rates) if paced else 0.0,
        warnings=tuple(_warnings(items, made)),
        rates=options.rates,
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
    labels = _awaited(resource.details)
    needs = [final.get(label) or Step(do=Do.RESOURCE, label=label).id for label in labels]
    return Step(do=Do.RESOURCE, label=resource.label, needs=tuple(sorted(needs)))


def _awaited(value: object) -> list[str]:
    """The labels of what a resource's details wait for."""
    if isinstance(value, dict):
        return [label for each in value.values() for label in _awaited(each)]
    if isinstance(value, list):
        return [label for each in value for label in _awaited(each)]
    label = awaits(value) if isinstance(value, str) else None
    return [label] if label else []


def _place(instance: Instance, address: str) -> Place:
    about = instance.about
    return Place(name=about.name, arn=about.arn, address=address)


def _warnings(items: Sequence[Item], made: Sequence[NewResource]) -> list[str]:
    found = [f"{each.label}: {note}" for each in made for note in each.notes]
    for kind, quota in ((FlowKind.FLOW, "flows"), (FlowKind.MODULE, "modules")):
        number = sum(i.kind is kind and i.action is not Action.BLOCKED for i in items)
        most = limit(quota)
        if number > most and any(i.action is Action.CREATE for i in items if i.kind is kind):
            found.append(
                f"the target will have {number} {quota}; the quota is {most} unless it was raised"
            )
    return found


def with_rates(plan: Plan, rates: Mapping[str, float] | None) -> Plan:
    """The plan at other rates."""
    paced = rates is not None
    return replace(plan, rates=rates, seconds=seconds(plan.calls, rates) if paced else 0.0)
