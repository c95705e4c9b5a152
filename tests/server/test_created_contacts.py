"""Contacts that other systems create, trees of contacts, and registrations of devices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from copied import Place
from serving import content

if TYPE_CHECKING:
    from serving import Served


@pytest.fixture(scope="module")
def place(connect: Any, served: Served) -> Place:
    """An instance."""
    return Place(connect, served.instance)


@pytest.mark.parametrize(
    ("channel", "method", "subtype"),
    [
        ("VOICE", "TRANSFER", "connect:ExternalAudio"),
        ("TASK", "API", "connect:ExternalTask"),
        ("VOICE", "INBOUND", None),
    ],
)
def test_created_contact_is_described(
    place: Place, channel: str, method: str, subtype: str | None
) -> None:
    """It has its channel, how it began, its attributes, and what marks it as of another system."""
    made = place.call(
        "CreateContact", Channel=channel, InitiationMethod=method, Attributes={"language": "en"}
    )
    found = place.call("DescribeContact", ContactId=made["ContactId"])["Contact"]
    attributes = place.call("GetContactAttributes", InitialContactId=made["ContactId"])
    marked = found.get("SegmentAttributes", {}).get("connect:Subtype", {}).get("ValueString")

    assert (found["Channel"], found["InitiationMethod"], marked) == (channel, method, subtype)
    assert found["Arn"] == made["ContactArn"]
    assert attributes["Attributes"] == {"language": "en"}


def test_created_contact_is_changed_and_stopped(place: Place) -> None:
    """It has what an update gives it, until it is stopped."""
    made = place.call("CreateContact", Channel="VOICE", InitiationMethod="TRANSFER")
    where = {"ContactId": made["ContactId"]}
    place.call("UpdateContact", **where, Name="renamed")
    place.call("StopContact", **where)
    found = place.call("DescribeContact", **where)["Contact"]

    assert (found["Name"], "DisconnectTimestamp" in found) == ("renamed", True)


def test_completed_task_is_over(place: Place) -> None:
    """A task that is created as completed has ended."""
    made = place.call(
        "CreateContact", Channel="TASK", InitiationMethod="API", InitiateAs="COMPLETED"
    )
    found = place.call("DescribeContact", ContactId=made["ContactId"])["Contact"]

    assert "DisconnectTimestamp" in found


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"Channel": "VOICE", "InitiateAs": "COMPLETED"}, "InvalidRequestException"),
        ({"Channel": "EMAIL", "InitiationMethod": "OUTBOUND"}, "InvalidRequestException"),
        ({"Channel": "TASK", "InitiateAs": "CONNECTED_TO_USER"}, "InvalidRequestException"),
        ({"Channel": "TASK", "UserInfo": {"UserId": "nobody"}}, "ResourceNotFoundException"),
        ({"Channel": "TASK", "RelatedContactId": "nothing"}, "ResourceNotFoundException"),
        ({"Channel": "TASK", "Attributes": {"a b": "c"}}, "InvalidParameterException"),
    ],
    ids=lambda each: each if isinstance(each, str) else "-".join(each),
)
def test_contact_that_cannot_be_is_refused(
    place: Place, params: dict[str, Any], error: str
) -> None:
    """What the reference rules out, and what names nothing, is refused."""
    with pytest.raises(ClientError, match=error):
        place.call("CreateContact", **{"InitiationMethod": "TRANSFER", **params})


def test_tree_of_contacts_is_listed(place: Place) -> None:
    """A contact, what it was related to, and what is related to that are one tree."""
    first = place.call("CreateContact", Channel="TASK", InitiationMethod="API")["ContactId"]
    new = {"Channel": "TASK", "InitiationMethod": "API"}
    second = place.call("CreateContact", **new, RelatedContactId=first)["ContactId"]
    third = place.call("CreateContact", **new, PreviousContactId=second)["ContactId"]
    place.call("CreateContact", **new)
    found = place.call("ListAssociatedContacts", ContactId=second)["ContactSummaryList"]

    assert [each["ContactId"] for each in found] == [first, second, third]


@pytest.fixture(scope="module")
def chat(place: Place) -> str:
    """A chat."""
    flow = place.call("CreateContactFlow", Name="chat", Type="CONTACT_FLOW", Content=content())
    started = place.call(
        "StartChatContact",
        ContactFlowId=flow["ContactFlowId"],
        ParticipantDetails={"DisplayName": "Ann"},
    )
    return str(started["ContactId"])


_DEVICE = {
    "PinpointAppArn": "arn:aws:mobiletargeting:eu-central-1:123456789012:apps/1",
    "DeviceToken": "token",
    "DeviceType": "APNS",
}


def test_device_is_registered_for_a_chat(place: Place, chat: str) -> None:
    """A registration can be deleted once."""
    made = place.call(
        "CreatePushNotificationRegistration", **_DEVICE, ContactConfiguration={"ContactId": chat}
    )
    where = {"RegistrationId": made["RegistrationId"], "ContactId": chat}
    place.call("DeletePushNotificationRegistration", **where)

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        place.call("DeletePushNotificationRegistration", **where)


def test_device_is_registered_for_chats_alone(place: Place) -> None:
    """A task has no notices for devices."""
    task = place.call("CreateContact", Channel="TASK", InitiationMethod="API")["ContactId"]

    with pytest.raises(ClientError, match="InvalidParameterException"):
        place.call(
            "CreatePushNotificationRegistration",
            **_DEVICE,
            ContactConfiguration={"ContactId": task},
        )
