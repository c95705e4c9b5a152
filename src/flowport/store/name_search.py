"""Flows and resources by their names: exactly, by how they begin, and by any part of them.

Names are also kept folded to lower case. A prefix is a range of an index. A part of three
characters and more is looked up in an index of trigrams: FTS5 on SQLite, pg_trgm on PostgreSQL.
One that many names have, or a shorter one, is looked for in the order of the names instead, where
it fills a page soon. A database that was made without trigrams is read in order always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, false, func, select, text

from flowport.store import schema

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Table

__all__ = ["FEW", "begins", "contains", "fold", "next_number"]

#: From so many rows on a part of a name is no longer looked up but met on the way.
FEW = 1000

_SHORTEST = 3  # characters of a trigram
_LONGEST = 500  # characters that SQLite looks up: it takes minutes for those of a book
_LAST = "\U0010ffff"
#: SQLite's indexes of trigrams, and how they are asked.
_MATCH = {
    table: text(f"SELECT rowid FROM {names} WHERE folded MATCH :phrase LIMIT :most")  # noqa: S608
    for table, names in ((schema.flows, "flow_names"), (schema.resources, "resource_names"))
}
_IS_INDEXED = text("SELECT 1 FROM sqlite_master WHERE name IN ('flow_names', 'resource_names')")


def fold(name: str) -> str:
    """A name as it is kept to be searched."""
    return name.lower()


def begins(table: Table, prefix: str) -> ColumnElement[bool]:
    """Flows or resources whose name begins with a prefix, whatever the case."""
    folded = fold(prefix)
    return and_(table.c.folded >= folded, table.c.folded < folded + _LAST)


def contains(connection: Connection, table: Table, part: str) -> ColumnElement[bool]:
    """Flows or resources whose name has a part, whatever the case."""
    if "\0" in part:  # which no name has, and PostgreSQL takes in no string
        return false()
    folded = fold(part)
    numbers = _numbers(connection, table, folded) if len(folded) >= _SHORTEST else None
    if numbers is None:
        return _has(connection, table, folded)
    met = table.c.number.in_(numbers)
    return met if len(folded) <= _LONGEST else and_(met, _has(connection, table, folded))


def _has(connection: Connection, table: Table, folded: str) -> ColumnElement[bool]:
    """The condition on a name; a pattern of LIKE has at most 50,000 bytes on SQLite."""
    if connection.dialect.name == "sqlite":
        return func.instr(table.c.folded, folded) > 0
    return table.c.folded.contains(folded, autoescape=True)


def _numbers(connection: Connection, table: Table, folded: str) -> list[int] | None:
    """The numbers of the rows, of any instance; None if they are many or not to be looked up."""
    if connection.dialect.name == "sqlite":
        if connection.execute(_IS_INDEXED).first() is None:
            return None
        phrase = '"' + folded[:_LONGEST].replace('"', '""') + '"'
        found: Any = connection.execute(_MATCH[table], {"phrase": phrase, "most": FEW + 1})
    else:
        met = _has(connection, table, folded)
        found = connection.execute(select(table.c.number).where(met).limit(FEW + 1))
    numbers = [row[0] for row in found]
    return numbers if len(numbers) <= FEW else None


def next_number(table: Table) -> Any:
    """The number of a new row, as a part of its insertion."""
    return select(func.coalesce(func.max(table.c.number), 0) + 1).scalar_subquery()
