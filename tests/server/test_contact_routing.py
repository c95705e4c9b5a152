"""Contacts that are transferred, monitored, dismissed, put elsewhere in a queue, or sent out."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from flowport.server import contacts
from serving import content
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from serving import Served

TARGET = "+12065550101"


class _Floor:
    """An instance with flows of some types, a queue and a user."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.client = served.client()
        self.queue = self.call("list_queues", QueueTypes=["STANDARD"])["QueueSummaryList"][0]
        self.user = self.call("list_users")["UserSummaryList"][0]["Id"]
        queued = flow(
            block("go", "TransferContactToQueue", to="end",
                  fails={"QueueAtCapacity": "end", "NoMatchingError": "end"}),
            block("end", "DisconnectParticipant"),
        )  # fmt: skip
        chosen = flow(
            block("queue", "UpdateContactTargetQueue", {"QueueId": self.queue["Arn"]}, to="go",
                  fails={"NoMatchingError": "end"}),
            block("go", "TransferContactToQueue", to="end",
                  fails={"QueueAtCapacity": "end", "NoMatchingError": "end"}),
            block("end", "DisconnectParticipant"),
        )  # fmt: skip
        offered = self.client.search_available_phone_numbers(
            TargetArn=served.arn, PhoneNumberCountryCode="US", PhoneNumberType="DID"
        )["AvailableNumbersList"]
        self.number = self.client.claim_phone_number(
            TargetArn=served.arn, PhoneNumber=offered[0]["PhoneNumber"]
        )["PhoneNumberArn"]
        self.waits = self.flow(chosen.content())
        self.to_queue = self.flow(queued.content(), "QUEUE_TRANSFER")
        self.to_agent = self.flow(queued.content(), "AGENT_TRANSFER")

    def call(self, operation: str, **params: Any) -> Any:
        """What an operation answers."""
        return getattr(self.client, operation)(InstanceId=self.served.instance, **params)

    def refusal(self, operation: str, **params: Any) -> tuple[str, str]:
        """The code and message with which a call is refused."""
        with pytest.raises(ClientError) as caught:
            self.call(operation, **params)
        error = caught.value.response["Error"]
        return error["Code"], error["Message"]

    def flow(self, text: str, flow_type: str = "CONTACT_FLOW") -> str:
        """The id of a new flow."""
        given = {"Name": uuid.uuid4().hex, "Type": flow_type, "Content": text}
        return str(self.call("create_contact_flow", **given)["ContactFlowId"])

    def task(self, **more: Any) -> str:
        """The id of a task that waits."""
        given = {"ContactFlowId": self.waits, "Name": "Invoice", **more}
        return str(self.call("start_task_contact", **given)["ContactId"])

    def chat(self) -> str:
        """The id of a chat that waits."""
        who = {"DisplayName": "Ann"}
        given = {"ContactFlowId": self.waits, "ParticipantDetails": who}
        return str(self.call("start_chat_contact", **given)["ContactId"])

    def shown(self, contact: str) -> dict[str, Any]:
        """What is shown of a contact."""
        return dict(self.call("describe_contact", ContactId=contact)["Contact"])


@pytest.fixture(scope="module")
def floor(served: Served) -> _Floor:
    """The instance of the module."""
    return _Floor(served)


def test_a_transferred_task_goes_on_as_another_contact(floor: _Floor) -> None:
    """The one before ends; the new one has its name and attributes and waits in the queue named."""
    task = floor.task(Attributes={"tier": "gold"})
    given = {"ContactId": task, "ContactFlowId": floor.to_queue, "QueueId": floor.queue["Arn"]}
    made = floor.call("transfer_contact", **given)
    before, after = floor.shown(task), floor.shown(made["ContactId"])

    assert made["ContactArn"].endswith(f"/contact/{made['ContactId']}")
    assert before["DisconnectReason"] == "TRANSFERRED"
    assert after["InitiationMethod"] == "TRANSFER"
    assert (after["PreviousContactId"], after["InitialContactId"]) == (task, task)
    assert (after["Name"], after["Attributes"]) == ("Invoice", {"tier": "gold"})
    assert after["QueueInfo"]["Id"] == floor.queue["Id"]


def test_a_transferred_task_keeps_its_tags(floor: _Floor) -> None:
    """Those of the contact before and those that the flow sets are on the one that goes on."""
    task = floor.task()
    floor.call("tag_contact", ContactId=task, Tags={"team": "red", "from": "before"})
    tagging = flow(
        block("tag", "TagContact", {"Tags": {"team": "blue"}}, to="go",
              fails={"NoMatchingError": "go"}),
        block("go", "TransferContactToQueue", to="end",
              fails={"QueueAtCapacity": "end", "NoMatchingError": "end"}),
        block("end", "DisconnectParticipant"),
    )  # fmt: skip
    to = floor.flow(tagging.content(), "QUEUE_TRANSFER")
    made = floor.call("transfer_contact", ContactId=task, ContactFlowId=to)

    assert floor.shown(made["ContactId"])["Tags"] == {"team": "blue", "from": "before"}


