"""What uvicorn's workers start: the application, made from what ``flowport serve`` was told."""

from __future__ import annotations

import os

import orjson

from flowport.server.app import App, Options
from flowport.server.site import Site
from flowport.store import open_store

__all__ = ["VARIABLE", "make", "settings"]

#: The environment variable that carries the settings from the command to its workers.
VARIABLE = "FLOWPORT_SERVER"


def settings(database: str, options: Options) -> str:
    """The settings as text."""
    return orjson.dumps({"database": database, "options": options}).decode()


def make() -> Site:
    """The application of the settings in the environment."""
    found = orjson.loads(os.environ[VARIABLE])
    return Site(App(open_store(found["database"]), Options(**found["options"])))
