"""Killing the server in the middle of a migration, and going on after it was started again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from browsing import Browser
from command import ROOT
from flowport.server import asgi
from flowport.server.app import ServerOptions
from flowport.store import access, flows, open_store
from flowport.store.seed import new_instance
from serving import ACCOUNT, REGION, content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

FLOWS = 30

#: A server whose first run stays at a line of its journal as long as the file ``gate`` is there.
_HELD = """
import killing, pathlib, uvicorn
killing.hold_at(30, pathlib.Path("gate"))
uvicorn.main()
"""


@contextmanager
def server(place: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server in a process of its own, which is killed at the end at the latest."""
    options = ServerOptions(runs=str(place / "runs"), project=str(place))
    settings = asgi.settings(str(place / "flowport.db"), options)
    command = [sys.executable, "-c", _HELD, "flowport.server.asgi:make", "--factory"]
    paths = os.pathsep.join(str(ROOT / each) for each in ("src", "tests/cli"))
    with subprocess.Popen(
        [*command, "--port", str(port), "--log-level", "error"],
        env={**os.environ, asgi.VARIABLE: settings, "PYTHONPATH": paths},
        cwd=place,
    ) as process:
        try:
            while process.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.02)
            yield process
        finally:
            process.kill()


@pytest.fixture
def world(tmp_path: Path) -> dict[str, Any]:
    """Two instances, flows in the first, and links to sign in to both."""
    store = open_store(str(tmp_path / "flowport.db"))
    found: dict[str, Any] = {"place": tmp_path}
    with store.writing() as connection:
        for alias in ("source", "target"):
            made, admin = new_instance(connection, account=ACCOUNT, region=REGION, alias=alias)
            found[alias] = made.id
            link = access.open_session(connection, made.id, admin.id, "link", 600)
            found[f"{alias} link"] = link
        source, arn = found["source"], f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/"
        for number in range(FLOWS):
            text = content({"Text": f"Flow {number}"})
            new = flows.FlowToMake(name=f"Flow {number:03}", content=text, type="CONTACT_FLOW")
            flows.create(connection, source, arn + source, new)
    store.close()
    (tmp_path / "gate").touch()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        found["port"] = listener.getsockname()[1]
    return found


def moved(world: dict[str, Any]) -> list[str]:
    """The names that the target has of the flows, each as often as it is there."""
    store = open_store(str(world["place"] / "flowport.db"))
    with store.reading() as connection:
        rows = flows.page(connection, world["target"], "flow")
        names = [row.name for row in rows if row.name.startswith("Flow ") and row.published]
    store.close()
    return names


def until(browser: Browser, run: str, done: int) -> Any:
    """A run when it did that many steps, or is over."""
    while (told := browser.get(f"I/runs/{run}")["run"])["state"] == "under way":
        if told["done"] >= done:
            break
        time.sleep(0.005)
    return told


def begun(world: dict[str, Any], browser: Browser) -> str:
    """A run that did some of its steps."""
    for word in ("source link", "target link"):
        told = browser.post("session", {"link": world[word]})
        browser.http.headers["x-flowport-csrf"] = told["csrf"]
    plan = browser.post("I/plans", {"target": world["target"]})["plan"]
    while browser.get(f"I/plans/{plan}")["state"] == "planning":
        time.sleep(0.02)
    run = str(browser.post("I/runs", {"plan": plan})["run"])
    until(browser, run, 5)
    return run


def killed(world: dict[str, Any], browser: Browser) -> str:
    """A run whose server was killed in the middle."""
    with server(world["place"], world["port"]) as process:
        run = begun(world, browser)
        process.kill()
    (world["place"] / "gate").unlink()
    return run


@pytest.mark.parametrize(
    ("step", "state", "count"), [("resume", "complete", FLOWS), ("undo", "undone", 0)]
)
def test_a_killed_run_is_gone_on_with(
    world: dict[str, Any], step: str, state: str, count: int
) -> None:
    """After SIGKILL the run shows as stopped; a resume writes the rest once, an undo takes all."""
    with httpx.Client(base_url=f"http://127.0.0.1:{world['port']}", timeout=60) as http:
        browser = Browser(http, world["source"])
        run = killed(world, browser)
        assert 5 <= len(moved(world)) < FLOWS
        with server(world["place"], world["port"]):
            assert browser.get(f"I/runs/{run}")["run"]["state"] == "stopped"
            browser.post(f"I/runs/{run}/{step}")
            assert until(browser, run, 10_000)["state"] == state
    assert len(moved(world)) == len(set(moved(world))) == count


def test_a_run_that_is_stopped_is_resumed(world: dict[str, Any]) -> None:
    """A run under way is not undone; once stopped it can be resumed to its end."""
    url = f"http://127.0.0.1:{world['port']}"
    with server(world["place"], world["port"]), httpx.Client(base_url=url, timeout=60) as http:
        browser = Browser(http, world["source"])
        run = begun(world, browser)
        assert browser.refused("POST", f"I/runs/{run}/undo", {})["code"] == "busy"
        browser.post(f"I/runs/{run}/stop")
        (world["place"] / "gate").unlink()
        stopped = until(browser, run, 10_000)
        assert (stopped["state"], stopped["problem"]) == ("stopped", "the run was stopped")
        assert len(moved(world)) < FLOWS
        browser.post(f"I/runs/{run}/resume")
        assert until(browser, run, 10_000)["state"] == "complete"
    assert len(moved(world)) == len(set(moved(world))) == FLOWS
