"""What the criteria of a search say in SQL, and whether that is all that they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import and_, false, or_, true

from flowport.store import name_search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import ColumnElement, Table

    from flowport.server.operation_call import ApiCall

    Tagged: TypeAlias = Callable[[str, str, str | None], ColumnElement[bool]]

__all__ = ["ANY", "SqlCondition", "all_of", "any_of", "named", "tag"]


@dataclass(frozen=True, slots=True)
class SqlCondition:
    """A condition on rows.

    Attributes:
        clause: What SQL says of it: it is met by at least the rows that the search finds.
        exact: Whether that is all that the search says.
    """

    clause: ColumnElement[bool]
    exact: bool = True


#: What SQL can't say.
ANY = SqlCondition(true(), exact=False)


def all_of(found: Iterable[SqlCondition]) -> SqlCondition:
    """Every one of some conditions."""
    every = list(found)
    return SqlCondition(and_(true(), *(each.clause for each in every)), all(e.exact for e in every))


def any_of(found: Iterable[SqlCondition]) -> SqlCondition:
    """At least one of some conditions."""
    every = list(found)
    return SqlCondition(or_(false(), *(each.clause for each in every)), all(e.exact for e in every))


def named(call: ApiCall, table: Table, wanted: str, comparison: str) -> SqlCondition:
    """A condition on the name of a flow or resource: equal, its begin, or a part of it."""
    if comparison == "EXACT":
        return SqlCondition(table.c.name == wanted)
    if comparison == "STARTS_WITH":
        return SqlCondition(name_search.begins(table, wanted))
    return SqlCondition(name_search.contains(call.connection, table, wanted))


def tag(call: ApiCall, tagged: Tagged, key: str, value: str | None) -> SqlCondition:
    """A condition on a tag of a flow or resource."""
    return SqlCondition(tagged(call.instance.id, key, value))
