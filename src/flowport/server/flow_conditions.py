"""The criteria and filters of searches for flows and modules as conditions of SQL.

What SQL can't say as ``search`` says it (a part of a description that many flows have) is left to
it: a condition is then met by at least the flows that the search finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import false, or_

from flowport.server.search_criteria import (
    MOST_TRANSLATED,
    comparing,
    plain_id,
    shortest_part,
    size,
)
from flowport.server.sql_conditions import ANY, SqlCondition, all_of, any_of, named, tag
from flowport.store import schema, searching

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import ColumnElement

    from flowport.catalogue.families import FlowFamily
    from flowport.server.operation_call import ApiCall

__all__ = ["condition"]

_flows = schema.flows


def condition(call: ApiCall, family: FlowFamily) -> SqlCondition:
    """What a call's SearchCriteria and SearchFilter say.

    Raises:
        ServiceError: A condition makes no sense.
    """
    said = [call.params.get(name) or {} for name in ("SearchCriteria", "SearchFilter")]
    if sum(map(size, said)) > MOST_TRANSLATED:
        return ANY
    return all_of(_read(call, family, each) for each in said)


def _read(call: ApiCall, family: FlowFamily, said: Any) -> SqlCondition:
    if isinstance(said, list):
        return all_of(_read(call, family, each) for each in said)
    if "TagKey" in said:
        return tag(call, searching.tagged, said["TagKey"], said.get("TagValue"))
    return all_of(_one(call, family, name, value) for name, value in said.items())


def _one(call: ApiCall, family: FlowFamily, name: str, value: Any) -> SqlCondition:
    if name == "OrConditions":
        return any_of(_read(call, family, each) for each in value)
    if name == "StringCondition":
        return _string(call, family, value)
    if name in _SAID:
        word = value.get("ContactFlowType", "") if isinstance(value, dict) else value
        return SqlCondition(_SAID[name](family, word))
    if isinstance(value, dict | list):
        return _read(call, family, value)
    return ANY


def _string(call: ApiCall, family: FlowFamily, said: Mapping[str, Any]) -> SqlCondition:
    wanted, comparison = said.get("Value", ""), said.get("ComparisonType", "CONTAINS")
    field = said.get("FieldName", "name").lower()
    if comparison == "CONTAINS":
        shortest_part(wanted)
    if field == "name":
        return named(call, _flows, wanted, comparison)
    if comparison == "EXACT" and field == "resourceid":
        return SqlCondition(_flows.c.id == plain_id(wanted, call.instance.arn))
    if comparison == "EXACT" and field in _EQUAL:
        return SqlCondition(_EQUAL[field](family, wanted))
    if field == "description":
        return _described(call, family, comparing(comparison, wanted))
    return ANY


def _described(call: ApiCall, family: FlowFamily, meets: Callable[[str], bool]) -> SqlCondition:
    """The flows of a description by their numbers, unless they are many."""
    clause = searching.described(call.connection, call.instance.id, family.kind, meets)
    return ANY if clause is None else SqlCondition(clause)


def _has_status(family: FlowFamily, wanted: str) -> ColumnElement[bool]:
    published = _flows.c.published.is_not(None)
    met = [
        clause
        for clause, is_published in ((published, True), (~published, False))
        if family.status(published=is_published) == wanted
    ]
    return or_(false(), *met)


_EQUAL: Mapping[str, Callable[[FlowFamily, str], ColumnElement[bool]]] = {
    "description": lambda _family, wanted: _flows.c.description == wanted,
    "state": lambda _family, wanted: _flows.c.state == wanted,
    "status": _has_status,
    "type": lambda _family, wanted: _flows.c.type == wanted,
}
_SAID = {
    "ContactFlowTypeCondition": _EQUAL["type"],
    "StateCondition": _EQUAL["state"],
    "StatusCondition": _EQUAL["status"],
    "TypeCondition": _EQUAL["type"],
}
