"""Killing the server under eight writers: what was acknowledged is there, nothing is half there."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
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

from flowport.server import asgi, opening
from flowport.server.app import Options
from flowport.store import open_store
from serving import content

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("FLOWPORT_KILLS", "50"))
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


def marks(text: str) -> set[str]:
    """The marks of a content."""
    said = json.loads(text)["Actions"][0]["Parameters"]["Text"]
    return {said.split()[0], said.split()[-1]}


def run(settings: str, port: int) -> None:
    """A server in a process of its own."""
    os.environ[asgi.VARIABLE] = settings
    uvicorn.run(
        asgi.make, factory=True, port=port, log_level="error", access_log=False, lifespan="on"
    )


@dataclass
class Killed:
    """A server that is killed and started again over the same file.

    Its processes are forked from one that has loaded the modules, which spares seconds a start.
    """

    place: Path
    instance: str
    key: Any
    port: int
    process: Any = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        forks = multiprocessing.get_context("forkserver")
        forks.set_forkserver_preload(["uvicorn", "flowport.server.asgi"])
        settings = asgi.settings(str(self.place), Options())
        self.process = forks.Process(target=run, args=(settings, self.port))
        self.process.start()
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
            except OSError:
                assert self.process.is_alive()
                time.sleep(0.02)
            else:
                return

    def kill(self) -> None:
        """SIGKILL, without a word of warning."""
        self.process.kill()
        self.process.join()
        self.process.close()

    def client(self) -> Any:
        """A client of where it is now."""
        return boto3.client(
            "connect",
            endpoint_url=f"http://127.0.0.1:{self.port}",
            region_name=opening.REGION,
            aws_access_key_id=self.key.id,
            aws_secret_access_key=self.key.secret,
            config=Config(retries={"max_attempts": 0}, connect_timeout=20, read_timeout=20),
        )


@pytest.fixture
def server(tmp_path: Path) -> Killed:
    """A database with one instance, not served yet."""
    place = tmp_path / "flowport.db"
    store = open_store(str(place))
    made = opening.first(store)
    store.close()
    assert made is not None
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    return Killed(place, made.instance.id, made.key, port)


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


def check(server: Killed, known: Known) -> None:
    """Every flow holds a whole content: the last acknowledged, or the one then under way."""
    store = open_store(str(server.place))
    with store.reading() as connection:
        damage = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        rows = connection.exec_driver_sql(
            "SELECT f.id, c.data FROM flows f JOIN contents c ON c.hash = f.published"
        ).all()
    store.close()
    assert (damage, loose) == ("ok", [])
    held = {flow: marks(bytes(data).decode()) for flow, data in rows if flow in known.flows}
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
        time.sleep(chance.uniform(0.02, 0.3))
        server.kill()
        for thread in threads:
            thread.join()
        check(server, known)
        server.start()
    server.kill()
