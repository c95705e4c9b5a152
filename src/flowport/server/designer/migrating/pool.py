"""Threads for what takes longer than a call may wait; a few, kept, and none outlives the server."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict, deque
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple, Protocol

from flowport.server.designer.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Pool"]

_THREADS = 8
#: How many plans (and how many runs) of one person are done at a time, and how many may wait.
_AT_ONCE, _WAITING = 2, 50
_PATIENCE = 5.0  # seconds that a shutdown waits for calls in flight


class Closes(Protocol):
    """What a piece of work holds open: a file, a lock, a journal."""

    def close(self) -> None:
        """Let go of it."""


class _Work(NamedTuple):
    do: Callable[[], None]
    holds: tuple[Closes, ...]

    def let_go(self) -> None:
        with ExitStack() as stack:
            for each in reversed(self.holds):
                stack.callback(each.close)


class Pool:
    """Works on plans and runs in a few threads; one person's work never takes all of them.

    Attributes:
        closing: Whether the server is about to stop, so that nothing more should begin.
    """

    def __init__(self) -> None:
        self.closing = threading.Event()
        self._turn = threading.Condition()
        self._lines: OrderedDict[str, deque[_Work]] = OrderedDict()
        self._busy: Counter[str] = Counter()
        self._threads: list[threading.Thread] = []

    def check(self, by: str) -> None:
        """Refuse more work of a person who has too much waiting.

        Raises:
            Refusal: Too much is waiting.
        """
        with self._turn:
            count = len(self._lines.get(by, ()))
        if count >= _WAITING:
            raise Refusal("too-many", f"{count} of your requests are waiting; try again later.")

    def run(self, do: Callable[[], None], by: str, *holds: Closes) -> None:
        """Queue a person's work; it must handle its own errors.

        What it holds is closed, in this order, when it is done or if it never begins.
        """
        work = _Work(do, holds)
        with self._turn:
            if self.closing.is_set():
                work.let_go()
                return
            self._lines.setdefault(by, deque()).append(work)
            wanted = sum(map(len, self._lines.values())) + self._busy.total()
            if len(self._threads) < min(wanted, _THREADS):
                thread = threading.Thread(target=self._work, name="migrating", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._turn.notify()

    def _work(self) -> None:
        while (found := self._next()) is not None:
            by, work = found
            try:
                work.do()
            finally:
                work.let_go()
                with self._turn:
                    self._busy -= Counter([by])
                    self._turn.notify_all()

    def _next(self) -> tuple[str, _Work] | None:
        """The next work of whoever has waited longest; None at the end."""
        with self._turn:
            while not self.closing.is_set():
                for by, line in self._lines.items():
                    if self._busy[by] >= _AT_ONCE:
                        continue
                    work = line.popleft()
                    self._lines.move_to_end(by)
                    if not line:
                        del self._lines[by]
                    self._busy[by] += 1
                    return by, work
                self._turn.wait()
            return None

    def close(self) -> None:
        """Ask all to stop, and wait a little for the calls in flight."""
        with self._turn:
            self.closing.set()
            left = [work for line in self._lines.values() for work in line]
            self._lines.clear()
            self._turn.notify_all()
        for work in left:
            work.let_go()
        for thread in self._threads:
            thread.join(_PATIENCE)
