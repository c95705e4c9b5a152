"""Replicas: one instance seen in two Regions, with the ARNs of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from serving import ACCOUNT, REGION, content

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served

_OTHER = "eu-west-2"


@pytest.fixture(scope="module")
def clients(start: Callable[..., Served]) -> tuple[str, Any, Any]:
    """A replicated instance's id, and clients of both of its Regions."""
    served = start(alias="with-replica")
    source = served.client()
    made = source.replicate_instance(
        InstanceId=served.arn, ReplicaRegion=_OTHER, ReplicaAlias="the-replica"
    )
    assert made["Id"] == served.instance
    assert made["Arn"] == served.arn.replace(REGION, _OTHER)
    return served.instance, source, served.client(region=_OTHER)


def test_replica_is_described(clients: tuple[str, Any, Any]) -> None:
    """Each Region has its ARN and alias, and both say where the source is."""
    instance, *both = clients
    found = [each.describe_instance(InstanceId=instance) for each in both]

    assert [each["Instance"]["InstanceAlias"] for each in found] == ["with-replica", "the-replica"]
    assert [each["Instance"]["Arn"].split(":")[3] for each in found] == [REGION, _OTHER]
    assert {each["ReplicationConfiguration"]["SourceRegion"] for each in found} == {REGION}


def test_replica_is_listed(clients: tuple[str, Any, Any]) -> None:
    """The list of each Region has the instance with the ARN of that Region."""
    listed = [each.list_instances()["InstanceSummaryList"] for each in clients[1:]]

    arns = [f"arn:aws:connect:{each}:{ACCOUNT}:instance/{clients[0]}" for each in (REGION, _OTHER)]
    assert [[each["Arn"] for each in rows] for rows in listed] == [[arns[0]], [arns[1]]]


def test_what_one_region_creates_the_other_has(clients: tuple[str, Any, Any]) -> None:
    """A flow that was created in the replica has the same id and the source's ARN there."""
    instance, source, replica = clients
    made = replica.create_contact_flow(
        InstanceId=instance, Name="both", Type="CONTACT_FLOW", Content=content(), Tags={"a": "b"}
    )
    replica.tag_resource(resourceArn=made["ContactFlowArn"], tags={"c": "d"})
    found = source.describe_contact_flow(InstanceId=instance, ContactFlowId=made["ContactFlowId"])

    assert found["ContactFlow"]["Arn"] == made["ContactFlowArn"].replace(_OTHER, REGION)
    assert found["ContactFlow"]["Tags"] == {"a": "b", "c": "d"}


def test_arns_of_a_region_are_its_own(clients: tuple[str, Any, Any]) -> None:
    """What is named by the replica's ARN in the replica reads back as an id in both."""
    instance, source, replica = clients
    hours = replica.list_hours_of_operations(InstanceId=instance)["HoursOfOperationSummaryList"][0]
    made = replica.create_queue(InstanceId=instance, Name="both", HoursOfOperationId=hours["Arn"])
    found = source.describe_queue(InstanceId=instance, QueueId=made["QueueId"])["Queue"]

    assert hours["Arn"].split(":")[3] == _OTHER
    assert found["HoursOfOperationId"] == hours["Id"]


def test_second_replica_is_refused(clients: tuple[str, Any, Any]) -> None:
    """An instance has one replica."""
    with pytest.raises(ClientError, match=r"InvalidRequestException.*already"):
        clients[1].replicate_instance(InstanceId=clients[0], ReplicaRegion=_OTHER)


def test_default_group_comes_with_the_replica(clients: tuple[str, Any, Any]) -> None:
    """The default group spans both Regions and stays; sign-ins of other groups are fixed."""
    _instance, source, _replica = clients
    groups = source.list_traffic_distribution_groups()["TrafficDistributionGroupSummaryList"]
    default = next(each for each in groups if each["IsDefault"])
    shares = source.get_traffic_distribution(Id=default["Id"])["TelephonyConfig"]["Distributions"]

    assert [(each["Region"], each["Percentage"]) for each in shares] == [(REGION, 100), (_OTHER, 0)]
    with pytest.raises(ClientError, match="InvalidRequestException"):
        source.delete_traffic_distribution_group(TrafficDistributionGroupId=default["Id"])


