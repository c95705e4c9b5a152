"""Writing refusals to the audit log, so many a minute that nobody can fill it."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.errors import FlowportError
from flowport.server.client_limits import host_key
from flowport.store import audit

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from flowport.server.writer import Writer

__all__ = ["NOTED", "RefusalLog", "Refused"]

#: The errors of the Connect API that are refusals.
NOTED = frozenset(
    {
        "AccessDeniedException",
        "IncompleteSignatureException",
        "InvalidSignatureException",
        "MissingAuthenticationTokenException",
        "UnrecognizedClientException",
    }
)

_MINUTE = 60.0
_OF_ONE, _OF_STRANGERS = 20, 60  # events a minute: of one user or host, of all strangers
_STRANGERS = "strangers"
_MOST_KEYS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A refusal for the audit log.

    Attributes:
        event: Its name there.
        by: Who was refused.
        host: From where.
        anonymous: Whether it is not known who it was.
        instance: The instance that the user is of.
        target: What was asked for.
        reason: Why not.
    """

    event: str
    by: str
    host: str
    anonymous: bool
    instance: str | None = None
    target: str = ""
    reason: str = ""


class RefusalLog:
    """Writes refusals; those beyond the limit are counted, and the next event has the number.

    Args:
        writer: Who writes.
        clock: Seconds, for tests.
    """

    def __init__(self, writer: Writer, clock: Callable[[], float] = time.monotonic) -> None:
        self._writer = writer
        self._clock = clock
        self._counted: dict[str, tuple[float, int]] = {}
        self._omitted = 0

    async def note_call(self, refused: Refused) -> None:
        """Write a refusal, if there is room for it; the caller is answered in any case."""
        if not self._admit(refused):
            self._omitted += 1
            return
        omitted, self._omitted = self._omitted, 0

        def write(connection: Connection) -> None:
            more: dict[str, Any] = {"omitted_before": omitted} if omitted else {}
            with audit.acting(refused.by, refused.host):
                audit.note(
                    connection,
                    refused.event,
                    instance=refused.instance,
                    target=refused.target,
                    reason=refused.reason,
                    **more,
                )

        with contextlib.suppress(FlowportError):  # the disk is full, say
            await self._writer.do(write)

    def _admit(self, refused: Refused) -> bool:
        if not refused.anonymous:
            return self._has_room(f"{refused.instance} {refused.by}", _OF_ONE)
        one = self._has_room(f"host {host_key(refused.host)}", _OF_ONE)
        return one and self._has_room(_STRANGERS, _OF_STRANGERS)

    def _has_room(self, key: str, most: int) -> bool:
        now = self._clock()
        began, count = self._counted.get(key, (now, 0))
        if now - began >= _MINUTE:
            began, count = now, 0
        if key not in self._counted and len(self._counted) >= _MOST_KEYS:
            del self._counted[next(iter(self._counted))]
        self._counted[key] = began, count + 1
        return count < most
