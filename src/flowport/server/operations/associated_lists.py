"""What hangs on a resource as a list: quick connects of a queue, queues of a routing profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid
from flowport.store import resource_references, resources
from flowport.store.parents import parent_ids, with_parents

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_QUEUE = plain.of_kind("queue")
_ROUTING = plain.of_kind("routing-profile")
_HOURS = plain.of_kind("hours-of-operation")
_PROFILE = plain.of_kind("security-profile")
_QUICK = plain.of_kind("quick-connect")


def _put(call: ApiCall, found: StoredResource, member: str, rows: list[Any]) -> None:
    resources.change(call.connection, found, body={**found.body, member: rows})


def _page(call: ApiCall, found: StoredResource, rows: list[Any]) -> Mapping[str, Any]:
    page = call.slice(rows)
    return {
        call.operation.listed: page.rows,
        "NextToken": page.token,
        "LastModifiedTime": found.modified,
        "LastModifiedRegion": call.instance.region,
    }


def _many(call: ApiCall, kind: str, ids: list[str]) -> list[StoredResource]:
    """The resources of the ids that still exist."""
    found = []
    for each in ids:
        try:
            found.append(resources.get(call.connection, call.instance.id, kind, each))
        except NotFoundError:
            continue
    return found


@operation("AssociateQueueQuickConnects", writes=True, needs="Queues.Edit")
def _add_quick_connects(call: ApiCall) -> None:
    plain.require(call)
    queue = plain.fetch(call, _QUEUE)
    present = list(queue.body.get("QuickConnectIds", ()))
    new = [each for each in call.params["QuickConnectIds"] if each not in present]
    _put(call, queue, "QuickConnectIds", present + new)


@operation("DisassociateQueueQuickConnects", writes=True, needs="Queues.Edit")
def _drop_quick_connects(call: ApiCall) -> None:
    queue = plain.fetch(call, _QUEUE)
    gone = set(call.params["QuickConnectIds"])
    kept = [each for each in queue.body.get("QuickConnectIds", ()) if each not in gone]
    _put(call, queue, "QuickConnectIds", kept)


@operation("ListQueueQuickConnects", needs="Queues.View")
def _list_quick_connects(call: ApiCall) -> Mapping[str, Any]:
    queue = plain.fetch(call, _QUEUE)
    found = _many(call, _QUICK.kind, list(queue.body.get("QuickConnectIds", ())))
    return _page(call, queue, plain.shown_each(call, _QUICK, found))


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    """What tells two entries of a routing profile apart: queue and channel."""
    reference = row.get("QueueReference", row)
    return reference["QueueId"], reference["Channel"]


_ROUTED = ("QueueConfigs", "ManualAssignmentQueueConfigs")


@operation("AssociateRoutingProfileQueues", writes=True, needs="RoutingPolicies.Edit")
@operation("UpdateRoutingProfileQueues", writes=True, needs="RoutingPolicies.Edit")
def _add_queues(call: ApiCall) -> None:
    plain.require(call)
    found = plain.fetch(call, _ROUTING)
    body = dict(found.body)
    for member in _ROUTED:
        present = {_key(each): each for each in body.get(member, ())}
        new = {_key(each): each for each in call.params.get(member, ())}
        if call.name.startswith("Update") and not new.keys() <= present.keys():
            raise invalid("An entry to be changed is not in the routing profile.")
        body[member] = list({**present, **new}.values())
    resources.change(call.connection, found, body=body)


@operation("DisassociateRoutingProfileQueues", writes=True, needs="RoutingPolicies.Edit")
def _drop_queues(call: ApiCall) -> None:
    found = plain.fetch(call, _ROUTING)
    body = dict(found.body)
    for member in _ROUTED:
        named = call.params.get(member.replace("Configs", "References"), ())
        gone = {_key(each) for each in named}
        body[member] = [each for each in body.get(member, ()) if _key(each) not in gone]
    resources.change(call.connection, found, body=body)


def _list_queues(member: str) -> Callable[[ApiCall], Mapping[str, Any]]:
    def run(call: ApiCall) -> Mapping[str, Any]:
        found = plain.fetch(call, _ROUTING)
        rows = []
        for each in found.body.get(member, ()):
            for queue in _many(call, _QUEUE.kind, [each["QueueReference"]["QueueId"]]):
                shown = plain.shown(call, _QUEUE, queue)
                names = {"QueueName": queue.name, "QueueArn": queue.arn, "QueueId": queue.id}
                rows.append({**each, **each["QueueReference"], **names, "Tags": shown.get("Tags")})
        return _page(call, found, rows)

    return run


operation("ListRoutingProfileQueues", needs="RoutingPolicies.View")(_list_queues("QueueConfigs"))
operation("ListRoutingProfileManualAssignmentQueues", needs="RoutingPolicies.View")(
    _list_queues("ManualAssignmentQueueConfigs")
)


def _list_member(member: str) -> Callable[[ApiCall], Mapping[str, Any]]:
    """A list that is in a security profile as it is."""

    def run(call: ApiCall) -> Mapping[str, Any]:
        found = plain.fetch(call, _PROFILE)
        return _page(call, found, list(found.body.get(member, ())))

    return run


for _name, _member in {
    "ListSecurityProfilePermissions": "Permissions",
    "ListSecurityProfileApplications": "Applications",
    "ListSecurityProfileFlowModules": "AllowedFlowModules",
    "ListSecurityProfileAIAgents": "AllowedAIAgents",
}.items():
    operation(_name, needs="SecurityProfiles.View")(_list_member(_member))


@operation("AssociateHoursOfOperations", writes=True, needs="HoursOfOperation.Edit")
def _add_parents(call: ApiCall) -> None:
    plain.require(call)
    found = plain.fetch(call, _HOURS)
    configs = call.params["ParentHoursOfOperationConfigs"]
    if not all("HoursOfOperationId" in each for each in configs):
        raise invalid("Each of ParentHoursOfOperationConfigs must have an HoursOfOperationId.")
    given = [each["HoursOfOperationId"] for each in configs]
    new = [parent.id for parent in _many(call, _HOURS.kind, given)]
    if found.id in new:
        raise ServiceError("InvalidRequestException", "Hours can't be their own parent.")
    kept = [each for each in parent_ids(found.body) if each not in new]
    _put_parents(call, found, [*kept, *new])


@operation("DisassociateHoursOfOperations", writes=True, needs="HoursOfOperation.Edit")
def _drop_parents(call: ApiCall) -> None:
    found = plain.fetch(call, _HOURS)
    gone = {each.rpartition("/")[2] for each in call.params["ParentHoursOfOperationIds"]}
    _put_parents(call, found, [each for each in parent_ids(found.body) if each not in gone])


def _put_parents(call: ApiCall, found: StoredResource, ids: list[str]) -> None:
    resources.change(call.connection, found, body=with_parents(found.body, ids))


@operation("ListChildHoursOfOperations", needs="HoursOfOperation.View")
def _list_children(call: ApiCall) -> Mapping[str, Any]:
    found = plain.fetch(call, _HOURS)
    ids = [
        each
        for _, each in resource_references.of(
            call.connection, found.instance, found.id, [_HOURS.kind]
        )
    ]
    rows = [
        plain.shown(call, _HOURS, each)
        for each in resources.some(call.connection, found.instance, _HOURS.kind, ids)
        if found.id in parent_ids(each.body)
    ]
    return _page(call, found, rows)
