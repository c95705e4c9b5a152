"""GetMetricDataV2: what became of the contacts that the instance holds.

Source of the rules: its API reference, and the metrics definitions of the administrator
guide. Agents take no contacts here: counts of what they do are 0, and averages of it have no value.
A metric that the reference lists, and that nothing here has data for, has no value either: "the
calculation cannot be performed due to ... insufficient data".
"""

from __future__ import annotations

import time
from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server import contacts
from flowport.server.identifiers import part
from flowport.server.operations.historical_metric_names import NAMES
from flowport.server.operations.metric_periods import TOTAL, check_range, periods
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import invalid, missing
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from flowport.server.operation_call import ApiCall
    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource

__all__ = [
    "ContactRecord",
    "group_contacts",
    "matching_contacts",
    "metric_values",
    "queue_id",
    "threshold_test",
]

#: Source: "requires at least one of these filters".
_REQUIRED = (
    "QUEUE",
    "ROUTING_PROFILE",
    "AGENT",
    *(f"AGENT_HIERARCHY_LEVEL_{level}" for level in ("ONE", "TWO", "THREE", "FOUR", "FIVE")),
    "CAMPAIGN",
    "EVALUATION_FORM",
    "EVALUATOR_ID",
)
_MOST_SECONDS = 604_800
_MOST_METRICS = 100  # contested: no source gives a number
_MOST_VALUES = 100  # of all filters but those of channels


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """A contact: the dimensions that it is grouped by, and its times."""

    dimensions: Mapping[str, str]
    initiation_time: float
    enqueue_time: float | None
    disconnect_time: float | None

    @property
    def queue_time(self) -> float | None:
        """How long it was in a queue until it ended there; None for one that did not."""
        if self.enqueue_time is None or self.disconnect_time is None:
            return None
        return max(0.0, self.disconnect_time - self.enqueue_time)

    @property
    def is_abandoned(self) -> bool:
        """Whether it ended in a queue, without being transferred out of it."""
        return (
            self.queue_time is not None
            and self.dimensions.get("DISCONNECT_REASON") != "TRANSFERRED"
        )


def _record(found: StoredResource) -> ContactRecord:
    body = found.body
    queue = body.get("QueueInfo", {})
    dimensions = {
        "QUEUE": queue.get("Id"),
        "CHANNEL": body["Channel"],
        "INITIATION_METHOD": body.get("InitiationMethod"),
        "DISCONNECT_REASON": body.get("DisconnectReason"),
    }
    return ContactRecord(
        {key: value for key, value in dimensions.items() if value},
        body["InitiationTimestamp"],
        queue.get("EnqueueTimestamp"),
        body.get("DisconnectTimestamp"),
    )


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return sum(listed) / len(listed) if listed else None


def _percent(some: int, every: int) -> float | None:
    return 100 * some / every if every else None


def _queue_times(records: Sequence[ContactRecord]) -> list[float]:
    return [each.queue_time for each in records if each.queue_time is not None]


def _abandon_times(records: Sequence[ContactRecord]) -> list[float]:
    return [
        each.queue_time for each in records if each.is_abandoned and each.queue_time is not None
    ]


