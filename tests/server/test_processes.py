"""Heavy work in other processes: its results, its errors, its end, and whose turn it is."""

from __future__ import annotations

import contextlib
import os
import pickle
import threading
import time
from typing import TYPE_CHECKING

import pytest

from flowport.errors import NotJSONError, SplitError, WorkLimitError
from flowport.model import Flow
from flowport.model.parse import parse
from flowport.server.designer.heavy import parts
from flowport.server.designer.refusals import Refusal, of
from flowport.server.processes import Processes
from flowport.server.work_process import outcome
from flowport.split.split import Into, Limits, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


MODULE = Flow.from_tree({"Version": "2019-10-30", "Settings": {}, "Actions": [{}]})


class Alarms:
    """Alarms that go off when a test says so."""

    def __init__(self) -> None:
        self.set: list[tuple[float, Callable[[], None]]] = []
        self.started = threading.Event()
        self.cancelled = 0

    def __call__(self, seconds: float, ring: Callable[[], None]) -> Alarms:
        """Set one."""
        self.set.append((seconds, ring))
        return self

    def start(self) -> None:
        """Begin to count."""
        self.started.set()

    def cancel(self) -> None:
        """Do not go off."""
        self.cancelled += 1


@contextlib.contextmanager
def made(alarms: Alarms | None = None, size: int = 1) -> Iterator[Processes]:
    """Processes that end with the block."""
    found = Processes(size=size, alarms=alarms or Alarms())
    try:
        yield found
    finally:
        found.close()


def test_work_is_done_in_another_process_that_is_kept() -> None:
    """Two pieces of work meet the same process, and it is not this one."""
    with made() as processes:
        first, second = (processes.do("a", os.getpid) for _ in range(2))

    assert first == second != os.getpid()


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no such system call here")
def test_the_process_is_less_urgent_than_the_server() -> None:
    """What others wait for comes first."""
    with made() as processes:
        nice = processes.do("a", os.getpriority, os.PRIO_PROCESS, 0)

    assert nice > os.getpriority(os.PRIO_PROCESS, 0)


def test_our_errors_come_back_as_they_are() -> None:
    """A sentence for the caller stays one, with what it carries."""
    with made() as processes:
        with pytest.raises(NotJSONError, match="line 1, column 2") as met:
            processes.do("a", parse, b"[}")

        assert met.value.line == 1
        with pytest.raises(SplitError, match="module"):
            processes.do("a", parts, MODULE, None, Limits(blocks=0), Into.FLOWS)


def test_an_unforeseen_error_has_its_stack_trace() -> None:
    """The server's log says where in the other process it was, and the process lives on."""
    with made() as processes:
        with pytest.raises(RuntimeError, match=r"in split[\s\S]*AttributeError"):
            processes.do("a", split, None)

        assert processes.do("a", len, "ab") == 2


def test_work_that_takes_too_long_is_ended_and_the_next_begins_anew() -> None:
    """When the time is up the process is killed; another one does what comes after."""
    alarms, failed = Alarms(), list[BaseException]()
    with made(alarms) as processes:
        before = processes.do("a", os.getpid)
        alarms.started.clear()

        def wait() -> None:
            try:
                processes.do("a", time.sleep, 3600)  # in the other process, and ended there
            except WorkLimitError as error:
                failed.append(error)

        waiting = threading.Thread(target=wait)
        waiting.start()
        alarms.started.wait()
        seconds, ring = alarms.set[-1]
        ring()
        waiting.join()
        after = processes.do("a", os.getpid)

    assert seconds == processes.limit
    assert "stopped after 20 seconds" in str(failed[0])
    assert before != after


def test_no_caller_has_all_processes_and_who_waited_least_comes_next() -> None:
    """The turn is of the caller whose last one is longest ago, and one process is left to others.

    The tickets are looked at without any process: a caller has many, another one came last.
    """
    processes = Processes(size=2)
    turns = [processes._turn("many") for _ in range(3)]  # noqa: SLF001  the mechanism itself
    with turns[0]:
        began = threading.Event()
        order: list[str] = []

        def enter(number: int) -> None:
            with turns[number]:
                order.append("many")
                began.set()

        waiting = threading.Thread(target=enter, args=(1,))
        waiting.start()
        with processes._turn("other"):  # noqa: SLF001  as above
            order.append("other")
    waiting.join()

    assert order == ["other", "many"]


def test_a_server_that_stops_waits_for_no_work() -> None:
    """What is worked on ends at once, and who waits for a turn gets an error."""
    alarms, failed = Alarms(), list[str]()
    with made(alarms) as processes:

        def wait() -> None:
            try:
                processes.do("a", time.sleep, 3600)  # ended by the test
            except WorkLimitError as error:
                failed.append(str(error))

        threads = [threading.Thread(target=wait) for _ in range(2)]
        for thread in threads:
            thread.start()
        alarms.started.wait()
        processes.close()
        for thread in threads:
            thread.join()

    assert ["shutting down" in sentence for sentence in failed] == [True, True]


def test_nothing_that_is_printed_gets_between_answers() -> None:
    """A library that prints must not break the pipe."""
    with made() as processes:
        assert processes.do("a", print, "noise") is None
        assert processes.do("a", len, "abc") == 3


def test_an_outcome_that_cannot_be_pickled_is_an_error() -> None:
    """Not a process that dies."""
    fine, error = pickle.loads(outcome(pickle.dumps((threading.Lock, ()))))  # noqa: S301  our own

    assert not fine
    assert "pickle" in str(error)


def _refuse(what: Exception) -> None:
    raise what


@pytest.mark.parametrize(
    "raised",
    [Refusal("not-found", "It is gone.", id="x"), UnicodeEncodeError("utf-8", "x", 0, 1, "half")],
    ids=["refusal", "half a character"],
)
def test_what_the_page_is_told_comes_back(raised: Exception) -> None:
    """A refusal in another process is the answer to the call, not a fault of the server."""
    fine, found = pickle.loads(outcome(pickle.dumps((_refuse, (raised,)))))  # noqa: S301  ours

    assert not fine
    assert isinstance(found, Refusal)
    expected = of(raised) or raised
    assert isinstance(expected, Refusal)
    assert found.as_json() == expected.as_json()
