"""A client's connection within its limits: uvicorn's protocol, with bounds on size and time.

A request that arrives in one piece arms no timer, so the bounds cost it next to nothing.
"""

from __future__ import annotations

import http
from typing import TYPE_CHECKING, Any

import httptools
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from flowport.server.client_limits import ClientLimits, HostConnections, host_key

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

__all__ = ["ClientConnection", "uvicorn_settings"]

#: How long a server that is stopped answers what it began, in seconds.
GRACE = 10

_IDLE, _HEAD, _BODY = range(3)


def uvicorn_settings(app: Any, **more: Any) -> uvicorn.Config:
    """How uvicorn serves our application: our connections, no trust in forwarded headers.

    Which proxies are trusted is known to the application itself.
    """
    return uvicorn.Config(
        app,
        http=ClientConnection,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level="warning",
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=GRACE,
        **more,
    )


class ClientConnection(HttpToolsProtocol):
    """A connection that is answered and closed when it goes beyond a limit."""

    limits = ClientLimits()

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._hosts: HostConnections = getattr(self.app, "hosts", None) or HostConnections()
        self._host = ""
        self._counted = False
        self._stage = _HEAD
        self._head = 0  # bytes of headers that are not complete yet
        self._received = 0  # bytes since the body was looked at
        self._body_began = 0.0
        self._refused: http.HTTPStatus | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._timed = _IDLE
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless the host has too many connections already."""
        super().connection_made(transport)
        self._host = host_key(self.client[0] if self.client else "")
        self._counted = self._hosts.enter(self._host)
        if not self._counted:
            self._refuse(http.HTTPStatus.SERVICE_UNAVAILABLE, "Too many connections of this host.")
            return
        self._arm(_HEAD)

    def shutdown(self) -> None:
        """End once what is being answered is over, and have endless answers end."""
        end = getattr(self.app, "end_streams", None)
        if end is not None:
            end()
        super().shutdown()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the host its place back."""
        if self._counted:
            self._hosts.leave(self._host)
            self._counted = False
        self._disarm()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take some bytes, and see that what is missing comes in time."""
        if self.transport.is_closing():
            return
        self._unset_keepalive_if_required()
        if self._stage == _BODY:
            self._received += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            pass  # there is nothing to upgrade to: the request was answered as it came
        except httptools.HttpParserError:
            status = self._refused or http.HTTPStatus.BAD_REQUEST
            self._refuse(status, _SENTENCES.get(status, "Invalid HTTP request received."))
            return
        if self._stage == _HEAD:
            self._head += len(data)
            if self._head > self.limits.header_bytes:
                self._refuse(_TOO_LARGE, _SENTENCES[_TOO_LARGE])
                return
        self._wait()

    def _wait(self) -> None:
        """Arm the timer of what is missing; none where a request is complete."""
        stage = self._stage
        if stage == _IDLE and not self._is_busy:
            stage = _HEAD  # line breaks between requests: no reason to wait for ever
        if stage == _IDLE:
            self._disarm()
        elif self._timer is None or self._timed != stage:
            self._arm(stage)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._stage = _HEAD
        self._head = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The headers are there: within their limits they are served."""
        limits = self.limits
        size = len(self.url) + sum([len(name) + len(value) for name, value in self.headers])
        if len(self.headers) > limits.header_count or size > limits.header_bytes:
            self._refused = _TOO_LARGE
            raise ValueError(_SENTENCES[_TOO_LARGE])
        self._stage = _BODY
        self._received = 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """A request is complete."""
        self._stage = _IDLE
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """A request is answered; a body that is still on its way must go on coming."""
        super().on_response_complete()
        if self._stage == _BODY:
            self._unset_keepalive_if_required()

    def pause_writing(self) -> None:
        """The client leaves an answer unread."""
        super().pause_writing()
        if self._unread is None:
            self._unread = self.loop.call_later(self.limits.reading_seconds, self._abort)

    def resume_writing(self) -> None:
        """The client reads again."""
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
        if self.flow is not None:
            super().resume_writing()

    def _abort(self) -> None:
        self.transport.abort()

    def _arm(self, stage: int) -> None:
        self._disarm()
        self._timed = stage
        if stage == _HEAD:
            self._later(self.limits.header_seconds, self._headers_missing)
        else:
            self._body_began = self.loop.time()
            self._later(self.limits.body_seconds, self._measure_body)

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        self._timer = self.loop.call_later(seconds, act)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    @property
    def _is_busy(self) -> bool:
        """Whether a request is being answered."""
        cycle: Any = self.cycle  # None before the first request
        return cycle is not None and not cycle.response_complete

    def _headers_missing(self) -> None:
        self._timer = None
        if self._is_busy:  # the next request has time until this one is answered
            self._arm(_HEAD)
            return
        self._refuse(http.HTTPStatus.REQUEST_TIMEOUT, "The headers took too long.")

    def _measure_body(self) -> None:
        """Go on with a body that comes fast enough, or that the server itself holds up."""
        self._timer = None
        limits = self.limits
        needed = limits.body_rate * limits.body_seconds
        slow = self._received < needed and not self.flow.read_paused
        if slow or self.loop.time() - self._body_began > limits.longest_body:
            self._refuse(http.HTTPStatus.REQUEST_TIMEOUT, "The body took too long.")
            return
        self._received = 0
        self._later(limits.body_seconds, self._measure_body)

    def _refuse(self, status: http.HTTPStatus, sentence: str) -> None:
        """Say why, if nothing else is being said, and close."""
        self._disarm()
        if self.transport.is_closing():
            return
        busy = self.cycle.response_started if self._stage == _BODY else self._is_busy
        if not busy:
            self.transport.write(_plain(status, sentence))
        self.transport.close()


_TOO_LARGE = http.HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
_SENTENCES = {_TOO_LARGE: "The headers are too many or too long."}


def _plain(status: http.HTTPStatus, sentence: str) -> bytes:
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        "content-type: text/plain; charset=utf-8",
        "x-content-type-options: nosniff",
        f"content-length: {len(sentence)}",
        "connection: close",
    )
    return ("\r\n".join(head) + "\r\n\r\n" + sentence).encode("ascii")
