"""The hierarchy of users: its five levels, and groups that know their place in it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from flowport.server.operations import plain
from flowport.server.operations.group_paths import LEVELS, groups_to
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError
from flowport.store import instances, resources, tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall

_GROUP = plain.of_kind("hierarchy-group")


def _structure(call: ApiCall) -> dict[str, Any]:
    found: dict[str, Any] = call.instance.body.get("HierarchyStructure", {})
    return found


@operation("DescribeUserHierarchyStructure", needs="UserHierarchies.View")
def _describe_structure(call: ApiCall) -> Mapping[str, Any]:
    return {"HierarchyStructure": _structure(call)}


@operation("UpdateUserHierarchyStructure", writes=True, needs="UserHierarchies.Edit")
def _update_structure(call: ApiCall) -> None:
    present, wanted = _structure(call), call.params["HierarchyStructure"]
    kept: dict[str, Any] = {}
    for level in LEVELS:
        if level in wanted:
            kept[level] = _level(call, present.get(level), wanted[level]["Name"])
        elif level in present:
            _check_unused(call, present[level]["Id"])
    body = {**call.instance.body, "HierarchyStructure": kept}
    instances.change(call.connection, call.instance, body)


def _level(call: ApiCall, present: Mapping[str, Any] | None, name: str) -> Mapping[str, Any]:
    level_id = present["Id"] if present else str(uuid.uuid4())
    arn = f"{call.instance.arn}/agent-group-level/{level_id}"
    return {"Id": level_id, "Arn": arn, "Name": name}


def _check_unused(call: ApiCall, level: str) -> None:
    for group in resources.page(call.connection, call.instance.id, _GROUP.kind):
        if group.body.get("LevelId") == level:
            raise ServiceError("ResourceInUseException", f"{group.name!r} is on that level.")


@operation("CreateUserHierarchyGroup", writes=True, needs="UserHierarchies.Create")
def _create(call: ApiCall) -> Mapping[str, Any]:
    parent = call.params.get("ParentGroupId")
    above = [] if parent is None else groups_to(call, parent)
    structure = _structure(call)
    if len(above) >= len(LEVELS) or LEVELS[len(above)] not in structure:
        raise ServiceError("InvalidRequestException", "The hierarchy has no level for this group.")
    made = plain.create(call, _GROUP)
    group = resources.get(call.connection, call.instance.id, _GROUP.kind, made["Id"])
    body = {**group.body, "LevelId": structure[LEVELS[len(above)]]["Id"]}
    resources.change(call.connection, group, body=body)
    return {**made, "HierarchyGroupId": group.id, "HierarchyGroupArn": group.arn}


@operation("DescribeUserHierarchyGroup", needs="UserHierarchies.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    group = plain.fetch(call, _GROUP)
    members = plain.shown(call, _GROUP, group)
    return {"HierarchyGroup": {**members, "Tags": tags.of(call.connection, group.arn)}}
