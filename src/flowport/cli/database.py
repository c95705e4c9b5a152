"""The database that a command works on: its option, and opening it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.store import Store

__all__ = ["database_option", "opened"]

database_option = click.option(
    "--database", help="A SQLite file or a database address; yours by default."
)


@contextlib.contextmanager
def opened(database: str | None) -> Iterator[Store]:
    """The store of an option's value, closed at the end."""
    from flowport.server.opening import default_database  # noqa: PLC0415  heavy to load
    from flowport.store import open_store  # noqa: PLC0415  heavy to load

    store = open_store(database or default_database())
    try:
        yield store
    finally:
        store.close()
