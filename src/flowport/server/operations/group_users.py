"""The agents of traffic distribution groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server.operations.operation_registry import operation
from flowport.server.operations.traffic_distribution import group_of
from flowport.server.protocol.errors import missing
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_USERS = "Users"


def _group(call: ApiCall) -> StoredResource:
    return group_of(call, call.params["TrafficDistributionGroupId"])


def _put(call: ApiCall, group: StoredResource, users: list[str]) -> None:
    resources.change(call.connection, group, body={**group.body, _USERS: users})


@operation("AssociateTrafficDistributionGroupUser", writes=True, needs="Users.Edit")
def _associate(call: ApiCall) -> None:
    group, wanted = _group(call), call.params["UserId"]
    if group.instance != call.instance.id:
        raise missing(f"The instance {call.instance.id} has no {group.name!r}.")
    try:
        user = resources.get(call.connection, group.instance, "user", wanted)
    except NotFoundError as error:
        raise missing(str(error)) from error
    present = group.body.get(_USERS, [])
    _put(call, group, list(dict.fromkeys([*present, user.id])))


@operation("DisassociateTrafficDistributionGroupUser", writes=True, needs="Users.Edit")
def _disassociate(call: ApiCall) -> None:
    group, gone = _group(call), call.params["UserId"]
    present = group.body.get(_USERS, [])
    if gone not in present or group.instance != call.instance.id:
        raise missing(f"{gone} is not a user of {group.name!r}.")
    _put(call, group, [each for each in present if each != gone])


@operation("ListTrafficDistributionGroupUsers", needs="Users.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    """Those that still exist."""
    group = _group(call)
    present = list(group.body.get(_USERS, ()))
    existing = resources.existing(call.connection, group.instance, set(present))
    page = call.slice([{"UserId": each} for each in present if each in existing])
    return {"TrafficDistributionGroupUserSummaryList": page.rows, "NextToken": page.token}
