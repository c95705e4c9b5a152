"""Chats that go on with former ones, their timers, and what is deleted of contacts."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from serving import content
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from serving import Served

_DAY = 86_400


class _Desk:
    """An instance with flows that end at once, or wait in a queue."""

    def __init__(self, served: Served) -> None:
        self.client, self.instance = served.client(), served.instance
        queue = self.call("list_queues", QueueTypes=["STANDARD"])["QueueSummaryList"][0]["Arn"]
        waiting = flow(
            block("queue", "UpdateContactTargetQueue", {"QueueId": queue}, to="go",
                  fails={"NoMatchingError": "end"}),
            block("go", "TransferContactToQueue", to="end",
                  fails={"QueueAtCapacity": "end", "NoMatchingError": "end"}),
            block("end", "DisconnectParticipant"),
        )  # fmt: skip
        self.ends, self.waits = self.flow(content()), self.flow(waiting.content())

    def call(self, operation: str, **params: Any) -> Any:
        """What an operation answers."""
        return getattr(self.client, operation)(InstanceId=self.instance, **params)

    def flow(self, text: str) -> str:
        """The id of a new flow."""
        given = {"Name": uuid.uuid4().hex, "Type": "CONTACT_FLOW", "Content": text}
        return str(self.call("create_contact_flow", **given)["ContactFlowId"])

    def chat(self, flow: str) -> str:
        """The id of a new chat."""
        who = {"DisplayName": "Ann"}
        given = {"ContactFlowId": flow, "ParticipantDetails": who}
        return str(self.call("start_chat_contact", **given)["ContactId"])

    def task(self, flow: str, **more: Any) -> str:
        """The id of a new task."""
        given = {"ContactFlowId": flow, "Name": "Invoice", **more}
        return str(self.call("start_task_contact", **given)["ContactId"])

    def shown(self, contact: str) -> dict[str, Any]:
        """What is shown of a contact."""
        return dict(self.call("describe_contact", ContactId=contact)["Contact"])

    def refusal(self, operation: str, **params: Any) -> str:
        """The code with which a call is refused."""
        with pytest.raises(ClientError) as caught:
            self.call(operation, **params)
        return str(caught.value.response["Error"]["Code"])

    def go_on(self, chat: str, former: str, kind: str) -> dict[str, str]:
        """The parameters of a chat that goes on with a former one."""
        del self
        return {"InitialContactId": chat, "SourceContactId": former, "RehydrationType": kind}


@pytest.fixture(scope="module")
def desk(served: Served) -> _Desk:
    """The instance of the module."""
    return _Desk(served)


_KINDS = ("FROM_SEGMENT", "ENTIRE_PAST_SESSION")


@pytest.mark.parametrize("kind", _KINDS)
def test_chat_goes_on_with_a_former_one(desk: _Desk, kind: str) -> None:
    """It names the former one, and belongs to the same tree."""
    former, chat = desk.chat(desk.ends), desk.chat(desk.waits)
    found = desk.call("create_persistent_contact_association", **desk.go_on(chat, former, kind))

    assert found["ContinuedFromContactId"] == former
    assert desk.shown(chat)["ContactAssociationId"] == former


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize(
    ("chat", "former", "code"),
    [
        ("waiting", "waiting", "InvalidRequestException"),
        ("ended", "ended", "InvalidRequestException"),
        ("task", "ended", "InvalidRequestException"),
        ("none", "ended", "ResourceNotFoundException"),
        ("waiting", "none", "ResourceNotFoundException"),
    ],
)
def test_chat_goes_on_with_an_ended_one_only(
    desk: _Desk, kind: str, chat: str, former: str, code: str
) -> None:
    """A chat that is active goes on with one that is over, and nothing else does."""
    named = {
        "waiting": desk.chat(desk.waits),
        "ended": desk.chat(desk.ends),
        "task": desk.task(desk.waits),
        "none": "none",
    }
    params = desk.go_on(named[chat], named[former], kind)

    assert desk.refusal("create_persistent_contact_association", **params) == code


def _timers(*values: Any, role: str = "CUSTOMER") -> dict[str, Any]:
    listed = [
        {"ParticipantRole": role, "TimerType": "IDLE", "TimerValue": value} for value in values
    ]
    return {"Chat": {"ParticipantTimerConfigList": listed}}


_MINUTES, _UNSET = {"ParticipantTimerDurationInMinutes": 5}, {"ParticipantTimerAction": "Unset"}


@pytest.mark.parametrize("value", [_MINUTES, _UNSET])
def test_timers_of_a_chat_are_set_and_deleted(desk: _Desk, value: Any) -> None:
    """An active chat takes a timer, and takes it away."""
    chat = desk.chat(desk.waits)
    found = desk.call(
        "update_participant_role_config", ContactId=chat, ChannelConfiguration=_timers(value)
    )

    assert found["ResponseMetadata"]["HTTPStatusCode"] == 200


@pytest.mark.parametrize(
    ("contact", "values"),
    [("waiting", [_MINUTES, _UNSET]), ("ended", [_MINUTES]), ("task", [_MINUTES])],
)
def test_timers_are_of_active_chats(desk: _Desk, contact: str, values: list[Any]) -> None:
    """Two timers of one role and type, a chat that is over and a task are refused."""
    named = {
        "waiting": desk.chat(desk.waits),
        "ended": desk.chat(desk.ends),
        "task": desk.task(desk.waits),
    }
    params = {"ContactId": named[contact], "ChannelConfiguration": _timers(*values)}

    assert desk.refusal("update_participant_role_config", **params) == "InvalidRequestException"


@pytest.mark.parametrize(
    ("contact", "field", "code"),
    [
        ("waiting", "CUSTOMER_ENDPOINT", "ContactNotTerminatedException"),
        ("ended", "EMAIL_SUBJECT", "InvalidRequestException"),
        ("none", "CUSTOMER_ENDPOINT", "ResourceNotFoundException"),
    ],
)
def test_data_are_deleted_of_ended_contacts(
    desk: _Desk, contact: str, field: str, code: str
) -> None:
    """A contact that goes on keeps its data, and a chat has no subject."""
    named = {"waiting": desk.chat(desk.waits), "ended": desk.chat(desk.ends), "none": "none"}
    params = {"ContactId": named[contact], "ContactFields": [field]}

    assert desk.refusal("delete_contact_data", **params) == code


@pytest.fixture(scope="module")
def hours(desk: _Desk) -> str:
    """A flow that notes whether hours are open, which they are the day after tomorrow."""
    day = time.strftime("%A", time.gmtime(time.time() + 2 * _DAY)).upper()
    whole = {
        "Day": day,
        "StartTime": {"Hours": 0, "Minutes": 0},
        "EndTime": {"Hours": 23, "Minutes": 59},
    }
    made = desk.call(
        "create_hours_of_operation", Name=uuid.uuid4().hex, TimeZone="UTC", Config=[whole]
    )
    asking = flow(
        block("ask", "CheckHoursOfOperation", {"HoursOfOperationId": made["HoursOfOperationArn"]},
              to="end", when={"True": "open", "False": "closed"},
              fails={"NoMatchingError": "end"}),
        block("open", "UpdateContactAttributes", {"Attributes": {"hours": "open"}}, to="end",
              fails={"NoMatchingError": "end"}),
        block("closed", "UpdateContactAttributes", {"Attributes": {"hours": "closed"}}, to="end",
              fails={"NoMatchingError": "end"}),
        block("end", "DisconnectParticipant"),
    )  # fmt: skip
    return desk.flow(asking.content())


def test_task_begins_at_another_time(desk: _Desk, hours: str) -> None:
    """Its flow runs from then, with what was set before; what the flow does is done again."""
    noon = (int(time.time()) // _DAY) * _DAY + _DAY // 2
    made = desk.task(hours, ScheduledTime=noon + _DAY, Attributes={"shop": "tea"})
    before = desk.shown(made)
    desk.call("update_contact_attributes", InitialContactId=made, Attributes={"shop": "coffee"})
    desk.call("update_contact_schedule", ContactId=made, ScheduledTime=noon + 2 * _DAY)
    after = desk.shown(made)
    moved = after["ScheduledTimestamp"] - before["ScheduledTimestamp"]

    assert before["Attributes"] == {"shop": "tea", "hours": "closed"}
    assert after["Attributes"] == {"shop": "coffee", "hours": "open"}
    assert moved.total_seconds() == _DAY
    assert after["InitiationTimestamp"] == after["ScheduledTimestamp"]
    assert after["InitialContactId"] == made


@pytest.mark.parametrize(
    ("contact", "ahead", "code"),
    [
        ("now", _DAY, "InvalidRequestException"),
        ("chat", _DAY, "InvalidRequestException"),
        ("stopped", _DAY, "InvalidRequestException"),
        ("later", -_DAY, "InvalidParameterException"),
        ("later", 7 * _DAY, "InvalidParameterException"),
        ("none", _DAY, "ResourceNotFoundException"),
    ],
)
def test_schedules_are_of_tasks_that_wait(desk: _Desk, contact: str, ahead: int, code: str) -> None:
    """A task that has begun or was stopped, another contact and another time are refused."""
    now = int(time.time())
    later = desk.task(desk.waits, ScheduledTime=now + _DAY)
    if contact == "stopped":
        desk.call("stop_contact", ContactId=later)
    named = {
        "now": desk.task(desk.waits),
        "chat": desk.chat(desk.waits),
        "stopped": later,
        "later": later,
        "none": "none",
    }
    params = {"ContactId": named[contact], "ScheduledTime": now + ahead}

    assert desk.refusal("update_contact_schedule", **params) == code
