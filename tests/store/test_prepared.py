"""Statements that the driver runs do what SQLAlchemy does with them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from flowport.store.prepared import Prepared, run_sql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from flowport.store import Store

TABLE = Table(
    "prepared",
    MetaData(),
    Column("id", String, primary_key=True),
    Column("body", JSON),
    Column("data", LargeBinary),
    Column("fixed", Boolean),
)
ADD = Prepared(insert(TABLE))
GET = Prepared(select(TABLE).where(TABLE.c.id == bindparam("of_id")))
CHANGE = Prepared(update(TABLE).where(TABLE.c.id == bindparam("of_id")))
ROW = {"id": "a", "body": {"é": [1, None]}, "data": b"\xff\x00", "fixed": True}


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    """A transaction that writes, in a database that has the table."""
    with store.writing() as connection:
        TABLE.create(connection)
        yield connection


@pytest.mark.parametrize(
    "row", [ROW, {"id": "b", "body": None, "data": None, "fixed": None}, {"id": "c"}]
)
def test_a_row_is_written_and_read_as_by_sqlalchemy(
    connection: Connection, row: dict[str, Any]
) -> None:
    """Values of every type come out as they went in, also those that were left out."""
    ADD.run(connection, row)

    read = GET.first(connection, {"of_id": row["id"]})

    assert read is not None
    assert tuple(read) == tuple(connection.execute(select(TABLE)).one())
    assert tuple(read) == tuple(row.get(name) for name in ROW)


def test_a_parameter_that_is_missing_is_refused(connection: Connection) -> None:
    """A misspelled name never finds or changes the rows that have no value."""
    with pytest.raises(StatementError, match="of_id"):
        GET.first(connection, {"id": "a"})


def test_a_row_that_is_missing_is_none(connection: Connection) -> None:
    """A select that finds nothing gives None."""
    assert GET.first(connection, {"of_id": "nobody"}) is None


def test_an_update_sets_the_columns_that_it_is_given(connection: Connection) -> None:
    """Other columns stay, and another call may set others."""
    ADD.run(connection, ROW)

    CHANGE.run(connection, {"of_id": "a", "body": [1]})
    CHANGE.run(connection, {"of_id": "a", "fixed": False})

    assert tuple(GET.first(connection, {"of_id": "a"}) or ()) == ("a", [1], b"\xff\x00", False)


def test_an_update_says_how_many_rows_it_changed(connection: Connection) -> None:
    """One for a row that exists, none for one that does not."""
    ADD.run(connection, ROW)

    found = [CHANGE.run(connection, {"of_id": name, "fixed": True}) for name in ("a", "nobody")]

    assert found == [1, 0]


def test_an_error_is_that_of_sqlalchemy(connection: Connection) -> None:
    """A second row of a key is an IntegrityError, and the first one stays."""
    ADD.run(connection, ROW)
    run_sql(connection, "SAVEPOINT part")

    with pytest.raises(IntegrityError):
        ADD.run(connection, {**ROW, "body": [2]})

    run_sql(connection, "ROLLBACK TO SAVEPOINT part")
    assert tuple(GET.first(connection, {"of_id": "a"}) or ())[1] == ROW["body"]


def test_nothing_is_kept_of_a_transaction_that_fails(store: Store) -> None:
    """What the driver wrote is undone with the rest."""
    with store.writing() as connection:
        TABLE.create(connection)

    def fail() -> None:
        with store.writing() as connection:
            ADD.run(connection, ROW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(TABLE)).scalar_one() == 0


def test_a_connection_without_a_transaction_begins_one(store: Store) -> None:
    """A first statement takes its turn to write as SQLAlchemy's do, and is undone by a rollback."""
    with store.writing() as connection:
        TABLE.create(connection)

    with store._engine.connect() as connection:  # noqa: SLF001  as a careless caller would
        ADD.run(connection, {"id": uuid.uuid4().hex})
        connection.rollback()

        assert connection.execute(select(func.count()).select_from(TABLE)).scalar_one() == 0


def test_a_missing_table_is_an_operational_error(store: Store) -> None:
    """Errors of the engine reach the caller as SQLAlchemy's."""
    if not store.embedded:
        pytest.skip("PostgreSQL gets every statement from SQLAlchemy")
    engine = store._engine  # noqa: SLF001  without the store's own sentence
    with pytest.raises(OperationalError, match="no such table"), engine.begin() as connection:
        ADD.run(connection, ROW)
