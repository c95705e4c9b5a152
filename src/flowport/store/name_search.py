"""Flows by their names: exactly, by how they begin, and by any part of them.

Names are also kept folded to lower case. A prefix is a range of an index. A part of three
characters and more is looked up in an index of trigrams: FTS5 on SQLite, pg_trgm on PostgreSQL.
One that many names have, or a shorter one, is looked for in the order of the names instead, where
it fills a page soon. A database that was made without trigrams is read in order always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select, text

from flowport.store import schema

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

__all__ = ["FEW", "begins", "contains", "fold", "next_number"]

#: From so many flows on a part of a name is no longer looked up but met on the way.
FEW = 1000

_flows = schema.flows
_SHORTEST = 3  # characters of a trigram
_LAST = "\U0010ffff"
_MATCH = text("SELECT rowid FROM flow_names WHERE folded MATCH :phrase LIMIT :most")
_IS_INDEXED = text("SELECT 1 FROM sqlite_master WHERE name = 'flow_names'")


def fold(name: str) -> str:
    """A name as it is kept to be searched."""
    return name.lower()


def begins(prefix: str) -> ColumnElement[bool]:
    """Flows whose name begins with a prefix, whatever the case."""
    folded = fold(prefix)
    return and_(_flows.c.folded >= folded, _flows.c.folded < folded + _LAST)


def contains(connection: Connection, part: str) -> ColumnElement[bool]:
    """Flows whose name has a part, whatever the case."""
    folded = fold(part)
    numbers = _numbers(connection, folded) if len(folded) >= _SHORTEST else None
    if numbers is not None:
        return _flows.c.number.in_(numbers)
    return _flows.c.folded.contains(folded, autoescape=True)


def _numbers(connection: Connection, folded: str) -> list[int] | None:
    """The numbers of the flows, of any instance; None if they are many or not to be looked up."""
    if connection.dialect.name == "sqlite":
        if "\0" in folded or connection.execute(_IS_INDEXED).first() is None:
            return None
        phrase = '"' + folded.replace('"', '""') + '"'
        found: Any = connection.execute(_MATCH, {"phrase": phrase, "most": FEW + 1})
    else:
        met = _flows.c.folded.contains(folded, autoescape=True)
        found = connection.execute(select(_flows.c.number).where(met).limit(FEW + 1))
    numbers = [row[0] for row in found]
    return numbers if len(numbers) <= FEW else None


def next_number() -> Any:
    """The number of a new flow, as a part of its insertion."""
    return select(func.coalesce(func.max(_flows.c.number), 0) + 1).scalar_subquery()
