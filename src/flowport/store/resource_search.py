"""Resources that meet a condition, by name whatever its case, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, tuple_

from flowport.store import changes, resources, schema, tags
from flowport.store.name_search import fold
from flowport.store.searching import MOST_COUNTED

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from flowport.store.resources import StoredResource

__all__ = ["count", "page", "tagged"]

_resources = schema.resources


def page(
    connection: Connection,
    instance: str,
    kind: str,
    condition: ColumnElement[bool],
    *,
    after: tuple[str, str] | None = None,
    limit: int | None = None,
) -> list[StoredResource]:
    """Those that meet a condition, behind ``after`` (a name and id), ``limit`` at most."""
    own = changes.of_kind("resources", instance, kind)

    def chosen(statement: Any) -> Any:
        met = statement.where(_resources.c.instance == instance, _resources.c.kind == kind)
        met = met.where(condition).execution_options(**own)
        if after is not None:
            place = tuple_(fold(after[0]), after[1])
            met = met.where(tuple_(_resources.c.folded, _resources.c.id) > place)
        return met.order_by(_resources.c.folded, _resources.c.id).limit(limit)

    return resources.rows(connection, chosen)


def count(connection: Connection, instance: str, kind: str, condition: ColumnElement[bool]) -> int:
    """How many resources meet a condition, ``MOST_COUNTED`` at most."""
    met = select(_resources.c.id).where(
        _resources.c.instance == instance, _resources.c.kind == kind, condition
    )
    limited = met.limit(MOST_COUNTED).subquery()
    counted = select(func.count()).select_from(limited)
    own = changes.of_kind("resources", instance, kind)
    return connection.execute(counted.execution_options(**own)).scalar_one()


def tagged(instance: str, key: str, value: str | None) -> ColumnElement[bool]:
    """The condition that a resource has a tag, of some value if one is given."""
    return _resources.c.arn.in_(tags.carriers(instance, key, value))
