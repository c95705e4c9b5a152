"""Contacts that are tagged, updated, recorded, streamed, paused and searched; agents' statuses."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from serving import content
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from serving import Served


class _Desk:
    """An instance, and a flow in which contacts wait."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.client = served.client()
        queues = self.call("list_queues", QueueTypes=["STANDARD"])["QueueSummaryList"]
        self.queue = queues[0]
        made = flow(
            block("queue", "UpdateContactTargetQueue", {"QueueId": self.queue["Arn"]}, to="go",
                  fails={"NoMatchingError": "end"}),
            block("go", "TransferContactToQueue", to="end",
                  fails={"QueueAtCapacity": "end", "NoMatchingError": "end"}),
            block("end", "DisconnectParticipant"),
        )  # fmt: skip
        self.waits = self._flow(made.content())
        self.ends = self._flow(content())

    def call(self, operation: str, **params: Any) -> Any:
        return getattr(self.client, operation)(InstanceId=self.served.instance, **params)

    def _flow(self, text: str) -> str:
        given = {"Name": uuid.uuid4().hex, "Type": "CONTACT_FLOW", "Content": text}
        return str(self.call("create_contact_flow", **given)["ContactFlowId"])

    def start(self, channel: str, **more: Any) -> dict[str, str]:
        """A contact of a channel that waits in the queue, as the parameters that name it."""
        made = {"TASK": self._task, "CHAT": self._chat, "VOICE": self._voice}[channel](more)
        return {"ContactId": made["ContactId"]}

    def _task(self, more: Any) -> Any:
        given = {"ContactFlowId": self.waits, "Name": "task", **more}
        return self.call("start_task_contact", **given)

    def _chat(self, more: Any) -> Any:
        given = {"ContactFlowId": self.waits, "ParticipantDetails": {"DisplayName": "x"}, **more}
        return self.call("start_chat_contact", **given)

    def _voice(self, more: Any) -> Any:
        given = {
            "ContactFlowId": self.waits,
            "DestinationPhoneNumber": "+12065550100",
            "SourcePhoneNumber": "+12065550101",
            **more,
        }
        return self.call("start_outbound_voice_contact", **given)

    def describe(self, contact: dict[str, str]) -> Any:
        return self.call("describe_contact", **contact)["Contact"]

    def search(self, **criteria: Any) -> list[str]:
        now = time.time()
        found = self.call(
            "search_contacts",
            TimeRange={
                "Type": "INITIATION_TIMESTAMP",
                "StartTime": now - 3600,
                "EndTime": now + 60,
            },
            SearchCriteria=criteria,
        )
        return [each["Id"] for each in found["Contacts"]]


@pytest.fixture(scope="module")
def desk(start: Callable[..., Served]) -> _Desk:
    """A server of its own, so that searches find nothing else."""
    return _Desk(start())


def test_tags_are_added_and_taken_away(desk: _Desk) -> None:
    """Tags of a contact are its own, and at most six."""
    contact = desk.start("TASK")
    desk.call("tag_contact", **contact, Tags={"a": "1", "b": "2"})
    desk.call("untag_contact", **contact, TagKeys=["a"])

    assert desk.describe(contact)["Tags"] == {"b": "2"}
    with pytest.raises(ClientError, match=r"InvalidRequestException.*at most 6"):
        desk.call("tag_contact", **contact, Tags={str(each): "x" for each in range(6)})


def test_members_are_updated(desk: _Desk) -> None:
    """Name and description are replaced, references are added to those that are there."""
    url = {"Value": "https://example.com", "Type": "URL"}
    contact = desk.start("TASK", References={"first": url})
    number = {"Value": "7", "Type": "NUMBER"}
    desk.call("update_contact", **contact, Name="new", References={"second": number})
    listed = desk.call("list_contact_references", **contact, ReferenceTypes=["URL", "NUMBER"])

    assert desk.describe(contact)["Name"] == "new"
    assert listed["ReferenceSummaryList"] == [
        {"Url": {"Name": "first", "Value": "https://example.com"}},
        {"Number": {"Name": "second", "Value": "7"}},
    ]


