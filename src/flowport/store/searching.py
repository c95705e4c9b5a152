"""Flows that meet a condition, by name whatever its case, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, tuple_

from flowport.store import name_search, schema, tags
from flowport.store.flows import Stored, rows
from flowport.store.name_search import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sqlalchemy import ColumnElement, Connection

__all__ = ["MOST_COUNTED", "count", "described", "page", "some", "tagged"]

#: Flows that meet a condition are counted up to this number.
MOST_COUNTED = 10_000

_flows = schema.flows


def page(
    connection: Connection,
    instance: str,
    kind: str,
    condition: ColumnElement[bool],
    *,
    after: tuple[str, str] | None = None,
    limit: int | None = None,
) -> list[Stored]:
    """Flows that meet a condition, those behind ``after`` (a name and id), ``limit`` at most."""

    def chosen(statement: Any) -> Any:
        met = statement.where(_flows.c.instance == instance, _flows.c.kind == kind, condition)
        if after is not None:
            place = tuple_(fold(after[0]), after[1])
            met = met.where(tuple_(_flows.c.folded, _flows.c.id) > place)
        return met.order_by(_flows.c.folded, _flows.c.id).limit(limit)

    return rows(connection, chosen)


def some(connection: Connection, instance: str, kind: str, ids: Collection[str]) -> list[Stored]:
    """Those flows of some ids that there are."""
    wanted = list(ids)
    return rows(
        connection,
        lambda statement: statement.where(
            _flows.c.instance == instance, _flows.c.kind == kind, _flows.c.id.in_(wanted)
        ),
    )


def count(connection: Connection, instance: str, kind: str, condition: ColumnElement[bool]) -> int:
    """How many flows meet a condition, ``MOST_COUNTED`` at most."""
    met = select(_flows.c.id).where(_flows.c.instance == instance, _flows.c.kind == kind, condition)
    limited = met.limit(MOST_COUNTED).subquery()
    return connection.execute(select(func.count()).select_from(limited)).scalar_one()


def described(
    connection: Connection, instance: str, kind: str, meets: Callable[[str], bool]
) -> ColumnElement[bool] | None:
    """The condition that a flow has a description that meets a test; None if many do.

    Every description is read, and nothing else of the flows.
    """
    read = select(_flows.c.number, _flows.c.description).where(
        _flows.c.instance == instance, _flows.c.kind == kind, _flows.c.description.is_not(None)
    )
    numbers: list[int] = []
    for number, text in connection.execute(read):
        if meets(text):
            numbers.append(number)
        if len(numbers) > name_search.FEW:
            return None
    return _flows.c.number.in_(numbers)


def tagged(instance: str, key: str, value: str | None) -> ColumnElement[bool]:
    """The condition that a flow has a tag, of some value if one is given."""
    return _flows.c.arn.in_(tags.carriers(instance, key, value))
