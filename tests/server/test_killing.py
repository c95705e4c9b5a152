"""Killing the server under eight writers: what was acknowledged is there, nothing is half there."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import socket
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import boto3
import pytest
import uvicorn
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from sqlalchemy import text

from flowport.server import asgi
from flowport.server.app import ServerOptions
from flowport.server.designer.endpoint_registry import endpoints
from flowport.server.operations.operation_registry import served
from flowport.server.protocol.model import load
from flowport.store import contents, first_use, open_store
from postgres import new_database, postgres
from serving import content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

#: ``make kills`` has fifty for each database.
KILLS = int(os.environ.get("FLOWPORT_KILLS", "3"))
WRITERS = 8


@dataclass
class Known:
    """What the writers were told: by flow, the last acknowledged mark and the one under way."""

    flows: list[str] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)


def marked(mark: str) -> str:
    """A content that carries a mark twice, so that a half-written one would show."""
    return content({"Text": f"{mark} {'. ' * 2000} {mark}"})


def marks(written: str) -> set[str]:
    """The marks of a content."""
    said = json.loads(written)["Actions"][0]["Parameters"]["Text"]
    return {said.split()[0], said.split()[-1]}


def nursery(settings: str, port: int, pipe: Any) -> None:
    """Load what a server needs, and fork a new one whenever the pipe says so.

    That spares a start the seconds that loading takes. Each server's process id goes back.
    """
    os.environ[asgi.VARIABLE] = settings
    load()
    served()
    endpoints()
    while pipe.recv() == "start":
        child = os.fork()
        if not child:
            uvicorn.run(asgi.make, factory=True, port=port, log_level="error", access_log=False)
            os._exit(0)
        pipe.send(child)
        os.waitpid(child, 0)
        pipe.send("gone")


@dataclass
class Killed:
    """A server that is killed and started again over the same database."""

    place: str
    instance: str
    key: Any
    port: int
    pipe: Any
    process: int = 0

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.pipe.send("start")
        self.process = self.pipe.recv()
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
            except OSError:
                assert not self.pipe.poll()
                time.sleep(0.01)
            else:
                return

    def kill(self) -> None:
        """SIGKILL, without a word of warning."""
        os.kill(self.process, signal.SIGKILL)
        assert self.pipe.recv() == "gone"

    def client(self) -> Any:
        """A client of where it is now."""
        return boto3.client(
            "connect",
            endpoint_url=f"http://127.0.0.1:{self.port}",
            region_name=first_use.REGION,
            aws_access_key_id=self.key.id,
            aws_secret_access_key=self.key.secret,
            config=Config(retries={"max_attempts": 0}, connect_timeout=20, read_timeout=20),
        )


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "flowport.db")
        return
    with postgres() as address:
        yield new_database(address)


@pytest.fixture
def server(place: str) -> Iterator[Killed]:
    """A database with one instance, not served yet."""
    store = open_store(place)
    made = first_use.first(store)
    store.close()
    assert made is not None
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    settings = asgi.settings(place, ServerOptions())
    keeper = processes.Process(target=nursery, args=(settings, port, theirs))
    keeper.start()
    yield Killed(place, made.instance.id, made.key, port, ours)
    ours.send("stop")
    keeper.join()
    keeper.close()


def write(client: Any, server: Killed, known: Known, flow: str) -> None:
    """Publish one content after another until the server is gone."""
    while True:
        mark = uuid.uuid4().hex
        known.asked[flow] = mark
        try:
            client.update_contact_flow_content(
                InstanceId=server.instance, ContactFlowId=flow, Content=marked(mark)
            )
        except (BotoCoreError, ClientError):
            return
        known.acknowledged[flow] = mark


_PUBLISHED = text("SELECT id, published FROM flows WHERE published IS NOT NULL")


def check(server: Killed, known: Known) -> None:
    """Every flow holds a whole content: the last acknowledged, or the one then under way."""
    store = open_store(server.place)
    with store.reading() as connection:
        rows = [
            (flow, contents.read(connection, digest))
            for flow, digest in connection.execute(_PUBLISHED).all()
            if flow in known.flows
        ]
        if store.embedded:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    store.close()
    held = {flow: marks(content) for flow, content in rows}
    assert held.keys() == set(known.flows)
    for flow, found in held.items():
        assert len(found) == 1
        assert found & {known.acknowledged[flow], known.asked[flow]}
        known.acknowledged[flow] = known.asked[flow] = next(iter(found))


def test_acknowledged_writes_outlive_kills(server: Killed) -> None:
    """After each of the kills at random moments, every acknowledged write is in the database."""
    chance = random.Random(4)  # noqa: S311  moments, not secrets
    known = Known()
    server.start()
    client = server.client()
    for index in range(WRITERS):
        made = client.create_contact_flow(
            InstanceId=server.instance,
            Name=f"flow {index}",
            Type="CONTACT_FLOW",
            Content=marked("first"),
        )
        known.flows.append(made["ContactFlowId"])
        known.acknowledged[made["ContactFlowId"]] = "first"
        known.asked[made["ContactFlowId"]] = "first"

    for _ in range(KILLS):
        threads = [
            threading.Thread(target=write, args=(client, server, known, flow))
            for flow in known.flows
        ]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.02, 0.2))
        server.kill()
        for thread in threads:
            thread.join()
        check(server, known)
        server.start()
    server.kill()
