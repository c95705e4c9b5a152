"""Bringing a database's tables up to date with Alembic, its scripts inside the package.

Alembic is imported only where there is something to do: it takes as long as SQLAlchemy to import.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from flowport.errors import UsageError

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine

__all__ = ["configuration", "known_revisions", "upgrade"]

_SCRIPTS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Alembic's settings, without a file."""
    from alembic.config import Config  # noqa: PLC0415  slow to import, seldom needed

    found = Config()
    found.set_main_option("script_location", str(_SCRIPTS))
    found.set_main_option("path_separator", "os")
    return found


def known_revisions() -> list[str]:
    """The states of the tables that this version can bring up to date, oldest first.

    A script's file is named by its revision: ``v0008_holdings.py`` leads to ``0008``.
    """
    return sorted(path.name[1:5] for path in (_SCRIPTS / "versions").glob("v*.py"))


def upgrade(engine: Engine) -> None:
    """Run every script that the database has not seen; servers that start together take turns.

    Raises:
        UsageError: It is a SQLite file that another program made, or it has seen a script that
            this version does not know.
    """
    known = known_revisions()
    with engine.connect() as connection:
        present = _revision(connection)
    if present == known[-1]:
        return
    if present is not None and present not in known:
        raise UsageError("its tables are of a newer Flowport, or of another program")
    from alembic import command  # noqa: PLC0415  slow to import, seldom needed

    config = configuration()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    """The state of the tables; None where there are none.

    Raises:
        UsageError: It is a SQLite file that another program made.
    """
    names = inspect(connection).get_table_names()
    if "alembic_version" in names:
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found
    if connection.dialect.name == "sqlite" and names:
        raise UsageError("it is a file of another program")
    return None
