"""Email addresses: created, changed, searched, aliased and deleted."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from serving import Served


@pytest.fixture
def addresses(connect: Any, served: Served) -> list[dict[str, Any]]:
    """Two new addresses."""
    return [
        connect.create_email_address(
            InstanceId=served.instance,
            EmailAddress=f"{uuid.uuid4().hex}@example.com",
            DisplayName="Support",
            Tags={},
        )
        for _ in range(2)
    ]


def test_address_is_described_as_created(
    connect: Any, served: Served, addresses: list[dict[str, Any]]
) -> None:
    """A new address has what it was created with, described by id or ARN, and what changed."""
    where = {"InstanceId": served.instance, "EmailAddressId": addresses[0]["EmailAddressArn"]}
    connect.update_email_address_metadata(**where, Description="new")
    found = connect.describe_email_address(**where)

    assert found["EmailAddressId"] == addresses[0]["EmailAddressId"]
    assert (found["DisplayName"], found["Description"], found["Tags"]) == ("Support", "new", {})
    assert found["CreateTimestamp"] <= found["ModifiedTimestamp"]


def test_address_is_unique(connect: Any, served: Served, addresses: list[dict[str, Any]]) -> None:
    """An address exists once."""
    where = {"InstanceId": served.instance}
    one = connect.describe_email_address(**where, EmailAddressId=addresses[0]["EmailAddressId"])

    with pytest.raises(ClientError, match="DuplicateResourceException"):
        connect.create_email_address(**where, EmailAddress=one["EmailAddress"])


def test_address_is_found(connect: Any, served: Served, addresses: list[dict[str, Any]]) -> None:
    """A search gives the addresses, with their ids."""
    found = connect.search_email_addresses(InstanceId=served.instance)

    ids = {each["EmailAddressId"] for each in found["EmailAddresses"]}
    assert {each["EmailAddressId"] for each in addresses} <= ids


def test_alias_holds_its_address(
    connect: Any, served: Served, addresses: list[dict[str, Any]]
) -> None:
    """An alias is described, given by its ARN, can't be deleted, and can be let go."""
    first, second = addresses
    where = {"InstanceId": served.instance, "EmailAddressId": first["EmailAddressId"]}
    alias = {"EmailAddressId": second["EmailAddressArn"]}
    connect.associate_email_address_alias(**where, AliasConfiguration=alias)
    found = connect.describe_email_address(**where)["AliasConfigurations"]
    gone = {"InstanceId": served.instance, "EmailAddressId": second["EmailAddressId"]}
    with pytest.raises(ClientError, match="ResourceConflictException"):
        connect.delete_email_address(**gone)
    connect.disassociate_email_address_alias(**where, AliasConfiguration=alias)
    connect.delete_email_address(**gone)

    assert found == [{"EmailAddressId": second["EmailAddressId"]}]
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        connect.describe_email_address(**gone)


def test_queue_sends_from_addresses(
    connect: Any, served: Served, addresses: list[dict[str, Any]]
) -> None:
    """Addresses of a queue are listed with the default one, keep in use, and can be taken out."""
    where = {"InstanceId": served.instance}
    hours = connect.list_hours_of_operations(**where)["HoursOfOperationSummaryList"][0]["Id"]
    queue = connect.create_queue(**where, Name=uuid.uuid4().hex, HoursOfOperationId=hours)
    where["QueueId"] = queue["QueueArn"]
    first, default = (each["EmailAddressId"] for each in addresses)
    config = [{"EmailAddressId": addresses[0]["EmailAddressArn"]}]
    connect.associate_queue_email_addresses(**where, EmailAddressesConfig=config)
    connect.update_queue_outbound_email_config(
        **where, OutboundEmailConfig={"OutboundEmailAddressId": default}
    )
    found = connect.list_queue_email_addresses(**where)["EmailAddressMetadataList"]
    with pytest.raises(ClientError, match="ResourceConflictException"):
        connect.delete_email_address(InstanceId=served.instance, EmailAddressId=first)
    connect.disassociate_queue_email_addresses(**where, EmailAddressesId=[first])
    left = connect.list_queue_email_addresses(**where)["EmailAddressMetadataList"]

    assert [(each["Id"], each["IsDefaultOutboundEmail"]) for each in found] == [
        (first, False),
        (default, True),
    ]
    assert [each["Id"] for each in left] == [default]


def test_queue_has_at_most_fifty_addresses(connect: Any, served: Served) -> None:
    """Beside the default one, a queue has at most 49 addresses; unknown ones are not found."""
    where = {"InstanceId": served.instance}
    hours = connect.list_hours_of_operations(**where)["HoursOfOperationSummaryList"][0]["Id"]
    queue = connect.create_queue(**where, Name=uuid.uuid4().hex, HoursOfOperationId=hours)
    where["QueueId"] = queue["QueueId"]
    ids = [
        connect.create_email_address(
            InstanceId=served.instance, EmailAddress=f"{uuid.uuid4().hex}@example.com"
        )["EmailAddressId"]
        for _ in range(51)
    ]
    config = [{"EmailAddressId": each} for each in ids]
    connect.associate_queue_email_addresses(**where, EmailAddressesConfig=config[:50])
    with pytest.raises(ClientError, match="LimitExceededException"):
        connect.associate_queue_email_addresses(**where, EmailAddressesConfig=config[50:])
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        connect.associate_queue_email_addresses(
            **where, EmailAddressesConfig=[{"EmailAddressId": str(uuid.uuid4())}]
        )
