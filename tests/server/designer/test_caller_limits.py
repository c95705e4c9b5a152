"""How the calls of one caller wait for each other, and nobody else does."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from flowport.errors import WorkLimitError
from flowport.server.designer.caller_limits import Turns
from flowport.server.designer.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from typing import Any


def call(work: Callable[[], str]) -> Callable[[], Awaitable[Callable[[], str]]]:
    """A call that was received."""

    async def receive() -> Callable[[], str]:
        return work

    return receive


def run(test: Callable[[ThreadPoolExecutor], Coroutine[Any, Any, None]]) -> None:
    """Run a test in a loop, with threads."""
    with ThreadPoolExecutor(8) as threads:
        asyncio.run(test(threads))


def test_a_caller_of_a_hundred_calls_holds_nobody_up() -> None:
    """While the calls of one wait for each other, those of another are answered at once."""
    go = threading.Event()

    def stuck() -> str:
        go.wait()
        return "stuck"

    async def test(threads: ThreadPoolExecutor) -> None:
        turns = Turns()
        many = [asyncio.create_task(turns.run("many", call(stuck), threads)) for _ in range(100)]
        await asyncio.sleep(0)
        try:
            assert await turns.run("other", call(lambda: "fine"), threads) == "fine"
            assert not any(task.done() for task in many)
        finally:
            go.set()
        assert await asyncio.gather(*many) == ["stuck"] * 100

    run(test)


def test_calls_beyond_those_that_may_wait_are_refused() -> None:
    """A caller can't fill the memory of the server."""
    go = threading.Event()

    async def test(threads: ThreadPoolExecutor) -> None:
        turns = Turns(at_once=1, waiting=1)
        work = call(lambda: str(go.wait()))
        tasks = [asyncio.create_task(turns.run("a", work, threads)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Refusal, match="2 calls that are not answered yet"):
            await turns.run("a", work, threads)
        go.set()
        assert await asyncio.gather(*tasks) == ["True", "True"]
        assert await turns.run("a", work, threads) == "True"

    run(test)


def test_a_call_that_takes_too_long_is_answered_and_keeps_its_turn() -> None:
    """Its caller gets the answer at once; the thread that still works counts until it ends."""
    go = threading.Event()

    async def test(threads: ThreadPoolExecutor) -> None:
        turns = Turns(limit=0.0, at_once=1, waiting=1)
        with pytest.raises(WorkLimitError, match="stopped after 0 seconds"):
            await turns.run("a", call(lambda: str(go.wait())), threads)
        turns.limit = 60.0
        waiting = asyncio.create_task(turns.run("a", call(lambda: "next"), threads))
        await asyncio.sleep(0)
        assert not waiting.done()
        go.set()
        assert await waiting == "next"

    run(test)


def test_a_call_that_can_not_be_received_gives_its_turn_back() -> None:
    """What is sent badly does not use a caller's turns up."""

    async def broken() -> Callable[[], str]:
        raise Refusal("bad-json", "No.")

    async def test(threads: ThreadPoolExecutor) -> None:
        turns = Turns(at_once=1, waiting=0)
        for _ in range(3):
            with pytest.raises(Refusal, match="No"):
                await turns.run("a", broken, threads)
        assert await turns.run("a", call(lambda: "fine"), threads) == "fine"

    run(test)
