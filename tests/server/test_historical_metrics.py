"""GetMetricDataV2 and GetMetricData over contacts of the local instance."""

from __future__ import annotations

import itertools
import re
import time
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from flowport.server.operations.historical_metric_names import NAMES
from flowport.server.operations.metric_periods import periods
from flowport.server.operations.operation_registry import served as operations_served
from serving import content
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from serving import Served

_DAY = 86_400
_READS_CONTACTS = ("GetContactMetrics", "GetCurrentMetricData", "GetMetricData", "GetMetricDataV2")


class _Floor:
    """An instance with two chats and a task: two ended in a queue, one chat at once."""

    def __init__(self, served: Served) -> None:
        self.served, self.client = served, served.client()
        self.where = {"InstanceId": served.instance}
        queues = self.client.list_queues(**self.where, QueueTypes=["STANDARD"])
        self.queue = queues["QueueSummaryList"][0]
        waiting, ends = self.waiting(self.queue["Arn"]), self._flow(content())
        chat = {"ParticipantDetails": {"DisplayName": "Ann"}}
        self.client.start_chat_contact(**self.where, ContactFlowId=ends, **chat)
        for made in (
            self.client.start_chat_contact(**self.where, ContactFlowId=waiting, **chat),
            self.client.start_task_contact(**self.where, ContactFlowId=waiting, Name="task"),
        ):
            self.client.stop_contact(**self.where, ContactId=made["ContactId"])

    def waiting(self, queue: str, last: str = "TransferContactToQueue") -> str:
        """A flow that ends in a queue, or as another block ends with that queue set."""
        waits = flow(
            block("queue", "UpdateContactTargetQueue", {"QueueId": queue}, to="go",
                  fails={"NoMatchingError": "end"}),
            block("go", last, to="end",
                  fails={"QueueAtCapacity": "end", "NoMatchingError": "end"}),
            block("end", "DisconnectParticipant"),
        )  # fmt: skip
        return self._flow(waits.content())

    def _flow(self, text: str) -> str:
        made = {"Name": uuid.uuid4().hex, "Type": "CONTACT_FLOW", "Content": text}
        return str(self.client.create_contact_flow(**self.where, **made)["ContactFlowId"])

    def ask(self, *names: str, **more: Any) -> list[dict[str, Any]]:
        """The results of some metrics of the last hour, up to a minute from now."""
        now = time.time()
        given: dict[str, Any] = {
            "ResourceArn": self.served.arn,
            "StartTime": now - 3600,
            "EndTime": now + 50,
            "Filters": [{"FilterKey": "QUEUE", "FilterValues": [self.queue["Id"]]}],
            "Metrics": [{"Name": name} for name in names],
        }
        return list(self.client.get_metric_data_v2(**{**given, **more})["MetricResults"])

    def values(self, *names: str, **more: Any) -> list[Any]:
        (row,) = self.ask(*names, **more)
        return [each.get("Value") for each in row["Collections"]]


@pytest.fixture(scope="module")
def floor(served: Served) -> _Floor:
    """The contacts of this file."""
    return _Floor(served)


def test_contacts_are_counted(floor: _Floor) -> None:
    """Those that waited in the queue and left it are queued, abandoned and disconnected."""
    found = floor.values(
        "CONTACTS_CREATED",
        "CONTACTS_QUEUED",
        "CONTACTS_ABANDONED",
        "CONTACTS_HANDLED",
        "SUM_CONTACTS_DISCONNECTED",
        "ABANDONMENT_RATE",
    )

    assert found == [2, 2, 2, 0, 2, 100]


def test_times_are_measured(floor: _Floor) -> None:
    """Waiting times are between nothing and the age of the contacts."""
    average, longest, lasted = floor.values(
        "AVG_ABANDON_TIME", "MAX_QUEUED_TIME", "AVG_CONTACT_DURATION"
    )

    assert 0 <= average <= longest <= 3600
    assert 0 <= lasted <= 3600


