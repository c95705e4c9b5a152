"""Steps in several threads, each when what it needs is done; reading back goes first."""

from __future__ import annotations

import heapq
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flowport.jobs.moving.plan import Step

__all__ = ["StepSchedule"]


class StepSchedule:
    """One carrying out of steps.

    Args:
        steps: The steps, in an order in which they could be done one by one.
        write: Does a step; False if it could not be done, so that what needs it is left out.
        check: Reads back what a step wrote.
        stopping: Whether to begin nothing more.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        write: Callable[[Step], bool],
        check: Callable[[Step], None],
        stopping: Callable[[], bool],
    ) -> None:
        self._steps = steps
        self._write = write
        self._check = check
        self._stopping = stopping
        self._change = threading.Condition()
        known = {step.id for step in steps}
        self._waits = {step.id: {n for n in step.needs if n in known} for step in steps}
        self._followers: dict[str, list[int]] = {}
        for place, step in enumerate(steps):
            for need in self._waits[step.id]:
                self._followers.setdefault(need, []).append(place)
        self._rank = self._ranks()
        ready = (p for p, step in enumerate(steps) if not self._waits[step.id])
        self._queue: list[tuple[int, int, int]] = [(1, self._rank[p], p) for p in ready]
        heapq.heapify(self._queue)
        self._running = 0
        self._fault: BaseException | None = None

    def _ranks(self) -> list[int]:
        """What goes first: the steps that the longest chain waits for, as the lowest numbers."""
        ranks = [0] * len(self._steps)
        for place in reversed(range(len(self._steps))):
            after = self._followers.get(self._steps[place].id, ())
            ranks[place] = min((ranks[follower] for follower in after), default=0) - 1
        return ranks

    def run(self, workers: int) -> None:
        """Do all that can be done; with one worker in this thread.

        Raises:
            BaseException: Whatever a step raised; no other was begun after it.
        """
        if workers <= 1:
            self._work()
        else:
            threads = [threading.Thread(target=self._work) for _ in range(workers)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        if self._fault is not None:
            raise self._fault

    def _work(self) -> None:
        while (task := self._next()) is not None:
            writing, place = task
            step = self._steps[place]
            try:
                if writing:
                    self._done(place, good=self._write(step))
                else:
                    self._check(step)
                    self._done(None, good=True)
            except BaseException as fault:  # noqa: BLE001  it is raised again by who started this
                self._failed(fault)
                return

    def _next(self) -> tuple[bool, int] | None:
        """The next thing to do; None when there is none left, or no more is to begin."""
        with self._change:
            while not self._queue and self._running and self._fault is None:
                self._change.wait()
            if not self._queue or self._fault is not None or self._stopping():
                self._change.notify_all()
                return None
            writing, _, place = heapq.heappop(self._queue)
            self._running += 1
            return bool(writing), place

    def _done(self, place: int | None, *, good: bool) -> None:
        with self._change:
            self._running -= 1
            if place is not None and good:
                heapq.heappush(self._queue, (0, place, place))
                self._release(place)
            self._change.notify_all()

    def _release(self, place: int) -> None:
        done = self._steps[place].id
        for follower in self._followers.get(done, ()):
            waits = self._waits[self._steps[follower].id]
            waits.discard(done)
            if not waits:
                heapq.heappush(self._queue, (1, self._rank[follower], follower))

    def _failed(self, fault: BaseException) -> None:
        with self._change:
            self._running -= 1
            self._fault = self._fault or fault
            self._change.notify_all()
