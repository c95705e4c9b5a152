"""What uvicorn's workers start: the application, made from the options of ``flowport serve``."""

from __future__ import annotations

import gc
import os

import orjson

from flowport.server.app import App, ServerOptions
from flowport.server.logs import bound_logs
from flowport.server.whole_site import WebSite
from flowport.store import open_store

__all__ = ["VARIABLE", "make", "settings"]

#: The environment variable that carries the settings from the command to its workers.
VARIABLE = "FLOWPORT_SERVER"

#: New objects after which the garbage collector looks for circles; one publish makes thousands.
_GARBAGE = 20_000


def settings(database: str, options: ServerOptions) -> str:
    """The settings as text."""
    return orjson.dumps({"database": database, "options": options}).decode()


def make() -> WebSite:
    """The application of the settings in the environment.

    What exists by then lives as long as the process, so that the garbage collector need not look
    at it again and again. It looks seldom at what comes later: requests leave few circles.
    """
    found = orjson.loads(os.environ[VARIABLE])
    bound_logs()
    site = WebSite(App(open_store(found["database"]), ServerOptions(**found["options"])))
    gc.set_threshold(_GARBAGE, 10, 20)
    gc.collect()
    gc.freeze()
    return site
