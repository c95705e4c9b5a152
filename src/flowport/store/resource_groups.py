"""Hierarchy groups with those above them, in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from flowport.store import resources, schema

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from flowport.store.resources import StoredResource

__all__ = ["with_those_above"]

_KIND = "hierarchy-group"
_resources = schema.resources
#: The id of the group above, which databases of version 0.1 may have as an ARN.
_ABOVE = _resources.c.body["ParentGroupId"].as_string()


def with_those_above(
    connection: Connection, instance: str, ids: Collection[str]
) -> dict[str, StoredResource]:
    """The groups of some ids, and all that are above one of them, by id."""
    of_kind = (_resources.c.instance == instance, _resources.c.kind == _KIND)
    chosen = select(_resources.c.id, _ABOVE.label("above"))
    met = chosen.where(*of_kind, _resources.c.id.in_(list(ids))).cte("met", recursive=True)
    short = func.substr(met.c.above, func.length(met.c.above) - 35)
    met = met.union(chosen.where(*of_kind, _resources.c.id.in_([met.c.above, short])))
    found = resources.rows(
        connection,
        lambda statement: statement.where(*of_kind, _resources.c.id.in_(select(met.c.id))),
    )
    return {each.id: each for each in found}