def test_the_oldest_contact_is_transferred(floor: _Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is forgotten for the one that goes on."""
    task = floor.task()
    monkeypatch.setattr(contacts, "MOST", 1)
    made = floor.call("transfer_contact", ContactId=task, ContactFlowId=floor.waits)

    assert floor.shown(made["ContactId"])["PreviousContactId"] == task
    assert floor.refusal("describe_contact", ContactId=task)[0] == "ResourceNotFoundException"


def test_a_task_is_transferred_to_a_user(floor: _Floor) -> None:
    """It waits in the queue of the user."""
    given = {"ContactFlowId": floor.to_agent, "UserId": floor.user}
    made = floor.call("transfer_contact", ContactId=floor.task(), **given)

    assert floor.shown(made["ContactId"])["QueueInfo"]["Id"] == floor.user


def test_a_task_is_transferred_eleven_times(floor: _Floor) -> None:
    """One more is refused, and leaves the contact as it was."""
    contact = floor.task()
    for _ in range(11):
        given = {"ContactId": contact, "ContactFlowId": floor.waits}
        contact = floor.call("transfer_contact", **given)["ContactId"]
    code, message = floor.refusal("transfer_contact", ContactId=contact, ContactFlowId=floor.waits)

    assert code == "InvalidRequestException"
    assert "transferred 11 times" in message
    assert "DisconnectTimestamp" not in floor.shown(contact)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("chat", "is not TASK or EMAIL"),
        ("over", "is not active"),
        ("both", "not both"),
        ("queue flow", "transfer to agent flow"),
    ],
)
def test_what_can_not_be_transferred(floor: _Floor, what: str, said: str) -> None:
    """Chats, contacts that are over, two targets and flows of other types are refused."""
    contact = floor.chat() if what == "chat" else floor.task()
    given = {"ContactId": contact, "ContactFlowId": floor.waits}
    if what == "over":
        floor.call("stop_contact", ContactId=contact)
    if what == "both":
        given |= {"QueueId": floor.queue["Id"], "UserId": floor.user}
    if what == "queue flow":
        given["ContactFlowId"] = floor.flow(content(), "CUSTOMER_QUEUE")
    code, message = floor.refusal("transfer_contact", **given)

    assert code == "InvalidRequestException"
    assert said in message


@pytest.mark.parametrize("name", ["ContactId", "ContactFlowId", "QueueId", "UserId"])
def test_a_transfer_names_what_there_is(floor: _Floor, name: str) -> None:
    """A contact, flow, queue or user that the instance does not have is not found."""
    given = {"ContactId": floor.task(), "ContactFlowId": floor.waits}
    code, _message = floor.refusal("transfer_contact", **given | {name: str(uuid.uuid4())})

    assert code == "ResourceNotFoundException"


def test_who_monitors_has_a_contact(floor: _Floor) -> None:
    """It names the user and the contact that is monitored, which goes on."""
    chat = floor.chat()
    given = {"ContactId": chat, "UserId": floor.user}
    capabilities = ["SILENT_MONITOR", "BARGE"]
    made = floor.call("monitor_contact", **given, AllowedMonitorCapabilities=capabilities)
    found = floor.shown(made["ContactId"])

    assert (found["InitiationMethod"], found["PreviousContactId"]) == ("MONITOR", chat)
    assert found["AgentInfo"]["Id"] == floor.user
    assert "DisconnectTimestamp" not in floor.shown(chat)


def test_a_contact_that_is_over_is_not_monitored(floor: _Floor) -> None:
    """The refusal says why; an unknown user is not found."""
    chat = floor.chat()
    unknown = floor.refusal("monitor_contact", ContactId=chat, UserId=str(uuid.uuid4()))
    floor.call("stop_contact", ContactId=chat)
    over = floor.refusal("monitor_contact", ContactId=chat, UserId=floor.user)

    assert unknown[0] == "ResourceNotFoundException"
    assert over[0] == "InvalidRequestException"


def test_a_contact_is_dismissed_when_it_is_over(floor: _Floor) -> None:
    """Before, and for a user who does not have it, the call is refused."""
    began = {"Channel": "TASK", "InitiationMethod": "API", "InitiateAs": "CONNECTED_TO_USER"}
    who = {"UserId": floor.user}
    contact = floor.call("create_contact", **began, UserInfo=who)["ContactId"]
    active = floor.refusal("dismiss_user_contact", ContactId=contact, **who)
    floor.call("stop_contact", ContactId=contact)
    floor.call("dismiss_user_contact", ContactId=contact, **who)
    other = floor.refusal("dismiss_user_contact", ContactId=floor.task(), **who)

    assert (active[0], other[0]) == ("InvalidRequestException", "ResourceNotFoundException")


def test_routing_data_are_shown(floor: _Floor) -> None:
    """A priority takes the place of an age, and the first step of the criteria is active."""
    contact = floor.task()
    condition = {"AttributeCondition": {"Name": "lang", "Value": "en", "ComparisonOperator": "="}}
    steps = [
        {"Expression": condition, "Expiry": {"DurationInSeconds": 30}},
        {"Expression": condition},
    ]
    floor.call("update_contact_routing_data", ContactId=contact, QueueTimeAdjustmentSeconds=60)
    aged = floor.shown(contact)
    floor.call(
        "update_contact_routing_data",
        ContactId=contact,
        QueuePriority=1,
        RoutingCriteria={"Steps": steps},
    )
    found = floor.shown(contact)

    assert aged["QueueTimeAdjustmentSeconds"] == 60
    assert found["QueuePriority"] == 1
    assert "QueueTimeAdjustmentSeconds" not in found
    assert [each["Status"] for each in found["RoutingCriteria"]["Steps"]] == ["ACTIVE", "INACTIVE"]


@pytest.mark.parametrize("given", [{}, {"QueuePriority": 1, "QueueTimeAdjustmentSeconds": 1}])
def test_routing_data_are_one_of_two(floor: _Floor, given: dict[str, int]) -> None:
    """Nothing, or priority and age together, is refused."""
    code, _message = floor.refusal("update_contact_routing_data", ContactId=floor.task(), **given)

    assert code == "InvalidParameterException"


def _outbound(floor: _Floor, **more: Any) -> dict[str, Any]:
    return {
        "SourceEndpoint": {"Type": "CONNECT_PHONENUMBER_ARN", "Address": floor.number},
        "DestinationEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": TARGET},
        "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:SMS"}},
        "ContactFlowId": floor.waits,
        **more,
    }


def test_an_outbound_chat_goes_to_a_number(floor: _Floor) -> None:
    """It runs its flow as a chat from the instance's number."""
    made = floor.call("start_outbound_chat_contact", **_outbound(floor))["ContactId"]
    found = floor.shown(made)

    assert (found["Channel"], found["CustomerEndpoint"]["Address"]) == ("CHAT", TARGET)
    assert found["SystemEndpoint"]["Address"].startswith("+1")
    assert found["SegmentAttributes"]["connect:Subtype"] == {"ValueString": "connect:SMS"}
    assert found["QueueInfo"]["Id"] == floor.queue["Id"]


@pytest.mark.parametrize(
    ("member", "value", "code"),
    [
        ("SourceEndpoint", {"Type": "EMAIL_ADDRESS", "Address": "a@b.c"}, "InvalidRequest"),
        ("DestinationEndpoint", {"Type": "VOIP", "Address": TARGET}, "InvalidRequest"),
        ("DestinationEndpoint", {"Type": "TELEPHONE_NUMBER", "Address": "911"}, "InvalidRequest"),
        (
            "DestinationEndpoint",
            {"Type": "TELEPHONE_NUMBER", "Address": "+1２０６５５５０１"},  # noqa: RUF001  digits of another script
            "InvalidRequest",
        ),
        ("SupportedMessagingContentTypes", ["application/json"], "InvalidRequest"),
        ("RelatedContactId", "none", "ResourceNotFound"),
        ("ContactFlowId", "00000000-0000-4000-8000-000000000000", "ResourceNotFound"),
    ],
)
def test_outbound_chats_are_checked(floor: _Floor, member: str, value: Any, code: str) -> None:
    """Other types of endpoints, addresses of other kinds and what is missing are refused."""
    given = _outbound(floor, **{member: value})

    assert floor.refusal("start_outbound_chat_contact", **given)[0] == f"{code}Exception"


def test_numbers_that_are_taken_are_not_offered(floor: _Floor) -> None:
    """The search for numbers leaves out those that the instance has, and still gives ten."""
    wanted = {"TargetArn": floor.served.arn, "PhoneNumberCountryCode": "US"}
    found = floor.client.search_available_phone_numbers(**wanted, PhoneNumberType="DID")
    offered = [each["PhoneNumber"] for each in found["AvailableNumbersList"]]
    own = floor.client.describe_phone_number(PhoneNumberId=floor.number.rpartition("/")[2])

    assert len(set(offered)) == 10
    assert own["ClaimedPhoneNumberSummary"]["PhoneNumber"] not in offered
