"""The calls of two emulators' own suites, and what they expect where the service agrees.

Source: tests/test_connect of getmoto/moto and the compatibility tests of robotocore/robotocore.
Left out is what the service refuses: flows without blocks, ids that nothing has, users without a
password, groups without a level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served

_OPEN = {
    "Day": "MONDAY",
    "StartTime": {"Hours": 9, "Minutes": 0},
    "EndTime": {"Hours": 17, "Minutes": 0},
}


@pytest.fixture(scope="module")
def still(start: Callable[..., Served]) -> Served:
    """A server that does not verify signatures."""
    return start(signed=False, account="123456789012", region="us-east-1")


_accounts = iter(range(200_000_000_000, 300_000_000_000))


def _new_client(still: Served) -> Any:
    return boto3.client(
        "connect",
        endpoint_url=still.url,
        region_name="us-east-1",
        aws_access_key_id=str(next(_accounts)),
        aws_secret_access_key="testing",  # noqa: S106  unsigned
        config=Config(retries={"max_attempts": 0}),
    )


@pytest.fixture
def client(still: Served) -> Any:
    """A client of an account of its own, which has no instances."""
    return _new_client(still)


def _create(client: Any, **params: Any) -> str:
    found = client.create_instance(
        **{
            "IdentityManagementType": "CONNECT_MANAGED",
            "InboundCallsEnabled": True,
            "OutboundCallsEnabled": True,
            **params,
        }
    )
    return str(found["Id"])


@pytest.fixture
def instance(client: Any) -> str:
    """An instance without an alias."""
    return _create(client)


def test_account_without_instances_lists_none(client: Any) -> None:
    """An empty list has no token."""
    answer = client.list_instances()

    assert answer["InstanceSummaryList"] == []
    assert "NextToken" not in answer


def test_instance_is_described(client: Any) -> None:
    """It has what it was created with, and what every instance has."""
    made = _create(
        client,
        IdentityManagementType="SAML",
        InstanceAlias="describe-test",
        OutboundCallsEnabled=False,
        Tags={"Environment": "Test"},
    )
    found = client.describe_instance(InstanceId=made)["Instance"]

    assert {
        "Id": made,
        "IdentityManagementType": "SAML",
        "InstanceAlias": "describe-test",
        "InstanceStatus": "ACTIVE",
        "InboundCallsEnabled": True,
        "OutboundCallsEnabled": False,
        "Tags": {"Environment": "Test"},
    }.items() <= found.items()
    assert {"CreatedTime", "ServiceRole", "InstanceAccessUrl"} <= found.keys()


def test_instances_are_listed_page_by_page(client: Any) -> None:
    """Pages of two give five instances once, in one order, and the last has no token."""
    made = [_create(client, InstanceAlias=f"paged-{i}") for i in range(5)]
    first = client.list_instances(MaxResults=2)
    second = client.list_instances(MaxResults=2, NextToken=first["NextToken"])
    third = client.list_instances(MaxResults=2, NextToken=second["NextToken"])
    found = [each["Id"] for page in (first, second, third) for each in page["InstanceSummaryList"]]

    assert sorted(found) == sorted(made)
    assert "NextToken" not in third
    assert [each["Id"] for each in client.list_instances()["InstanceSummaryList"]] == found


@pytest.mark.parametrize(
    ("operation", "params"),
    [
        ("describe_instance", {}),
        ("delete_instance", {}),
        ("associate_analytics_data_set", {"DataSetId": "dataset-001"}),
        ("disassociate_analytics_data_set", {"DataSetId": "dataset-001"}),
        ("list_analytics_data_associations", {}),
    ],
)
def test_instance_that_is_none_is_not_found(
    client: Any, operation: str, params: dict[str, str]
) -> None:
    """Whatever asks for it."""
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        getattr(client, operation)(InstanceId="nonexistent-instance-id", **params)


def test_data_set_is_associated_once(client: Any, instance: str) -> None:
    """With the account itself or another, listed by name, and only once."""
    where = {"InstanceId": instance, "DataSetId": "dataset-001"}
    own = client.associate_analytics_data_set(**where)
    other = client.associate_analytics_data_set(**where, TargetAccountId="987654321098")
    with pytest.raises(client.exceptions.InvalidParameterException):
        client.associate_analytics_data_set(**where)
    found = client.list_analytics_data_associations(**where)["Results"]

    assert [each["TargetAccountId"] for each in (own, other)] == [
        own["ResourceShareArn"].split(":")[4],
        "987654321098",
    ]
    assert {each["ResourceShareStatus"] for each in found} == {"ACTIVE"}
    assert len(found) == 2


def test_data_set_is_let_go(client: Any, instance: str) -> None:
    """Once; then it is not found, and may be associated again."""
    where = {"InstanceId": instance, "DataSetId": "dataset-001"}
    client.associate_analytics_data_set(**where)
    client.disassociate_analytics_data_set(**where)
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.disassociate_analytics_data_set(**where)

    assert client.associate_analytics_data_set(**where)["DataSetId"] == "dataset-001"


def test_deleted_instance_has_nothing(client: Any, instance: str) -> None:
    """Its data sets can't be listed, and a list of instances has it no more."""
    client.associate_analytics_data_set(InstanceId=instance, DataSetId="dataset-001")
    client.delete_instance(InstanceId=instance)
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.list_analytics_data_associations(InstanceId=instance)

    assert client.list_instances()["InstanceSummaryList"] == []