@pytest.mark.parametrize(
    "members", [{}, {"CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"}}]
)
def test_update_that_changes_nothing_here_is_refused(desk: _Desk, members: Any) -> None:
    """No member at all, and what belongs to external contacts, is an invalid request."""
    with pytest.raises(ClientError, match="InvalidRequestException"):
        desk.call("update_contact", **desk.start("TASK"), **members)


def _record(desk: _Desk, contact: dict[str, str], step: str) -> None:
    track = {"VoiceRecordingConfiguration": {"VoiceRecordingTrack": "ALL"}}
    desk.call(
        f"{step}_contact_recording",
        **contact,
        InitialContactId=contact["ContactId"],
        **(track if step == "start" else {}),
    )


def test_recording_is_suspended_and_resumed(desk: _Desk) -> None:
    """A recording that was stopped can't be started again, as the reference says."""
    contact = desk.start("VOICE")
    for step in ("start", "suspend", "resume", "stop"):
        _record(desk, contact, step)
    with pytest.raises(ClientError, match=r"InvalidRequestException.*stopped"):
        _record(desk, contact, "start")


@pytest.mark.parametrize("step", ["suspend", "resume", "stop"])
def test_what_is_not_recorded_is_not_suspended(desk: _Desk, step: str) -> None:
    """Every later step needs the one before it."""
    with pytest.raises(ClientError, match=r"InvalidRequestException.*not being recorded"):
        _record(desk, desk.start("VOICE"), step)


def test_only_active_calls_are_recorded(desk: _Desk) -> None:
    """A call that is over, and a task, are not recorded."""
    over = desk.start("VOICE", ContactFlowId=desk.ends)
    for contact in (over, desk.start("TASK")):
        with pytest.raises(ClientError, match="InvalidRequestException"):
            _record(desk, contact, "start")


def test_chat_is_streamed(desk: _Desk) -> None:
    """A stream of a chat is stopped by its id, once."""
    contact = desk.start("CHAT")
    topic = "arn:aws:sns:eu-central-1:123456789012:chats"
    made = desk.call(
        "start_contact_streaming",
        **contact,
        ChatStreamingConfiguration={"StreamingEndpointArn": topic},
        ClientToken=uuid.uuid4().hex,
    )
    where = {**contact, "StreamingId": made["StreamingId"]}
    desk.call("stop_contact_streaming", **where)

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        desk.call("stop_contact_streaming", **where)


def test_task_is_paused_and_resumed(desk: _Desk) -> None:
    """Pauses are counted, and a task is paused or not."""
    contact = desk.start("TASK")
    with pytest.raises(ClientError, match="ConflictException"):
        desk.call("resume_contact", **contact)
    desk.call("pause_contact", **contact)
    with pytest.raises(ClientError, match="ConflictException"):
        desk.call("pause_contact", **contact)
    desk.call("resume_contact", **contact)

    found = desk.describe(contact)
    assert found["TotalPauseCount"] == 1
    assert found["LastResumedTimestamp"] >= found["LastPausedTimestamp"]


def test_search_meets_every_criterion(desk: _Desk) -> None:
    """Channel, queue, name, attributes and tags narrow a search, each by itself and together."""
    wanted = desk.start("TASK", Name="Return of a parcel", Attributes={"order": "17"})
    desk.call("tag_contact", **wanted, Tags={"team": "returns"})
    other = desk.start("TASK", Name="Another", Attributes={"order": "18"})
    name = {"SearchText": ["parcel", "lost"], "MatchType": "MATCH_ANY"}
    order = {"Criteria": [{"Key": "order", "Values": ["17"]}], "MatchType": "MATCH_ALL"}
    tag = {"TagCondition": {"TagKey": "team", "TagValue": "returns"}}

    for criteria in (
        {"Name": name},
        {"SearchableContactAttributes": order},
        {"ContactTags": tag},
        {"Channels": ["TASK"], "QueueIds": [desk.queue["Arn"]], "Name": name},
    ):
        assert desk.search(**criteria) == [wanted["ContactId"]]
    assert desk.search(Name={**name, "MatchType": "MATCH_ALL"}) == []
    assert desk.search(AgentIds=[desk.served.admin]) == []
    assert {wanted["ContactId"], other["ContactId"]} <= set(desk.search(Channels=["TASK"]))


