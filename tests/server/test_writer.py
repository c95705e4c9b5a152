"""The writer: what shares a commit stays apart."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING

import pytest

from flowport.server.writer import Writer
from flowport.store import Store, kept_settings, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new database."""
    opened = open_store(str(tmp_path / "flowport.db"))
    yield opened
    opened.close()


@pytest.fixture
def writer(store: Store) -> Iterator[Writer]:
    """Its writer."""
    made = Writer(store)
    yield made
    made.close()


def test_failed_write_undoes_its_own_part_alone(store: Store, writer: Writer) -> None:
    """Of writes that share a commit, the one that fails leaves nothing and takes nothing along."""
    undone: list[str] = []

    def failing(connection: Connection) -> None:
        undone.append(kept_settings.secret(connection, "of the failing one"))
        raise ValueError("on purpose")

    async def write() -> tuple[object, ...]:
        go = threading.Event()
        steps = (
            lambda _it: go.wait(),
            lambda it: kept_settings.secret(it, "before"),
            failing,
            lambda it: kept_settings.secret(it, "behind"),
        )
        waiting = [asyncio.ensure_future(writer.do(step)) for step in steps]
        await asyncio.sleep(0)
        go.set()
        return tuple(await asyncio.gather(*waiting, return_exceptions=True))

    _, before, failed, behind = asyncio.run(write())

    with store.writing() as connection:
        kept = [kept_settings.secret(connection, name) for name in ("before", "behind")]
        fresh = kept_settings.secret(connection, "of the failing one")
    assert (kept, isinstance(failed, ValueError), [fresh] == undone) == (
        [before, behind],
        True,
        False,
    )


def test_caller_who_gives_up_disturbs_nobody(writer: Writer) -> None:
    """A write whose caller went away meanwhile is no reason to stop writing."""

    async def write() -> object:
        started, go = threading.Event(), threading.Event()

        def slow(_connection: Connection) -> None:
            started.set()
            go.wait()

        abandoned = asyncio.ensure_future(writer.do(slow))
        await asyncio.to_thread(started.wait)
        abandoned.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await abandoned
        go.set()
        return await asyncio.wait_for(writer.do(lambda _it: "written"), 10)

    assert asyncio.run(write()) == "written"


def test_an_event_loop_that_was_closed_disturbs_nobody(writer: Writer) -> None:
    """The writer goes on after the event loop of a waiter was closed."""
    started, go = threading.Event(), threading.Event()

    def slow(_connection: Connection) -> None:
        started.set()
        go.wait()

    async def abandon() -> asyncio.Future[object]:
        abandoned = asyncio.ensure_future(writer.do(slow))
        await asyncio.to_thread(started.wait)
        return abandoned

    async def write() -> object:
        return await asyncio.wait_for(writer.do(lambda _it: "written"), 10)

    asyncio.run(abandon())
    go.set()

    assert asyncio.run(write()) == "written"


def test_write_whose_preparation_fails_is_not_done(writer: Writer) -> None:
    """Its caller gets the error, and the step is never run."""
    done: list[str] = []

    def ahead() -> None:
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        asyncio.run(writer.do(lambda _it: done.append("written"), ahead))
    assert done == []


def test_others_write_while_one_is_prepared(writer: Writer) -> None:
    """What a write works out beforehand holds up nobody else."""

    async def write() -> tuple[object, object]:
        go = threading.Event()
        slow = asyncio.ensure_future(writer.do(lambda _it: "slow", go.wait))
        quick = await asyncio.wait_for(writer.do(lambda _it: "quick"), 10)
        go.set()
        return quick, await slow

    assert asyncio.run(write()) == ("quick", "slow")
