"""What a plan refers to and its target no longer has, found before the first write.

A live instance says so itself when a flow is published, and its calls are counted; the others are
asked for their lists.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.catalogue.references import REFERENCE_KINDS
from flowport.jobs.moving.planned_directory import awaits
from flowport.refs.arn import parse
from flowport.refs.resource import Index

if TYPE_CHECKING:
    from flowport.jobs.moving.plan import Item, Plan
    from flowport.ports import Instance
    from flowport.refs.resource import Resource

__all__ = ["without_vanished"]


def without_vanished(plan: Plan, target: Instance) -> dict[str, Item]:
    """The items by label; one whose reference has vanished is saved, and not published.

    Raises:
        InstanceError: The target can't be read.
    """
    items = {item.label: item for item in plan.items}
    if target.paced:
        return items
    index = Index(target.directory)
    for label, item in items.items():
        gone = _gone(item, index) if item.publish else []
        if gone:
            items[label] = replace(item, publish=False, reasons=(*item.reasons, *gone))
    return items


def _gone(item: Item, index: Index) -> list[str]:
    """A sentence for each reference of an item that the target no longer has."""
    return [
        f"{outcome.reference.label}: the target no longer has the "
        f"{REFERENCE_KINDS[outcome.resource.kind].title} {outcome.resource.name!r}; create a new "
        "plan"
        for outcome in item.outcomes
        if outcome.resource and _is_gone(outcome.resource, index)
    ]


def _is_gone(resource: Resource, index: Index) -> bool:
    """Whether a resource of the instance is in no list of it any more."""
    arn = parse(resource.arn)
    if awaits(resource.arn) or arn is None or arn.instance != index.instance:
        return False
    kind = resource.kind
    known = index.knows(kind) and REFERENCE_KINDS[kind].listed_whole
    return known and index.by_arn(kind, resource.arn) is None
