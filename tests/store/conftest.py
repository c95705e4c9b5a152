"""An empty database of either engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowport.store import Store, open_store
from flowport.store.seed import new_instance
from postgres import new_database, postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from flowport.store.instances import InstanceRow


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server."""
    with postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of either engine."""
    if request.param == "sqlite":
        opened = open_store(str(tmp_path / "flowport.db"))
    else:
        opened = open_store(new_database(request.getfixturevalue("server")))
    yield opened
    opened.close()


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    """A connection that writes."""
    with store.writing() as opened:
        yield opened


@pytest.fixture
def instance(connection: Connection) -> InstanceRow:
    """A new instance."""
    made, _admin = new_instance(connection, account="123456789012", region="eu-central-1")
    return made
