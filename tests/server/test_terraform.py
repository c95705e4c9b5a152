"""Terraform's provider, resource by resource: create, read, plan, update, plan, delete.

A plan compares the configuration with what a read answers, so each read must answer what was
given. Source of the calls and of what is compared: hashicorp/terraform-provider-aws,
internal/service/connect.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from botocore.exceptions import ClientError

from serving import REGION

if TYPE_CHECKING:
    from serving import Served

#: Calls an operation of the instance, with its parameters, and gives the answer.
_Ask: TypeAlias = Callable[..., dict[str, Any]]
_Read: TypeAlias = Callable[[_Ask, str], Mapping[str, Any]]

_FUNCTION = f"arn:aws:lambda:{REGION}:123456789012:function:look-up"
_STREAM = f"arn:aws:kinesis:{REGION}:123456789012:stream/contacts"


def _described(operation: str, member: str, key: str) -> _Read:
    """A read that is one describe."""
    return lambda ask, one: ask(operation, **{key: one})[member]


def _listed(operation: str, member: str, by: str = "", **params: Any) -> _Read:
    """A read that looks for one in a list, as the provider does where nothing describes it."""

    def read(ask: _Ask, one: str) -> Mapping[str, Any]:
        rows = ask(operation, **params)[member]
        return next(
            ({"it": each} for each in rows if (each[by] if by else each) == one), {"it": None}
        )

    return read


@dataclass(frozen=True, kw_only=True)
class _Resource:
    """One resource of the provider.

    Attributes:
        create: The operation that creates one, with what is configured.
        made: The member of its answer that names what was created; a given value if it has none.
        read: What a read gives.
        updates: The operations that change one, with the new configuration.
        delete: The operation that deletes one, and its parameters.
        wants: What a read must give after the create, where it is not what was configured.
    """

    create: tuple[str, Mapping[str, Any]]
    made: str
    read: _Read
    key: str = ""
    updates: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    delete: tuple[str, Mapping[str, Any]] | None = None
    wants: Mapping[str, Any] | None = None
    apart: frozenset[str] = field(default_factory=frozenset)


_BOT = {"Name": "Orders", "LexRegion": REGION}
_STORED = {"StorageType": "KINESIS_STREAM", "KinesisStreamConfig": {"StreamArn": _STREAM}}
_MOVED = {
    "StorageType": "KINESIS_STREAM",
    "KinesisStreamConfig": {"StreamArn": f"{_STREAM}-2"},
}
_STORAGE = {"ResourceType": "CONTACT_TRACE_RECORDS"}

_RESOURCES: Mapping[str, _Resource] = {
    "aws_connect_lambda_function_association": _Resource(
        create=("associate_lambda_function", {"FunctionArn": _FUNCTION}),
        made=_FUNCTION,
        key="FunctionArn",
        read=_listed("list_lambda_functions", "LambdaFunctions"),
        delete=("disassociate_lambda_function", {}),
        wants={"it": _FUNCTION},
    ),
    "aws_connect_bot_association": _Resource(
        create=("associate_bot", {"LexBot": _BOT}),
        made="Orders",
        read=lambda ask, one: {
            "it": next(
                (
                    each["LexBot"]
                    for each in ask("list_bots", LexVersion="V1")["LexBots"]
                    if each["LexBot"]["Name"] == one
                ),
                None,
            )
        },
        delete=("disassociate_bot", {"LexBot": _BOT}),
        wants={"it": _BOT},
    ),
    "aws_connect_instance_storage_config": _Resource(
        create=("associate_instance_storage_config", {**_STORAGE, "StorageConfig": _STORED}),
        made="AssociationId",
        key="AssociationId",
        read=lambda ask, one: ask(
            "describe_instance_storage_config", AssociationId=one, **_STORAGE
        ),
        updates=(("update_instance_storage_config", {**_STORAGE, "StorageConfig": _MOVED}),),
        delete=("disassociate_instance_storage_config", _STORAGE),
        apart=frozenset({"ResourceType"}),
    ),
    "aws_connect_approved_origin": _Resource(
        create=("associate_approved_origin", {"Origin": "https://shop.example.com"}),
        made="https://shop.example.com",
        key="Origin",
        read=_listed("list_approved_origins", "Origins"),
        delete=("disassociate_approved_origin", {}),
        wants={"it": "https://shop.example.com"},
    ),
    "aws_connect_prompt": _Resource(
        create=(
            "create_prompt",
            {"Name": "tf", "Description": "d", "S3Uri": "s3://b/k", "Tags": {"a": "b"}},
        ),
        made="PromptId",
        key="PromptId",
        read=_described("describe_prompt", "Prompt", "PromptId"),
        updates=(("update_prompt", {"Description": "new"}), ("update_prompt", {"Name": "tf 2"})),
        delete=("delete_prompt", {}),
        apart=frozenset({"S3Uri"}),
    ),
    "aws_connect_security_profile": _Resource(
        create=(
            "create_security_profile",
            {"SecurityProfileName": "tf", "Description": "d", "Permissions": ["Queues.View"]},
        ),
        made="SecurityProfileArn",
        key="SecurityProfileId",
        read=lambda ask, one: {
            **ask("describe_security_profile", SecurityProfileId=one)["SecurityProfile"],
            **ask("list_security_profile_permissions", SecurityProfileId=one),
        },
        updates=(
            (
                "update_security_profile",
                {"Description": "new", "Permissions": ["Queues.Edit", "Queues.View"]},
            ),
        ),
        delete=("delete_security_profile", {}),
    ),
    "aws_connect_user_hierarchy_structure": _Resource(
        create=(
            "update_user_hierarchy_structure",
            {"HierarchyStructure": {"LevelOne": {"Name": "Region"}, "LevelTwo": {"Name": "Site"}}},
        ),
        made="structure",
        read=lambda ask, _one: {
            "HierarchyStructure": {
                level: {"Name": found["Name"]}
                for level, found in ask("describe_user_hierarchy_structure")[
                    "HierarchyStructure"
                ].items()
            }
        },
        updates=(
            (
                "update_user_hierarchy_structure",
                {"HierarchyStructure": {"LevelOne": {"Name": "Country"}}},
            ),
        ),
    ),
    "aws_connect_vocabulary": _Resource(
        create=(
            "create_vocabulary",
            {"VocabularyName": "tf", "LanguageCode": "en-US", "Content": "Phrase\tIPA\n"},
        ),
        made="VocabularyArn",
        key="VocabularyId",
        read=_described("describe_vocabulary", "Vocabulary", "VocabularyId"),
        delete=("delete_vocabulary", {}),
        wants={"Name": "tf", "LanguageCode": "en-US", "Content": "Phrase\tIPA\n"},
    ),
}


@pytest.fixture(scope="module")
def ask(start: Callable[..., Served]) -> _Ask:
    """Operations of an instance that is named by its ARN."""
    served = start(alias="from-terraform")
    client = served.client()

    def call(operation: str, **params: Any) -> dict[str, Any]:
        found = getattr(client, operation)(InstanceId=served.arn, **params)
        return {name: each for name, each in found.items() if name != "ResponseMetadata"}

    return call


def _difference(wanted: Mapping[str, Any], state: Mapping[str, Any]) -> dict[str, Any]:
    """What a plan shows: the members that a read gives otherwise than they are configured."""
    flat = {**state, **state.get("StorageConfig", {})}
    return {
        name: (flat.get(name), value)
        for name, value in wanted.items()
        if not _same(flat.get(name), value)
    }


def _same(found: Any, wanted: Any) -> bool:
    """Equal, the members beside those configured left out of a structure."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(_same(found.get(name), each) for name, each in wanted.items())
    return bool(found == wanted)