_SECTION = {"Section": {"Title": "Section1", "RefId": "s1", "Items": []}}
#: What is created, how it is described, and the members of the id.
_MADE: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "agent_status": ({"Name": "a", "State": "ENABLED"}, "AgentStatusId", "AgentStatus", "Name"),
    "hours_of_operation": (
        {"Name": "a", "TimeZone": "America/New_York", "Config": [_OPEN]},
        "HoursOfOperationId",
        "HoursOfOperation",
        "Name",
    ),
    "prompt": ({"Name": "a", "S3Uri": "s3://my-bucket/prompt.wav"}, "PromptId", "Prompt", "Name"),
    "quick_connect": (
        {
            "Name": "a",
            "QuickConnectConfig": {
                "QuickConnectType": "PHONE_NUMBER",
                "PhoneConfig": {"PhoneNumber": "+15555551234"},
            },
        },
        "QuickConnectId",
        "QuickConnect",
        "Name",
    ),
    "security_profile": (
        {"SecurityProfileName": "a", "Description": "d"},
        "SecurityProfileId",
        "SecurityProfile",
        "SecurityProfileName",
    ),
    "rule": (
        {
            "Name": "a",
            "TriggerEventSource": {"EventSourceName": "OnPostCallAnalysisAvailable"},
            "Function": 'EQUALS("a", "b")',
            "Actions": [
                {
                    "ActionType": "GENERATE_EVENTBRIDGE_EVENT",
                    "EventBridgeAction": {"Name": "event"},
                }
            ],
            "PublishStatus": "DRAFT",
        },
        "RuleId",
        "Rule",
        "Name",
    ),
    "evaluation_form": (
        {"Title": "a", "Items": [_SECTION]},
        "EvaluationFormId",
        "EvaluationForm",
        "Title",
    ),
    "vocabulary": (
        {
            "VocabularyName": "a",
            "LanguageCode": "en-US",
            "Content": "Phrase\tIPA\tSoundsLike\tDisplayAs\ntest\t\t\ttest",
        },
        "VocabularyId",
        "Vocabulary",
        "Name",
    ),
}


@pytest.mark.parametrize("word", _MADE)
def test_resource_is_created_described_and_deleted(client: Any, instance: str, word: str) -> None:
    """Described under its name; deleted, where that is possible, it is not found."""
    params, key, member, name = _MADE[word]
    made = getattr(client, f"create_{word}")(InstanceId=instance, **params)
    where = {"InstanceId": instance, key: made[key]}
    found = getattr(client, f"describe_{word}")(**where)[member]
    if word != "agent_status":
        getattr(client, f"delete_{word}")(**where)
        with pytest.raises(client.exceptions.ResourceNotFoundException):
            getattr(client, f"describe_{word}")(**where)

    assert found[name] == "a"


def test_name_that_every_instance_has_is_taken(client: Any, instance: str) -> None:
    """A second status named Available is refused in a sentence."""
    sentence = "The name 'Available' is taken by another agent status."
    with pytest.raises(client.exceptions.DuplicateResourceException, match=sentence):
        client.create_agent_status(InstanceId=instance, Name="Available", State="ENABLED")


def test_view_is_kept_as_a_draft(client: Any, instance: str) -> None:
    """A draft with a template alone is created, changed, described and deleted."""
    content = {"Template": '{"Type":"object"}'}
    made = client.create_view(InstanceId=instance, Name="a", Status="SAVED", Content=content)
    where = {"InstanceId": instance, "ViewId": made["View"]["Id"]}
    client.update_view_content(**where, Status="SAVED", Content={"Template": '{"x":true}'})
    client.update_view_metadata(**where, Description="Updated")
    found = client.describe_view(**where)["View"]

    assert (found["Content"]["Template"], found["Description"]) == ('{"x":true}', "Updated")


def test_use_case_is_deleted(client: Any, instance: str) -> None:
    """A use case of an integration is listed until it is deleted."""
    made = client.create_integration_association(
        InstanceId=instance,
        IntegrationType="EVENT",
        IntegrationArn="arn:aws:events:us-east-1:123456789012:event-bus/default",
    )
    where = {
        "InstanceId": instance,
        "IntegrationAssociationId": made["IntegrationAssociationId"],
    }
    case = client.create_use_case(**where, UseCaseType="RULES_EVALUATION")
    before = client.list_use_cases(**where)["UseCaseSummaryList"]
    client.delete_use_case(**where, UseCaseId=case["UseCaseId"])

    assert [each["UseCaseId"] for each in before] == [case["UseCaseId"]]
    assert client.list_use_cases(**where)["UseCaseSummaryList"] == []


@pytest.mark.parametrize("channel", ["VOICE", "CHAT"])
def test_contact_lives(client: Any, instance: str, channel: str) -> None:
    """A contact is created, described, updated and stopped."""
    made = client.create_contact(InstanceId=instance, Channel=channel, InitiationMethod="INBOUND")
    where = {"InstanceId": instance, "ContactId": made["ContactId"]}
    client.update_contact(**where, Name="Updated", Description="A test")
    found = client.describe_contact(**where)["Contact"]
    client.stop_contact(**where)

    assert (found["Channel"], found["InitiationMethod"]) == (channel, "INBOUND")
    assert (found["Name"], found["Description"]) == ("Updated", "A test")
    assert "InitiationTimestamp" in found


def test_number_of_another_account_is_named_as_the_caller_named_it(
    still: Served, client: Any
) -> None:
    """Tags of another account's number are not found, and the answer says nothing of its owner."""
    instance = _create(client, InstanceAlias="owner-of-a-number")
    target = client.describe_instance(InstanceId=instance)["Instance"]["Arn"]
    number = client.claim_phone_number(TargetArn=target, PhoneNumber="+12065550142")
    stranger = _new_client(still)
    arn = number["PhoneNumberArn"]
    with pytest.raises(stranger.exceptions.ResourceNotFoundException) as refused:
        stranger.list_tags_for_resource(resourceArn=arn)

    assert refused.value.response["Error"]["Message"] == f"There is no {arn}"
