"""Contacts on the local instance, driven by boto3 as on the service."""

from __future__ import annotations

import json
import time
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from flowport.server import contacts
from flowport.store import instances, people
from serving import Served, content
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE, TARGET = "+12065550100", "+12065550101"


@pytest.fixture(scope="module")
def make(served: Served, connect: Any) -> Callable[..., str]:
    """A function that publishes a flow and gives its id."""

    def create(text: str, **more: Any) -> str:
        given = {"Name": uuid.uuid4().hex, "Type": "CONTACT_FLOW", "Content": text, **more}
        return str(
            connect.create_contact_flow(InstanceId=served.instance, **given)["ContactFlowId"]
        )

    return create


@pytest.fixture(scope="module")
def queue(served: Served, connect: Any) -> dict[str, Any]:
    """The queue of a new instance."""
    found = connect.list_queues(InstanceId=served.instance, QueueTypes=["STANDARD"])
    return dict(found["QueueSummaryList"][0])


@pytest.fixture(scope="module")
def waits(make: Callable[..., str], queue: dict[str, Any]) -> str:
    """A flow that sets an attribute and puts the contact in a queue."""
    made = flow(
        block("set", "UpdateContactAttributes",
              {"Attributes": {"who": "$.CustomerEndpoint.Address", "way": "$.Channel"},
               "TargetContact": "Current"}, to="queue", fails={"NoMatchingError": "end"}),
        block("queue", "UpdateContactTargetQueue", {"QueueId": queue["Arn"]}, to="go",
              fails={"NoMatchingError": "end"}),
        block("go", "TransferContactToQueue", to="end",
              fails={"QueueAtCapacity": "end", "NoMatchingError": "end"}),
        block("end", "DisconnectParticipant"),
    )  # fmt: skip
    return make(made.content())


@pytest.fixture(scope="module")
def ends(make: Callable[..., str]) -> str:
    """A flow that says something and ends the contact."""
    return make(content())


def refused(call: Any, **params: Any) -> str:
    """The code of a call that is refused."""
    with pytest.raises(ClientError) as caught:
        call(**params)
    return str(caught.value.response["Error"]["Code"])


def chat(served: Served, connect: Any, entered: str, **more: Any) -> str:
    """The id of a chat that was started."""
    return str(
        connect.start_chat_contact(
            InstanceId=served.instance,
            ContactFlowId=entered,
            ParticipantDetails={"DisplayName": "Ann"},
            **more,
        )["ContactId"]
    )


def voice(served: Served, connect: Any, entered: str, **more: Any) -> str:
    """The id of a call that was started."""
    return str(
        connect.start_outbound_voice_contact(
            InstanceId=served.instance,
            ContactFlowId=entered,
            DestinationPhoneNumber=TARGET,
            **{"SourcePhoneNumber": SOURCE, **more},
        )["ContactId"]
    )


def shown(served: Served, connect: Any, contact: str) -> dict[str, Any]:
    """What is shown of a contact."""
    return dict(connect.describe_contact(InstanceId=served.instance, ContactId=contact)["Contact"])


def test_a_call_runs_its_flow(
    served: Served, connect: Any, waits: str, queue: dict[str, Any]
) -> None:
    """It reads both numbers and the channel, and waits in the queue that the flow set."""
    contact = voice(served, connect, waits, Attributes={"tier": "gold"})
    attributes = connect.get_contact_attributes(
        InstanceId=served.instance, InitialContactId=contact
    )["Attributes"]
    found = shown(served, connect, contact)

    assert attributes == {"tier": "gold", "who": TARGET, "way": "VOICE"}
    assert found["QueueInfo"]["Id"] == queue["Id"]
    assert found["InitiationMethod"] == "API"
    assert "DisconnectTimestamp" not in found