def test_metric_without_data_has_no_value(floor: _Floor) -> None:
    """Agents take no contacts: the average of what they do can't be calculated."""
    assert floor.values("AVG_HANDLE_TIME", "SUM_ONLINE_TIME_AGENT") == [None, None]


def test_results_are_grouped(floor: _Floor) -> None:
    """Each group has its dimensions."""
    rows = floor.ask("CONTACTS_QUEUED", Groupings=["QUEUE", "CHANNEL"])

    assert [row["Dimensions"] for row in rows] == [
        {"QUEUE": floor.queue["Id"], "CHANNEL": "CHAT"},
        {"QUEUE": floor.queue["Id"], "CHANNEL": "TASK"},
    ]


def test_queue_is_named_by_its_arn(floor: _Floor) -> None:
    """A filter takes an ARN for an id, and a channel narrows it."""
    by_arn = {"FilterKey": "QUEUE", "FilterValues": [floor.queue["Arn"]]}
    task = {"FilterKey": "CHANNEL", "FilterValues": ["TASK"]}

    assert floor.values("CONTACTS_QUEUED", Filters=[by_arn, task]) == [1]


def test_nothing_found_is_an_empty_list(floor: _Floor) -> None:
    """Without contacts there is no result."""
    agents = [{"FilterKey": "AGENT", "FilterValues": [str(uuid.uuid4())]}]

    assert floor.ask("CONTACTS_QUEUED", Filters=agents) == []


def test_metric_has_its_own_filter(floor: _Floor) -> None:
    """Contacts that a filter of a metric leaves out are not in that metric alone."""
    api = {"MetricFilterKey": "INITIATION_METHOD", "MetricFilterValues": ["API"]}
    metrics = [
        {"Name": "CONTACTS_CREATED", "MetricFilters": [{**api, "Negate": negate}]}
        for negate in (False, True)
    ]

    assert floor.values(Metrics=metrics) == [2, 0]


def test_threshold_counts_those_within(floor: _Floor) -> None:
    """Every contact left the queue within a week."""
    within = [{"Comparison": "LTE", "ThresholdValue": 604_800}]
    names = ("SERVICE_LEVEL", "SUM_CONTACTS_ABANDONED_IN_X", "SUM_CONTACTS_ANSWERED_IN_X")

    assert floor.values(Metrics=[{"Name": name, "Threshold": within} for name in names]) == [
        100,
        2,
        0,
    ]


def test_intervals_add_up(floor: _Floor) -> None:
    """Each quarter of an hour has its result, and together they are the total."""
    rows = floor.ask("CONTACTS_QUEUED", Interval={"IntervalPeriod": "FIFTEEN_MIN"})
    found = [row["Collections"][0]["Value"] for row in rows]

    assert (len(found), sum(found)) == (5, 2)


def test_pages_are_the_whole(floor: _Floor) -> None:
    """Pages of one result are the results."""
    now = int(time.time())
    given: dict[str, Any] = {
        "StartTime": now - 3600,
        "EndTime": now + 50,
        "Interval": {"IntervalPeriod": "HOUR"},
        "Groupings": ["CHANNEL"],
    }
    whole = floor.ask("CONTACTS_QUEUED", **given)
    token, found = None, list[dict[str, Any]]()
    while token is not None or not found:
        more = {"MaxResults": 1, **({"NextToken": token} if token else {})}
        answer = floor.client.get_metric_data_v2(
            ResourceArn=floor.served.arn,
            Filters=[{"FilterKey": "QUEUE", "FilterValues": [floor.queue["Id"]]}],
            Metrics=[{"Name": "CONTACTS_QUEUED"}],
            **given,
            **more,
        )
        found += answer["MetricResults"]
        token = answer.get("NextToken")

    assert len(found) == 4
    assert found == whole


