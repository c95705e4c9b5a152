"""Which calls a plan affects: its flows are called as they are and as they will be.

A plan's flows are compared with those that callers of the target reach now: the published content,
or what is saved where nothing was published.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.jobs.lazy_flows import LazyFlows, held_flows, prepared
from flowport.jobs.moving.contents import settled
from flowport.jobs.moving.plan import FlowChange
from flowport.jobs.simulating import resource_names
from flowport.simulate import Library
from flowport.testing.behaviour import CallComparison, compare_calls
from flowport.testing.call_report import comparison_json, comparison_lines
from flowport.testing.channels import ALL_CHANNELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flowport.jobs.moving.plan import Item, Plan
    from flowport.ports import Instance
    from flowport.simulate import Program
    from flowport.testing.comparison_schema import AffectedFlowJSON, ComparisonJSON

__all__ = ["AffectedFlow", "affected_calls", "affected_json", "affected_lines", "changed_items"]

#: What becomes of a flow whose callers may notice it.
_CHANGING = (FlowChange.UPDATE, FlowChange.PUBLISH)


@dataclass(frozen=True, slots=True)
class AffectedFlow:
    """The calls of one flow that a plan changes.

    Attributes:
        label: What the plan calls the flow.
        name: The flow's name.
        found: The comparison; None where the flow is gone, or a content can't be read as a flow.
    """

    label: str
    name: str
    found: CallComparison | None


def changed_items(plan: Plan) -> list[Item]:
    """The flows of a plan whose calls may differ: those that the target has, and that change."""
    return [item for item in plan.items if item.action in _CHANGING and item.target]


def affected_calls(plan: Plan, target: Instance, items: Sequence[Item]) -> Iterator[AffectedFlow]:
    """Compare the calls of flows that a plan changes in its target.

    Args:
        plan: The plan.
        target: Its target, as it is now.
        items: The flows to compare, of ``changed_items``.

    Raises:
        InstanceError: The target can't be read.
    """
    if not items:
        return
    names = {**_awaited_names(plan), **resource_names(target)}
    held = held_flows(target)
    before, after = Library(held, names), Library(_coming(plan, held), names)
    for item in items:
        key = item.target.arn if item.target else ""
        yield AffectedFlow(item.label, item.name, _compared(key, before, after))


def _compared(key: str, before: Library, after: Library) -> CallComparison | None:
    if key not in before.programs or key not in after.programs:  # deleted since it was planned
        return None
    former, new = before.programs[key], after.programs[key]
    if not former.blocks or not new.blocks:
        return None
    return compare_calls((former, before), (new, after), channels=ALL_CHANNELS)


def _coming(plan: Plan, held: LazyFlows) -> LazyFlows:
    """The flows as they will be: those of the plan, and behind them those that stay."""
    shelf = LazyFlows()
    for item in plan.items:
        if item.action in {*_CHANGING, FlowChange.CREATE, FlowChange.UNCHANGED} and item.text:
            shelf.put(_keys(item), lambda item=item: _as_planned(item))  # type: ignore[misc]
    shelf.follow(held)
    return shelf


def _keys(item: Item) -> tuple[str, ...]:
    held = (item.target.arn, item.target.key.id) if item.target else ()
    return (*held, f"awaited:{item.label}", item.name)


def _as_planned(item: Item) -> Program | None:
    return prepared(
        settled(item.text, item.outcomes),
        name=item.name,
        kind=item.kind,
        keys=(item.target.arn, item.target.key.id) if item.target else (),
        type_=item.type,
    )


def _awaited_names(plan: Plan) -> dict[str, str]:
    """The names of resources that the plan creates, by their placeholders in the plan."""
    return {f"awaited:{resource.label}": resource.name for resource in plan.resources}


def affected_lines(found: Iterable[AffectedFlow]) -> Iterator[str]:
    """A sentence for each flow, and each difference with the shortest call that shows it."""
    for each in found:
        if each.found is None:
            yield f"{each.label}: it is gone, or its content is not a flow; no call was compared"
        else:
            yield from comparison_lines(each.label, each.found)


def affected_json(each: AffectedFlow) -> AffectedFlowJSON:
    """The comparison of a flow as JSON; ``same`` is null where no call could be compared."""
    compared = comparison_json(each.found) if each.found else _UNCOMPARED
    return {"flow": each.label, "name": each.name, **compared}


_UNCOMPARED: ComparisonJSON = {
    "same": None,
    "calls": 0,
    "branches": 0,
    "missed": 0,
    "channels": [],
    "alike": {},
    "differences": [],
}
