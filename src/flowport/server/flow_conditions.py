"""The criteria and filters of searches for flows and modules as conditions of SQL.

What SQL can't say as ``search`` says it (a part of a description, whatever the case) is left to
it: a condition is then met by at least the flows that the search finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, false, or_, true

from flowport.server.search_criteria import MOST_TRANSLATED, shortest_part, size
from flowport.store import name_search, schema, searching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import ColumnElement

    from flowport.catalogue.families import FlowFamily
    from flowport.server.operation_call import ApiCall

__all__ = ["FlowCondition", "condition"]

_flows = schema.flows


@dataclass(frozen=True, slots=True)
class FlowCondition:
    """A condition on flows.

    Attributes:
        clause: What SQL says of it.
        exact: Whether that is all that the search says.
    """

    clause: ColumnElement[bool]
    exact: bool = True


_ANY = FlowCondition(true(), exact=False)


def condition(call: ApiCall, family: FlowFamily) -> FlowCondition:
    """What a call's SearchCriteria and SearchFilter say.

    Raises:
        ServiceError: A condition makes no sense.
    """
    said = [call.params.get(name) or {} for name in ("SearchCriteria", "SearchFilter")]
    if sum(map(size, said)) > MOST_TRANSLATED:
        return _ANY
    return _all(_read(call, family, each) for each in said)


def _all(found: Iterable[FlowCondition]) -> FlowCondition:
    every = list(found)
    return FlowCondition(
        and_(true(), *(each.clause for each in every)), all(e.exact for e in every)
    )


def _read(call: ApiCall, family: FlowFamily, said: Any) -> FlowCondition:
    if isinstance(said, list):
        return _all(_read(call, family, each) for each in said)
    if "TagKey" in said:
        found = searching.tagged(call.instance.id, said["TagKey"], said.get("TagValue"))
        return FlowCondition(found)
    return _all(_one(call, family, name, value) for name, value in said.items())


def _one(call: ApiCall, family: FlowFamily, name: str, value: Any) -> FlowCondition:
    if name == "OrConditions":
        every = [_read(call, family, each) for each in value]
        return FlowCondition(or_(false(), *(e.clause for e in every)), all(e.exact for e in every))
    if name == "StringCondition":
        return _string(call, family, value)
    if name in _SAID:
        word = value.get("ContactFlowType", "") if isinstance(value, dict) else value
        return FlowCondition(_SAID[name](family, word))
    if isinstance(value, dict | list):
        return _read(call, family, value)
    return _ANY


def _string(call: ApiCall, family: FlowFamily, said: Mapping[str, Any]) -> FlowCondition:
    wanted, comparison = said.get("Value", ""), said.get("ComparisonType", "CONTAINS")
    field = said.get("FieldName", "name").lower()
    if comparison == "CONTAINS":
        shortest_part(wanted)
    if "\0" in wanted:
        return FlowCondition(false())
    if field == "name":
        return FlowCondition(_named(call, wanted, comparison))
    if comparison == "EXACT" and field in _EQUAL:
        return FlowCondition(_EQUAL[field](family, wanted))
    return _ANY


def _named(call: ApiCall, wanted: str, comparison: str) -> ColumnElement[bool]:
    if comparison == "EXACT":
        return _flows.c.name == wanted
    if comparison == "STARTS_WITH":
        return name_search.begins(wanted)
    return name_search.contains(call.connection, wanted)


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
