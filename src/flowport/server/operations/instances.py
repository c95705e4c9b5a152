"""Instances and their attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.partitions import arn_in
from flowport.errors import ConflictError
from flowport.server.auth.principals import OWNER
from flowport.server.operations.operation_registry import operation
from flowport.server.operations.replication import configuration, drop_replica
from flowport.server.protocol.errors import ServiceError, denied
from flowport.server.replicas import seen
from flowport.store import instances, tags
from flowport.store.seed import new_instance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.instances import InstanceRow

_PAGE = 10
#: The attributes that are on in a new instance. Source: the defaults that Terraform's provider
#: records as verified with ListInstanceAttributes (hashicorp/terraform-provider-aws, instance.go).
_ON = frozenset(
    {
        "INBOUND_CALLS",
        "OUTBOUND_CALLS",
        "CONTACT_LENS",
        "AUTO_RESOLVE_BEST_VOICES",
        "EARLY_MEDIA",
    }
)
_ROLE = "role/aws-service-role/connect.amazonaws.com"


def _shown(found: InstanceRow) -> dict[str, Any]:
    return {
        **found.body,
        "Id": found.id,
        "Arn": found.arn,
        "InstanceAlias": found.alias,
        "InstanceAccessUrl": f"https://{found.alias}.my.connect.aws" if found.alias else None,
        "CreatedTime": found.created,
        "InstanceStatus": "ACTIVE",
        "ServiceRole": arn_in(found.region, "iam", found.account, _ROLE, of="-"),
        "InboundCallsEnabled": _attribute(found, "INBOUND_CALLS") == "true",
        "OutboundCallsEnabled": _attribute(found, "OUTBOUND_CALLS") == "true",
    }


def _attribute(found: InstanceRow, name: str) -> str:
    return str(found.body.get("Attributes", {}).get(name, "true" if name in _ON else "false"))


@operation("ListInstances")
def _list(call: ApiCall) -> Mapping[str, Any]:
    page = call.slice([_shown(each) for each in call.reached()], default=_PAGE)
    return {"InstanceSummaryList": page.rows, "NextToken": page.token}


@operation("CreateInstance", writes=True, needs="Instance.Edit")
def _create(call: ApiCall) -> Mapping[str, Any]:
    caller, params = call.principal, call.params
    if caller.permissions is not None:
        raise denied("Only an administrator may create instances.")
    account = caller.account or call.shared.account
    region = caller.region or call.shared.region
    present = instances.every(call.connection, account=account, region=region)
    call.shared.quotas.check("instance", len(present), "ServiceQuotaExceededException")
    attributes = {
        "INBOUND_CALLS": str(params["InboundCallsEnabled"]).lower(),
        "OUTBOUND_CALLS": str(params["OutboundCallsEnabled"]).lower(),
    }
    body = {
        "IdentityManagementType": params["IdentityManagementType"],
        "Attributes": attributes,
        **({OWNER: caller.owner} if caller.owner else {}),
    }
    try:
        made, _admin = new_instance(
            call.connection,
            account=account,
            region=region,
            alias=params.get("InstanceAlias"),
            body=body,
        )
    except ConflictError as error:
        raise ServiceError("InvalidRequestException", str(error)) from error
    tags.add(call.connection, made.id, made.arn, params.get("Tags", {}))
    return {"Id": made.id, "Arn": made.arn}


@operation("DescribeInstance", needs="Instance.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    found = call.instance
    carried = tags.of(call.connection, found.arn)
    return {
        "Instance": {**_shown(seen(found, call.principal.region)), "Tags": carried},
        "ReplicationConfiguration": configuration(found),
    }


@operation("DeleteInstance", writes=True, needs="Instance.Edit")
def _delete(call: ApiCall) -> None:
    found = call.instance
    if call.principal.permissions is not None:
        raise denied("Only an administrator may delete an instance.")
    if call.replica is not None:
        drop_replica(call)
        return
    instances.remove(call.connection, found)
    call.shared.forget()


def _known(call: ApiCall) -> list[str]:
    """The names of all attributes, from the model."""
    shape = call.operation.model.service_model.shape_for("InstanceAttributeType")
    return list(shape.metadata["enum"])


@operation("DescribeInstanceAttribute", needs="Instance.View")
def _describe_attribute(call: ApiCall) -> Mapping[str, Any]:
    name = call.params["AttributeType"]
    return {"Attribute": {"AttributeType": name, "Value": _attribute(call.instance, name)}}


@operation("ListInstanceAttributes", needs="Instance.View")
def _list_attributes(call: ApiCall) -> Mapping[str, Any]:
    rows = [
        {"AttributeType": name, "Value": _attribute(call.instance, name)} for name in _known(call)
    ]
    page = call.slice(rows, default=7)
    return {"Attributes": page.rows, "NextToken": page.token}


@operation("UpdateInstanceAttribute", writes=True, needs="Instance.Edit")
def _update_attribute(call: ApiCall) -> None:
    found = call.instance
    attributes = dict(found.body.get("Attributes", {}))
    attributes[call.params["AttributeType"]] = call.params["Value"]
    instances.change(call.connection, found, {**found.body, "Attributes": attributes})
