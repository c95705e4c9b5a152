"""Replicas of instances (Global Resiliency): made, described, isolated and removed.

Both Regions show the same data, so that nothing is ever behind and there are no findings.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flowport.catalogue.partitions import arn_in
from flowport.server.operations.operation_registry import operation
from flowport.server.operations.traffic_distribution import GROUP, make_group
from flowport.server.protocol.errors import denied, refused
from flowport.server.replicas import REPLICA, region_of
from flowport.store import instances, resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.instances import InstanceRow

__all__ = ["configuration", "drop_replica"]

#: Where an instance of a Region may have its replica. Source: "Create a replica of your existing
#: instance" in the administrator guide.
_PAIRS: Mapping[str, str] = {
    "us-east-1": "us-west-2",
    "us-west-2": "us-east-1",
    "eu-central-1": "eu-west-2",
    "eu-west-2": "eu-central-1",
    "ap-northeast-1": "ap-northeast-3",
    "ap-northeast-3": "ap-northeast-1",
}
#: What ListReplicationFindings can be asked for. Source: its ResourceType in the API reference.
_TYPES = frozenset(
    {
        "AGENT",
        "AGENT_GROUP",
        "AGENT_GROUP_LEVEL",
        "AGENT_STATE",
        "ATTRIBUTE",
        "CONTACT_FLOW",
        "DATA_TABLE",
        "DATA_TABLE_ATTRIBUTE",
        "DATA_TABLE_RECORD",
        "DATA_TABLE_VALUE",
        "FLOW_MODULE",
        "FLOW_MODULE_ALIAS",
        "FLOW_MODULE_VERSION",
        "METRIC",
        "NOTIFICATION",
        "OPERATING_HOURS",
        "PHONE_NUMBER",
        "PROMPT",
        "QUEUE",
        "REPORT",
        "ROUTING_PROFILE",
        "SECURITY_PROFILE",
        "TASK_TEMPLATE",
        "TEST_CASE",
        "TRANSFER_DESTINATION",
        "VIEW",
        "WORKSPACE",
    }
)


@operation("ReplicateInstance", writes=True, needs="Instance.Edit")
def _replicate(call: ApiCall) -> Mapping[str, Any]:
    if call.principal.permissions is not None:
        raise denied("Only an administrator may replicate an instance.")
    source, region = call.instance, call.params["ReplicaRegion"]
    _check(call, source, region)
    replica = {"Region": region, "Alias": call.params.get("ReplicaAlias"), "Isolated": False}
    instances.change(call.connection, source, {**source.body, REPLICA: replica})
    call.forget_instance()
    body = {"IsDefault": True, "Description": "Created with the replica."}
    make_group(call, f"{source.alias} (default)", body)
    arn = arn_in(region, "connect", source.account, f"instance/{source.id}")
    return {"Id": source.id, "Arn": arn}


def _check(call: ApiCall, source: InstanceRow, region: str) -> None:
    """Source: "Why a ReplicateInstance call fails" in the administrator guide."""
    if region_of(source) is not None:
        raise refused(f"The instance is replicated in {region_of(source)} already.")
    if source.alias is None:
        raise refused("The instance has no alias.")
    if _PAIRS.get(source.region) != region:
        allowed = _PAIRS.get(source.region, "no Region")
        raise refused(f"An instance in {source.region} can be replicated in {allowed}.")
    alias = call.params.get("ReplicaAlias")
    if alias is not None and alias in _aliases(call):
        raise refused(f"an instance with the alias {alias!r} exists already")


def _aliases(call: ApiCall) -> set[str | None]:
    every = instances.every(call.connection)
    replicas = [each.body[REPLICA].get("Alias") for each in every if REPLICA in each.body]
    return {*(each.alias for each in every), *replicas}


def configuration(found: InstanceRow) -> Mapping[str, Any] | None:
    """What DescribeInstance says of an instance's replica; None without one."""
    regions = _regions(found)
    if not regions:
        return None
    status = "INSTANCE_REPLICATION_COMPLETE"
    return {
        "SourceRegion": found.region,
        "ReplicationStatusSummaryList": [
            {"Region": each, "ReplicationStatus": status} for each in regions
        ],
    }


def _regions(found: InstanceRow) -> list[str]:
    """The Regions of an instance that has a replica."""
    replica = region_of(found)
    return [] if replica is None else [found.region, replica]


def drop_replica(call: ApiCall) -> None:
    """Remove the replica of an instance, and the group that came with it."""
    source = call.instance
    body = {name: each for name, each in source.body.items() if name != REPLICA}
    instances.change(call.connection, source, body)
    for group in resources.page(call.connection, source.id, GROUP):
        if group.body.get("IsDefault"):
            resources.remove(call.connection, group)


def _resilient(call: ApiCall) -> list[str]:
    regions = _regions(call.instance)
    if not regions:
        raise refused("The instance is not set up for Global Resiliency.")
    return regions


@operation("ListReplicationFindings", needs="Instance.View", fresh=True)
def _findings(call: ApiCall) -> Mapping[str, Any]:
    regions, wanted = _resilient(call), call.params["ResourceType"]
    if wanted not in _TYPES:
        raise refused(f"ResourceType {wanted!r} is not supported.")
    now = time.time()
    return {
        "ReplicationFindingsList": [],
        "ApproximateDriftedResourceCounts": [
            {"Region": each, "Count": 0, "Timestamp": now} for each in regions
        ],
        "ResourceReplicationStatuses": [{"Region": each, "Status": "ENABLED"} for each in regions],
    }


@operation("GetCrossRegionRouting", needs="Instance.View")
def _routing(call: ApiCall) -> Mapping[str, Any]:
    regions = _resilient(call)
    return {"IsolatedRegions": regions if call.instance.body[REPLICA].get("Isolated") else []}


@operation("UpdateCrossRegionRouting", writes=True, needs="Instance.Edit")
def _isolate(call: ApiCall) -> None:
    _resilient(call)
    body = dict(call.instance.body)
    body[REPLICA] = {**body[REPLICA], "Isolated": call.params["IsolatedAll"]}
    instances.change(call.connection, call.instance, body)
