"""Notifications: for whom they are, how long, and what users did with them."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from serving import Served


@pytest.fixture
def notification(connect: Any, served: Served) -> dict[str, str]:
    """A new one for the whole instance, as the parameters that name it."""
    made = connect.create_notification(
        InstanceId=served.instance, Recipients=[served.arn], Content={"en_US": uuid.uuid4().hex}
    )
    return {"InstanceId": served.instance, "NotificationId": made["NotificationId"]}


def _of(connect: Any, served: Served) -> dict[str, str]:
    """The statuses of the admin's notifications."""
    found = connect.list_user_notifications(InstanceId=served.instance, UserId=served.admin)
    return {
        each["NotificationId"]: each["NotificationStatus"] for each in found["UserNotifications"]
    }


def test_notification_lives_a_week(connect: Any, notification: dict[str, str]) -> None:
    """One without an end has one a week after it was created."""
    found = connect.describe_notification(**notification)["Notification"]

    assert round((found["ExpiresAt"] - found["CreatedAt"]).total_seconds() / 3600) == 7 * 24


def test_content_is_updated(connect: Any, notification: dict[str, str]) -> None:
    """A new content replaces the old one in all its locales."""
    connect.update_notification_content(**notification, Content={"de_DE": "neu"})

    found = connect.describe_notification(**notification)["Notification"]
    assert found["Content"] == {"de_DE": "neu"}


def test_newest_is_first(connect: Any, served: Served, notification: dict[str, str]) -> None:
    """Lists and searches begin with the newest; a search looks at the content."""
    where = {"InstanceId": served.instance}
    text = connect.describe_notification(**notification)["Notification"]["Content"]["en_US"]
    condition = {"FieldName": "content", "Value": text, "ComparisonType": "CONTAINS"}
    listed = connect.list_notifications(**where)["NotificationSummaryList"]
    found = connect.search_notifications(**where, SearchCriteria={"StringCondition": condition})

    assert listed[0]["Id"] == notification["NotificationId"]
    assert [each["Id"] for each in found["Notifications"]] == [notification["NotificationId"]]


def test_user_reads_it(connect: Any, served: Served, notification: dict[str, str]) -> None:
    """A user's status is the user's own, and begins as unread."""
    key = notification["NotificationId"]
    first = _of(connect, served)[key]
    connect.update_user_notification_status(**notification, UserId=served.admin, Status="READ")

    assert (first, _of(connect, served)[key]) == ("UNREAD", "READ")


def test_expired_notification_is_not_shown(connect: Any, served: Served) -> None:
    """What has expired is in the list of the instance, and in no user's."""
    made = connect.create_notification(
        InstanceId=served.instance,
        Recipients=[served.arn],
        Content={"en_US": "late"},
        ExpiresAt=time.time() - 1,
    )

    assert made["NotificationId"] not in _of(connect, served)


def test_what_was_not_sent_has_no_status(connect: Any, served: Served) -> None:
    """A user sees and reads only what was sent to it or to all."""
    where = {"InstanceId": served.instance}
    other = connect.create_user(
        **where,
        Username=uuid.uuid4().hex,
        Password="Abcdef1!xyz",  # noqa: S106  of a user of the test
        PhoneConfig={"PhoneType": "SOFT_PHONE"},
        SecurityProfileIds=[
            connect.list_security_profiles(**where)["SecurityProfileSummaryList"][0]["Id"]
        ],
        RoutingProfileId=connect.list_routing_profiles(**where)["RoutingProfileSummaryList"][0][
            "Id"
        ],
    )
    made = connect.create_notification(
        **where, Recipients=[other["UserArn"]], Content={"en_US": "for one"}
    )

    assert made["NotificationId"] not in _of(connect, served)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        connect.update_user_notification_status(
            **where, NotificationId=made["NotificationId"], UserId=served.admin, Status="READ"
        )


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"Recipients": ["queue"]}, "ResourceNotFoundException"),
        ({"Recipients": ["x"]}, "InvalidParameterException"),
        ({"Content": {}}, "InvalidParameterException"),
        ({"PredefinedNotificationId": "a/b"}, "InvalidParameterException"),
    ],
)
def test_impossible_notification_is_refused(
    connect: Any, served: Served, wrong: dict[str, Any], error: str
) -> None:
    """Recipients are users or the instance, and there is something to say."""
    if wrong.get("Recipients") == ["queue"]:
        wrong = {"Recipients": [f"{served.arn}/queue/{uuid.uuid4()}"]}
    given = {"Recipients": [served.arn], "Content": {"en_US": "x"}, **wrong}
    with pytest.raises(ClientError, match=error):
        connect.create_notification(InstanceId=served.instance, **given)


def test_id_is_given_once(connect: Any, served: Served) -> None:
    """An id that the caller gives is the notification's, and can't be given again."""
    given = {
        "InstanceId": served.instance,
        "Recipients": [served.arn],
        "Content": {"en_US": "x"},
        "PredefinedNotificationId": uuid.uuid4().hex,
    }
    made = connect.create_notification(**given)

    assert made["NotificationId"] == given["PredefinedNotificationId"]
    with pytest.raises(ClientError, match="DuplicateResourceException"):
        connect.create_notification(**given)
