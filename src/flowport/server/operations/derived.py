"""Members of answers that follow from others: counts, kinds, times as text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flowport.catalogue.references import slug_of
from flowport.server.operations.group_paths import path_of
from flowport.store import resource_references, resources
from flowport.store.parents import parent_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.server.operations.kinds import PlainKind
    from flowport.store.resources import StoredResource

__all__ = ["derived"]


def derived(call: ApiCall, kind: PlainKind, resource: StoredResource) -> Mapping[str, Any]:
    """What the answers of a kind have beside the members that are kept."""
    make = _DERIVED.get(kind.kind)
    return {} if make is None else make(call, resource)


def _stamp(seconds: float) -> str:
    """A time as text, for the few members that are strings."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _of_routing_profile(call: ApiCall, found: StoredResource) -> Mapping[str, Any]:
    """What the service counts of a routing profile; only a search gives the ids of the queues.

    Source: connect_backup of awsnolan/amazon-connect-copy, whose creates from described profiles
    ran against the service: it drops the counts and ``IsDefault``, and meets no list of ids.
    """
    if call.name.startswith("List"):
        return {}
    automatic, manual = (
        sorted({each["QueueReference"]["QueueId"] for each in found.body.get(member, ())})
        for member in ("QueueConfigs", "ManualAssignmentQueueConfigs")
    )
    ids = {"AssociatedQueueIds": automatic, "AssociatedManualAssignmentQueueIds": manual}
    users = resource_references.count(call.connection, call.instance.id, found.id, "user")
    return {
        "IsDefault": found.body.get("IsDefault", False),
        "NumberOfAssociatedQueues": len(automatic),
        "NumberOfAssociatedManualAssignmentQueues": len(manual),
        "NumberOfAssociatedUsers": users,
        **(ids if call.name.startswith("Search") else {}),
    }


def _of_hours(call: ApiCall, found: StoredResource) -> Mapping[str, Any]:
    """The hours that hours inherit from, by the names that they have now."""
    ids = parent_ids(found.body)
    if not ids:
        return {}
    rows = resources.some(call.connection, call.instance.id, found.kind, ids)
    known = {row.id: {"Id": row.id, "Arn": row.arn, "Name": row.name} for row in rows}
    return {"ParentHoursOfOperations": [known[each] for each in ids if each in known]}


_HOURS = slug_of("hours_of_operation")


def _of_override(call: ApiCall, found: StoredResource) -> Mapping[str, Any]:
    arn = f"{call.instance.arn}/{_HOURS}/{found.parent}"
    return {"HoursOfOperationId": found.parent, "HoursOfOperationArn": arn}


def _of_group(call: ApiCall, found: StoredResource) -> Mapping[str, Any]:
    """Lists do not say where a group is."""
    return {} if call.name.startswith("List") else {"HierarchyPath": path_of(call, found.id)}


_DERIVED: Mapping[str, Callable[[ApiCall, StoredResource], Mapping[str, Any]]] = {
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
    "hours-of-operation": _of_hours,
    "routing-profile": _of_routing_profile,
    "hours-of-operation-override": _of_override,
    "hierarchy-group": _of_group,
}
