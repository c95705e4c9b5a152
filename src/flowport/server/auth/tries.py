"""Counting what failed lately, so that passwords and keys can't be guessed at speed."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Tries"]

_MINUTE, _HOUR = 60.0, 3600.0
_NAMES = 10_000


class Tries:
    """Failures of the last hour by name, kept in this process's memory.

    Args:
        minute: How many failures a name may have within a minute; None for any number.
        hour: How many within an hour.
        clock: Seconds, for tests.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        minute: int | None = 10,
        hour: int = 60,
    ) -> None:
        self._clock = clock
        self._minute = minute
        self._hour = hour
        self._by_name: dict[str, deque[float]] = {}

    def too_many(self, name: str) -> bool:
        """Whether a name failed so often that it must wait."""
        times = self._by_name.get(name)
        if times is None:
            return False
        now = self._clock()
        while times and times[0] < now - _HOUR:
            times.popleft()
        if len(times) >= self._hour:
            return True
        lately = sum(1 for each in times if each >= now - _MINUTE)
        return self._minute is not None and lately >= self._minute

    def note(self, name: str) -> None:
        """Remember that a name failed; where names are too many, the oldest is forgotten."""
        if name not in self._by_name and len(self._by_name) >= _NAMES:
            del self._by_name[next(iter(self._by_name))]
        self._by_name.setdefault(name, deque(maxlen=self._hour)).append(self._clock())
