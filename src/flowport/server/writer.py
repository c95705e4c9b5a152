"""One thread that writes, many requests to a commit.

SQLite takes one writer at a time and a commit waits for the disk. So writes queue here: whatever
has gathered while the last commit was on its way shares the next one, each behind a savepoint of
its own where they are several, and nobody is answered before it is committed. Clients that were
answered together mostly write together again, so that a commit waits a little for as many as the
last one carried.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Connection

from flowport.store.database import apart

if TYPE_CHECKING:
    from flowport.store import Store

__all__ = ["Writer"]

_Step: TypeAlias = Callable[[Connection], Any]
_Job: TypeAlias = tuple[_Step, "Future[Any]"]
_AT_ONCE = 64
_AHEAD = 2  # threads that work out what needs no transaction
_PATIENCE = 0.005  # seconds; about what a commit takes


class Writer:
    """Runs steps that write, in the order they come."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._ahead = ThreadPoolExecutor(_AHEAD, thread_name_prefix="ahead")
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    async def do(self, step: _Step, ahead: Callable[[], Any] | None = None) -> Any:
        """Run a step in a transaction and wait until it is committed.

        Args:
            step: What is to be done.
            ahead: What is done before its turn, while others write.

        Raises:
            Exception: What the step raised; nothing that it did is kept then.
        """
        done: Future[Any] = Future()
        done.set_running_or_notify_cancel()  # a caller that goes away must not disturb the rest
        if ahead is None:
            self._queue.put((step, done))
        else:
            self._ahead.submit(self._begin, ahead, step, done)
        return await asyncio.wrap_future(done)

    def _begin(self, ahead: Callable[[], Any], step: _Step, done: Future[Any]) -> None:
        try:
            ahead()
        except BaseException as error:  # noqa: BLE001  the waiter raises it
            done.set_exception(error)
        else:
            self._queue.put((step, done))

    def later(self, step: _Step) -> None:
        """Run a step without anybody waiting for it; whether it goes well, nobody hears."""
        done: Future[Any] = Future()
        done.set_running_or_notify_cancel()
        self._queue.put((step, done))

    def close(self) -> None:
        """Finish what is queued, and stop."""
        self._ahead.shutdown()
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        expected = 1
        while (first := self._queue.get()) is not None:
            jobs = self._gathered(first, expected)
            expected = len(jobs)
            self._commit(jobs)

    def _gathered(self, first: _Job, expected: int) -> list[_Job]:
        """A job and those behind it; as many as the last commit had are waited for, not long."""
        jobs = [first]
        until = time.monotonic() + _PATIENCE
        while len(jobs) < _AT_ONCE:
            left = max(0.0, until - time.monotonic()) if len(jobs) < expected else 0.0
            try:
                following = self._queue.get(timeout=left)
            except Empty:
                break
            if following is None:
                self._queue.put(None)
                break
            jobs.append(following)
        return jobs

    def _commit(self, jobs: list[_Job]) -> None:
        results: list[tuple[Future[Any], Any]] = []
        try:
            with self._store.writing() as connection:
                if len(jobs) == 1:
                    results.append((jobs[0][1], jobs[0][0](connection)))
                else:
                    results += _each(connection, jobs)
        except BaseException as error:  # noqa: BLE001  whatever it was, every waiter must hear it
            for _step, done in jobs:
                if not done.done():
                    done.set_exception(error)
            return
        for done, result in results:
            done.set_result(result)


def _each(connection: Connection, jobs: list[_Job]) -> list[tuple[Future[Any], Any]]:
    """Run steps, each behind a savepoint; one's own error goes to its own waiter."""
    results: list[tuple[Future[Any], Any]] = []
    for step, done in jobs:
        try:
            with apart(connection):
                results.append((done, step(connection)))
        except Exception as error:  # noqa: BLE001  the waiter raises it
            done.set_exception(error)
    return results
