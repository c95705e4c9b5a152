"""Members of answers that clients rely on, each with the client that showed them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from serving import content, module_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served


@pytest.fixture(scope="module")
def named(start: Callable[..., Served]) -> tuple[Any, str]:
    """A client, and an instance that has an alias."""
    served = start(alias="with-members")
    return served.client(), served.instance


def test_instance_has_its_address(named: tuple[Any, str]) -> None:
    """An instance with an alias says where its website is, described and listed."""
    client, instance = named
    described = client.describe_instance(InstanceId=instance)["Instance"]
    listed = client.list_instances()["InstanceSummaryList"][0]

    address = "https://with-members.my.connect.aws"
    assert (described["InstanceAccessUrl"], listed["InstanceAccessUrl"]) == (address, address)


#: What Terraform's provider records as verified, so that a second plan has no difference.
_DEFAULTS = {
    "AUTO_RESOLVE_BEST_VOICES": "true",
    "CONTACTFLOW_LOGS": "false",
    "CONTACT_LENS": "true",
    "EARLY_MEDIA": "true",
    "MULTI_PARTY_CONFERENCE": "false",
    "USE_CUSTOM_TTS_VOICES": "false",
}


@pytest.mark.parametrize("name", _DEFAULTS)
def test_attribute_has_its_default(named: tuple[Any, str], name: str) -> None:
    """An attribute that nobody set has the value that the service gives a new instance."""
    client, instance = named
    found = client.describe_instance_attribute(InstanceId=instance, AttributeType=name)

    assert found["Attribute"]["Value"] == _DEFAULTS[name]


def test_each_user_has_a_queue(named: tuple[Any, str]) -> None:
    """Queues of agents are listed behind the others, without a name and with the user's id."""
    client, instance = named
    users = client.list_users(InstanceId=instance)["UserSummaryList"]
    queues = client.list_queues(InstanceId=instance)["QueueSummaryList"]
    agents = [each for each in queues if each["QueueType"] == "AGENT"]

    assert [each["Id"] for each in agents] == [each["Id"] for each in users]
    assert agents[0]["Arn"].endswith(f"instance/{instance}/queue/agent/{users[0]['Id']}")
    assert "Name" not in agents[0]


@pytest.mark.parametrize("kind", ["AGENT", "STANDARD"])
def test_queues_are_listed_by_type(named: tuple[Any, str], kind: str) -> None:
    """A list of one type has no queue of the other."""
    client, instance = named
    found = client.list_queues(InstanceId=instance, QueueTypes=[kind])["QueueSummaryList"]

    assert {each["QueueType"] for each in found} == {kind}


def test_pages_of_queues_are_the_list(named: tuple[Any, str]) -> None:
    """Pages of one queue each give every queue of both types once."""
    client, instance = named
    whole = client.list_queues(InstanceId=instance)["QueueSummaryList"]
    pages = client.get_paginator("list_queues").paginate(
        InstanceId=instance, PaginationConfig={"PageSize": 1}
    )
    found = [each["Id"] for page in pages for each in page["QueueSummaryList"]]

    assert found == [each["Id"] for each in whole]


def test_routing_profile_is_described_by_counts(named: tuple[Any, str]) -> None:
    """A described routing profile counts its queues and users, and does not list ids."""
    client, instance = named
    first = client.list_routing_profiles(InstanceId=instance)["RoutingProfileSummaryList"][0]
    found = client.describe_routing_profile(InstanceId=instance, RoutingProfileId=first["Id"])
    profile = found["RoutingProfile"]

    counts = {name: each for name, each in profile.items() if name.startswith("NumberOf")}
    assert counts == {
        "NumberOfAssociatedQueues": 1,
        "NumberOfAssociatedManualAssignmentQueues": 0,
        "NumberOfAssociatedUsers": 1,
    }
    assert profile["IsDefault"] is True
    assert "AssociatedQueueIds" not in profile


def test_searched_routing_profile_has_the_ids_of_its_queues(named: tuple[Any, str]) -> None:
    """A search gives the ids of the queues too."""
    client, instance = named
    found = client.search_routing_profiles(InstanceId=instance)["RoutingProfiles"][0]

    assert len(found["AssociatedQueueIds"]) == 1


def test_deleted_flow_answers_for_nothing(named: tuple[Any, str]) -> None:
    """Deleting a flow ends its associations."""
    client, instance = named
    made = client.create_contact_flow(
        InstanceId=instance, Name="associated", Type="CONTACT_FLOW", Content=content()
    )
    number = "arn:aws:sms-voice:eu-central-1:123456789012:phone-number/1"
    where = {"InstanceId": instance, "ResourceId": number, "ResourceType": "SMS_PHONE_NUMBER"}
    client.associate_flow(**where, FlowId=made["ContactFlowArn"])
    client.delete_contact_flow(InstanceId=instance, ContactFlowId=made["ContactFlowId"])

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        client.get_flow_association(**where)


def test_module_is_renamed_as_terraform_does(named: tuple[Any, str]) -> None:
    """A module without a description is renamed together with an empty one."""
    client, instance = named
    made = client.create_contact_flow_module(
        InstanceId=instance, Name="first name", Content=module_content()
    )
    where = {"InstanceId": instance, "ContactFlowModuleId": made["Id"]}
    client.update_contact_flow_module_metadata(**where, Name="second name", Description="")
    found = client.describe_contact_flow_module(**where)["ContactFlowModule"]

    assert (found["Name"], found["Description"]) == ("second name", "")


@pytest.mark.parametrize("member", ["OutboundFlowId", "OutboundCallerIdNumberId"])
def test_empty_id_is_refused(named: tuple[Any, str], member: str) -> None:
    """An empty string where an id belongs is an invalid parameter, as Terraform's source notes."""
    client, instance = named
    queue = client.list_queues(InstanceId=instance)["QueueSummaryList"][0]["Id"]

    with pytest.raises(ClientError, match="InvalidParameterException"):
        client.update_queue_outbound_caller_config(
            InstanceId=instance, QueueId=queue, OutboundCallerConfig={member: ""}
        )