#: Metric -> its value, of contacts and a threshold
_VALUES: Mapping[
    str, Callable[[Sequence[ContactRecord], Callable[[float], bool]], float | None]
] = {
    "ABANDONMENT_RATE": lambda records, _: _percent(
        len(_abandon_times(records)), len(_queue_times(records))
    ),
    "AVG_ABANDON_TIME": lambda records, _: _mean(_abandon_times(records)),
    "AVG_CONTACT_DURATION": lambda records, _: _mean(
        (each.disconnect_time or 0) - each.initiation_time for each in records
    ),
    "CONTACTS_ABANDONED": lambda records, _: len(_abandon_times(records)),
    "CONTACTS_CREATED": lambda records, _: len(records),
    "CONTACTS_QUEUED": lambda records, _: len(_queue_times(records)),
    "CONTACTS_QUEUED_BY_ENQUEUE": lambda records, _: len(records),
    "CONTACTS_REMOVED_FROM_QUEUE_IN_X": lambda records, fits: sum(map(fits, _queue_times(records))),
    "MAX_QUEUED_TIME": lambda records, _: max(_queue_times(records), default=None),
    "SERVICE_LEVEL": lambda records, fits: _percent(
        sum(map(fits, _queue_times(records))), len(_queue_times(records))
    ),
    "SUM_CONTACTS_ABANDONED_IN_X": lambda records, fits: sum(map(fits, _abandon_times(records))),
    "SUM_CONTACTS_DISCONNECTED": lambda records, _: len(records),
    **dict.fromkeys(
        (
            "AGENT_NON_RESPONSE",
            "AGENT_NON_RESPONSE_WITHOUT_CUSTOMER_ABANDONS",
            "CONTACTS_HANDLED",
            "CONTACTS_HANDLED_BY_CONNECTED_TO_AGENT",
            "CONTACTS_HOLD_ABANDONS",
            "CONTACTS_ON_HOLD_AGENT_DISCONNECT",
            "CONTACTS_ON_HOLD_CUSTOMER_DISCONNECT",
            "CONTACTS_PUT_ON_HOLD",
            "CONTACTS_TRANSFERRED_OUT_BY_AGENT",
            "SUM_AFTER_CONTACT_WORK_TIME",
            "SUM_CONTACTS_ANSWERED_IN_X",
            "SUM_HANDLE_TIME",
            "SUM_HOLD_TIME",
            "SUM_INTERACTION_AND_HOLD_TIME",
            "SUM_INTERACTION_TIME",
        ),
        lambda _records, _: 0,
    ),
}
#: The moment by which a contact is in an interval, where that is not its end.
_MOMENTS: Mapping[str, Callable[[ContactRecord], float | None]] = {
    "CONTACTS_CREATED": lambda each: each.initiation_time,
    "CONTACTS_QUEUED_BY_ENQUEUE": lambda each: each.enqueue_time,
}


def _check_names(member: str, names: Iterable[str]) -> None:
    """Go on only if the reference lists each name.

    Raises:
        ServiceError: It doesn't.
    """
    for name in names:
        if name not in NAMES[member]:
            raise invalid(f"{member}: {name!r} is not one that the API reference lists.")


@operation("GetMetricDataV2", needs="Instance.View", fresh=True, slow=True)
def _metrics(call: ApiCall) -> Mapping[str, Any]:
    params = call.params
    if not params["ResourceArn"].startswith("arn:"):
        raise invalid("ResourceArn is not an ARN.")
    instance = call.reach(params["ResourceArn"])
    groupings, metrics = params.get("Groupings", []), params["Metrics"]
    _check_names("Groupings", groupings)
    if any("MetricId" in each or "Name" not in each for each in metrics):
        raise invalid("Give each metric a Name and no MetricId: there are no custom metrics here.")
    _check_names("Metrics", [each["Name"] for each in metrics])
    if len(metrics) > _MOST_METRICS:
        raise invalid(f"A request has at most {_MOST_METRICS} metrics.")
    for each in metrics:
        threshold_test(each)
    interval = params.get("Interval", {})
    period = interval.get("IntervalPeriod", TOTAL)
    start, end = params["StartTime"], params["EndTime"]
    check_range(start, end, period, time.time())
    cuts = list(periods(start, end, period, interval.get("TimeZone", "UTC")))
    chosen = matching_contacts(call, instance, _filters(call, instance), (start, end))
    groups = group_contacts(chosen, groupings)
    page = call.slice([(key, cut) for key in sorted(groups) for cut in cuts])
    rows: list[dict[str, Any]] = []
    for key, asked in groupby(page.rows, key=itemgetter(0)):
        shown = [cut for _key, cut in asked]
        columns = [metric_values(metric, groups[key], shown) for metric in metrics]
        rows += [
            {
                "Dimensions": dict(zip(groupings, key, strict=True)),
                "MetricInterval": {"Interval": period, "StartTime": begins, "EndTime": ends},
                "Collections": [
                    {"Metric": metric, "Value": column[place]}
                    for metric, column in zip(metrics, columns, strict=True)
                ],
            }
            for place, (begins, ends) in enumerate(shown)
        ]
    return {"MetricResults": rows, "NextToken": page.token}


