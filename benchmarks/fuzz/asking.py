"""Requests straight into an application of ours, and what it logs of its own faults."""

from __future__ import annotations

import asyncio
import json
import logging
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SLOW", "Answer", "Asking", "place"]

#: From how many seconds of the processor on a request counts as hanging, and of the clock.
SLOW, LONGEST = 5.0, 90.0
_FAULT = 500
#: What a caller may be told besides: not served here, no page in this package.
_KNOWN = {501, 503}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer, and what is wrong with it, if anything."""

    status: int
    headers: dict[str, str]
    body: bytes
    wrong: str = ""

    def tree(self) -> Any:
        """Its JSON; None where it is something else."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class _Faults(logging.Handler):
    """Keeps where each fault was."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.places: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take in what is logged."""
        error = record.exc_info[1] if record.exc_info else None
        self.places.append(place(error) if error else record.getMessage())


def place(error: BaseException) -> str:
    """Where an error came from, and what it says."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{last.filename.rpartition('flowport/')[2]}:{last.lineno}"
    return f"{type(error).__name__} at {where}: {error}"[-900:]


class Asking:
    """Sends one request after another, and sees that each is answered without a fault."""

    def __init__(self, *applications: Any) -> None:
        self._applications = applications
        self._loop = asyncio.new_event_loop()
        self._faults = _Faults()
        log = logging.getLogger("flowport")
        log.addHandler(self._faults)
        log.propagate = False

    def close(self) -> None:
        """Shut the loop down."""
        log = logging.getLogger("flowport")
        log.removeHandler(self._faults)
        log.propagate = True
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def send(
        self,
        method: str,
        path: bytes,
        query: bytes = b"",
        headers: Iterable[tuple[bytes, bytes]] = (),
        body: bytes = b"",
        *,
        to: int = 0,
    ) -> Answer:
        """The answer to a request."""
        scope = {
            "type": "http",
            "http_version": "1.1",
            "scheme": "http",
            "method": method,
            "path": path.decode("latin-1"),
            "raw_path": path,
            "root_path": "",
            "query_string": query,
            "headers": [(b"host", b"127.0.0.1"), *headers],
            "client": ("192.0.2.1", 4510),
            "server": ("127.0.0.1", 80),
        }
        self._faults.places.clear()
        began = time.process_time()
        try:
            found = self._loop.run_until_complete(
                asyncio.wait_for(_asked(self._applications[to], scope, body), LONGEST)
            )
        except TimeoutError:
            return Answer(status=0, headers={}, body=b"", wrong=f"no answer in {LONGEST:.0f} s")
        return self._judged(found, time.process_time() - began)

    def _judged(self, events: list[Any], seconds: float) -> Answer:
        status = events[0]["status"]
        headers = {name.decode(): value.decode() for name, value in events[0]["headers"]}
        body = b"".join(event.get("body", b"") for event in events[1:])
        wrong = f"took {seconds:.0f} s" if seconds > SLOW else ""
        if self._faults.places or (status >= _FAULT and status not in _KNOWN):
            wrong = f"{status}: {'; '.join(self._faults.places) or body[:200]!r}"
        return Answer(status=status, headers=headers, body=body, wrong=wrong)


async def _asked(application: Any, scope: dict[str, Any], body: bytes) -> list[Any]:
    events: list[Any] = []
    given = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Any:
        return given.pop() if given else {"type": "http.disconnect"}

    async def send(event: Any) -> None:
        events.append(event)

    await application(scope, receive, send)
    return events
