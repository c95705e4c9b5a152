"""Which operations of the Connect API a step of a migration calls."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from flowport.catalogue.creatable import AT_ONCE, CREATABLE
from flowport.catalogue.rates import rate_of
from flowport.jobs.moving.plan import Do, FlowChange
from flowport.jobs.moving.resources import divided
from flowport.ports import FlowKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowport.jobs.moving.plan import Item, NewResource, Step

__all__ = ["SHARE", "counted", "operation", "seconds"]

#: How much of a published rate is used.
SHARE = 0.97

_WORDS = {FlowKind.FLOW: "ContactFlow", FlowKind.MODULE: "ContactFlowModule"}
_VERBS = {
    "list": "List{}s",
    "read": "Describe{}",
    "create": "Create{}",
    "save": "Update{}Content",
    "publish": "Update{}Content",
    "describe": "Update{}Metadata",
    "set_state": "Update{}Metadata",
    "set_tags": "TagResource",
    "delete": "Delete{}",
    "make_version": "Create{}Version",
    "versions": "List{}Versions",
    "aliases": "List{}Aliases",
    "create_alias": "Create{}Alias",
    "delete_alias": "Delete{}Alias",
    "delete_version": "Delete{}Version",
}
_RESOURCES = {
    "hours_of_operation": "HoursOfOperation",
    "queue": "Queue",
    "quick_connect": "QuickConnect",
    "view": "View",
}

#: The operations that each member of a resource takes that is given once it is there.
_GIVING = {
    "Overrides": "CreateHoursOfOperationOverride",
    "OutboundCallerConfig": "UpdateQueueOutboundCallerConfig",
    "OutboundEmailConfig": "UpdateQueueOutboundEmailConfig",
    "QuickConnectIds": "AssociateQueueQuickConnects",
    "Status": "UpdateQueueStatus",
}
_LISTING = {
    "Overrides": "ListHoursOfOperationOverrides",
    "QuickConnectIds": "ListQueueQuickConnects",
}

#: The operation that most of completing a resource is.
_COMPLETING = {
    "hours_of_operation": "CreateHoursOfOperationOverride",
    "queue": "AssociateQueueQuickConnects",
}


def operation(call: str, kind: str) -> str:
    """The operation that a call of the port makes.

    Args:
        call: The port's method (``list`` for ``flows``).
        kind: ``flow``, ``module``, or the kind of a resource.
    """
    if call == "complete":
        return _COMPLETING[kind]
    if kind in _RESOURCES:
        return f"{call.partition('_')[0].capitalize()}{_RESOURCES[kind]}"
    return _VERBS[call].format(_WORDS[FlowKind(kind)])


def counted(
    steps: Iterable[Step], items: Mapping[str, Item], resources: Mapping[str, NewResource]
) -> dict[str, int]:
    """The least number of calls that writing, and reading back what was written, takes.

    Args:
        steps: The steps.
        items: The flows and modules of the plan, by label.
        resources: The resources that it creates, by label.
    """
    found: Counter[str] = Counter()
    for step in steps:
        resource = resources.get(step.label)
        found.update(
            _resource_calls(step, resource) if resource else _calls(step, items.get(step.label))
        )
    return dict(sorted(found.items()))


def _resource_calls(step: Step, resource: NewResource) -> list[str]:
    """What creating a resource takes, or giving it what its creation does not take."""
    first, late = divided(resource)
    if step.do is Do.COMPLETE:
        return _giving(late)
    made = CREATABLE[resource.kind].completing(first)
    return [operation("create", resource.kind), *_giving(made)]


def _giving(details: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    for member, value in details.items():
        listing = _LISTING.get(member)
        number = len(value) if member == "Overrides" else 1
        number = -(-len(value) // AT_ONCE) if member == "QuickConnectIds" else number
        found += [listing] if listing else []
        found += [_GIVING[member]] * number
    return found


def _calls(step: Step, item: Item | None) -> list[str]:
    if step.do in {Do.NUMBER, Do.ALIAS}:
        kind = step.label.partition(":")[0]
        number = step.do is Do.NUMBER
        qualified = ["read", "versions", "make_version"] if number else ["aliases", "create_alias"]
        return [operation(verb, kind) for verb in qualified]
    if item is None:
        verb = "complete" if step.do is Do.COMPLETE else "create"
        return [operation(verb, step.label.partition(":")[0])]
    draft = step.do is Do.CREATE and item.kind is FlowKind.MODULE and not item.publish
    verbs = {
        Do.SHELL: ["create"],
        Do.CREATE: ["create", "save", "read"] if draft else ["create", "read"],
        Do.FILL: ["save", "read"],
        Do.UPDATE: ["read", "read", *_update(item), "read"],
        Do.PUBLISH: ["read", "read", "publish", "read"],
        Do.VERSION: ["versions", "make_version"],
        Do.ARCHIVE: ["set_state"],
        Do.RESTORE: ["set_state"],
        Do.DELETE: ["delete"],
    }
    return [operation(verb, str(item.kind)) for verb in verbs[step.do]]


def _update(item: Item) -> list[str]:
    target = item.target
    described = target and (target.name or item.description not in {None, target.description})
    tagged = bool(target and item.new_tags)
    archived = (
        item.revives and target and target.state != "ACTIVE" and item.action is FlowChange.UPDATE
    )
    more = {
        "save": bool(item.draft),
        "describe": described,
        "set_tags": tagged,
        "set_state": archived,
    }
    return ["save", *(verb for verb, needed in more.items() if needed)]


def seconds(calls: Mapping[str, int], rates: Mapping[str, float] | None) -> float:
    """How long calls take at least: as long as the operation that is slowest for its number."""
    found = 0.0
    for name, number in calls.items():
        rate = rate_of(name, rates)
        found = max(found, (number - rate.burst) / (rate.per_second * SHARE))
    return round(found, 1)
