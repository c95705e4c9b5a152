"""Bringing a database's tables up to date with Alembic, its scripts inside the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from flowport.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["configuration", "known_revisions", "upgrade"]


def configuration() -> Config:
    """Alembic's settings, without a file."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    found.set_main_option("path_separator", "os")
    return found


def known_revisions() -> set[str]:
    """The states of the tables that this version can bring up to date."""
    return {each.revision for each in ScriptDirectory.from_config(configuration()).walk_revisions()}


def upgrade(engine: Engine) -> None:
    """Run every script that the database has not seen; servers that start together take turns.

    Raises:
        UsageError: It is a SQLite file that another program made.
        CommandError: It has seen a script that this version does not know.
    """
    config = configuration()
    head = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        if engine.dialect.name == "sqlite" and names and "alembic_version" not in names:
            raise UsageError("it is a file of another program")
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
