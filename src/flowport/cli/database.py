"""The database that a command works on: its option, and opening it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

from flowport.cli.lines import notice
from flowport.places import default_database, is_new_database, present_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.store import Store

__all__ = ["database_option", "opened"]

database_option = click.option(
    "--database", help="A SQLite file or a database address; yours by default."
)


@contextlib.contextmanager
def opened(database: str | None, *, new: bool = False) -> Iterator[Store]:
    """The store of an option's value, closed at the end; ``new`` makes a file that is not there.

    Raises:
        UsageError: There is none.
    """
    from flowport.store import open_store  # noqa: PLC0415  heavy to load

    place = database or default_database()
    if new and is_new_database(place):
        notice(f"creating the database {place}")
    store = open_store(place if new else present_database(place))
    try:
        yield store
    finally:
        store.close()
