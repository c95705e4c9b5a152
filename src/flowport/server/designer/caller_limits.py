"""How many calls of one caller are worked on at a time: the others of that caller wait."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from flowport.errors import WorkLimitError
from flowport.server.designer.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from concurrent.futures import Executor

__all__ = ["LIMIT", "Turns"]

T = TypeVar("T")

#: How long a call may take, in seconds, from its turn on; what reads can't be longer in work.
LIMIT = 60.0
#: How many calls of one caller are worked on at a time, and how many more may wait.
AT_ONCE, WAITING = 2, 256


@dataclass(slots=True)
class _Line:
    """The calls of one caller."""

    free: asyncio.Semaphore
    present: int = 0


@dataclass(slots=True)
class Turns:
    """Lets each caller have its turns.

    Attributes:
        limit: How long a call may take from its turn on, in seconds.
        at_once: How many calls of one caller are worked on at a time.
        waiting: How many more may wait.
    """

    limit: float = LIMIT
    at_once: int = AT_ONCE
    waiting: int = WAITING
    _lines: dict[str, _Line] = field(default_factory=dict)

    async def run(
        self, caller: str, receive: Callable[[], Awaitable[Callable[[], T]]], threads: Executor
    ) -> T:
        """Receive a call when it is its turn, and do its work in a thread.

        A turn lasts until the work is over, also where nobody waits for its end any more.

        Args:
            caller: Whose call it is.
            receive: Reads the call, and gives its work.
            threads: Where the work is done.

        Raises:
            Refusal: Too many calls of this caller wait already.
            WorkLimitError: The work took too long.
        """
        line = self._lines.setdefault(caller, _Line(asyncio.Semaphore(self.at_once)))
        if line.present >= self.at_once + self.waiting:
            message = f"You have {line.present} calls that are not answered yet; wait for them."
            raise Refusal("too-many", message)
        line.present += 1
        try:
            await line.free.acquire()
        except BaseException:
            self._leave(caller, line)
            raise
        try:
            work = await receive()
            future = asyncio.get_running_loop().run_in_executor(threads, work)
        except BaseException:
            self._release(caller, line)
            raise
        future.add_done_callback(lambda _: self._release(caller, line))
        try:
            return await asyncio.wait_for(asyncio.shield(future), self.limit)
        except TimeoutError:
            future.add_done_callback(_heard)
            raise WorkLimitError(f"stopped after {self.limit:g} seconds; try again later") from None

    def _release(self, caller: str, line: _Line) -> None:
        line.free.release()
        self._leave(caller, line)

    def _leave(self, caller: str, line: _Line) -> None:
        line.present -= 1
        if not line.present:
            self._lines.pop(caller, None)


def _heard(future: asyncio.Future[T]) -> None:
    """Take note of what came of work that nobody waits for."""
    if not future.cancelled():
        future.exception()
