"""A process that is sent the next call while it works on the one before, so that it never waits.

Python runs one thread at a time: for a thread of a busy server to take an answer, and for another
one to send what comes next, can take as long as the work itself.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from typing import IO, TYPE_CHECKING

from flowport.server.processes import LIMIT, end
from flowport.server.work_process import read_frame, write_frame

if sys.platform == "linux":
    import fcntl

if TYPE_CHECKING:
    import subprocess

    from flowport.server.processes import Alarm, Alarms

__all__ = ["ProcessLine"]

#: How many bytes may wait for the process: twice the longest content of a flow.
_ROOM = 1 << 19


class ProcessLine:
    """A process, and the calls that it was sent and has not answered yet.

    Args:
        process: A process with pipes, which answers calls in the order in which they come.
        alarms: Makes what looks for a call that has waited too long.
    """

    def __init__(self, process: subprocess.Popen[bytes], alarms: Alarms = threading.Timer) -> None:
        self._process, self._alarms = process, alarms
        self._calls, self._answers = _pipes(process)
        self._sending = threading.Lock()
        self._last = threading.Event()  # set once the answer to the latest call was taken
        self._last.set()
        self._watch = threading.Lock()  # for what follows
        self._open: set[threading.Event] = set()
        self._seen: set[threading.Event] = set()  # those that were open at the last alarm
        self._alarm: Alarm | None = None

    def ask(self, call: bytes) -> bytes | None:
        """The answer to a call; None where the process ended, or was ended for its delay."""
        mine = threading.Event()
        self._begin(mine)
        try:
            with self._sending:
                before, self._last = self._last, mine
                write_frame(self._calls, call)
            before.wait()
            return read_frame(self._answers)
        except (OSError, ValueError):  # it ended, or its pipes were closed meanwhile
            return None
        finally:
            with self._watch:
                self._open.discard(mine)
            mine.set()

    def end(self) -> None:
        """End the process; calls that it has not answered get no answer."""
        with self._watch:
            alarm, self._alarm = self._alarm, None
        if alarm is not None:
            alarm.cancel()
        end(self._process)

    def _begin(self, call: threading.Event) -> None:
        """Have a call watched, with one alarm for all that are open."""
        with self._watch:
            self._open.add(call)
            if self._alarm is not None:
                return
            alarm = self._alarm = self._alarms(LIMIT, self._ring)
        alarm.start()

    def _ring(self) -> None:
        """End the process if a call is as old as the last alarm; watch what is open since then."""
        with self._watch:
            late = not self._seen.isdisjoint(self._open)
            self._seen = set(self._open)
            alarm = self._alarm = self._alarms(LIMIT, self._ring) if self._open else None
        if late:
            self._process.kill()
        elif alarm is not None:
            alarm.start()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """Where calls are written and answers read, with room for a call behind another one.

    Raises:
        ValueError: The process was started without pipes.
    """
    if process.stdin is None or process.stdout is None:
        raise ValueError("a process without pipes")
    if sys.platform == "linux":
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):  # the user's share of pipes is used up
                fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, _ROOM)
    return process.stdin, process.stdout
