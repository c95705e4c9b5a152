"""One thread that writes, many requests to a commit.

SQLite takes one writer at a time and a commit waits for the disk. So writes queue here: whatever
has gathered while the last commit was on its way shares the next one, each behind a savepoint of
its own where they are several, and nobody is answered before it is committed. Clients that were
answered together mostly write together again, so that a commit waits a little for as many as the
last one carried.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Connection

from flowport.store.database import apart

if TYPE_CHECKING:
    from flowport.store import Store

__all__ = ["Writer"]

_Step: TypeAlias = Callable[[Connection], Any]
_Waiter: TypeAlias = "asyncio.Future[Any]"
_Job: TypeAlias = "tuple[_Step, _Waiter | None]"
_Outcome: TypeAlias = "tuple[_Waiter | None, Any, BaseException | None]"
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
        done: _Waiter = asyncio.get_running_loop().create_future()
        if ahead is None:
            self._queue.put((step, done))
        else:
            self._ahead.submit(self._begin, ahead, step, done)
        return await done

    def _begin(self, ahead: Callable[[], Any], step: _Step, done: _Waiter) -> None:
        try:
            ahead()
        except BaseException as error:  # noqa: BLE001  the waiter raises it
            _answer([(done, None, error)])
        else:
            self._queue.put((step, done))

    def later(self, step: _Step) -> None:
        """Run a step without anybody waiting for it; whether it goes well, nobody hears."""
        self._queue.put((step, None))

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
        outcomes: list[_Outcome]
        try:
            with self._store.writing() as connection:
                if len(jobs) == 1:
                    outcomes = [(jobs[0][1], jobs[0][0](connection), None)]
                else:
                    outcomes = _each(connection, jobs)
        except BaseException as error:  # noqa: BLE001  whatever it was, every waiter must hear it
            outcomes = [(done, None, error) for _step, done in jobs]
        _answer(outcomes)


def _each(connection: Connection, jobs: list[_Job]) -> list[_Outcome]:
    """Run steps, each behind a savepoint; one's own error goes to its own waiter."""
    outcomes: list[_Outcome] = []
    for step, done in jobs:
        try:
            with apart(connection):
                outcomes.append((done, step(connection), None))
        except Exception as error:  # noqa: BLE001  the waiter raises it
            outcomes.append((done, None, error))
    return outcomes


def _answer(outcomes: list[_Outcome]) -> None:
    """Give waiters what came of their writes, all those of an event loop at once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Outcome]] = {}
    for each in outcomes:
        if each[0] is not None:
            by_loop.setdefault(each[0].get_loop(), []).append(each)
    for loop, its in by_loop.items():
        with contextlib.suppress(RuntimeError):  # it was closed: nobody waits there any more
            loop.call_soon_threadsafe(_settle, its)


def _settle(outcomes: list[_Outcome]) -> None:
    """Set the results of waiters; those that have gone away are left out."""
    for done, result, error in outcomes:
        if done is None or done.done():
            continue
        if error is None:
            done.set_result(result)
        elif isinstance(error, StopIteration):  # which no future takes
            done.set_exception(RuntimeError("a write ended with StopIteration"))
        else:
            done.set_exception(error)
