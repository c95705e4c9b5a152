"""Authentication profiles: the default one of an instance is listed, described and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from serving import Served


@pytest.fixture
def profile(connect: Any, served: Served) -> dict[str, str]:
    """The members that name the instance's profile; its member is too short for an ARN."""
    found = connect.list_authentication_profiles(InstanceId=served.instance)
    only = found["AuthenticationProfileSummaryList"][0]
    return {"InstanceId": served.instance, "AuthenticationProfileId": only["Id"]}


def test_profile_is_changed(connect: Any, profile: dict[str, str]) -> None:
    """An update sets what it gives, twice over, and leaves the rest and the id."""
    before = connect.describe_authentication_profile(**profile)["AuthenticationProfile"]
    connect.update_authentication_profile(**profile, Name="strict", AllowedIps=["10.0.0.0/8"])
    connect.update_authentication_profile(**profile, PeriodicSessionDuration=20)
    after = connect.describe_authentication_profile(**profile)["AuthenticationProfile"]
    listed = connect.list_authentication_profiles(InstanceId=profile["InstanceId"])

    changed = {name for name in after if after[name] != before.get(name)} - {"LastModifiedTime"}
    assert changed == {"Name", "AllowedIps", "PeriodicSessionDuration"}
    assert (after["Name"], after["AllowedIps"]) == ("strict", ["10.0.0.0/8"])
    assert [each["Id"] for each in listed["AuthenticationProfileSummaryList"]] == [after["Id"]]


@pytest.mark.parametrize(
    ("members", "error"),
    [
        ({"AuthenticationProfileId": "another"}, "ResourceNotFoundException"),
        ({"AllowedIps": ["10.0.0.0/99"]}, "InvalidParameterException"),
        ({"PeriodicSessionDuration": 61}, "InvalidParameterException"),
    ],
)
def test_wrong_update_is_refused(
    connect: Any, profile: dict[str, str], members: dict[str, Any], error: str
) -> None:
    """An unknown profile, a range that is none, and a duration out of range are refused."""
    with pytest.raises(ClientError, match=error):
        connect.update_authentication_profile(**{**profile, **members})
