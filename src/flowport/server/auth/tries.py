"""Counting what failed lately, so that passwords and keys can't be guessed at speed."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Tries"]

_WINDOW, _MOST = 60.0, 10  # seconds, and failures within them for one name
_NAMES = 10_000


class Tries:
    """Failures of the last minute by name, kept in this process's memory.

    Args:
        clock: Seconds, for tests.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._by_name: dict[str, deque[float]] = {}

    def too_many(self, name: str) -> bool:
        """Whether a name failed so often that it must wait."""
        times = self._by_name.get(name)
        if times is None:
            return False
        while times and times[0] < self._clock() - _WINDOW:
            times.popleft()
        return len(times) >= _MOST

    def note(self, name: str) -> None:
        """Remember that a name failed; where names are too many, the oldest is forgotten."""
        if name not in self._by_name and len(self._by_name) >= _NAMES:
            del self._by_name[next(iter(self._by_name))]
        self._by_name.setdefault(name, deque(maxlen=_MOST)).append(self._clock())