def test_search_is_of_a_time_range_and_paged(desk: _Desk) -> None:
    """The newest is first, pages give each contact once, and eight weeks are the longest."""
    made = [desk.start("CHAT")["ContactId"] for _ in range(3)]
    now = time.time()
    given = {"Type": "INITIATION_TIMESTAMP", "StartTime": now - 3600, "EndTime": now + 60}
    pages = desk.client.get_paginator("search_contacts").paginate(
        InstanceId=desk.served.instance,
        TimeRange=given,
        SearchCriteria={"Channels": ["CHAT"]},
        PaginationConfig={"PageSize": 2},
    )
    found = [each["Id"] for page in pages for each in page["Contacts"]]

    assert found[:3] == made[::-1]
    assert len(found) == len(set(found))
    for start, end in ((now - 60 * 86_400, now), (now, now - 60)):
        with pytest.raises(ClientError, match="InvalidParameterException"):
            desk.call("search_contacts", TimeRange={**given, "StartTime": start, "EndTime": end})


def test_agent_has_the_status_that_was_put(desk: _Desk) -> None:
    """A supervisor sees who is not offline, with the slots of the routing profile."""
    statuses = {
        each["Name"]: each["Arn"]
        for each in desk.call("list_agent_statuses")["AgentStatusSummaryList"]
    }
    admin = desk.call("describe_user", UserId=desk.served.admin)["User"]
    filters = {"Agents": [admin["Arn"]], "Queues": [desk.queue["Arn"]]}
    desk.call("put_user_status", UserId=admin["Arn"], AgentStatusId=statuses["Available"])
    found = desk.call("get_current_user_data", Filters=filters)["UserDataList"]
    desk.call("put_user_status", UserId=admin["Id"], AgentStatusId=statuses["Offline"])

    assert [each["Status"]["StatusName"] for each in found] == ["Available"]
    assert found[0]["MaxSlotsByChannel"] == {"VOICE": 1}
    assert desk.call("get_current_user_data", Filters=filters)["UserDataList"] == []


def _position(desk: _Desk, contact: dict[str, str]) -> Any:
    asked = [{"Name": "POSITION_IN_QUEUE"}, {"Name": "ESTIMATED_WAIT_TIME"}]
    (found,) = desk.call("get_contact_metrics", **contact, Metrics=asked)["MetricResults"]
    return found["Value"]["Number"]


def test_contact_has_a_position_in_its_queue(desk: _Desk) -> None:
    """The one that came later is served later, unless it has a higher priority."""
    first, later = desk.start("CHAT"), desk.start("CHAT")
    before = _position(desk, later) - _position(desk, first)
    desk.call("update_contact_routing_data", **later, QueuePriority=1)
    after = _position(desk, later) - _position(desk, first)
    desk.call("stop_contact", **first)
    desk.call("stop_contact", **later)

    assert before == 1
    assert after < 0


def test_contact_that_left_its_queue_has_no_position(desk: _Desk) -> None:
    """Metrics of a contact are there while it waits."""
    contact = desk.start("CHAT")
    desk.call("stop_contact", **contact)
    with pytest.raises(ClientError, match="InvalidRequestException"):
        _position(desk, contact)


def test_status_that_is_not_there_is_not_found(desk: _Desk) -> None:
    """A status of no instance can't be put."""
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        desk.call("put_user_status", UserId=desk.served.admin, AgentStatusId=str(uuid.uuid4()))


def _metrics(desk: _Desk, *names: str, **more: Any) -> list[tuple[Any, dict[str, Any]]]:
    """The dimensions and values of each bucket."""
    given = {"Filters": {"Queues": [desk.queue["Arn"]]}, **more}
    metrics = [{"Name": name, "Unit": "COUNT"} for name in names]
    found = desk.call("get_current_metric_data", CurrentMetrics=metrics, **given)
    return [
        (
            each.get("Dimensions"),
            {one["Metric"]["Name"]: one.get("Value") for one in each["Collections"]},
        )
        for each in found["MetricResults"]
    ]


