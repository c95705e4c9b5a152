"""A local server for tests: in this process, over a real socket and a database file."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3
import uvicorn
from botocore.config import Config

from flowport.server.app import App, ServerOptions
from flowport.server.connections import uvicorn_settings
from flowport.server.whole_site import WebSite
from flowport.store import Store, access, open_store
from flowport.store.seed import new_instance

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ACCOUNT", "REGION", "Served", "ask", "content", "module_content", "serve"]

#: How long work may take, in seconds: that a busy machine is slow fails no test.
_PATIENCE = 600

ACCOUNT, REGION = "123456789012", "eu-central-1"


@dataclass(frozen=True)
class Served:
    """A running server: its address, its store, the first instance and its admin's key."""

    url: str
    app: App
    store: Store
    instance: str
    arn: str
    admin: str
    key: access.Key
    server: uvicorn.Server
    thread: threading.Thread

    def client(self, key: access.Key | None = None, region: str = REGION) -> Any:
        """A boto3 client that signs with a key (the admin's by default) and never retries."""
        signer = key or self.key
        return boto3.client(
            "connect",
            endpoint_url=self.url,
            region_name=region,
            aws_access_key_id=signer.id,
            aws_secret_access_key=signer.secret,
            config=Config(retries={"max_attempts": 0}),
        )

    def stop(self) -> None:
        """Shut the server down."""
        self.server.should_exit = True
        self.thread.join(10)


def serve(folder: Path, *, alias: str | None = None, **options: Any) -> Served:
    """Start a server over a new database in a folder, with the options given."""
    store = open_store(str(folder / "flowport.db"))
    with store.writing() as connection:
        instance, admin = new_instance(connection, account=ACCOUNT, region=REGION, alias=alias)
        key = access.add_key(connection, ACCOUNT, instance.id, admin.id)
        access.grant(connection, instance.id, admin.id, access.TARGETS)
    # A project of its own: what a folder above names is no business of a test.
    (folder / "flowport.toml").touch()
    own = {"runs": str(folder / "runs"), "project": str(folder)}
    app = App(store, ServerOptions(**(own | options)))
    app.processes.limit = _PATIENCE
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn_settings(WebSite(app)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    return Served(url, app, store, instance.id, instance.arn, admin.id, key, server, thread)


def content(parameters: dict[str, Any] | None = None) -> str:
    """The content of a small flow that can be published; ``parameters`` of its one message."""
    say = {
        "Identifier": "say",
        "Type": "MessageParticipant",
        "Parameters": parameters or {"Text": "Hello."},
        "Transitions": {
            "NextAction": "end",
            "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
            "Conditions": [],
        },
    }
    end: dict[str, Any] = {
        "Identifier": "end",
        "Type": "DisconnectParticipant",
        "Parameters": {},
        "Transitions": {},
    }
    flow = {"Version": "2019-10-30", "StartAction": "say", "Metadata": {}, "Actions": [say, end]}
    return json.dumps(flow)


def module_content() -> str:
    """The content of a small module that can be published."""
    text = content().replace('"Metadata": {}', '"Metadata": {}, "Settings": {}')
    return text.replace("DisconnectParticipant", "EndFlowModuleExecution")


def ask(app: App, method: str, path: str, body: bytes = b"") -> tuple[int, dict[str, str], bytes]:
    """One request, straight into the application: status, headers, body."""
    sent: list[Any] = []
    scope = {
        "type": "http",
        "method": method,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(event: Any) -> None:
        sent.append(event)

    asyncio.run(app(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, sent[1]["body"]