def test_sign_in_is_of_the_default_group(clients: tuple[str, Any, Any]) -> None:
    """Another group's sign-in distribution can't be changed."""
    instance, source, _replica = clients
    made = source.create_traffic_distribution_group(InstanceId=instance, Name="another")
    rows = [{"Region": REGION, "Enabled": False}, {"Region": _OTHER, "Enabled": True}]
    with pytest.raises(ClientError, match=r"InvalidRequestException.*default group"):
        source.update_traffic_distribution(Id=made["Id"], SignInConfig={"Distributions": rows})


def test_nothing_is_behind(clients: tuple[str, Any, Any]) -> None:
    """There are no findings of any type that the service knows; others are refused."""
    instance, source, _replica = clients
    found = source.list_replication_findings(InstanceId=instance, ResourceType="QUEUE")

    assert found["ReplicationFindingsList"] == []
    assert [each["Region"] for each in found["ResourceReplicationStatuses"]] == [REGION, _OTHER]
    with pytest.raises(ClientError, match="InvalidRequestException"):
        source.list_replication_findings(InstanceId=instance, ResourceType="QUEUES")


def test_regions_are_isolated(clients: tuple[str, Any, Any]) -> None:
    """Routing between the Regions is switched off and on again, from either."""
    instance, source, replica = clients
    replica.update_cross_region_routing(InstanceId=instance, IsolatedAll=True)
    apart = source.get_cross_region_routing(InstanceId=instance)["IsolatedRegions"]
    source.update_cross_region_routing(InstanceId=instance, IsolatedAll=False)

    assert apart == [REGION, _OTHER]
    assert replica.get_cross_region_routing(InstanceId=instance)["IsolatedRegions"] == []


@pytest.mark.parametrize(
    ("alias", "region"), [(None, _OTHER), ("alone-here", "us-east-1"), ("alone-there", REGION)]
)
def test_replica_that_can_not_be_is_refused(
    start: Callable[..., Served], alias: str | None, region: str
) -> None:
    """An instance without an alias, and Regions that are not paired, have no replica."""
    served = start(alias=alias)
    with pytest.raises(ClientError, match="InvalidRequestException"):
        served.client().replicate_instance(InstanceId=served.instance, ReplicaRegion=region)


def test_deleted_replica_leaves_its_source(start: Callable[..., Served]) -> None:
    """Deleting in the replica's Region ends the replica alone, and it may be made again."""
    served = start(alias="for-a-while")
    source, replica = served.client(), served.client(region=_OTHER)
    where = {"InstanceId": served.instance}
    source.replicate_instance(**where, ReplicaRegion=_OTHER)
    replica.delete_instance(**where)

    assert "ReplicationConfiguration" not in source.describe_instance(**where)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        replica.describe_instance(**where)
    assert source.replicate_instance(**where, ReplicaRegion=_OTHER)["Id"] == served.instance


def test_agents_are_associated_with_a_group(clients: tuple[str, Any, Any]) -> None:
    """A user is listed in a group once, by its id, until it is taken out."""
    instance, source, _replica = clients
    user = source.list_users(InstanceId=instance)["UserSummaryList"][0]
    group = source.create_traffic_distribution_group(InstanceId=instance, Name="of agents")
    where = {"TrafficDistributionGroupId": group["Arn"]}
    for one in (user["Arn"], user["Id"]):
        source.associate_traffic_distribution_group_user(**where, InstanceId=instance, UserId=one)
    listed = source.list_traffic_distribution_group_users(**where)
    source.disassociate_traffic_distribution_group_user(
        **where, InstanceId=instance, UserId=user["Arn"]
    )

    member = "TrafficDistributionGroupUserSummaryList"
    assert listed[member] == [{"UserId": user["Id"]}]
    assert source.list_traffic_distribution_group_users(**where)[member] == []