@pytest.mark.parametrize("name", _RESOURCES)
def test_plan_after_apply_has_no_difference(ask: _Ask, name: str) -> None:
    """After the create, and after every update, two reads give what is configured."""
    resource = _RESOURCES[name]
    operation, config = resource.create
    answer = ask(operation, **config)
    one = str(answer.get(resource.made, resource.made))
    wanted = dict(resource.wants or {k: v for k, v in config.items() if k not in resource.apart})
    plans = [_difference(wanted, resource.read(ask, one)) for _ in range(2)]
    for update, change in resource.updates:
        ask(update, **({resource.key: one} if resource.key else {}), **change)
        wanted |= {k: v for k, v in change.items() if k not in resource.apart}
        plans.append(_difference(wanted, resource.read(ask, one)))
    if resource.delete is not None:
        delete, more = resource.delete
        ask(delete, **({resource.key: one} if resource.key else {}), **more)

    assert plans == [{}] * len(plans)


@pytest.mark.parametrize("name", [name for name, each in _RESOURCES.items() if each.delete])
def test_destroyed_is_gone(ask: _Ask, name: str) -> None:
    """After the delete, a read finds nothing, so that the state forgets it."""
    resource = _RESOURCES[name]
    answer = ask(resource.create[0], **resource.create[1])
    one = str(answer.get(resource.made, resource.made))
    delete, more = resource.delete or ("", {})
    ask(delete, **({resource.key: one} if resource.key else {}), **more)
    try:
        found = resource.read(ask, one)
    except ClientError as error:
        found = {"it": None if "ResourceNotFoundException" in str(error) else error}

    assert found == {"it": None}


