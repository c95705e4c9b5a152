"""Traffic distribution groups with boto3."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from serving import Served

REGIONS = ("eu-central-1", "eu-west-2")


@pytest.fixture
def group(served: Served, connect: Any) -> dict[str, Any]:
    """A new group: its id and ARN."""
    made: dict[str, Any] = connect.create_traffic_distribution_group(
        Name=uuid.uuid4().hex, InstanceId=served.instance, Tags={"team": "voice"}
    )
    return made


def shares(*parts: int) -> dict[str, Any]:
    """A distribution of calls over Regions in per cent."""
    rows = [{"Region": r, "Percentage": p} for r, p in zip(REGIONS, parts, strict=True)]
    return {"Distributions": rows}


def test_group_is_described(served: Served, connect: Any, group: dict[str, Any]) -> None:
    """A group says which instance it is of, that it is active, and its tags."""
    found = connect.describe_traffic_distribution_group(TrafficDistributionGroupId=group["Arn"])

    shown = found["TrafficDistributionGroup"]
    assert shown["InstanceArn"] == served.arn
    assert (shown["Status"], shown["Tags"]) == ("ACTIVE", {"team": "voice"})


def test_group_is_listed(served: Served, connect: Any, group: dict[str, Any]) -> None:
    """An instance's groups are listed."""
    pages = connect.get_paginator("list_traffic_distribution_groups").paginate(
        InstanceId=served.instance
    )

    listed = [row["Id"] for page in pages for row in page["TrafficDistributionGroupSummaryList"]]
    assert group["Id"] in listed


def test_distribution_is_changed(connect: Any, group: dict[str, Any]) -> None:
    """Calls go where the last update said; agents stay as they were."""
    connect.update_traffic_distribution(Id=group["Id"], TelephonyConfig=shares(30, 70))

    found = connect.get_traffic_distribution(Id=group["Id"])

    assert found["TelephonyConfig"] == shares(30, 70)
    assert found["AgentConfig"]["Distributions"][0]["Percentage"] == 100


def test_distribution_must_be_whole(connect: Any, group: dict[str, Any]) -> None:
    """Percentages that don't sum to 100 are refused."""
    with pytest.raises(ClientError) as caught:
        connect.update_traffic_distribution(Id=group["Id"], TelephonyConfig=shares(30, 60))

    assert caught.value.response["Error"]["Code"] == "InvalidRequestException"


def test_deleted_group_is_gone(connect: Any, group: dict[str, Any]) -> None:
    """A deleted group is not found."""
    connect.delete_traffic_distribution_group(TrafficDistributionGroupId=group["Id"])

    with pytest.raises(ClientError) as caught:
        connect.describe_traffic_distribution_group(TrafficDistributionGroupId=group["Id"])

    assert caught.value.response["Error"]["Code"] == "ResourceNotFoundException"


def test_number_is_claimed_for_a_group(served: Served, connect: Any, group: dict[str, Any]) -> None:
    """A number of a group is listed for the group alone, keeps it in use, and can be moved."""
    number = f"+1206{uuid.uuid4().int % 10**7:07}"
    made = connect.claim_phone_number(TargetArn=group["Arn"], PhoneNumber=number)
    found = connect.describe_phone_number(PhoneNumberId=made["PhoneNumberId"])
    listed = {
        target: [
            each["PhoneNumberId"]
            for each in connect.list_phone_numbers_v2(TargetArn=target)[
                "ListPhoneNumbersSummaryList"
            ]
        ]
        for target in (group["Arn"], served.arn)
    }
    with pytest.raises(ClientError, match="ResourceInUseException"):
        connect.delete_traffic_distribution_group(TrafficDistributionGroupId=group["Id"])
    connect.update_phone_number(PhoneNumberId=made["PhoneNumberId"], TargetArn=served.arn)
    moved = connect.describe_phone_number(PhoneNumberId=made["PhoneNumberId"])
    connect.delete_traffic_distribution_group(TrafficDistributionGroupId=group["Id"])

    assert found["ClaimedPhoneNumberSummary"]["TargetArn"] == group["Arn"]
    assert listed[group["Arn"]] == [made["PhoneNumberId"]]
    assert made["PhoneNumberId"] not in listed[served.arn]
    assert moved["ClaimedPhoneNumberSummary"]["TargetArn"] == served.arn
