"""Members of answers that follow from others: counts, kinds, times as text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from flowport.catalogue.references import slug_of
from flowport.server.operations.group_paths import groups_to_each, path
from flowport.store import resource_references, resources
from flowport.store.parents import parent_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flowport.server.operation_call import ApiCall
    from flowport.server.operations.kinds import PlainKind
    from flowport.store.resources import StoredResource

    Derive: TypeAlias = Callable[[StoredResource], Mapping[str, Any]]

__all__ = ["derived"]


def derived(call: ApiCall, kind: PlainKind, rows: Sequence[StoredResource]) -> Derive:
    """What gives the members that each of some rows has beside those that are kept.

    What they need of other resources is read once for all rows.
    """
    make = _READ.get(kind.kind)
    if make is not None:
        return make(call, rows)
    plain = _PLAIN.get(kind.kind)
    return (lambda _found: {}) if plain is None else (lambda found: plain(call, found))


def _stamp(seconds: float) -> str:
    """A time as text, for the few members that are strings."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _of_routing_profiles(call: ApiCall, rows: Sequence[StoredResource]) -> Derive:
    """What the service counts of a routing profile; only a search gives the ids of the queues.

    Source: connect_backup of awsnolan/amazon-connect-copy, whose creates from described profiles
    ran against the service: it drops the counts and ``IsDefault``, and meets no list of ids.
    """
    if call.name.startswith("List"):
        return lambda _found: {}
    ids = [each.id for each in rows]
    users = resource_references.counts(call.connection, call.instance.id, ids, "user")
    return lambda found: _of_routing_profile(call, found, users.get(found.id, 0))


def _of_routing_profile(call: ApiCall, found: StoredResource, users: int) -> Mapping[str, Any]:
    automatic, manual = (
        sorted({each["QueueReference"]["QueueId"] for each in found.body.get(member, ())})
        for member in ("QueueConfigs", "ManualAssignmentQueueConfigs")
    )
    ids = {"AssociatedQueueIds": automatic, "AssociatedManualAssignmentQueueIds": manual}
    return {
        "IsDefault": found.body.get("IsDefault", False),
        "NumberOfAssociatedQueues": len(automatic),
        "NumberOfAssociatedManualAssignmentQueues": len(manual),
        "NumberOfAssociatedUsers": users,
        **(ids if call.name.startswith("Search") else {}),
    }


def _of_hours(call: ApiCall, rows: Sequence[StoredResource]) -> Derive:
    """The hours that hours inherit from, by the names that they have now."""
    above = {each.id: parent_ids(each.body) for each in rows}
    every = {each for ids in above.values() for each in ids}
    kind = rows[0].kind if rows else ""
    found = resources.some(call.connection, call.instance.id, kind, every) if every else []
    known = {row.id: {"Id": row.id, "Arn": row.arn, "Name": row.name} for row in found}

    def derive(hours: StoredResource) -> Mapping[str, Any]:
        ids = above[hours.id]
        if not ids:
            return {}
        return {"ParentHoursOfOperations": [known[each] for each in ids if each in known]}

    return derive


_HOURS = slug_of("hours_of_operation")


def _of_override(call: ApiCall, found: StoredResource) -> Mapping[str, Any]:
    arn = f"{call.instance.arn}/{_HOURS}/{found.parent}"
    return {"HoursOfOperationId": found.parent, "HoursOfOperationArn": arn}


def _of_groups(call: ApiCall, rows: Sequence[StoredResource]) -> Derive:
    """Where groups are, which lists do not say."""
    if call.name.startswith("List"):
        return lambda _found: {}
    above = groups_to_each(call, [each.id for each in rows])
    return lambda found: {"HierarchyPath": path(call, above[found.id])}


_READ: Mapping[str, Callable[[ApiCall, Sequence[StoredResource]], Derive]] = {
    "hours-of-operation": _of_hours,
    "routing-profile": _of_routing_profiles,
    "hierarchy-group": _of_groups,
}
_PLAIN: Mapping[str, Callable[[ApiCall, StoredResource], Mapping[str, Any]]] = {
    "quick-connect": lambda _call, found: {
        "QuickConnectType": found.body.get("QuickConnectConfig", {}).get("QuickConnectType")
    },
    "email-address": lambda _call, found: {
        "CreateTimestamp": _stamp(found.created),
        "ModifiedTimestamp": _stamp(found.modified),
    },
    "rule": lambda _call, found: {
        "EventSourceName": found.body.get("TriggerEventSource", {}).get("EventSourceName"),
        "ActionSummaries": [
            {"ActionType": each.get("ActionType")} for each in found.body.get("Actions", ())
        ],
    },
    "data-table": lambda _call, found: {"LockVersion": {"DataTable": found.body["Lock"]}},
    "hours-of-operation-override": _of_override,
}