def test_a_flow_that_disconnects_ends_the_contact(served: Served, connect: Any, ends: str) -> None:
    """The end has its time and reason; a call that is over is not found when it is stopped."""
    contact = voice(served, connect, ends)
    found = shown(served, connect, contact)

    assert found["DisconnectReason"] == "CONTACT_FLOW_DISCONNECT"
    assert found["DisconnectTimestamp"] >= found["InitiationTimestamp"]
    stop = {"InstanceId": served.instance, "ContactId": contact}
    assert refused(connect.stop_contact, **stop) == "ContactNotFoundException"


def test_a_contact_that_waits_is_stopped(served: Served, connect: Any, waits: str) -> None:
    """It has ended then."""
    contact = chat(served, connect, waits)
    connect.stop_contact(InstanceId=served.instance, ContactId=contact)

    assert shown(served, connect, contact)["DisconnectReason"] == "API"
    connect.stop_contact(InstanceId=served.instance, ContactId=contact)


def test_a_chat_has_a_participant(served: Served, connect: Any, ends: str) -> None:
    """Its id and token are in the answer."""
    answer = connect.start_chat_contact(
        InstanceId=served.instance,
        ContactFlowId=ends,
        ParticipantDetails={"DisplayName": "Ann"},
        InitialMessage={"ContentType": "text/plain", "Content": "Hello"},
    )

    assert answer["ParticipantId"]
    assert answer["ParticipantToken"]
    assert shown(served, connect, answer["ContactId"])["Channel"] == "CHAT"


def test_a_token_starts_one_contact(served: Served, connect: Any, ends: str) -> None:
    """A call that is sent again names the contact of the first."""
    token = uuid.uuid4().hex

    first, second = (chat(served, connect, ends, ClientToken=token) for _ in range(2))

    assert first == second


def test_attributes_are_added(served: Served, connect: Any, ends: str) -> None:
    """New ones beside the old ones."""
    contact = chat(served, connect, ends, Attributes={"a": "1"})
    where = {"InstanceId": served.instance, "InitialContactId": contact}
    connect.update_contact_attributes(**where, Attributes={"b": "2"})

    assert connect.get_contact_attributes(**where)["Attributes"] == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    "bad", [{"a b": "1"}, {"a": "x" * 32_767, "b": "yyy"}, {"a": "é" * 16_400}]
)
def test_attributes_that_the_service_refuses(
    served: Served, connect: Any, ends: str, bad: dict[str, str]
) -> None:
    """A key with a space, and more than 32,768 bytes of UTF-8."""
    contact = chat(served, connect, ends)
    where = {"InstanceId": served.instance, "InitialContactId": contact}

    code = refused(connect.update_contact_attributes, **where, Attributes=bad)
    assert code == "InvalidParameterException"


def test_a_task_takes_over_attributes(served: Served, connect: Any, ends: str) -> None:
    """Those of the contact before it, with its own on top."""
    former = chat(served, connect, ends, Attributes={"a": "1", "b": "1"})
    task = connect.start_task_contact(
        InstanceId=served.instance,
        ContactFlowId=ends,
        Name="Call back",
        PreviousContactId=former,
        Attributes={"b": "2"},
    )["ContactId"]
    where = {"InstanceId": served.instance, "InitialContactId": task}
    found = shown(served, connect, task)

    assert connect.get_contact_attributes(**where)["Attributes"] == {"a": "1", "b": "2"}
    assert (found["Name"], found["PreviousContactId"], found["Channel"]) == (
        "Call back",
        former,
        "TASK",
    )


def test_a_scheduled_task_begins_then(served: Served, connect: Any, ends: str) -> None:
    """Its time is shown; one beyond six days is refused."""
    given = {"InstanceId": served.instance, "ContactFlowId": ends, "Name": "Later"}
    soon = int(time.time()) + 3600
    task = connect.start_task_contact(**given, ScheduledTime=soon)["ContactId"]

    assert shown(served, connect, task)["ScheduledTimestamp"].timestamp() == soon
    code = refused(connect.start_task_contact, **given, ScheduledTime=soon + 7 * 86_400)
    assert code == "InvalidParameterException"