def _day(floor: _Floor, *metrics: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    """The results of the older operation, of the hours up to five minutes from now."""
    now = int(time.time()) // 300 * 300 + 300
    given: dict[str, Any] = {"StartTime": now - 6_000, "EndTime": now, "Filters": {}}
    return list(
        floor.client.get_metric_data(
            **floor.where, **{**given, "HistoricalMetrics": [*metrics], **more}
        )["MetricResults"]
    )


def test_older_operation_counts_the_same(floor: _Floor) -> None:
    """Contacts of a queue are queued and abandoned, and handled by nobody."""
    metrics = [
        {"Name": name, "Unit": "COUNT", "Statistic": "SUM"}
        for name in ("CONTACTS_QUEUED", "CONTACTS_ABANDONED", "CONTACTS_HANDLED_INCOMING")
    ]
    (row,) = _day(floor, *metrics, Filters={"Queues": [floor.queue["Arn"]]}, Groupings=["QUEUE"])

    assert row["Dimensions"]["Queue"] == {k: floor.queue[k] for k in ("Id", "Arn")}
    assert [each["Value"] for each in row["Collections"]] == [2, 2, 0]


def test_older_operation_measures_the_same(floor: _Floor) -> None:
    """Times and percentages are those of the newer operation; what has no data has no value."""
    level = {"Comparison": "LT", "ThresholdValue": 604_800}
    names = ("QUEUED_TIME", "ABANDON_TIME", "HANDLE_TIME", "OCCUPANCY")
    metrics: list[dict[str, Any]] = [{"Name": name} for name in names]
    metrics.append({"Name": "SERVICE_LEVEL", "Threshold": level})
    (row,) = _day(floor, *metrics, Filters={"Queues": [floor.queue["Arn"]]})
    found = [each.get("Value") for each in row["Collections"]]

    assert found[:2] == floor.values("MAX_QUEUED_TIME", "AVG_ABANDON_TIME")
    assert found[2:] == [None, None, 100]


@pytest.mark.parametrize(
    "more",
    [
        {"EndTime": 1},
        {"StartTime": 0, "EndTime": 300},
        {"StartTime": 2_000_000_100, "EndTime": 2_000_000_100},
        {"HistoricalMetrics": [{"Name": "CONTACTS_QUEUED", "Unit": "SECONDS"}]},
        {"HistoricalMetrics": [{"Name": "QUEUED_TIME", "Statistic": "AVG"}]},
        {"HistoricalMetrics": [{"Name": "SERVICE_LEVEL"}]},
        {"HistoricalMetrics": [{}]},
    ],
    ids=str,
)
def test_older_operation_is_as_strict(floor: _Floor, more: dict[str, Any]) -> None:
    """Ranges that are not of five minutes or of the last day, and other units, are refused."""
    with pytest.raises(ClientError, match="InvalidParameterException"):
        _day(floor, {"Name": "CONTACTS_QUEUED"}, **more)


def test_deleted_queue_is_still_counted(floor: _Floor) -> None:
    """Contacts of a queue that was deleted since are in their group."""
    hours = floor.client.list_hours_of_operations(**floor.where)["HoursOfOperationSummaryList"][0]
    queue = floor.client.create_queue(
        **floor.where, Name=uuid.uuid4().hex, HoursOfOperationId=hours["Id"]
    )
    waiting, chat = floor.waiting(queue["QueueArn"]), {"ParticipantDetails": {"DisplayName": "A"}}
    made = floor.client.start_chat_contact(**floor.where, ContactFlowId=waiting, **chat)
    floor.client.stop_contact(**floor.where, ContactId=made["ContactId"])
    floor.client.delete_contact_flow(**floor.where, ContactFlowId=waiting)
    floor.client.delete_queue(**floor.where, QueueId=queue["QueueId"])
    rows = _day(floor, {"Name": "CONTACTS_QUEUED"}, Groupings=["QUEUE"])

    assert {"Id": queue["QueueId"], "Arn": queue["QueueArn"]} in [
        row["Dimensions"]["Queue"] for row in rows
    ]


def test_every_reader_of_contacts_is_slow() -> None:
    """Metrics and searches, which look at every contact, run in a thread."""
    found = operations_served()
    searches = [name for name in found if name.startswith("Search")]

    assert [name for name in (*_READS_CONTACTS, *searches) if not found[name].slow] == []


_NOW = int(time.time())


@pytest.mark.parametrize(
    "more",
    [
        {"Metrics": [{"Name": "CONTACTS_QEUED"}]},
        {"Metrics": [{}]},
        {"Metrics": [{"MetricId": "4bcab130-92fe-41bf-aa38-3086c146d0a1"}]},
        {"Metrics": [{"Name": "SERVICE_LEVEL"}]},
        {"Metrics": [{"Name": "CONTACTS_QUEUED"}] * 101},
        {"Groupings": ["COLOR"]},
        {"Filters": [{"FilterKey": "COLOR", "FilterValues": ["x"]}]},
        {"Filters": [{"FilterKey": "CHANNEL", "FilterValues": ["CHAT"]}]},
        {"StartTime": _NOW, "EndTime": _NOW - 60},
        {"StartTime": _NOW - 60, "EndTime": _NOW + 9_999},
        {"StartTime": _NOW - 40 * _DAY, "EndTime": _NOW},
        {"StartTime": _NOW - 120 * _DAY, "EndTime": _NOW - 110 * _DAY},
        {"Interval": {"IntervalPeriod": "HOUR"}, "StartTime": _NOW - 3 * _DAY, "EndTime": _NOW},
        {"StartTime": _NOW - 35 * _DAY, "EndTime": _NOW},
        {"Interval": {"IntervalPeriod": "DAY", "TimeZone": "Nope/Zone"}},
        {"ResourceArn": "x"},
    ],
)
def test_what_the_reference_rules_out_is_refused(floor: _Floor, more: dict[str, Any]) -> None:
    """Unknown names, missing filters and thresholds, and impossible ranges."""
    with pytest.raises(ClientError, match="InvalidParameterException"):
        floor.ask("CONTACTS_QUEUED", **more)


def test_unknown_queue_is_not_found(floor: _Floor) -> None:
    """A queue that the instance has not is an error, not an empty answer."""
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        floor.ask("CONTACTS_QUEUED", Filters=[{"FilterKey": "QUEUE", "FilterValues": ["x"]}])


@pytest.mark.parametrize("member", NAMES)
def test_names_are_those_of_the_reference(floor: _Floor, member: str) -> None:
    """Each name that the reference has in a heading or as code is known."""
    model = floor.client.meta.service_model.operation_model("GetMetricDataV2")
    tag = "dt" if member == "Metrics" else "code"
    form = rf"<{tag}>\s*([A-Z][A-Z_]+|contact/[\w/:]+)\s*</{tag}>"
    listed = re.findall(form, model.input_shape.members[member].documentation)

    assert set(listed) - NAMES[member] == set()


def test_another_resource_is_no_queue(floor: _Floor) -> None:
    """The id of a routing profile names no queue."""
    profiles = floor.client.list_routing_profiles(**floor.where)["RoutingProfileSummaryList"]
    other = [{"FilterKey": "QUEUE", "FilterValues": [profiles[0]["Id"]]}]

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        floor.ask("CONTACTS_QUEUED", Filters=other)


@given(
    st.integers(1_700_000_000, 1_800_000_000),
    st.integers(1, 35 * _DAY),
    st.sampled_from(["FIFTEEN_MIN", "THIRTY_MIN", "HOUR", "DAY", "WEEK", "TOTAL"]),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)
def test_periods_cover_a_range(start: int, length: int, period: str, zone: str) -> None:
    """The parts follow each other without gap or overlap, from the start to the end."""
    found = list(periods(start, start + length, period, zone))

    assert [found[0][0], found[-1][1]] == [start, start + length]
    assert all(one[1] == other[0] for one, other in itertools.pairwise(found))
    assert all(begins < ends for begins, ends in found)