#: The provider's name of an attribute, in the order in which it updates them.
_ATTRIBUTES = ("CONTACT_LENS", "CONTACTFLOW_LOGS", "EARLY_MEDIA", "MULTI_PARTY_CONFERENCE")


def test_instance_is_planned_without_a_difference(start: Callable[..., Served]) -> None:
    """Attributes that are set to true, and those that the provider leaves alone, read back."""
    client = start().client()
    made = client.create_instance(
        IdentityManagementType="CONNECT_MANAGED",
        InboundCallsEnabled=True,
        OutboundCallsEnabled=False,
        InstanceAlias=f"tf-{uuid.uuid4().hex[:8]}",
        Tags={"team": "blue"},
    )
    where = {"InstanceId": made["Arn"]}
    for name in _ATTRIBUTES:
        client.update_instance_attribute(**where, AttributeType=name, Value="true")
    found = client.describe_instance(**where)["Instance"]
    read = {
        name: client.describe_instance_attribute(**where, AttributeType=name)["Attribute"]["Value"]
        for name in _ATTRIBUTES
    }
    client.delete_instance(**where)

    assert (found["InboundCallsEnabled"], found["OutboundCallsEnabled"]) == (True, False)
    assert (found["InstanceStatus"], found["Tags"]) == ("ACTIVE", {"team": "blue"})
    assert set(read.values()) == {"true"}


def test_phone_number_is_planned_without_a_difference(start: Callable[..., Served]) -> None:
    """Search, claim, wait, read, associate with a flow, and release, as the provider does."""
    served = start(alias="numbers-from-terraform")
    client = served.client()
    available = client.search_available_phone_numbers(
        TargetArn=served.arn, PhoneNumberCountryCode="US", PhoneNumberType="DID", MaxResults=1
    )["AvailableNumbersList"][0]
    made = client.claim_phone_number(
        TargetArn=served.arn,
        PhoneNumber=available["PhoneNumber"],
        PhoneNumberDescription="tf",
        Tags={"a": "b"},
        ClientToken=str(uuid.uuid4()),
    )
    key = {"PhoneNumberId": made["PhoneNumberId"]}
    first, second = (
        client.describe_phone_number(**key)["ClaimedPhoneNumberSummary"] for _ in range(2)
    )
    flow = client.list_contact_flows(InstanceId=served.arn)["ContactFlowSummaryList"][0]
    client.associate_phone_number_contact_flow(
        **key, InstanceId=served.arn, ContactFlowId=flow["Arn"]
    )
    association = {"ResourceId": made["PhoneNumberArn"], "ResourceType": "VOICE_PHONE_NUMBER"}
    linked = client.batch_get_flow_association(
        InstanceId=served.arn,
        ResourceIds=[association["ResourceId"]],
        ResourceType=association["ResourceType"],
    )["FlowAssociationSummaryList"]
    client.disassociate_phone_number_contact_flow(**key, InstanceId=served.arn)
    client.release_phone_number(**key, ClientToken=str(uuid.uuid4()))

    assert first == second
    assert {
        name: first[name]
        for name in (
            "PhoneNumber",
            "PhoneNumberCountryCode",
            "PhoneNumberType",
            "PhoneNumberDescription",
            "TargetArn",
            "Tags",
        )
    } == {
        "PhoneNumber": available["PhoneNumber"],
        "PhoneNumberCountryCode": "US",
        "PhoneNumberType": "DID",
        "PhoneNumberDescription": "tf",
        "TargetArn": served.arn,
        "Tags": {"a": "b"},
    }
    assert first["PhoneNumberStatus"]["Status"] == "CLAIMED"
    assert [each["FlowId"] for each in linked] == [flow["Arn"]]
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        client.describe_phone_number(**key)


def test_flow_content_is_read_back_as_it_was_written(start: Callable[..., Served]) -> None:
    """Terraform compares the content as JSON, so that nothing may be added to it."""
    served = start()
    client = served.client()
    text = json.dumps(
        {
            "Version": "2019-10-30",
            "StartAction": "end",
            "Metadata": {"entryPointPosition": {"x": 20.5, "y": 1e2}, "ActionMetadata": {}},
            "Actions": [
                {
                    "Identifier": "end",
                    "Type": "DisconnectParticipant",
                    "Parameters": {},
                    "Transitions": {},
                }
            ],
        },
        indent=3,
    )
    made = client.create_contact_flow(
        InstanceId=served.arn, Name="tf", Type="CONTACT_FLOW", Content=text
    )
    found = client.describe_contact_flow(
        InstanceId=served.arn, ContactFlowId=made["ContactFlowArn"]
    )

    assert found["ContactFlow"]["Content"] == text
