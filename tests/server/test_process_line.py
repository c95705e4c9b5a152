"""A process that has the next call while it works on the one before."""

from __future__ import annotations

import pickle
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from flowport.server.process_line import ProcessLine
from flowport.server.processes import end, start
from flowport.server.work_process import URGENT

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator


class Alarms:
    """Alarms of which the first ones ring as soon as they are set, the others not at all."""

    def __init__(self, first: int) -> None:
        self.left = first
        self.rings: list[Callable[[], None]] = []

    def __call__(self, _seconds: float, ring: Callable[[], None]) -> Alarms:
        """Make one."""
        self.rings.append(ring)
        return self

    def start(self) -> None:
        """Ring if it is one of the first."""
        self.left -= 1
        if self.left >= 0:
            self.rings[-1]()

    def cancel(self) -> None:
        """It may ring no more."""
        self.rings.clear()


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    """A work process."""
    made = start(URGENT)
    yield made
    end(made)


def answer(line: ProcessLine, function: Callable[..., Any], *given: Any) -> Any:
    """What a process answers to a call."""
    found = line.ask(pickle.dumps((function, given)))
    return None if found is None else pickle.loads(found)  # noqa: S301  from our own process


def test_each_thread_gets_the_answer_to_its_own_call(process: subprocess.Popen[bytes]) -> None:
    """Calls that are longer than a pipe holds, from many threads at once, don't mix."""
    line = ProcessLine(process)
    texts = [str(number) * 300_000 for number in range(40)]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda text: answer(line, str.upper, text), texts))
    line.end()

    assert found == [(True, text) for text in texts]


def test_a_process_that_does_not_answer_is_ended(process: subprocess.Popen[bytes]) -> None:
    """Who asked gets no answer, in limited time."""
    line = ProcessLine(process, Alarms(2))
    process.send_signal(signal.SIGSTOP)

    found = answer(line, str.upper, "a")
    line.end()

    assert found is None


def test_calls_in_line_behind_one_that_hangs_get_no_answer(
    process: subprocess.Popen[bytes],
) -> None:
    """All that wait hear of the end of their process, also those whose call was not yet sent."""
    line = ProcessLine(process)
    process.send_signal(signal.SIGSTOP)

    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(answer, line, str.upper, "a" * 300_000) for _ in range(8)]
        process.kill()
        found = [each.result() for each in asked]
    line.end()

    assert found == [None] * 8


def test_an_alarm_ends_no_process_that_has_just_been_asked(
    process: subprocess.Popen[bytes],
) -> None:
    """Only a call that was there at the alarm before is too old."""
    line = ProcessLine(process, Alarms(1))

    found = answer(line, str.upper, "a")
    line.end()

    assert found == (True, "A")


def test_no_alarm_is_left_when_the_process_is_ended(process: subprocess.Popen[bytes]) -> None:
    """The end of the server does not wait for one."""
    alarms = Alarms(0)
    line = ProcessLine(process, alarms)
    answer(line, str.upper, "a")

    line.end()

    assert alarms.rings == []
