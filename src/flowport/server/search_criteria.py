"""The criteria and filters of every Search operation, over rows that hold what the API shows.

Both are trees of conditions. A row is a mapping with lower-case member names; its tags are under
``tags``. What a condition compares follows from its name, so that conditions which newer models
bring work without a word here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias

from flowport.server.protocol.errors import invalid

__all__ = [
    "MOST_TRANSLATED",
    "Row",
    "comparing",
    "conditions",
    "found",
    "plain_id",
    "row",
    "shortest_part",
    "size",
]

Row: TypeAlias = Mapping[str, Any]

_SHORTEST_CONTAINS = 2
#: Up to so many conditions become one of SQL.
MOST_TRANSLATED = 100
_COMPARE: Mapping[str, Callable[[str, str], bool]] = {
    "EXACT": lambda value, wanted: value == wanted,
    "STARTS_WITH": lambda value, wanted: value.lower().startswith(wanted.lower()),
    "CONTAINS": lambda value, wanted: wanted.lower() in value.lower(),
}
_BETWEEN: Mapping[str, Callable[[float, float, float], bool]] = {
    "GREATER_OR_EQUAL": lambda value, low, _high: value >= low,
    "GREATER": lambda value, low, _high: value > low,
    "LESSER_OR_EQUAL": lambda value, _low, high: value <= high,
    "LESSER": lambda value, _low, high: value < high,
    "EQUAL": lambda value, low, _high: value == low,
    "NOT_EQUAL": lambda value, low, _high: value != low,
    "RANGE": lambda value, low, high: low <= value <= high,
}
#: The words of conditions on dates and times, by those of conditions on numbers.
_MOMENTS: Mapping[str, str] = {
    "GREATER_THAN_OR_EQUAL_TO": "GREATER_OR_EQUAL",
    "GREATER_THAN": "GREATER",
    "LESS_THAN_OR_EQUAL_TO": "LESSER_OR_EQUAL",
    "LESS_THAN": "LESSER",
    "EQUAL_TO": "EQUAL",
    "RANGE": "RANGE",
}


def row(members: Mapping[str, Any], tags: Mapping[str, str], **more: Any) -> Row:
    """The row of something: its members by lower-case name, its tags, and other fields."""
    return {name.lower(): value for name, value in {**members, **more}.items()} | {"tags": tags}


def size(conditions: Any) -> int:
    """How many values there are in a tree of conditions."""
    if isinstance(conditions, Mapping):
        return 1 + sum(size(each) for each in conditions.values())
    return 1 + sum(size(each) for each in conditions) if isinstance(conditions, list) else 1


def shortest_part(wanted: str) -> None:
    """Go on only if a part of a string is long enough to be searched.

    Raises:
        ServiceError: It is not.
    """
    if len(wanted) < _SHORTEST_CONTAINS:
        raise invalid(f"CONTAINS needs a value of {_SHORTEST_CONTAINS} characters or more.")


def conditions(params: Mapping[str, Any], instance_arn: str) -> Mapping[str, Any]:
    """The SearchCriteria and SearchFilter of a request, with ids for ARNs of the instance.

    ARNs of another instance, account or Region stay, and nothing meets a condition on one.
    """
    said = {name: params[name] for name in ("SearchCriteria", "SearchFilter") if name in params}
    plain: Mapping[str, Any] = _plain(said, instance_arn)
    return plain


def _plain(said: Any, instance_arn: str) -> Any:
    if isinstance(said, list):
        return [_plain(each, instance_arn) for each in said]
    if not isinstance(said, Mapping):
        return said
    whole = {name: _plain(each, instance_arn) for name, each in said.items()}
    field = "id" if "HierarchyGroupMatchType" in said else said.get("FieldName", "name").lower()
    if field.endswith(("id", "ids")) and isinstance(said.get("Value"), str):
        whole["Value"] = plain_id(said["Value"], instance_arn)
    return whole


def comparing(comparison: str, wanted: str) -> Callable[[str], bool]:
    """The function that says whether a string compares with a value as a condition says."""
    compare = _COMPARE[comparison]
    return lambda value: compare(value, wanted)


def plain_id(name: str, instance_arn: str) -> str:
    """The id in an ARN of the instance; anything else as it is."""
    within = name.removeprefix(f"{instance_arn}/")
    return name if within == name else within.rpartition("/")[2]


def found(candidate: Row, params: Mapping[str, Any]) -> bool:
    """Whether a row meets the SearchCriteria and passes the SearchFilter of a request.

    Args:
        candidate: A row.
        params: The conditions, with bare ids (``conditions``).

    Raises:
        ServiceError: A condition makes no sense.
    """
    criteria, filters = params.get("SearchCriteria"), params.get("SearchFilter")
    return _met(candidate, criteria or {}) and _met(candidate, filters or {})


def _met(candidate: Row, conditions: Any) -> bool:
    """Whether a row meets a condition, or every one of several."""
    if isinstance(conditions, list):
        return all(_met(candidate, each) for each in conditions)
    if "TagKey" in conditions:
        return _tagged(candidate, conditions)
    return all(_one(candidate, name, value) for name, value in conditions.items())


def _one(candidate: Row, name: str, value: Any) -> bool:
    if name == "OrConditions":
        return any(_met(candidate, each) for each in value)
    if name in _PLAIN:
        return _PLAIN[name](candidate, value)
    if name in _NESTED or name.endswith("Filter"):
        return _met(candidate, value)
    field = name.removesuffix("Condition").removeprefix("ContactFlow").removeprefix("View").lower()
    wanted = next(iter(value.values()), None) if isinstance(value, Mapping) else value
    return bool(candidate.get(field) == wanted)


def _tagged(candidate: Row, condition: Mapping[str, Any]) -> bool:
    tags = candidate["tags"]
    key, wanted = condition.get("TagKey"), condition.get("TagValue")
    return key in tags and wanted in {None, tags[key]}


def _string(candidate: Row, condition: Mapping[str, Any]) -> bool:
    field = condition.get("FieldName", "name").lower()
    wanted = condition.get("Value", "")
    comparison = condition.get("ComparisonType", "CONTAINS")
    if comparison == "CONTAINS":
        shortest_part(wanted)
    value = candidate.get(field)
    values = value if isinstance(value, list) else [value]
    compare = comparing(comparison, wanted)
    return any(compare(str(each)) for each in values if each is not None)


def _number(candidate: Row, condition: Mapping[str, Any]) -> bool:
    value = candidate.get(condition.get("FieldName", "").lower())
    if not isinstance(value, int | float):
        return False
    low, high = condition.get("MinValue", value), condition.get("MaxValue", value)
    return _BETWEEN[condition.get("ComparisonType", "EQUAL")](value, low, high)


def _boolean(candidate: Row, condition: Mapping[str, Any]) -> bool:
    value = candidate.get(condition.get("FieldName", "").lower())
    return bool(value) == (condition.get("ComparisonType") == "IS_TRUE")


def _moment(candidate: Row, condition: Mapping[str, Any]) -> bool:
    value = _seconds(candidate.get(condition.get("FieldName", "").lower()))
    if value is None:
        return False
    only = condition.get("Value")
    low, high = (_seconds(condition.get(name, only)) for name in ("MinValue", "MaxValue"))
    bounds = [each for each in (low, high) if each is not None]
    if not bounds:
        raise invalid("A condition on a date or time has no value.")
    compare = _BETWEEN[_MOMENTS[condition.get("ComparisonType", "EQUAL_TO")]]
    return compare(value, bounds[0], bounds[-1])


def _seconds(value: Any) -> float | None:
    """A time in seconds since 1970, also one that is written as a date.

    Raises:
        ServiceError: It is not a date or time.
    """
    if value is None or isinstance(value, int | float):
        return value
    try:
        found = datetime.fromisoformat(value)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError) as error:
        raise invalid(f"{value!r} is not a date or time, such as 2026-12-25.") from error


def _group(candidate: Row, condition: Mapping[str, Any]) -> bool:
    wanted = condition.get("Value", "")
    if condition.get("HierarchyGroupMatchType", "EXACT") == "EXACT":
        return bool(candidate.get("hierarchygroupid") == wanted)
    return wanted in candidate.get("hierarchygroups", ())


def _listed(candidate: Row, condition: Mapping[str, Any]) -> bool:
    """Whether one entry of a list meets every condition on entries."""
    entries = candidate.get(condition.get("TargetListType", "").lower(), ())
    return any(_met(row(each, {}), condition.get("Conditions", [])) for each in entries)


_NESTED = frozenset({"AndConditions", "AndCondition", "TagConditions", "TagCondition"})
_PLAIN: Mapping[str, Callable[[Row, Any], bool]] = {
    "StringCondition": _string,
    "NumberCondition": _number,
    "DecimalCondition": _number,
    "DateCondition": _moment,
    "DateTimeCondition": _moment,
    "BooleanCondition": _boolean,
    "HierarchyGroupCondition": _group,
    "ListCondition": _listed,
}
