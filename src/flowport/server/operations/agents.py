"""Agents as supervisors see them: the status that each has, and the contacts it could take.

No agent takes a contact here, so that every slot is free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server.operations import hierarchy, plain
from flowport.server.operations.registry import operation
from flowport.server.protocol.errors import missing
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.call import Call
    from flowport.store.resources import Resource

_USER = plain.of_kind("user")
_STATUS = plain.of_kind("agent-status")
_ROUTING = plain.of_kind("routing-profile")
#: A user's status is a child of the user, so that it goes with it.
_CURRENT = "user-status"
_OFFLINE = "OFFLINE"


def _get(call: Call, kind: str, wanted: str) -> Resource:
    try:
        return resources.get(call.connection, call.instance.id, kind, wanted)
    except NotFoundError as error:
        raise missing(str(error)) from error


@operation("PutUserStatus", writes=True, needs="Users.Edit")
def _put(call: Call) -> None:
    user = _get(call, _USER.kind, call.params["UserId"])
    status = _get(call, _STATUS.kind, call.params["AgentStatusId"])
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


def _statuses(call: Call, user: Resource) -> list[Resource]:
    return resources.page(call.connection, call.instance.id, _CURRENT, parent=user.id)


@operation("GetCurrentUserData", needs="Users.View")
def _current(call: Call) -> Mapping[str, Any]:
    """The users who are not offline and pass every filter."""
    filters = call.params["Filters"]
    rows = [
        shown
        for user in resources.page(call.connection, call.instance.id, _USER.kind)
        if (shown := _shown(call, user)) is not None and _passes(call, user, filters)
    ]
    page = call.slice(rows)
    return {
        "UserDataList": page.rows,
        "NextToken": page.token,
        "ApproximateTotalCount": len(rows),
    }


def _shown(call: Call, user: Resource) -> Mapping[str, Any] | None:
    """What is known of a user; None of one who is offline."""
    current = next(iter(_statuses(call, user)), None)
    if current is None:
        return None
    status = _get(call, _STATUS.kind, current.name)
    if status.body.get("Type") == _OFFLINE:
        return None
    routing = _get(call, _ROUTING.kind, user.body["RoutingProfileId"])
    slots = {
        each["Channel"]: each["Concurrency"] for each in routing.body.get("MediaConcurrencies", ())
    }
    return {
        "User": {"Id": user.id, "Arn": user.arn},
        "RoutingProfile": {"Id": routing.id, "Arn": routing.arn},
        "HierarchyPath": hierarchy.path_of(call, user.body.get("HierarchyGroupId")),
        "Status": {
            "StatusStartTimestamp": current.created,
            "StatusArn": status.arn,
            "StatusName": status.name,
        },
        "AvailableSlotsByChannel": slots,
        "MaxSlotsByChannel": slots,
        "ActiveSlotsByChannel": dict.fromkeys(slots, 0),
        "Contacts": [],
    }


def _passes(call: Call, user: Resource, filters: Mapping[str, Any]) -> bool:
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


def _serves(call: Call, profile: str, queues: list[str]) -> bool:
    configs = _get(call, _ROUTING.kind, profile).body.get("QueueConfigs", ())
    return any(each["QueueReference"]["QueueId"] in queues for each in configs)


def _groups(call: Call, user: Resource) -> set[str]:
    path = hierarchy.path_of(call, user.body.get("HierarchyGroupId")) or {}
    return {each["Id"] for each in path.values()}
