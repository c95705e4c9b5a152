"""Data sets of the data lake are associated once, listed, and let go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from serving import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served


@pytest.fixture
def where(connect: Any, served: Served) -> dict[str, str]:
    """The instance, without associations."""
    instance = {"InstanceId": served.instance}
    for each in connect.list_analytics_data_associations(**instance)["Results"]:
        connect.disassociate_analytics_data_set(
            **instance, DataSetId=each["DataSetId"], TargetAccountId=each["TargetAccountId"]
        )
    return instance


def test_association_names_a_share(connect: Any, where: dict[str, str]) -> None:
    """An association has the account, and the id and ARN of a share of the instance's account."""
    found = connect.associate_analytics_data_set(**where, DataSetId="contact_record")

    assert found["TargetAccountId"] == ACCOUNT
    assert found["ResourceShareArn"].endswith(
        f":{ACCOUNT}:resource-share/" + found["ResourceShareId"]
    )


def test_second_association_is_refused(connect: Any, where: dict[str, str]) -> None:
    """A data set is associated with an account once."""
    connect.associate_analytics_data_set(**where, DataSetId="users")
    connect.associate_analytics_data_set(**where, DataSetId="users", TargetAccountId="999988887777")

    with pytest.raises(ClientError, match="InvalidParameterException"):
        connect.associate_analytics_data_set(**where, DataSetId="users")


def test_list_has_pages_and_a_filter(connect: Any, where: dict[str, str]) -> None:
    """Pages give every association once, in one order; a filter gives one data set."""
    for name in ("c", "a", "b"):
        connect.associate_analytics_data_set(**where, DataSetId=name)
    first = connect.list_analytics_data_associations(**where, MaxResults=2)
    second = connect.list_analytics_data_associations(
        **where, MaxResults=2, NextToken=first["NextToken"]
    )
    filtered = connect.list_analytics_data_associations(**where, DataSetId="b")["Results"]

    assert [each["DataSetId"] for each in first["Results"] + second["Results"]] == ["a", "b", "c"]
    assert "NextToken" not in second
    assert [each["ResourceShareStatus"] for each in filtered] == ["ACTIVE"]


def test_batch_does_what_it_can(connect: Any, where: dict[str, str]) -> None:
    """A batch lists what failed, and does the rest."""
    connect.associate_analytics_data_set(**where, DataSetId="x")
    made = connect.batch_associate_analytics_data_set(**where, DataSetIds=["x", "y"])
    gone = connect.batch_disassociate_analytics_data_set(**where, DataSetIds=["y", "z"])

    assert [each["DataSetId"] for each in made["Created"]] == ["y"]
    assert [each["ErrorCode"] for each in made["Errors"]] == ["InvalidParameterException"]
    assert gone["Deleted"] == ["y"]
    assert [each["ErrorCode"] for each in gone["Errors"]] == ["ResourceNotFoundException"]


def test_associations_go_with_their_instance(start: Callable[..., Served]) -> None:
    """A deleted instance has no associations."""
    served = start()
    client = served.client()
    client.associate_analytics_data_set(InstanceId=served.instance, DataSetId="x")
    client.delete_instance(InstanceId=served.instance)

    with pytest.raises(ClientError):
        client.list_analytics_data_associations(InstanceId=served.instance)


def test_imported_number_keeps_its_source(connect: Any, served: Served) -> None:
    """A number that is imported is described with the ARN that it came from, and only once."""
    arn = f"arn:aws:sms-voice:eu-central-1:{ACCOUNT}:phone-number/phone-1234"
    made = connect.import_phone_number(
        InstanceId=served.instance, SourcePhoneNumberArn=arn, Tags={"team": "blue"}
    )
    found = connect.describe_phone_number(PhoneNumberId=made["PhoneNumberId"])

    summary = found["ClaimedPhoneNumberSummary"]
    assert (summary["SourcePhoneNumberArn"], summary["Tags"]) == (arn, {"team": "blue"})
    with pytest.raises(ClientError, match="InvalidParameterException"):
        connect.import_phone_number(InstanceId=served.instance, SourcePhoneNumberArn=arn)


@pytest.mark.parametrize(
    "arn",
    [
        "phone-1234",
        f"arn:aws:sms-voice:us-east-1:{ACCOUNT}:phone-number/phone-1",
        f"arn:aws:connect:eu-central-1:{ACCOUNT}:phone-number/phone-1",
    ],
)
def test_number_that_cannot_be_imported_is_refused(connect: Any, served: Served, arn: str) -> None:
    """The source must be a number of End User Messaging in the instance's Region."""
    with pytest.raises(ClientError, match="InvalidParameterException"):
        connect.import_phone_number(InstanceId=served.instance, SourcePhoneNumberArn=arn)


def test_data_sets_are_listed(connect: Any, where: dict[str, str]) -> None:
    """Every data set that can be associated is listed once, page by page."""
    first = connect.list_analytics_data_lake_data_sets(**where, MaxResults=20)
    rest = connect.list_analytics_data_lake_data_sets(**where, NextToken=first["NextToken"])
    found = [each["DataSetId"] for page in (first, rest) for each in page["Results"]]

    assert "contact_record" in found
    assert len(found) == len(set(found)) > 20
