"""At which version the database is, asked once for all who want to know at a time.

A remembered answer may be given only if nobody committed before it was asked for, in whatever
process. So each request has to ask, and an answer counts only for those who came before it was
asked for: who comes while a question is on its way shares the next one.
"""

from __future__ import annotations

import asyncio
import contextlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from flowport.server.database_snapshots import LostLineError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["Commits"]


class Commits:
    """Asks for the version in a thread, a question at a time.

    Args:
        ask: Gives the version; it may wait for the database's server.
        quickly: The same without a thread, where that can be; if it fails, ``ask`` is asked.
    """

    def __init__(
        self, ask: Callable[[], object], quickly: Callable[[], Awaitable[object]] | None = None
    ) -> None:
        self._ask = ask
        self._quickly = quickly
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="version")
        self._waiting: list[asyncio.Future[object]] = []
        self._task: asyncio.Task[None] | None = None

    async def version(self) -> object:
        """The version of the database at some moment after the call.

        Raises:
            StorageError: The database can't be read.
        """
        loop = asyncio.get_running_loop()
        mine = loop.create_future()
        self._waiting.append(mine)
        if self._task is None:
            self._task = loop.create_task(self._answer())
        return await mine

    async def _answer(self) -> None:
        """Ask as long as someone waits."""
        served: list[asyncio.Future[object]] = []
        try:
            while self._waiting:
                served, self._waiting = self._waiting, []
                await self._serve(served)
        finally:
            left, self._waiting = [*served, *self._waiting], []
            for each in left:  # none, unless this was cancelled
                each.cancel()
            self._task = None

    async def _serve(self, waiting: list[asyncio.Future[object]]) -> None:
        try:
            found = await self._found()
        except Exception as error:  # noqa: BLE001  whoever waits raises it
            for each in waiting:
                if not each.done():
                    each.set_exception(error)
        else:
            for each in waiting:
                if not each.done():
                    each.set_result(found)

    async def _found(self) -> object:
        if self._quickly is not None:
            with contextlib.suppress(LostLineError):
                return await self._quickly()
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._ask)

    def close(self) -> None:
        """Ask no more."""
        self._thread.shutdown()