def matching_contacts(
    call: ApiCall, instance: InstanceRow, wanted: Mapping[str, set[str]], span: tuple[float, float]
) -> list[ContactRecord]:
    """The contacts that pass filters and did something in a range."""
    start, end = span
    return [
        each
        for each in map(_record, resources.page(call.connection, instance.id, contacts.KIND))
        if all(each.dimensions.get(key) in values for key, values in wanted.items())
        and any(
            m is not None and start <= m < end
            for m in (each.initiation_time, each.enqueue_time, each.disconnect_time)
        )
    ]


def _filters(call: ApiCall, instance: InstanceRow) -> dict[str, set[str]]:
    """The values that each key may have.

    Raises:
        ServiceError: A key is unknown, none is one that a request must have, or a queue is not
            there.
    """
    found: dict[str, set[str]] = {}
    for each in call.params["Filters"]:
        found.setdefault(each.get("FilterKey", ""), set()).update(each.get("FilterValues", ()))
    _check_names("Filters", found)
    if found.keys().isdisjoint(_REQUIRED):
        raise invalid(f"Filter by at least one of {', '.join(_REQUIRED)}.")
    if sum(len(values) for key, values in found.items() if key != "CHANNEL") > _MOST_VALUES:
        raise invalid(f"The filters have more than {_MOST_VALUES} values.")
    if "QUEUE" in found:
        found["QUEUE"] = {queue_id(call, instance, each) for each in found["QUEUE"]}
    return found


def queue_id(call: ApiCall, instance: InstanceRow, name: str) -> str:
    """The id of a queue that a filter names by its id or ARN.

    Raises:
        ServiceError: The instance has none such.
    """
    named = part(name, instance.arn, ("queue",))
    try:
        return resources.get(call.connection, instance.id, "queue", named).id
    except NotFoundError as none:
        raise missing(f"The instance has no queue {named}.") from none


def group_contacts(
    records: Sequence[ContactRecord], groupings: Sequence[str]
) -> dict[tuple[str, ...], list[ContactRecord]]:
    """The contacts of each group; those that have no value for a grouping are in none."""
    found: dict[tuple[str, ...], list[ContactRecord]] = {}
    for each in records:
        key = tuple(each.dimensions.get(name, "") for name in groupings)
        if "" not in key:
            found.setdefault(key, []).append(each)
    return found


def metric_values(
    metric: Mapping[str, Any], group: Sequence[ContactRecord], cuts: Sequence[tuple[float, float]]
) -> list[float | None]:
    """The value of a metric in each interval; None where nothing here has data for it."""
    name: str = metric["Name"]
    fits = threshold_test(metric)
    if name not in _VALUES:
        return [None] * len(cuts)
    moment, filters = _MOMENTS.get(name, _disconnect_time), metric.get("MetricFilters", ())
    found = [(at, each) for each in group if (at := moment(each)) is not None]
    found = sorted((each for each in found if _passes(each[1], filters)), key=itemgetter(0))
    moments = [at for at, _each in found]
    return [
        _VALUES[name]([each for _at, each in found[low:high]], fits)
        for low, high in (
            (bisect_left(moments, begins), bisect_left(moments, ends)) for begins, ends in cuts
        )
    ]


def _disconnect_time(each: ContactRecord) -> float | None:
    return each.disconnect_time


def _passes(each: ContactRecord, filters: Iterable[Mapping[str, Any]]) -> bool:
    return all(
        (each.dimensions.get(one.get("MetricFilterKey", "")) in one.get("MetricFilterValues", ()))
        != one.get("Negate", False)
        for one in filters
    )


def threshold_test(metric: Mapping[str, Any]) -> Callable[[float], bool]:
    """The function that says whether a time is within the threshold of a metric.

    Raises:
        ServiceError: A metric that requires one has none, or one out of its range.
    """
    name: str = metric["Name"]
    if name != "SERVICE_LEVEL" and not name.endswith("_IN_X"):
        return lambda _: True
    given: Mapping[str, Any] = next(iter(metric.get("Threshold", ())), {})
    most, comparison = given.get("ThresholdValue", 0), given.get("Comparison")
    if comparison not in {"LT", "LTE"} or not 1 <= most <= _MOST_SECONDS or most != int(most):
        raise invalid(
            f"{name} requires a Threshold: Comparison LT or LTE, and a whole ThresholdValue from "
            f"1 to {_MOST_SECONDS}."
        )
    return (lambda it: it < most) if comparison == "LT" else (lambda it: it <= most)
