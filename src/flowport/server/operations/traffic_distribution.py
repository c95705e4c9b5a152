"""Traffic distribution groups: which part of an instance's calls which Region takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.partitions import arn_in
from flowport.errors import ConflictError
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, missing
from flowport.server.replicas import region_of
from flowport.store import resources, tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

__all__ = ["GROUP", "group_of", "make_group"]

GROUP = "traffic-distribution-group"
_CONFIGS = ("TelephonyConfig", "SignInConfig", "AgentConfig")
_PAGE = 10


def group_of(call: ApiCall, name: str) -> StoredResource:
    """The group of an id or ARN, in an instance that the caller reaches.

    Raises:
        ServiceError: There is none.
    """
    for found in resources.everywhere(call.connection, GROUP, name.rpartition("/")[2]):
        if not name.startswith("arn:") or name == found.arn:
            call.reach(found.instance)
            return found
    raise missing(f"There is no traffic distribution group {name}")


def _shown(call: ApiCall, group: StoredResource) -> Mapping[str, Any]:
    return {
        "Id": group.id,
        "Arn": group.arn,
        "Name": group.name,
        "Description": group.body.get("Description"),
        "InstanceArn": call.reach(group.instance).arn,
        "Status": "ACTIVE",
        "IsDefault": group.body.get("IsDefault", False),
        "Tags": tags.of(call.connection, group.arn),
    }


@operation("CreateTrafficDistributionGroup", writes=True, needs="Instance.Edit")
def _create(call: ApiCall) -> Mapping[str, Any]:
    body = {"Description": call.params.get("Description")}
    instance = call.instance
    try:
        made = make_group(call, call.params["Name"], body)
    except ConflictError as error:
        raise ServiceError("ResourceConflictException", str(error)) from error
    tags.add(call.connection, instance.id, made.arn, call.params.get("Tags", {}))
    return {"Id": made.id, "Arn": made.arn}


def make_group(call: ApiCall, name: str, body: Mapping[str, Any]) -> StoredResource:
    """A new group, whose traffic goes to the instance's own Region.

    Raises:
        ConflictError: The name is taken.
    """
    instance = call.instance
    regions = [instance.region, *filter(None, [region_of(instance)])]
    shares = [{"Region": each, "Percentage": 100 * (each == instance.region)} for each in regions]
    sign_in = [{"Region": each, "Enabled": True} for each in regions]
    return resources.create(
        call.connection,
        instance.id,
        GROUP,
        name=name,
        arn=arn_in(instance.region, "connect", instance.account, f"{GROUP}/{{id}}"),
        body={
            **body,
            "TelephonyConfig": {"Distributions": shares},
            "SignInConfig": {"Distributions": sign_in},
            "AgentConfig": {"Distributions": shares},
        },
    )


@operation("DescribeTrafficDistributionGroup", needs="Instance.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    return {
        "TrafficDistributionGroup": _shown(
            call, group_of(call, call.params["TrafficDistributionGroupId"])
        )
    }


@operation("ListTrafficDistributionGroups", needs="Instance.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    instances = [call.instance] if "InstanceId" in call.params else call.reached()
    groups = [
        _shown(call, group)
        for instance in instances
        for group in resources.page(call.connection, instance.id, GROUP)
    ]
    page = call.slice(groups, _PAGE)
    return {"TrafficDistributionGroupSummaryList": page.rows, "NextToken": page.token}


@operation("DeleteTrafficDistributionGroup", writes=True, needs="Instance.Edit")
def _delete(call: ApiCall) -> None:
    """Delete a group that no number is claimed for."""
    group = group_of(call, call.params["TrafficDistributionGroupId"])
    if group.body.get("IsDefault"):
        raise ServiceError("InvalidRequestException", "The default group can't be deleted.")
    for each in resources.page(call.connection, group.instance, "phone-number"):
        if each.body.get("TargetArn") == group.arn:
            reason = f"The phone number {each.name} is claimed for {group.name}."
            raise ServiceError("ResourceInUseException", reason)
    resources.remove(call.connection, group)


@operation("GetTrafficDistribution", needs="Instance.View")
def _distribution(call: ApiCall) -> Mapping[str, Any]:
    group = group_of(call, call.params["Id"])
    return {"Id": group.id, "Arn": group.arn, **{name: group.body[name] for name in _CONFIGS}}


@operation("UpdateTrafficDistribution", writes=True, needs="Instance.Edit")
def _distribute(call: ApiCall) -> None:
    group = group_of(call, call.params["Id"])
    given = {name: call.params[name] for name in _CONFIGS if name in call.params}
    if given.get("SignInConfig", group.body["SignInConfig"]) != group.body["SignInConfig"]:
        _check_default(group)
    for name, config in given.items():
        shares = [each["Percentage"] for each in config["Distributions"] if "Percentage" in each]
        if shares and sum(shares) != 100:  # noqa: PLR2004  per cent
            raise ServiceError("InvalidRequestException", f"{name}: percentages must sum to 100.")
    resources.change(call.connection, group, body={**group.body, **given})


def _check_default(group: StoredResource) -> None:
    """Source: UpdateTrafficDistribution, "a modified SignInConfig and a non-default" group."""
    if not group.body.get("IsDefault"):
        reason = "SignInConfig can be changed in the default group alone."
        raise ServiceError("InvalidRequestException", reason)
