"""Tags of anything that has an ARN."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import FAMILIES
from flowport.errors import NotFoundError
from flowport.server.operations.registry import operation
from flowport.server.protocol.errors import denied, invalid, missing
from flowport.store import resources, tags

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.server.call import Call

_INSTANCE = re.compile(r"(arn:aws[^:]*:connect:[^:]*:[^:]*:instance/[^/]+)")
_MOST = 50

#: What SearchResourceTags calls a kind, and the part of an ARN that shows it.
_TYPES: Mapping[str, str] = {
    "agent": "/agent/",
    "agent-state": "/agent-state/",
    "contact-flow": "/contact-flow/",
    "flow-module": "/flow-module/",
    "operating-hours": "/operating-hours/",
    "prompt": "/prompt/",
    "routing-profile": "/routing-profile/",
    "security-profile": "/security-profile/",
    "standard-queue": "/queue/",
    "transfer-destination": "/transfer-destination/",
}


def _target(call: Call) -> tuple[str, str]:
    """The instance's id and the ARN that a call names, if it exists."""
    arn = call.params["resourceArn"]
    within = _INSTANCE.match(arn)
    if within is None:
        return _numbered(call, arn)
    instance = call.reach(within[1])
    plain = arn.partition(":$")[0]
    if plain != instance.arn and not resources.existing(call.connection, instance.id, {plain}):
        raise missing(f"There is no {arn}")
    return instance.id, plain


def _numbered(call: Call, arn: str) -> tuple[str, str]:
    """A phone number: its ARN says no instance."""
    try:
        found = resources.by_arn(call.connection, arn)
    except NotFoundError as error:
        raise missing(f"There is no {arn}") from error
    return call.reach(found.instance).id, arn


@operation("TagResource", writes=True)
def _tag(call: Call) -> None:
    _permit(call, "Edit")
    instance, arn = _target(call)
    new = call.params["tags"]
    if len({*tags.of(call.connection, arn), *new}) > _MOST:
        raise invalid(f"A resource has at most {_MOST} tags.")
    tags.add(call.connection, instance, arn, new)


@operation("UntagResource", writes=True)
def _untag(call: Call) -> None:
    _permit(call, "Edit")
    _instance, arn = _target(call)
    tags.take_off(call.connection, arn, call.params["tagKeys"])


@operation("ListTagsForResource")
def _list(call: Call) -> Mapping[str, Any]:
    _permit(call, "View")
    _instance, arn = _target(call)
    return {"tags": tags.of(call.connection, arn)}


#: The permission's prefix for what bears an ARN with this part.
_PERMISSIONS: Mapping[str, str] = {
    **{f"/{family.slug}/": family.permission for family in FAMILIES.values()},
    "/queue/": "Queues",
    "/prompt/": "Prompts",
    "/operating-hours/": "HoursOfOperation",
    "/routing-profile/": "RoutingPolicies",
    "/security-profile/": "SecurityProfiles",
    "/transfer-destination/": "TransferDestinations",
    "/agent-state/": "AgentStates",
    "/agent-group/": "UserHierarchies",
    "/agent/": "Users",
    "phone-number/": "PhoneNumbers",
    "/view/": "Views",
    "/task-template/": "TaskTemplates",
    "/evaluation-form/": "EvaluationForms",
    "/rule/": "Rules",
    "/test-case/": "TestCases",
}


def _permit(call: Call, step: str) -> None:
    arn = call.params["resourceArn"]
    prefix = next((name for part, name in _PERMISSIONS.items() if part in arn), "Instance")
    if not call.principal.may(f"{prefix}.{step}"):
        raise denied(f"The user's security profiles lack the permission {prefix}.{step}.")


_COMPARE: Mapping[str, Callable[[str, str], bool]] = {
    "STARTS_WITH": lambda value, wanted: value.startswith(wanted),
    "CONTAINS": lambda value, wanted: wanted in value,
    "EXACT": lambda value, wanted: value == wanted,
}


@operation("SearchResourceTags", needs="Instance.View")
def _search(call: Call) -> Mapping[str, Any]:
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
