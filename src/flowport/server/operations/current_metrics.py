"""GetCurrentMetricData: who is online and what waits, counted from what the instance holds.

Source of the rules: the API reference of GetCurrentMetricData. Agents take no contacts here, so
that metrics of contacts with agents are 0, and no waiting time can be estimated.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.server import contacts
from flowport.server.operations import agents, plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

#: What can be grouped by: the member of Dimensions, and the kind that it names.
_DIMENSIONS: Mapping[str, tuple[str, str]] = {
    "QUEUE": ("Queue", "queue"),
    "CHANNEL": ("Channel", ""),
    "ROUTING_PROFILE": ("RoutingProfile", "routing-profile"),
    "AGENT_STATUS": ("AgentStatus", "agent-status"),
}
_FILTERS = {
    "Queues": "QUEUE",
    "Channels": "CHANNEL",
    "RoutingProfiles": "ROUTING_PROFILE",
    "AgentStatuses": "AGENT_STATUS",
}
_QUEUE = plain.of_kind("queue").kind
_ROUTABLE = "ROUTABLE"
_MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class _Seen:
    """An agent in a queue and channel, or a contact that waits there."""

    dimensions: Mapping[str, str]
    agent: str = ""
    routable: bool = False
    slots: int = 0
    waits: float | None = None


@dataclass(slots=True)
class _MetricBucket:
    """What is counted together."""

    online: set[str] = field(default_factory=set)
    available: set[str] = field(default_factory=set)
    slots: dict[tuple[str, str], int] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)

    def add(self, seen: _Seen) -> None:
        """Count what was seen; an agent of several queues once."""
        if seen.waits is not None:
            self.waits.append(seen.waits)
            return
        self.online.add(seen.agent)
        if seen.routable:
            self.available.add(seen.agent)
            self.slots[seen.agent, seen.dimensions["CHANNEL"]] = seen.slots

    def value(self, metric: str, *, grouped: bool) -> float | None:
        """The value of a metric; None where it can't be calculated."""
        if metric in {"", "ESTIMATED_WAIT_TIME"}:
            return None
        oldest = max(self.waits, default=0.0)
        counted: Mapping[str, float] = {
            "AGENTS_ONLINE": len(self.online),
            "AGENTS_AVAILABLE": len(self.available),
            "AGENTS_STAFFED": len(self.available),
            "AGENTS_NON_PRODUCTIVE": len(self.online - self.available),
            "CONTACTS_IN_QUEUE": len(self.waits),
            "OLDEST_CONTACT_AGE": int(oldest if grouped else oldest * _MILLISECONDS),
            "SLOTS_AVAILABLE": sum(self.slots.values()),
        }
        return float(counted.get(metric, 0))


@operation("GetCurrentMetricData", needs="Instance.View", fresh=True, slow=True)
def _current(call: ApiCall) -> Mapping[str, Any]:
    filters, groupings = call.params["Filters"], call.params.get("Groupings", [])
    _check(call, filters, groupings)
    buckets: dict[tuple[str, ...], _MetricBucket] = {}
    now = time.time()
    for seen in (*_agents(call), *_waiting(call, now)):
        key = tuple(seen.dimensions.get(each, "") for each in groupings)
        if "" not in key and _passes(seen, filters):
            buckets.setdefault(key, _MetricBucket()).add(seen)
    rows = [
        {"Dimensions": _named(call, groupings, key), "Collections": _collections(call, found)}
        for key, found in sorted(buckets.items(), key=_order(call))
    ]
    page = call.slice(rows)
    return {
        "MetricResults": page.rows,
        "NextToken": page.token,
        "DataSnapshotTime": now,
        "ApproximateTotalCount": len(rows),
    }


