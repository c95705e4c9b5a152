"""Accounts and Regions: whose instances a key reaches, and where new ones are."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from flowport.store import access, people, resources
from flowport.store.instances import get
from flowport.store.seed import new_instance
from serving import ACCOUNT, REGION

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served

_NEW = {
    "IdentityManagementType": "CONNECT_MANAGED",
    "InboundCallsEnabled": True,
    "OutboundCallsEnabled": True,
}


def _unsigned(served: Served, *, region: str, key: str = "test") -> Any:
    return boto3.client(
        "connect",
        endpoint_url=served.url,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key=key,
        config=Config(retries={"max_attempts": 0}),
    )


@pytest.fixture(scope="module")
def still(start: Callable[..., Served]) -> Served:
    """A server that does not verify signatures."""
    return start(signed=False, account="111122223333")


@pytest.mark.parametrize(
    ("region", "partition"),
    [("us-west-2", "aws"), ("us-gov-west-1", "aws-us-gov"), ("cn-north-1", "aws-cn")],
)
def test_instance_is_created_where_the_request_was_signed_for(
    still: Served, region: str, partition: str
) -> None:
    """The Region is the credential scope's, in every ARN of its partition."""
    client = _unsigned(still, region=region)
    made = client.create_instance(**_NEW, InstanceAlias=f"in-{region}")
    queue = client.list_queues(InstanceId=made["Id"])["QueueSummaryList"][0]
    found = client.describe_instance(InstanceId=made["Arn"])["Instance"]

    home = f"arn:{partition}:connect:{region}:111122223333:instance/{made['Id']}"
    assert made["Arn"] == home
    assert queue["Arn"] == f"{home}/queue/{queue['Id']}"
    assert found["ServiceRole"].startswith(f"arn:{partition}:iam::111122223333:role/")


def test_every_arn_of_an_instance_is_of_its_partition(still: Served) -> None:
    """Nothing that a new instance has bears the ARN of another partition."""
    client = _unsigned(still, region="us-gov-east-1")
    made = client.create_instance(**_NEW, InstanceAlias="partitioned")
    with still.store.reading() as connection:
        rows = [
            each
            for kind in resources.counts(connection, made["Id"])
            for each in resources.page(connection, made["Id"], kind, parent=None)
        ]
    flows = client.list_contact_flows(InstanceId=made["Id"])["ContactFlowSummaryList"]
    texts = [
        client.describe_contact_flow(InstanceId=made["Id"], ContactFlowId=each["Id"])["ContactFlow"]
        for each in flows
    ]

    said = repr((rows, flows, texts))
    assert "arn:aws-us-gov:connect:us-gov-east-1:" in said
    assert "arn:aws:connect" not in said


def test_account_is_an_access_key_of_twelve_digits(still: Served) -> None:
    """A key id of twelve digits is an account, which sees its own instances alone."""
    made = _unsigned(still, region=REGION, key="999988887777").create_instance(**_NEW)
    others = _unsigned(still, region=REGION).list_instances()["InstanceSummaryList"]

    assert ":999988887777:" in made["Arn"]
    assert made["Id"] not in {each["Id"] for each in others}


@pytest.mark.parametrize("signed", [True, False])
def test_wrong_region_finds_nothing(
    start: Callable[..., Served], caplog: pytest.LogCaptureFixture, *, signed: bool
) -> None:
    """An instance of another Region is not found; the server's log names the right Region."""
    served = start(signed=signed, account=ACCOUNT)
    client = served.client(region="us-east-1")
    with (
        caplog.at_level(logging.WARNING, "flowport.server"),
        pytest.raises(ClientError, match="ResourceNotFoundException"),
    ):
        client.describe_instance(InstanceId=served.instance)

    assert f"AWS_DEFAULT_REGION={REGION}" in caplog.text
    caplog.clear()
    with caplog.at_level(logging.WARNING, "flowport.server"):
        listed = client.list_instances()["InstanceSummaryList"]
    assert listed == []
    assert f"AWS_DEFAULT_REGION to {REGION}" in caplog.text


def test_caller_of_no_account_reaches_what_it_names(
    start: Callable[..., Served], caplog: pytest.LogCaptureFixture
) -> None:
    """Where nothing says an account, an id is enough; lists and the log keep to the Region."""
    served = start(signed=False)
    client = _unsigned(served, region="us-east-1")
    with caplog.at_level(logging.WARNING, "flowport.server"):
        found = client.describe_instance(InstanceId=served.instance)["Instance"]
    listed = client.list_instances()["InstanceSummaryList"]

    assert f":{REGION}:" in found["Arn"]
    assert f"AWS_DEFAULT_REGION={REGION}" in caplog.text
    assert listed == []


def _key(served: Served, name: str, *, whole_account: bool) -> access.Key:
    with served.store.writing() as connection:
        home = get(connection, served.instance)
        user = resources.find(connection, home.id, "user", name)
        if user is None:
            user = people.add(connection, home, name, profiles=["CallCenterManager"])
        return people.new_key(connection, home, user, whole_account=whole_account)


@pytest.fixture(scope="module")
def second(served: Served) -> str:
    """Another instance of the same account and Region."""
    with served.store.writing() as connection:
        made, _admin = new_instance(connection, account=ACCOUNT, region=REGION)
    return made.id


def test_key_of_an_account_reaches_its_instances(served: Served, second: str) -> None:
    """One credential reads a source and writes a target."""
    client = served.client(_key(served, "admin", whole_account=True))
    made = client.create_hours_of_operation(
        InstanceId=second, Name="by account", TimeZone="UTC", Config=[], Tags={}
    )

    listed = {each["Id"] for each in client.list_instances()["InstanceSummaryList"]}
    assert {served.instance, second} <= listed
    assert made["HoursOfOperationId"]


def test_key_of_an_account_does_what_its_user_may(served: Served, second: str) -> None:
    """A key of an account allows no more than the user's security profiles."""
    client = served.client(_key(served, "manager", whole_account=True))
    client.list_queues(InstanceId=second)

    with pytest.raises(ClientError, match="AccessDeniedException"):
        client.delete_instance(InstanceId=second)


def test_key_of_an_instance_reaches_no_other(served: Served, second: str) -> None:
    """A plain key of a user is for the user's instance alone."""
    client = served.client(_key(served, "admin", whole_account=False))

    with pytest.raises(ClientError, match="AccessDeniedException"):
        client.list_queues(InstanceId=second)


def test_who_creates_an_instance_uses_it(start: Callable[..., Served]) -> None:
    """The key that created an instance lists, describes, fills and deletes it."""
    served = start()
    client = served.client()
    made = client.create_instance(**_NEW, InstanceAlias="made-by-a-user")
    listed = {each["Id"] for each in client.list_instances()["InstanceSummaryList"]}
    client.list_queues(InstanceId=made["Id"])
    client.delete_instance(InstanceId=made["Id"])

    assert listed == {served.instance, made["Id"]}


def test_key_of_another_account_finds_nothing(served: Served) -> None:
    """A key of one account does not reach the instances of another."""
    with served.store.writing() as connection:
        key = access.add_key(connection, "555566667777")

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        served.client(key).describe_instance(InstanceId=served.instance)


def test_secret_of_a_key_of_an_account_is_needed(served: Served) -> None:
    """An account's key with a wrong secret is refused."""
    key = replace(_key(served, "admin", whole_account=True), secret="x" * 40)

    with pytest.raises(ClientError, match="InvalidSignatureException"):
        served.client(key).list_instances()
