"""SearchContacts: the contacts of a time range that meet every criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server import contacts, search_criteria
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import invalid
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

#: Where a contact has each of the timestamps; agents take no contact here.
_TIMES: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "INITIATION_TIMESTAMP": lambda body: body.get("InitiationTimestamp"),
    "SCHEDULED_TIMESTAMP": lambda body: body.get("ScheduledTimestamp"),
    "CONNECTED_TO_AGENT_TIMESTAMP": lambda _body: None,
    "DISCONNECT_TIMESTAMP": lambda body: body.get("DisconnectTimestamp"),
    "ENQUEUE_TIMESTAMP": lambda body: body.get("QueueInfo", {}).get("EnqueueTimestamp"),
}
_SORTED: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    **_TIMES,
    "INITIATION_METHOD": lambda body: body.get("InitiationMethod"),
    "CHANNEL": lambda body: body.get("Channel"),
    "EXPIRY_TIMESTAMP": lambda _body: None,
}
_LONGEST = 8 * 7 * 86_400  # seconds; source: the administrator guide's contact search, 8 weeks


@operation("SearchContacts", needs="Contacts.View")
def _search(call: ApiCall) -> Mapping[str, Any]:
    wanted = call.params["TimeRange"]
    if not 0 <= wanted["EndTime"] - wanted["StartTime"] <= _LONGEST:
        raise invalid("EndTime must be at StartTime or at most 8 weeks after it.")
    criteria = call.params.get("SearchCriteria", {})
    met = [
        each
        for each in resources.page(call.connection, call.instance.id, contacts.KIND)
        if _within(each.body, wanted) and _meets(call, each, criteria)
    ]
    rows = [_shown(each) for each in _sorted(met, call.params.get("Sort", {}))]
    page = call.slice(rows)
    return {"Contacts": page.rows, "NextToken": page.token, "TotalCount": len(rows)}


#: Where a contact names another one of its tree.
_LINKS = ("InitialContactId", "PreviousContactId", "RelatedContactId", "ContactAssociationId")


@operation("ListAssociatedContacts", needs="Contacts.View")
def _associated(call: ApiCall) -> Mapping[str, Any]:
    """The contacts of one tree, the oldest first, the one that is asked for included."""
    asked = contacts.find(call, call.params["ContactId"])
    every = resources.page(call.connection, call.instance.id, contacts.KIND)
    tree = _tree(asked.id, every)
    page = call.slice([_shown(each) for each in every if each.id in tree])
    rows = [{**each, "ContactId": each["Id"], "ContactArn": each["Arn"]} for each in page.rows]
    return {"ContactSummaryList": rows, "NextToken": page.token}


def _tree(start: str, every: Iterable[StoredResource]) -> set[str]:
    """The ids that links lead to from one contact, in both directions."""
    linked: dict[str, set[str]] = {}
    for each in every:
        for other in {each.body[name] for name in _LINKS if name in each.body}:
            linked.setdefault(each.id, set()).add(other)
            linked.setdefault(other, set()).add(each.id)
    found, left = {start}, [start]
    while left:
        new = linked.get(left.pop(), set()) - found
        found |= new
        left += new
    return found


def _shown(found: StoredResource) -> Mapping[str, Any]:
    return {**found.body, "Id": found.id, "Arn": found.arn}


def _within(body: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    moment = _TIMES[wanted["Type"]](body)
    return moment is not None and wanted["StartTime"] <= moment <= wanted["EndTime"]


def _sorted(found: list[StoredResource], sort: Mapping[str, Any]) -> list[StoredResource]:
    """In the order that is asked for, by default the newest first; those without come last."""
    key = _SORTED[sort.get("FieldName", "INITIATION_TIMESTAMP")]
    having = [each for each in found if key(each.body) is not None]
    without = [each for each in found if key(each.body) is None]
    descending = sort.get("Order", "DESCENDING") == "DESCENDING"
    return [*sorted(having, key=lambda each: key(each.body), reverse=descending), *without]


def _meets(call: ApiCall, found: StoredResource, criteria: Mapping[str, Any]) -> bool:
    return all(_CRITERIA[name](call, found.body, each) for name, each in criteria.items())


def _among(read: Callable[[Mapping[str, Any]], Any]) -> Callable[[ApiCall, Any, Any], bool]:
    """A criterion that is a list: one of its values; an empty list asks for nothing."""
    return lambda _call, body, wanted: not wanted or read(body) in wanted


def _combined(matches: Iterable[bool], how: str) -> bool:
    found = list(matches)
    if how == "MATCH_NONE":
        return not any(found)
    return all(found) if how in {"MATCH_ALL", "MATCH_EXACT"} else any(found)


def _name(_call: ApiCall, body: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    name, how = str(body.get("Name", "")).lower(), wanted.get("MatchType", "MATCH_ALL")
    texts = [text.lower() for text in wanted["SearchText"]]
    if how == "MATCH_EXACT":
        return name in texts
    return _combined((text in name for text in texts), how)


def _attributes(_call: ApiCall, body: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    present = body.get("Attributes", {})
    matches = (present.get(each["Key"]) in each["Values"] for each in wanted["Criteria"])
    return _combined(matches, wanted.get("MatchType", "MATCH_ALL"))


def _segments(_call: ApiCall, body: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    present = body.get("SegmentAttributes", {})
    matches = (
        any(str(value) in each["Values"] for value in present.get(each["Key"], {}).values())
        for each in wanted["Criteria"]
    )
    return _combined(matches, wanted.get("MatchType", "MATCH_ALL"))


def _more_times(_call: ApiCall, body: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    matches = (
        _within(body, each["TimeRange"])
        if "TimeRange" in each
        else _TIMES[each["TimestampCondition"]["Type"]](body) is None
        for each in wanted["Criteria"]
    )
    return _combined(matches, wanted.get("MatchType", "MATCH_ALL"))


def _tagged(_call: ApiCall, body: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return search_criteria.found(
        search_criteria.row({}, body.get("Tags", {})), {"SearchFilter": wanted}
    )


def _region(call: ApiCall, _body: Any, wanted: list[str]) -> bool:
    return not wanted or call.instance.region in wanted


def _none(_call: ApiCall, _body: Any, wanted: Any) -> bool:
    """What no simulated contact has: agents, analyses, routing steps, AI agents."""
    return not wanted


_CRITERIA: Mapping[str, Callable[[ApiCall, Any, Any], bool]] = {
    "ActiveRegions": _region,
    "AdditionalTimeRange": _more_times,
    "AgentHierarchyGroups": _none,
    "AgentIds": _none,
    "AiAgents": _none,
    "Channels": _among(lambda body: body.get("Channel")),
    "ContactAnalysis": _none,
    "ContactTags": _tagged,
    "InitiationMethods": _among(lambda body: body.get("InitiationMethod")),
    "Name": _name,
    "QueueIds": _among(lambda body: body.get("QueueInfo", {}).get("Id")),
    "RoutingCriteria": _none,
    "SearchableContactAttributes": _attributes,
    "SearchableSegmentAttributes": _segments,
}
