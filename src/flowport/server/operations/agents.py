"""Agents as supervisors see them: the status that each has, and the contacts it could take.

No agent takes a contact here, so that every slot is free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server.operations import plain
from flowport.server.operations.group_paths import path_of
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import missing
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

__all__ = ["get", "online", "slots_of"]

_USER = plain.of_kind("user")
_STATUS = plain.of_kind("agent-status")
_ROUTING = plain.of_kind("routing-profile")
#: A user's status is a child of the user, so that it goes with it.
_CURRENT = "user-status"
_OFFLINE = "OFFLINE"


def get(call: ApiCall, kind: str, wanted: str) -> StoredResource:
    """The resource of a kind and id.

    Raises:
        ServiceError: The instance has none.
    """
    try:
        return resources.get(call.connection, call.instance.id, kind, wanted)
    except NotFoundError as error:
        raise missing(str(error)) from error


@operation("PutUserStatus", writes=True, needs="Users.Edit")
def _put(call: ApiCall) -> None:
    user = get(call, _USER.kind, call.params["UserId"])
    status = get(call, _STATUS.kind, call.params["AgentStatusId"])
    for old in _statuses(call, user):
        resources.remove(call.connection, old)
    resources.create(
        call.connection,
        call.instance.id,
        _CURRENT,
        name=status.id,
        arn=f"{user.arn}/{_CURRENT}/{{id}}",
        body={},
        parent=user.id,
    )


def _statuses(call: ApiCall, user: StoredResource) -> list[StoredResource]:
    return resources.page(call.connection, call.instance.id, _CURRENT, parent=user.id)


@operation("GetCurrentUserData", needs="Users.View")
def _current(call: ApiCall) -> Mapping[str, Any]:
    """The users who are not offline and pass every filter."""
    filters = call.params["Filters"]
    rows = [
        _shown(call, user, status) for user, status in online(call) if _passes(call, user, filters)
    ]
    page = call.slice(rows)
    return {
        "UserDataList": page.rows,
        "NextToken": page.token,
        "ApproximateTotalCount": len(rows),
    }


def online(call: ApiCall) -> Iterator[tuple[StoredResource, StoredResource]]:
    """The users who are not offline, each with its status."""
    for user in resources.page(call.connection, call.instance.id, _USER.kind):
        for current in _statuses(call, user):
            status = get(call, _STATUS.kind, current.name)
            if status.body.get("Type") != _OFFLINE:
                yield user, status


def slots_of(profile: StoredResource) -> dict[str, int]:
    """How many contacts of each channel an agent of a routing profile takes at once.

    A channel may be limited for each type of workload instead; it takes as many as they together.
    """
    concurrencies = profile.body.get("MediaConcurrencies", ())
    return {
        each["Channel"]: each.get("Concurrency", _slots_by_type(each)) for each in concurrencies
    }


def _slots_by_type(channel: Mapping[str, Any]) -> int:
    limits = channel.get("WorkloadTypeConcurrencies", ())
    return sum(each.get("Concurrency", 0) for each in limits)


def _shown(call: ApiCall, user: StoredResource, status: StoredResource) -> Mapping[str, Any]:
    routing = get(call, _ROUTING.kind, user.body["RoutingProfileId"])
    slots = slots_of(routing)
    return {
        "User": {"Id": user.id, "Arn": user.arn},
        "RoutingProfile": {"Id": routing.id, "Arn": routing.arn},
        "HierarchyPath": path_of(call, user.body.get("HierarchyGroupId")),
        "Status": {
            "StatusStartTimestamp": _statuses(call, user)[0].created,
            "StatusArn": status.arn,
            "StatusName": status.name,
        },
        "AvailableSlotsByChannel": slots,
        "MaxSlotsByChannel": slots,
        "ActiveSlotsByChannel": dict.fromkeys(slots, 0),
        "Contacts": [],
    }


def _passes(call: ApiCall, user: StoredResource, filters: Mapping[str, Any]) -> bool:
    if filters.get("ContactFilter", {}).get("ContactStates"):
        return False
    profile = user.body["RoutingProfileId"]
    groups = filters.get("UserHierarchyGroups")
    return (
        user.id in filters.get("Agents", [user.id])
        and profile in filters.get("RoutingProfiles", [profile])
        and ("Queues" not in filters or _serves(call, profile, filters["Queues"]))
        and (groups is None or bool(_groups(call, user) & set(groups)))
    )


def _serves(call: ApiCall, profile: str, queues: list[str]) -> bool:
    configs = get(call, _ROUTING.kind, profile).body.get("QueueConfigs", ())
    return any(each["QueueReference"]["QueueId"] in queues for each in configs)


def _groups(call: ApiCall, user: StoredResource) -> set[str]:
    path = path_of(call, user.body.get("HierarchyGroupId")) or {}
    return {each["Id"] for each in path.values()}
