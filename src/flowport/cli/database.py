"""The database that a command works on: its option, and opening it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

from flowport.cli.printed_lines import is_dry_run, notice, stop_if_dry_run
from flowport.errors import RehearsedError
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
    from flowport.store.abandoned import not_left_behind  # noqa: PLC0415  as above

    place = database or default_database()
    if new and is_new_database(place):
        stop_if_dry_run(f"create the database {place}")
        notice(f"creating the database {place}")
    with not_left_behind(place):
        store = open_store(place if new else present_database(place))
        store.rehearses = is_dry_run()
        try:
            yield store
        except RehearsedError:
            stop_if_dry_run("the change is possible")
        finally:
            store.close()
