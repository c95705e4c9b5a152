"""What searches of a kind can ask for beside the members that they answer.

Source: the fields that the API reference names for the conditions of each search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server.operations.group_paths import groups_to_each

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

__all__ = ["search_fields"]


def search_fields(
    call: ApiCall, kind: str, rows: Sequence[StoredResource]
) -> Callable[[StoredResource], Mapping[str, Any]]:
    """The function that gives the fields of each of some resources of a kind, for one search."""
    make = _FIELDS.get(kind)
    return (lambda _found: {}) if make is None else make(call, rows)


def _of_users(
    call: ApiCall, rows: Sequence[StoredResource]
) -> Callable[[StoredResource], Mapping[str, Any]]:
    groups = [group for each in rows if (group := each.body.get("HierarchyGroupId"))]
    above = groups_to_each(call, groups)

    def fields(user: StoredResource) -> Mapping[str, Any]:
        group = user.body.get("HierarchyGroupId")
        skills = user.body.get("Proficiencies", ())
        return {
            **user.body.get("IdentityInfo", {}),
            "SecurityProfileId": user.body.get("SecurityProfileIds", []),
            "HierarchyGroups": [each.id for each in above[group]] if group else [],
            "Proficiencies": [
                {"name": each["AttributeName"], "value": each["AttributeValue"], **each}
                for each in skills
            ],
        }

    return fields


def _of_groups(
    _call: ApiCall, _rows: Sequence[StoredResource]
) -> Callable[[StoredResource], Mapping[str, Any]]:
    return lambda group: {"parentId": group.body.get("ParentGroupId")}


def _of_rules(
    _call: ApiCall, _rows: Sequence[StoredResource]
) -> Callable[[StoredResource], Mapping[str, Any]]:
    return lambda rule: {
        "ActionSummaries": [each.get("ActionType") for each in rule.body.get("Actions", ())],
        "IntegrationAssociationId": rule.body.get("TriggerEventSource", {}).get(
            "IntegrationAssociationId"
        ),
    }


_FIELDS: Mapping[
    str,
    Callable[[ApiCall, Sequence[StoredResource]], Callable[[StoredResource], Mapping[str, Any]]],
] = {
    "hierarchy-group": _of_groups,
    "rule": _of_rules,
    "user": _of_users,
}
