"""The server's log, so that nobody can fill it: of each sentence a number a minute."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LogLimit", "bound_logs"]

_MINUTE = 60.0
_MOST = 30
_SENTENCES = 500


class LogLimit(logging.Filter):
    """Lets so many records of one sentence through in a minute, and counts the others.

    Args:
        clock: Seconds, for tests.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._counted: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is logged; the first of a minute says how many were not."""
        now, sentence = self._clock(), str(record.msg)
        began, count = self._counted.get(sentence, (now, 0))
        if now - began >= _MINUTE:
            if count > _MOST:
                record.msg = f"{sentence} ({count - _MOST} more in the meantime)"
            began, count = now, 0
        if len(self._counted) >= _SENTENCES:
            self._counted.clear()
        self._counted[sentence] = began, count + 1
        return count < _MOST


def bound_logs() -> None:
    """Bound what the server and uvicorn log in this process."""
    limit = LogLimit()
    for name in ("uvicorn.error", "asyncio"):
        logging.getLogger(name).addFilter(limit)
    for handler in logging.lastResort, *logging.getLogger().handlers:
        if handler is not None:
            handler.addFilter(limit)
