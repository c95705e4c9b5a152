"""What the criteria of a search say of resources in SQL, so that fewer are read and tried.

Names, ids and tags are said whole. Where there is more, a condition of SQL is met by at least the
resources that the search finds, and everything is tried on each (``search_criteria``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server.search_criteria import MOST_TRANSLATED, plain_id, shortest_part, size
from flowport.server.sql_conditions import ANY, SqlCondition, all_of, any_of, named, tag
from flowport.store import resource_search, schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall

__all__ = ["condition"]


def condition(call: ApiCall, name_field: str) -> SqlCondition | None:
    """What SQL can say of a call's SearchCriteria and SearchFilter; None where they say nothing.

    Args:
        call: A search.
        name_field: What the kind calls its name, in lower case.

    Raises:
        ServiceError: A condition makes no sense.
    """
    said = [each for name in _SAID if (each := call.params.get(name))]
    if not said:
        return None
    if sum(map(size, said)) > MOST_TRANSLATED:
        return ANY
    return _met(call, {"name", name_field}, said)


_SAID = ("SearchCriteria", "SearchFilter")
_NESTED = ("AndConditions", "AndCondition", "TagConditions", "TagCondition")


def _met(call: ApiCall, names: set[str], said: Any) -> SqlCondition:
    if isinstance(said, list):
        return all_of(_met(call, names, each) for each in said)
    if "TagKey" in said:
        return tag(call, resource_search.tagged, said["TagKey"], said.get("TagValue"))
    return all_of(_one(call, names, name, value) for name, value in said.items())


def _one(call: ApiCall, names: set[str], name: str, value: Any) -> SqlCondition:
    if name == "OrConditions":
        return any_of(_met(call, names, each) for each in value)
    if name == "StringCondition":
        return _string(call, names, value)
    if name in _NESTED or name.endswith("Filter"):
        return _met(call, names, value)
    return ANY


def _string(call: ApiCall, names: set[str], said: Mapping[str, Any]) -> SqlCondition:
    wanted, comparison = said.get("Value", ""), said.get("ComparisonType", "CONTAINS")
    if comparison == "CONTAINS":
        shortest_part(wanted)
    field = said.get("FieldName", "name").lower()
    if field == "resourceid" and comparison == "EXACT":
        return SqlCondition(schema.resources.c.id == plain_id(wanted, call.instance.arn))
    if field not in names:
        return ANY
    return named(call, schema.resources, wanted, comparison)
