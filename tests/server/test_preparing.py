"""Walks through flows that an API call asks for: apart from the writer, and ended in time."""

from __future__ import annotations

import json
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from flowport.errors import WorkLimitError
from flowport.server.operations.operation_registry import served as operations
from serving import content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from serving import Served

CASE = {
    "Version": "2019-10-30",
    "Metadata": {},
    "Observations": [
        {
            "Identifier": "one",
            "Event": {"Identifier": "begun", "Type": "TestInitiated", "Properties": {}},
            "Actions": [],
            "Transitions": {"NextObservations": []},
        }
    ],
}


class UsedUp:
    """Processes that end every piece of work at once."""

    def do(self, *_: Any) -> Any:
        """End it."""
        raise WorkLimitError("stopped after 20 seconds")


class Stuck:
    """Processes whose work lasts until a test has it stop."""

    def __init__(self) -> None:
        self.begun, self.over = threading.Event(), threading.Event()

    def do(self, *_: Any) -> Any:
        """Wait."""
        self.begun.set()
        self.over.wait(20)
        raise WorkLimitError("stopped after 20 seconds")


@pytest.fixture(scope="module")
def starts(served: Served, connect: Any) -> dict[str, Callable[[], Any]]:
    """A call of each operation that walks through a flow."""
    here = {"InstanceId": served.instance}
    made = connect.create_contact_flow(
        **here, Name=uuid.uuid4().hex, Type="CONTACT_FLOW", Content=content()
    )["ContactFlowId"]
    entry = {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": {"FlowId": made}}
    case = connect.create_test_case(
        **here, Name=uuid.uuid4().hex, Content=json.dumps(CASE), EntryPoint=entry
    )["TestCaseId"]
    waiting = connect.create_contact(**here, Channel="TASK", InitiationMethod="API")
    offered = connect.search_available_phone_numbers(
        **here, PhoneNumberCountryCode="US", PhoneNumberType="DID"
    )["AvailableNumbersList"][0]["PhoneNumber"]
    number = connect.claim_phone_number(**here, PhoneNumber=offered)["PhoneNumberArn"]
    entered = here | {"ContactFlowId": made}
    address = f"{uuid.uuid4().hex}@example.org"
    connect.create_email_address(**here, EmailAddress=address)
    tomorrow = time.time() + 86_400
    task = connect.start_task_contact(**entered, Name="later", ScheduledTime=tomorrow)["ContactId"]
    return {
        "StartTestCaseExecution": lambda: connect.start_test_case_execution(
            **here, TestCaseId=case
        ),
        "StartChatContact": lambda: connect.start_chat_contact(
            **entered, ParticipantDetails={"DisplayName": "Ann"}
        ),
        "StartTaskContact": lambda: connect.start_task_contact(**entered, Name="x"),
        "StartEmailContact": lambda: connect.start_email_contact(
            **entered,
            FromEmailAddress={"EmailAddress": "ann@example.com"},
            DestinationEmailAddress=address,
            EmailMessage={
                "MessageSourceType": "RAW",
                "RawMessage": {"Subject": "x", "Body": "x", "ContentType": "text/plain"},
            },
        ),
        "UpdateContactSchedule": lambda: connect.update_contact_schedule(
            **here, ContactId=task, ScheduledTime=tomorrow
        ),
        "StartOutboundChatContact": lambda: connect.start_outbound_chat_contact(
            **entered,
            SourceEndpoint={"Type": "CONNECT_PHONENUMBER_ARN", "Address": number},
            DestinationEndpoint={"Type": "TELEPHONE_NUMBER", "Address": "+12065550101"},
            SegmentAttributes={},
        ),
        "TransferContact": lambda: connect.transfer_contact(
            **entered, ContactId=waiting["ContactId"]
        ),
        "StartOutboundVoiceContact": lambda: connect.start_outbound_voice_contact(
            **entered, DestinationPhoneNumber="+12065550101", SourcePhoneNumber="+12065550100"
        ),
    }


@pytest.fixture
def stuck(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stuck]:
    """A server whose heavy work lasts."""
    found = Stuck()
    monkeypatch.setattr(served.app.preparing, "processes", found)
    yield found
    found.over.set()


def test_every_operation_that_walks_is_tried_here(starts: dict[str, Any]) -> None:
    """A new one gets its case."""
    assert set(starts) == {name for name, each in operations().items() if each.heavy}


@pytest.mark.parametrize("name", sorted(n for n, each in operations().items() if each.heavy))
def test_others_write_while_a_flow_is_walked(
    name: str, starts: dict[str, Any], stuck: Stuck, served: Served, connect: Any
) -> None:
    """A write is answered while the work of another call lasts."""
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(starts[name])
        assert stuck.begun.wait(20)
        other = uuid.uuid4().hex
        connect.create_contact_flow(
            InstanceId=served.instance, Name=other, Type="CONTACT_FLOW", Content=content()
        )
        answered = running.done()
        stuck.over.set()
        running.exception()

    assert not answered


@pytest.mark.parametrize(
    "name", ["StartChatContact", "StartOutboundVoiceContact", "StartTaskContact"]
)
def test_a_contact_whose_walk_takes_too_long_is_not_started(
    name: str, starts: dict[str, Any], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The caller hears the limit, in the service's own error."""
    monkeypatch.setattr(served.app.preparing, "processes", UsedUp())

    with pytest.raises(ClientError, match="stopped after 20 seconds") as caught:
        starts[name]()

    assert caught.value.response["Error"]["Code"] == "LimitExceededException"


def test_an_execution_that_takes_too_long_has_failed(
    starts: dict[str, Any], served: Served, connect: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is listed as failed, and its record says why."""
    monkeypatch.setattr(served.app.preparing, "processes", UsedUp())

    made = starts["StartTestCaseExecution"]()

    there = {"InstanceId": served.instance, "TestCaseId": made["TestCaseId"]}
    where = there | {"TestCaseExecutionId": made["TestCaseExecutionId"]}
    records = connect.list_test_case_execution_records(**where)["ExecutionRecords"]
    assert connect.get_test_case_execution_summary(**where)["Status"] == "FAILED"
    assert "stopped after 20 seconds" in records[-1]["Record"]
