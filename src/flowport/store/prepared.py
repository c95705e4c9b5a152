"""Statements that every write runs, without SQLAlchemy's work for each of them.

SQLite carries out a statement of a write in 2 to 25 µs. SQLAlchemy takes 50 to 100 µs for each: it
looks for the compiled form, makes a context and a result, and gives events. So a statement is
compiled once for the parameters that it gets, and SQLite's driver runs it. PostgreSQL, whose
statements go over a network, gets it from SQLAlchemy.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import Dialect
    from sqlalchemy.sql.compiler import SQLCompiler

__all__ = ["Prepared", "run_sql"]

_Row: TypeAlias = "Sequence[Any]"
_Convert: TypeAlias = "Callable[[Any], Any]"


class Prepared:
    """A statement of SQLAlchemy that is run often.

    Args:
        statement: A select, insert, update or delete without lists of values.
    """

    def __init__(self, statement: Any) -> None:
        self.statement = statement
        self._forms: dict[tuple[str, ...], _Form | None] = {}

    def first(self, connection: Connection, given: Mapping[str, Any]) -> _Row | None:
        """The first row that a select finds, or None."""
        form = self._form(connection, given)
        if form is None:
            row: _Row | None = connection.execute(self.statement, given).first()
            return row
        cursor = form.run(connection, given)
        found = cursor.fetchone()
        cursor.close()
        return None if found is None else form.row(found)

    def run(self, connection: Connection, given: Mapping[str, Any]) -> int:
        """Insert, update or delete; gives how many rows that was.

        Raises:
            DBAPIError: As SQLAlchemy raises it.
        """
        form = self._form(connection, given)
        if form is None:
            return int(connection.execute(self.statement, given).rowcount)
        return form.run(connection, given).rowcount

    def _form(self, connection: Connection, given: Mapping[str, Any]) -> _Form | None:
        """How SQLite's driver runs it with these parameters; None where SQLAlchemy runs it.

        That begins a transaction where there is none yet.
        """
        if connection.dialect.name != "sqlite" or not connection.in_transaction():
            return None
        names = tuple(given)
        if names not in self._forms:
            self._forms[names] = _compiled(self.statement, connection.dialect, names)
        return self._forms[names]


class _Form:
    """A statement as SQLite's driver takes it, for parameters of some names."""

    def __init__(self, compiled: SQLCompiler, dialect: Dialect) -> None:
        self._sql = str(compiled)
        self._dialect = dialect
        self._values = [
            (name, compiled.params.get(name), _writer(compiled, name, dialect))
            for name in compiled.positiontup or ()
        ]
        self._readers = _readers(compiled, dialect)

    def run(self, connection: Connection, given: Mapping[str, Any]) -> sqlite3.Cursor:
        """The cursor of the driver, once it has run the statement."""
        values = [
            given.get(name, default) if write is None else write(given.get(name, default))
            for name, default, write in self._values
        ]
        return _run(connection, self._sql, values)

    def row(self, found: Sequence[Any]) -> Sequence[Any]:
        """A row with its values as SQLAlchemy gives them."""
        if not self._readers:
            return found
        values = list(found)
        for index, read in self._readers:
            values[index] = read(values[index])
        return values


def run_sql(connection: Connection, sql: str) -> None:
    """Run a statement without parameters that gives nothing."""
    if connection.dialect.name == "sqlite" and connection.in_transaction():
        _run(connection, sql, ())
    else:
        connection.exec_driver_sql(sql)


def _run(connection: Connection, sql: str, values: Sequence[Any]) -> sqlite3.Cursor:
    raw: Any = connection.connection.dbapi_connection
    try:
        cursor: sqlite3.Cursor = raw.execute(sql, values)
    except sqlite3.Error as error:
        raised = DBAPIError.instance(
            sql, tuple(values), error, sqlite3.Error, dialect=connection.dialect
        )
        raise raised from error
    return cursor


def _compiled(statement: Any, dialect: Dialect, names: tuple[str, ...]) -> _Form | None:
    """The form for parameters; None where SQLAlchemy would add values of its own, or refuse."""
    columns = None if statement.is_select else list(names)
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    if any(bind.required and name not in names for name, bind in compiled.binds.items()):
        return None
    more = (
        compiled.insert_prefetch,
        compiled.update_prefetch,
        compiled.post_compile_params,
        compiled.literal_execute_params,
    )
    return None if any(more) else _Form(compiled, dialect)


def _writer(compiled: SQLCompiler, name: str, dialect: Dialect) -> _Convert | None:
    convert: _Convert | None = (
        compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
    )
    return convert


def _readers(compiled: SQLCompiler, dialect: Dialect) -> list[tuple[int, _Convert]]:
    columns = getattr(compiled.statement, "selected_columns", ())
    found = [each.type.dialect_impl(dialect).result_processor(dialect, None) for each in columns]
    return [(index, read) for index, read in enumerate(found) if read is not None]
