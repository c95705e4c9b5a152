"""Clients that take their time, on a clock that the tests set forward."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from typing import TYPE_CHECKING, Any

import pytest
from uvicorn.server import ServerState

from flowport.server.connections import ClientConnection, uvicorn_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Loop:
    """An event loop's clock and timers, without its waiting."""

    def __init__(self, real: asyncio.AbstractEventLoop) -> None:
        self.now = 0.0
        self._real = real
        self._timers: list[tuple[float, int, Any, asyncio.TimerHandle]] = []
        self._count = itertools.count()

    def time(self) -> float:
        """The time that the test says it is."""
        return self.now

    def create_task(self, running: Any, **_more: Any) -> asyncio.Task[Any]:
        """A task of the real loop."""
        return self._real.create_task(running)

    def call_later(self, seconds: float, act: Callable[[], None]) -> asyncio.TimerHandle:
        """A timer on this clock."""
        handle = asyncio.TimerHandle(self.now + seconds, act, (), self._real)
        heapq.heappush(self._timers, (self.now + seconds, next(self._count), act, handle))
        return handle

    def advance(self, seconds: float) -> None:
        """Let time pass, and what is due happen."""
        until = self.now + seconds
        while self._timers and self._timers[0][0] <= until:
            self.now, _number, act, handle = heapq.heappop(self._timers)
            if not handle.cancelled():
                act()
        self.now = until


class Line(asyncio.Transport):
    """The server's end of a connection: what it wrote, and whether it closed."""

    def __init__(self) -> None:
        super().__init__({"peername": ("192.0.2.1", 1), "sockname": ("192.0.2.2", 2)})
        self.written = b""
        self.closed = False

    def write(self, data: Any) -> None:
        """Keep what is written."""
        self.written += bytes(data)

    def close(self) -> None:
        """Close."""
        self.closed = True

    abort = close

    def is_closing(self) -> bool:
        """Whether it was closed."""
        return self.closed

    def pause_reading(self) -> None:
        """Nothing."""

    resume_reading = pause_reading


class Client:
    """A client of a server that answers every complete request."""

    def __init__(self) -> None:
        self.real = asyncio.new_event_loop()
        self.loop = Loop(self.real)
        self.line = Line()
        config = uvicorn_settings(_answer)
        config.load()
        self.server = ClientConnection(
            config=config,
            server_state=ServerState(),
            app_state={},
            _loop=self.loop,
        )
        self.real.run_until_complete(self._connect())

    async def _connect(self) -> None:
        self.server.connection_made(self.line)

    def send(self, data: bytes) -> None:
        """Send bytes, and let the server do what it can."""

        async def go() -> None:
            self.server.data_received(data)
            for _ in range(10):
                await asyncio.sleep(0)

        self.real.run_until_complete(go())

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.loop.advance(seconds)


async def _answer(_scope: Any, receive: Any, send: Any) -> None:
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def client() -> Iterator[Client]:
    """A client that has connected."""
    found = Client()
    yield found
    found.real.run_until_complete(_ended(found))
    found.real.close()


async def _ended(client: Client) -> None:
    client.server.connection_lost(None)
    for _ in range(10):
        await asyncio.sleep(0)


_HEAD = b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n"


def test_a_client_that_says_nothing_is_cut_off(client: Client) -> None:
    """A connection without a request ends after ten seconds."""
    client.wait(9.9)
    before = client.line.closed
    client.wait(0.2)

    assert (before, client.line.closed) == (False, True)


def test_headers_that_drip_are_cut_off(client: Client) -> None:
    """A header every second buys no time: the headers must be complete after ten."""
    client.send(b"GET / HTTP/1.1\r\n")
    for number in range(12):
        client.wait(1)
        if not client.line.closed:
            client.send(b"x-%d: y\r\n" % number)

    assert client.line.closed
    assert client.line.written.startswith(b"HTTP/1.1 408 ")


def test_a_body_that_drips_is_cut_off(client: Client) -> None:
    """A body slower than 4,000 bytes a second ends with 408."""
    client.send(_HEAD)
    for _ in range(16):
        client.wait(1)
        if not client.line.closed:
            client.send(b"y" * 1000)

    assert client.line.written.startswith(b"HTTP/1.1 408 ")


def test_a_slow_but_steady_body_is_taken(client: Client) -> None:
    """Ten kilobytes a second are slow, and fast enough."""
    client.send(_HEAD)
    for _ in range(100):
        client.wait(1)
        client.send(b"y" * 10_000)

    assert client.line.written.startswith(b"HTTP/1.1 204 ")


def test_line_breaks_between_requests_buy_no_time(client: Client) -> None:
    """After an answer, line breaks that are no request don't hold the connection."""
    client.send(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
    for _ in range(12):
        client.wait(1)
        if not client.line.closed:
            client.send(b"\r\n")

    assert client.line.written.startswith(b"HTTP/1.1 204 ")
    assert client.line.closed


def test_an_answer_that_is_not_read_is_cut_off(client: Client) -> None:
    """A client that leaves an answer unread for a minute is let go."""
    client.server.pause_writing()
    client.wait(61)

    assert client.line.closed