def test_a_task_by_a_template_and_by_a_quick_connect(
    served: Served, connect: Any, waits: str, queue: dict[str, Any]
) -> None:
    """The flow is the one that they name."""
    template = connect.create_task_template(
        InstanceId=served.instance, Name=uuid.uuid4().hex, ContactFlowId=waits, Fields=[]
    )["Id"]
    config = {"QueueId": queue["Id"], "ContactFlowId": waits}
    quick = connect.create_quick_connect(
        InstanceId=served.instance,
        Name=uuid.uuid4().hex,
        QuickConnectConfig={"QuickConnectType": "QUEUE", "QueueConfig": config},
    )["QuickConnectId"]
    for way in ({"TaskTemplateId": template}, {"QuickConnectId": quick}):
        task = connect.start_task_contact(InstanceId=served.instance, Name="T", **way)["ContactId"]
        assert "QueueInfo" in shown(served, connect, task)


def test_what_does_not_fit_is_refused(
    served: Served, connect: Any, make: Callable[..., str], ends: str
) -> None:
    """Each with the error of the model."""
    saved = make(content(), Status="SAVED")
    nowhere = str(uuid.uuid4())
    here = {"InstanceId": served.instance}
    task = {**here, "Name": "T"}
    who = {"ParticipantDetails": {"DisplayName": "A"}}
    call = {**here, "ContactFlowId": ends, "DestinationPhoneNumber": TARGET}

    assert [
        refused(connect.start_chat_contact, **here, ContactFlowId=saved, **who),
        refused(connect.start_chat_contact, **here, ContactFlowId=nowhere, **who),
        refused(connect.start_outbound_voice_contact, **call),
        refused(connect.start_outbound_voice_contact, **call, QueueId=nowhere),
        refused(connect.start_task_contact, **task),
        refused(connect.start_task_contact, **task, ContactFlowId=ends, TaskTemplateId="t"),
        refused(connect.describe_contact, **here, ContactId=nowhere),
        refused(connect.stop_contact, **here, ContactId=nowhere),
        refused(connect.get_contact_attributes, **here, InitialContactId=nowhere),
    ] == [
        "InvalidRequestException",
        "ResourceNotFoundException",
        "InvalidRequestException",
        "ResourceNotFoundException",
        "InvalidRequestException",
        "InvalidRequestException",
        "ResourceNotFoundException",
        "ContactNotFoundException",
        "ResourceNotFoundException",
    ]


def test_a_user_needs_the_permission(served: Served, ends: str) -> None:
    """An agent may neither start nor see contacts."""
    with served.store.writing() as connection:
        home = instances.get(connection, served.instance)
        user = people.add(connection, home, uuid.uuid4().hex, profiles=["Agent"])
        key = people.new_key(connection, home, user)
    agent = served.client(key)

    where = {"InstanceId": served.instance, "ContactId": "c"}
    assert refused(agent.describe_contact, **where) == "AccessDeniedException"
    who = {"ParticipantDetails": {"DisplayName": "A"}, "ContactFlowId": ends}
    call = agent.start_chat_contact
    assert refused(call, InstanceId=served.instance, **who) == "AccessDeniedException"


def test_a_call_that_never_ends_is_cut(served: Served, connect: Any, make: Any) -> None:
    """A loop without end does not hold up the server."""
    tree = json.loads(content())
    tree["Actions"][0]["Transitions"]["NextAction"] = "say"

    assert shown(served, connect, voice(served, connect, make(json.dumps(tree))))


def test_only_the_newest_contacts_are_kept(
    served: Served, connect: Any, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oldest goes when there is no more room."""
    monkeypatch.setattr(contacts, "MOST", 2)
    made = [chat(served, connect, ends) for _ in range(3)]

    gone = refused(connect.describe_contact, InstanceId=served.instance, ContactId=made[0])
    assert gone == "ResourceNotFoundException"
    assert all(shown(served, connect, each) for each in made[1:])
