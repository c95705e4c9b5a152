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
