"""The Connect API of a local instance without a port: a client whose calls stay in this process."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import boto3
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders

from flowport.server.app import App, ServerOptions

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

    from botocore.awsrequest import AWSPreparedRequest

    from flowport.store import Store
    from flowport.store.instances import InstanceRow

__all__ = ["InProcess"]

#: No key is checked, since nobody else can reach the process; the SDK wants one to sign with.
_KEY = "in-process"
#: An address that no request is sent to.
_NOWHERE = "http://localhost"


class InProcess:
    """An instance of a database, served to one client of this process.

    Attributes:
        client: A boto3 client of the Connect API; ``close`` ends what answers it.
    """

    def __init__(self, store: Store, instance: InstanceRow) -> None:
        self._app = App(store, ServerOptions(signed=False, account=instance.account))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.client = boto3.client(
            "connect",
            region_name=instance.region,
            endpoint_url=_NOWHERE,
            aws_access_key_id=_KEY,
            aws_secret_access_key=_KEY,
        )
        answer: Any = self._answer  # a handler of this event may answer in the SDK's place
        self.client.meta.events.register("before-send.connect.*", answer)

    def close(self) -> None:
        """End what answers; the database stays open."""
        for close in self._app.closing:
            close()
        self._app.writer.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _answer(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        """The answer to a request, in place of sending it."""
        asked = _Exchange(request)
        running = self._app(asked.scope, asked.receive, asked.send)
        asyncio.run_coroutine_threadsafe(running, self._loop).result()
        return AWSResponse(request.url, asked.status, asked.headers, _Raw(asked.body))


class _Exchange:
    """One request as ASGI has it, and the answer to it."""

    def __init__(self, request: AWSPreparedRequest) -> None:
        parts = urlsplit(request.url)
        self._sent = request.body or b""
        self.scope: MutableMapping[str, Any] = {
            "type": "http",
            "method": request.method,
            "scheme": parts.scheme,
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "headers": [
                (name.lower().encode("latin-1"), _bytes(value))
                for name, value in request.headers.items()
            ],
        }
        self.status = 0
        self.headers = HTTPHeaders()
        self.body = b""

    async def receive(self) -> MutableMapping[str, Any]:
        """The whole body."""
        return {"type": "http.request", "body": _bytes(self._sent)}

    async def send(self, event: MutableMapping[str, Any]) -> None:
        """Take in a part of the answer."""
        if event["type"] == "http.response.start":
            self.status = event["status"]
            for name, value in event["headers"]:
                self.headers[name.decode()] = value.decode()
        else:
            self.body += event["body"]


class _Raw:
    """A body as the SDK reads it."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, *_: Any, **__: Any) -> Iterator[bytes]:
        """All of it at once."""
        yield self._body


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("latin-1")
