"""What an operation has worked out in a process for heavy work, before it comes to write."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

from flowport.errors import WorkLimitError
from flowport.server.designer.caller_limits import Turns
from flowport.server.designer.heavy import from_store
from flowport.server.designer.refusals import Refusal
from flowport.server.protocol.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from flowport.server.operations.operation_registry import Work
    from flowport.server.processes import Processes
    from flowport.store import Store

__all__ = ["Preparing"]

_THREADS = 8  # that wait for the processes


class Preparing:
    """Does the heavy work of operations, when it is their callers' turn.

    Attributes:
        processes: Where it is done.
    """

    def __init__(self, store: Store, processes: Processes) -> None:
        self._store = store
        self.processes = processes
        self._turns = Turns()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="preparing")

    async def do(self, caller: str, asked: Callable[[Connection], Work]) -> Any:
        """What comes of an operation's work.

        Args:
            caller: Whose work it is.
            asked: Reads what the work is, and refuses what is not to be done.

        Raises:
            ServiceError: Too many calls of this caller wait already, or what ``asked`` raised.
            WorkLimitError: It took too long.
        """

        async def ready() -> Callable[[], Any]:
            return partial(self._worked, caller, asked)

        try:
            return await self._turns.run(caller, ready, self._threads)
        except Refusal as error:
            raise ServiceError("ThrottlingException", error.message) from error

    def close(self) -> None:
        """End the threads; the processes must have been ended before."""
        self._threads.shutdown()

    def _worked(self, caller: str, asked: Callable[[Connection], Work]) -> Any:
        with self._store.reading() as connection:
            work = asked(connection)
        given = (self._store.address, work.function, work.given)
        try:
            return self.processes.do(caller, from_store, *given)
        except WorkLimitError as error:
            if work.stopped is None:
                raise
            return work.stopped(error)