@pytest.fixture
def available(desk: _Desk) -> Iterator[None]:
    """The admin is available for a while."""
    statuses = {
        each["Name"]: each["Id"]
        for each in desk.call("list_agent_statuses")["AgentStatusSummaryList"]
    }
    put = {"UserId": desk.served.admin}
    desk.call("put_user_status", **put, AgentStatusId=statuses["Available"])
    yield
    desk.call("put_user_status", **put, AgentStatusId=statuses["Offline"])


@pytest.mark.usefixtures("available")
def test_metrics_count_agents_and_contacts(desk: _Desk) -> None:
    """A contact that starts to wait is one more in its queue and channel, until it is stopped."""
    names = ("AGENTS_ONLINE", "AGENTS_AVAILABLE", "AGENTS_ON_CALL", "CONTACTS_IN_QUEUE")
    [(_none, before)] = _metrics(desk, *names)
    contact = desk.start("VOICE")
    [(_none, waiting)] = _metrics(desk, *names)
    by_channel = _metrics(desk, "CONTACTS_IN_QUEUE", Groupings=["QUEUE", "CHANNEL"])
    desk.call("stop_contact", **contact)
    [(_none, after)] = _metrics(desk, *names)

    assert (before["AGENTS_ONLINE"], before["AGENTS_AVAILABLE"]) == (1, 1)
    assert waiting == {**before, "CONTACTS_IN_QUEUE": before["CONTACTS_IN_QUEUE"] + 1}
    assert after == before
    assert {each["Queue"]["Arn"] for each, _values in by_channel} == {desk.queue["Arn"]}
    assert "VOICE" in {each["Channel"] for each, _values in by_channel}


@pytest.mark.usefixtures("available")
def test_oldest_age_is_in_seconds_of_groups_alone(desk: _Desk) -> None:
    """Without groups the age is in milliseconds, as the reference says."""
    desk.start("VOICE", Name="old")
    [(_none, whole)] = _metrics(desk, "OLDEST_CONTACT_AGE")
    [(_queue, grouped)] = _metrics(desk, "OLDEST_CONTACT_AGE", Groupings=["QUEUE"])

    assert whole["OLDEST_CONTACT_AGE"] // 1000 <= grouped["OLDEST_CONTACT_AGE"]


@pytest.mark.usefixtures("available")
def test_metrics_are_of_routing_profiles(desk: _Desk) -> None:
    """With a filter of routing profiles, agents and contacts are counted in theirs."""
    profile = desk.call("list_routing_profiles")["RoutingProfileSummaryList"][0]
    desk.start("VOICE")
    [(dimensions, values)] = _metrics(
        desk,
        "AGENTS_ONLINE",
        "CONTACTS_IN_QUEUE",
        Filters={"RoutingProfiles": [profile["Arn"]]},
        Groupings=["ROUTING_PROFILE"],
    )

    assert dimensions["RoutingProfile"]["Id"] == profile["Id"]
    assert values["AGENTS_ONLINE"] == 1
    assert values["CONTACTS_IN_QUEUE"] >= 1


@pytest.mark.parametrize(
    ("filters", "groupings"),
    [
        ({}, []),
        ({"Channels": ["VOICE"]}, []),
        ({"Queues": ["@queue"], "RoutingProfiles": ["@profile"]}, []),
        ({"Queues": ["@queue"]}, ["AGENT_STATUS"]),
    ],
)
def test_filters_that_do_not_go_together_are_refused(
    desk: _Desk, filters: dict[str, list[str]], groupings: list[str]
) -> None:
    """Queues or routing profiles are needed, not both, and statuses are grouped within queues."""
    profile = desk.call("list_routing_profiles")["RoutingProfileSummaryList"][0]["Id"]
    known = {"@queue": desk.queue["Id"], "@profile": profile}
    given = {name: [known.get(one, one) for one in each] for name, each in filters.items()}
    with pytest.raises(ClientError, match="InvalidRequestException"):
        _metrics(desk, "AGENTS_ONLINE", Filters=given, Groupings=groupings)
