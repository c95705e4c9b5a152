"""GetMetricData, the predecessor of GetMetricDataV2: the metrics of a day, over the same contacts.

Source of the rules: its API reference. As in GetMetricDataV2, agents take no contacts: counts of
what they do are 0, and averages of it have no value.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flowport.catalogue.references import slug_of
from flowport.server.operations.historical_metrics import (
    group_contacts,
    matching_contacts,
    metric_values,
    queue_id,
    threshold_test,
)
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall

_DAY = 86_400
_STEP = 300  # seconds: "a multiple of 5 minutes"
#: Metrics that GetMetricDataV2 calls by another name; None where nothing here has data for it.
_NEWER: Mapping[str, str | None] = {
    "ABANDON_TIME": "AVG_ABANDON_TIME",
    "CONTACTS_TRANSFERRED_IN": None,
    "CONTACTS_TRANSFERRED_IN_FROM_QUEUE": None,
    "CONTACTS_TRANSFERRED_OUT": None,
    "CONTACTS_TRANSFERRED_OUT_FROM_QUEUE": None,
    "OCCUPANCY": None,
    "QUEUED_TIME": "MAX_QUEUED_TIME",
}
_SAME = frozenset({"CONTACTS_ABANDONED", "CONTACTS_QUEUED", "SERVICE_LEVEL"})
_NOTHING = "CONTACTS_HANDLED"
#: The members of the filters, and where a contact has what they name.
_FILTERS: Mapping[str, str] = {
    "AgentStatuses": "AGENT_STATUS",
    "Channels": "CHANNEL",
    "Queues": "QUEUE",
    "RoutingProfiles": "ROUTING_PROFILE",
    "RoutingStepExpressions": "ROUTING_STEP_EXPRESSION",
    "Subtypes": "SUBTYPE",
    "ValidationTestTypes": "VALIDATION_TEST_TYPE",
}


@operation("GetMetricData", needs="Instance.View", fresh=True, slow=True)
def _metrics(call: ApiCall) -> Mapping[str, Any]:
    span = _span(call)
    groupings = call.params.get("Groupings", [])
    metrics = [(each, _newer(each)) for each in call.params["HistoricalMetrics"]]
    chosen = matching_contacts(call, call.instance, _filters(call), span)
    rows = [
        {
            "Dimensions": _dimensions(call, dict(zip(groupings, key, strict=True))),
            "Collections": [
                {"Metric": metric, "Value": metric_values(newer, group, [span])[0]}
                for metric, newer in metrics
            ],
        }
        for key, group in sorted(group_contacts(chosen, groupings).items())
    ]
    page = call.slice(rows)
    return {"MetricResults": page.rows, "NextToken": page.token}


def _span(call: ApiCall) -> tuple[float, float]:
    """The range that is asked for.

    Raises:
        ServiceError: It is none, longer or older than a day, or not of whole five minutes.
    """
    start, end = call.params["StartTime"], call.params["EndTime"]
    if start % _STEP or end % _STEP:
        raise invalid("StartTime and EndTime must be multiples of 5 minutes.")
    if not start < end <= start + _DAY:
        raise invalid("StartTime must be before EndTime, by 24 hours at most.")
    if start < time.time() - _DAY - _STEP:
        raise invalid("StartTime is more than 24 hours ago.")
    return start, end


def _filters(call: ApiCall) -> dict[str, set[str]]:
    given = call.params["Filters"]
    found = {_FILTERS[name]: set(values) for name, values in given.items() if values}
    if "QUEUE" in found:
        found["QUEUE"] = {queue_id(call, call.instance, each) for each in found["QUEUE"]}
    return found


def _newer(metric: Mapping[str, Any]) -> Mapping[str, Any]:
    """A metric as GetMetricDataV2 takes it.

    Raises:
        ServiceError: It has no name, or a unit or statistic that is not its own.
    """
    name = metric.get("Name", "")
    if not name:
        raise invalid("A metric has no Name.")
    unit, statistic = _form(name)
    if metric.get("Unit", unit) != unit or metric.get("Statistic", statistic) != statistic:
        raise invalid(f"{name} has the Unit {unit} and the Statistic {statistic}.")
    threshold = [metric["Threshold"]] if "Threshold" in metric else []
    counts = unit == "COUNT" and name not in _SAME
    newer = _NEWER.get(name, _NOTHING if counts else name)
    found = {"Name": newer or name, "Threshold": threshold}
    threshold_test(found)
    return found


def _form(name: str) -> tuple[str, str]:
    """The unit and the statistic of a metric."""
    if name in {"OCCUPANCY", "SERVICE_LEVEL"}:
        return "PERCENT", "AVG"
    if name.endswith("_TIME"):
        return "SECONDS", "MAX" if name == "QUEUED_TIME" else "AVG"
    return "COUNT", "SUM"


def _dimensions(call: ApiCall, key: Mapping[str, str]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    if "QUEUE" in key:
        queue = key["QUEUE"]  # not looked up: it may be deleted
        found["Queue"] = {"Id": queue, "Arn": f"{call.instance.arn}/{slug_of('queue')}/{queue}"}
    if "CHANNEL" in key:
        found["Channel"] = key["CHANNEL"]
    return found
