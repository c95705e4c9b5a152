"""Servers and clients for the tests of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from postgres import new_database, postgres
from serving import Served, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """A function that starts a server with the options given; all stop at the module's end."""
    running: list[Served] = []

    def begin(**options: Any) -> Served:
        running.append(serve(tmp_path_factory.mktemp("database"), **options))
        return running[-1]

    yield begin
    for each in running:
        each.stop()


@pytest.fixture(scope="module")
def served(start: Callable[..., Served]) -> Served:
    """One server for the tests of a module, which leave nothing to those of another."""
    return start()


@pytest.fixture(scope="module")
def connect(served: Served) -> Any:
    """The admin's client of that server."""
    return served.client()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine_place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a new database, of each engine in turn."""
    if request.param == "sqlite":
        yield str(tmp_path_factory.mktemp("engine") / "flowport.db")
        return
    with postgres() as address:
        yield new_database(address)