def _check(call: ApiCall, filters: Mapping[str, Any], groupings: list[str]) -> None:
    """Go on only if filters and groupings can be together."""
    reason = ""
    if "Queues" in filters and "RoutingProfiles" in filters:
        reason = "Filter by queues or by routing profiles, not by both."
    elif "Queues" not in filters and "RoutingProfiles" not in filters:
        reason = "Filters must name queues or routing profiles."
    elif "AGENT_STATUS" in groupings and ("Queues" not in filters or groupings[0] != "QUEUE"):
        reason = "Group by QUEUE first, and filter by queues, to group by AGENT_STATUS."
    if reason:
        raise ServiceError("InvalidRequestException", reason)
    for member, kind in (("Queues", "QUEUE"), ("RoutingProfiles", "ROUTING_PROFILE")):
        for each in filters.get(member, ()):
            agents.get(call, _DIMENSIONS[kind][1], each)


def _passes(seen: _Seen, filters: Mapping[str, Any]) -> bool:
    return all(
        seen.dimensions.get(_FILTERS[name], "") in wanted
        for name, wanted in filters.items()
        if name in _FILTERS and wanted
    )


def _agents(call: ApiCall) -> Iterator[_Seen]:
    """Each agent who is not offline, in each queue and channel of its routing profile."""
    for user, status in agents.online(call):
        profile = agents.get(call, "routing-profile", user.body["RoutingProfileId"])
        slots = agents.slots_of(profile)
        for each in profile.body.get("QueueConfigs", ()):
            reference = each["QueueReference"]
            yield _Seen(
                {
                    "QUEUE": reference["QueueId"],
                    "CHANNEL": reference["Channel"],
                    "ROUTING_PROFILE": profile.id,
                    "AGENT_STATUS": status.id,
                },
                agent=user.id,
                routable=status.body.get("Type") == _ROUTABLE,
                slots=slots.get(reference["Channel"], 0),
            )


def _waiting(call: ApiCall, now: float) -> Iterator[_Seen]:
    """Each contact that waits, in its queue; in every routing profile that serves the queue."""
    profiles = resources.page(call.connection, call.instance.id, "routing-profile")
    for found in resources.page(call.connection, call.instance.id, contacts.KIND):
        queue = found.body.get("QueueInfo", {})
        if "EnqueueTimestamp" not in queue or "DisconnectTimestamp" in found.body:
            continue
        place = {"QUEUE": queue["Id"], "CHANNEL": found.body["Channel"]}
        waits = max(0.0, now - queue["EnqueueTimestamp"])
        if "RoutingProfiles" not in call.params["Filters"]:
            yield _Seen(place, waits=waits)
            continue
        for profile in profiles:
            if _serves(profile, place):
                yield _Seen({**place, "ROUTING_PROFILE": profile.id}, waits=waits)


def _serves(profile: StoredResource, place: Mapping[str, str]) -> bool:
    wanted = {"QueueId": place["QUEUE"], "Channel": place["CHANNEL"]}
    return any(each["QueueReference"] == wanted for each in profile.body.get("QueueConfigs", ()))


def _named(call: ApiCall, groupings: list[str], key: tuple[str, ...]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for grouping, value in zip(groupings, key, strict=True):
        member, kind = _DIMENSIONS[grouping]
        named = agents.get(call, kind, value) if kind else None
        found[member] = value if named is None else {"Id": named.id, "Arn": named.arn}
    return found


def _collections(call: ApiCall, bucket: _MetricBucket) -> list[Mapping[str, Any]]:
    grouped = bool(call.params.get("Groupings"))
    return [
        {"Metric": each, "Value": bucket.value(each.get("Name", ""), grouped=grouped)}
        for each in call.params["CurrentMetrics"]
    ]


def _order(call: ApiCall) -> Any:
    """The key that sorts the buckets, by default those with most agents online first."""
    criteria: Mapping[str, Any] = next(iter(call.params.get("SortCriteria", ())), {})
    metric = criteria.get("SortByMetric", "AGENTS_ONLINE")
    sign = 1 if criteria.get("SortOrder") == "ASCENDING" else -1
    return lambda item: (sign * (item[1].value(metric, grouped=True) or 0.0), item[0])
