"""One thread that writes, many requests to a commit.

SQLite takes one writer at a time and a commit waits for the disk. So writes queue here: whatever
has gathered while the last commit was on its way shares the next one, each behind a savepoint of
its own where they are several, and nobody is answered before it is committed.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Connection

if TYPE_CHECKING:
    from flowport.store import Store

__all__ = ["Writer"]

_Step: TypeAlias = Callable[[Connection], Any]
_Job: TypeAlias = tuple[_Step, "Future[Any]"]
_AT_ONCE = 64


class Writer:
    """Runs steps that write, in the order they come."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    async def do(self, step: _Step) -> Any:
        """Run a step in a transaction and wait until it is committed.

        Raises:
            Exception: What the step raised; nothing that it did is kept then.
        """
        done: Future[Any] = Future()
        self._queue.put((step, done))
        return await asyncio.wrap_future(done)

    def close(self) -> None:
        """Finish what is queued, and stop."""
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            jobs = [first]
            last = False
            while not self._queue.empty() and len(jobs) < _AT_ONCE:
                following = self._queue.get()
                if following is None:
                    last = True
                    break
                jobs.append(following)
            self._commit(jobs)
            if last:
                return

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
            with connection.begin_nested():
                results.append((done, step(connection)))
        except Exception as error:  # noqa: BLE001  the waiter raises it
            done.set_exception(error)
    return results
