"""The searches for plain resources, by SQL as far as it can say their conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import true

from flowport.server import resource_conditions, search_criteria
from flowport.server.operations.kinds import KINDS, PlainKind
from flowport.server.operations.operation_registry import operation
from flowport.server.operations.plain import bind, shown_each
from flowport.server.operations.search_fields import search_fields
from flowport.store import resource_search, resources, tags

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource


def _search(call: ApiCall, kind: PlainKind) -> Mapping[str, Any]:
    """A page of what meets the conditions: read by SQL alone where it can say all of them."""
    met = resource_conditions.condition(call, kind.name.lower())
    if met is not None and not met.exact:
        return _searched_apart(call, kind, met.clause)
    clause = true() if met is None else met.clause
    of_kind = (call.connection, call.instance.id, kind.kind)
    page = call.window(
        lambda after, limit: resource_search.page(*of_kind, clause, after=after, limit=limit)
    )
    if met is None:
        count = resources.count(*of_kind, parent=None)
    else:
        count = resource_search.count(*of_kind, clause)
    return _searched(call, _with_tags(call, kind, page.rows), page.token, count)


def _searched_apart(
    call: ApiCall, kind: PlainKind, clause: ColumnElement[bool]
) -> Mapping[str, Any]:
    """Search what may meet conditions that SQL can't say."""
    found = resource_search.page(call.connection, call.instance.id, kind.kind, clause)
    fields = search_fields(call, kind.kind, found)
    met, said = [], search_criteria.conditions(call.params, call.instance.arn)
    for each, members in zip(found, _with_tags(call, kind, found), strict=True):
        row = search_criteria.row(members, members["Tags"], resourceID=each.id, **fields(each))
        if search_criteria.found(row, said):
            met.append(members)
    page = call.slice(met)
    return _searched(call, page.rows, page.token, len(met))


def _with_tags(
    call: ApiCall, kind: PlainKind, rows: Sequence[StoredResource]
) -> list[dict[str, Any]]:
    carried = tags.of_some(call.connection, call.instance.id, [each.arn for each in rows])
    members = shown_each(call, kind, rows)
    return [
        {**shown, "Tags": carried.get(each.arn, {})}
        for each, shown in zip(rows, members, strict=True)
    ]


def _searched(
    call: ApiCall, rows: Sequence[Mapping[str, Any]], token: str | None, count: int
) -> Mapping[str, Any]:
    return {call.operation.listed: rows, "NextToken": token, "ApproximateTotalCount": count}


def _register() -> None:
    for kind in (each for each in KINDS if "Search" in each.verbs):
        needs = f"{kind.family.permission}.View"
        operation(f"Search{kind.family.plural}", writes=False, needs=needs)(bind(_search, kind))


_register()
