"""Threads for what takes longer than a call may wait; a few, kept, and none outlives the server."""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Pool"]

_THREADS = 8
_PATIENCE = 5.0  # seconds that a shutdown waits for calls in flight


class Pool:
    """Runs things one after the other in each of a few threads.

    Attributes:
        closing: Whether the server is about to stop, so that nothing more should begin.
    """

    def __init__(self) -> None:
        self.closing = threading.Event()
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._waiting = 0

    def run(self, work: Callable[[], None]) -> None:
        """Have something done, as soon as a thread is free; it must keep its errors to itself."""
        with self._lock:
            self._waiting += 1
            if self._waiting > len(self._threads) and len(self._threads) < _THREADS:
                thread = threading.Thread(target=self._work, name="migrating", daemon=True)
                self._threads.append(thread)
                thread.start()
        self._queue.put(work)

    def _work(self) -> None:
        while (work := self._queue.get()) is not None:
            if not self.closing.is_set():
                work()
            with self._lock:
                self._waiting -= 1

    def close(self) -> None:
        """Ask all to stop, and wait a little for the calls in flight."""
        self.closing.set()
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join(_PATIENCE)
