"""Which flow of the target each arrival becomes: by name, as a person chose where it is taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.jobs.documents import title_of
from flowport.jobs.import_names import copy_name, name_problem
from flowport.jobs.moving.options import Conflict
from flowport.jobs.moving.plan import FlowChange, label_of
from flowport.jobs.moving.planned_directory import FLOW_KINDS
from flowport.jobs.moving.source_flows import guarded
from flowport.jobs.moving.typing import proposed, typed
from flowport.refs.outcome import ResolvedBy
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flowport.jobs.moving.options import PlanOptions
    from flowport.jobs.moving.plan import Item
    from flowport.jobs.moving.source_flows import Arrival
    from flowport.ports import FlowSummary

__all__ = ["copied_names", "settled_names", "with_copies"]


def settled_names(
    coming: Iterable[Arrival], flows: Iterable[FlowSummary], options: PlanOptions
) -> list[Arrival]:
    """The arrivals, each with the flow that it becomes, or with why it can't become any."""
    held = {label_of(flow.key.kind, flow.name): flow for flow in flows}

    def settle(arrival: Arrival) -> Arrival:
        return _settled(typed(arrival, options.type), held, options)

    return _without_doubles([guarded(arrival, settle) for arrival in coming])


def copied_names(before: Sequence[Arrival], after: Sequence[Arrival]) -> dict[tuple[str, str], str]:
    """What copies of a batch are called, by their reference kind and own name.

    Args:
        before: The arrivals with their own names.
        after: The same with the names that they get.
    """
    pairs = zip(before, after, strict=True)
    return {(FLOW_KINDS[a.kind], a.name): b.name for a, b in pairs if a.name != b.name}


def with_copies(item: Item, copies: Mapping[tuple[str, str], str]) -> Item:
    """An item with a note for each reference to a flow of the target that the batch copies."""
    notes = tuple(
        f"{outcome.reference.label}: leads to the target's own {found.name!r}, not to the "
        f"copy {copies[found.kind, found.name]!r}; bind it to change that"
        for outcome in item.outcomes
        if (found := outcome.resource)
        and outcome.step is ResolvedBy.SAME_NAME
        and (found.kind, found.name) in copies
    )
    return replace(item, notes=(*item.notes, *notes)) if notes else item


def _settled(arrival: Arrival, held: Mapping[str, FlowSummary], options: PlanOptions) -> Arrival:
    if arrival.problem or arrival.into:
        return arrival
    if unfit := name_problem(arrival.kind, arrival.name):
        return replace(arrival, problem=unfit)
    same = held.get(arrival.label)
    into = options.into or same
    if into is None:
        return arrival if arrival.type else replace(arrival, problem=proposed(arrival.text))
    if same and same.key != into.key:
        problem = f"another flow is named {arrival.name!r} already; rename one of them"
        return replace(arrival, problem=problem)
    choice = options.conflicts.get(arrival.label, options.conflict)
    return _chosen(arrival, into, Conflict.REPLACE if options.into else choice, held)


def _chosen(
    arrival: Arrival, into: FlowSummary, choice: Conflict | None, held: Mapping[str, FlowSummary]
) -> Arrival:
    """The arrival as a person chose, whose name the target has."""
    if choice is None:
        problem = f"the target has {arrival.name!r}; {Remedy.CHOOSE_CONFLICT}"
        return replace(arrival, problem=problem, undecided=True)
    if choice is Conflict.SKIP:
        return replace(arrival, into=into, action=FlowChange.SKIP)
    if choice is Conflict.COPY:
        taken = {flow.name for flow in held.values() if flow.key.kind is arrival.kind}
        name = copy_name(arrival.kind, arrival.name, taken)
        return replace(arrival, name=name, type=arrival.type or into.type)
    known = {"", into.type} if into.type else {arrival.type}
    if arrival.type not in known or arrival.kind is not into.key.kind:
        return replace(arrival, problem=_other_type(arrival, into))
    return replace(arrival, type=into.type or arrival.type, into=into)


def _other_type(arrival: Arrival, into: FlowSummary) -> str:
    return (
        f"it is of the type {title_of(arrival.type)}, and the target's {into.name!r} is of the "
        f"type {title_of(into.type)}; types can't be changed: rename one of them, or delete the "
        "target's first"
    )


def _without_doubles(coming: Sequence[Arrival]) -> list[Arrival]:
    """Two flows of one name can't both become the flow of that name."""
    origins: dict[str, list[str]] = {}
    for arrival in coming:
        if _writes(arrival):
            origins.setdefault(arrival.label, []).append(arrival.origin)
    return [
        replace(each, problem=_double(each.name, origins[each.label]), into=None)
        if _writes(each) and len(origins[each.label]) > 1
        else each
        for each in coming
    ]


def _writes(arrival: Arrival) -> bool:
    return not arrival.problem and arrival.action is not FlowChange.SKIP


def _double(name: str, origins: Sequence[str]) -> str:
    named = f": {' and '.join(origins)}" if all(origins) else ""
    return f"the source has {len(origins)} of the name {name!r}{named}; rename them"
