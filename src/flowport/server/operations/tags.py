"""Tags of anything that has an ARN."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flowport.catalogue.resource_families import RESOURCE_FAMILIES
from flowport.errors import NotFoundError
from flowport.server.identifiers import BESIDE
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid, missing
from flowport.store import resources, tags

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.server.operation_call import ApiCall

_INSTANCE = re.compile(r"(arn:aws[^:]*:connect:[^:]*:[^:]*:instance/[^/]+)")
_MOST = 50

#: The kinds that SearchResourceTags calls by the part of an ARN before the id.
_SEARCHED = (
    "user",
    "agent_status",
    "contact_flow",
    "contact_flow_module",
    "hours_of_operation",
    "prompt",
    "routing_profile",
    "security_profile",
    "quick_connect",
)

#: What SearchResourceTags calls a kind, and the part of an ARN that shows it.
_TYPES: Mapping[str, str] = {
    **{RESOURCE_FAMILIES[kind].slug: f"/{RESOURCE_FAMILIES[kind].slug}/" for kind in _SEARCHED},
    "standard-queue": f"/{RESOURCE_FAMILIES['queue'].slug}/",
}


def _target(call: ApiCall, step: str) -> tuple[str, str]:
    """The instance's id and the ARN that a call names, if it exists and the caller may.

    Raises:
        ServiceError: There is no such thing, or the profiles lack its permission.
    """
    arn = call.params["resourceArn"].partition(":$")[0]
    _permit(call, arn, step)
    within = _INSTANCE.match(arn)
    if within is None:
        return _beside(call, arn)
    instance = call.reach(within[1])
    if arn != instance.arn and not resources.existing(call.connection, instance.id, {arn}):
        raise missing(f"There is no {arn}")
    return instance.id, arn


def _beside(call: ApiCall, arn: str) -> tuple[str, str]:
    """A phone number or a traffic distribution group: its ARN says no instance.

    Raises:
        ServiceError: There is none, or it is of another account or Region.
    """
    try:
        found = resources.by_arn(call.connection, arn, BESIDE)
        return call.reach(found.instance).id, arn
    except NotFoundError as error:
        raise missing(f"There is no {arn}") from error
    except ServiceError as error:
        # What the caller may not know of is named as the caller named it, without its instance.
        if error.name == missing("").name:
            raise missing(f"There is no {arn}") from error
        raise


@operation("TagResource", writes=True)
def _tag(call: ApiCall) -> None:
    instance, arn = _target(call, "Edit")
    new = call.params["tags"]
    if len({*tags.of(call.connection, arn), *new}) > _MOST:
        raise invalid(f"A resource has at most {_MOST} tags.")
    tags.add(call.connection, instance, arn, new)


@operation("UntagResource", writes=True)
def _untag(call: ApiCall) -> None:
    _instance, arn = _target(call, "Edit")
    tags.take_off(call.connection, arn, call.params["tagKeys"])


@operation("ListTagsForResource")
def _list(call: ApiCall) -> Mapping[str, Any]:
    _instance, arn = _target(call, "View")
    return {"tags": tags.of(call.connection, arn)}


#: The permission's prefix for what bears an ARN with this part before its id.
_PERMISSIONS: Mapping[str, str] = {
    **{family.slug: family.permission for family in RESOURCE_FAMILIES.values()},
    "contact-evaluation": "Evaluation",
    "file": "Contacts",
}


def _permit(call: ApiCall, arn: str, step: str) -> None:
    """Choose the permission by the first part behind the instance, as the target is."""
    within = _INSTANCE.match(arn)
    rest = arn[within.end() + 1 :] if within else arn.rpartition(":")[2]
    call.permit(f"{_PERMISSIONS.get(rest.partition('/')[0], 'Instance')}.{step}")


_COMPARE: Mapping[str, Callable[[str, str], bool]] = {
    "STARTS_WITH": lambda value, wanted: value.startswith(wanted),
    "CONTAINS": lambda value, wanted: wanted in value,
    "EXACT": lambda value, wanted: value == wanted,
}


@operation("SearchResourceTags", needs="Instance.View")
def _search(call: ApiCall) -> Mapping[str, Any]:
    parts = [_TYPES[each] for each in call.params.get("ResourceTypes", ()) if each in _TYPES]
    condition = call.params.get("SearchCriteria", {}).get("TagSearchCondition", {})
    pairs = {
        (key, value)
        for arn, carried in tags.every(call.connection, call.instance.id).items()
        if not parts or any(part in arn for part in parts)
        for key, value in carried.items()
        if _meets(condition, "tagKey", key) and _meets(condition, "tagValue", value)
    }
    page = call.slice(sorted(pairs))
    rows = [{"key": key, "value": value} for key, value in page.rows]
    return {"Tags": rows, "NextToken": page.token}


def _meets(condition: Mapping[str, Any], member: str, value: str) -> bool:
    wanted = condition.get(member)
    if wanted is None:
        return True
    return _COMPARE[condition.get(f"{member}ComparisonType", "EXACT")](value, wanted)
