"""A few processes of low priority for heavy work, which a server can end and start again.

No caller can use all of them up: each may have one less than there are, and among those who wait
it is the turn of the one whose last turn is longest ago.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from flowport.errors import WorkLimitError
from flowport.server.work_process import URGENT, read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LIMIT", "Alarms", "Processes", "end", "exchange", "start"]

T = TypeVar("T")

#: How long one piece of work may take, in seconds.
LIMIT = 20.0
#: How many processes there are.
SIZE = 2

#: What Windows calls a low priority; elsewhere the process asks for it itself.
_LOW = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
_COMMAND = (sys.executable, "-P", "-m", "flowport.server.work_process")


def _stopping() -> WorkLimitError:
    return WorkLimitError("stopped: the server is shutting down; send the call again later")


class Alarm(Protocol):
    """Something that will go off."""

    def start(self) -> None:
        """Begin to count."""

    def cancel(self) -> None:
        """Do not go off."""


Alarms: TypeAlias = Callable[[float, Callable[[], None]], Alarm]


@dataclass(eq=False, slots=True)
class _Ticket:
    """Who waits, and since when."""

    caller: str
    number: int


@dataclass(eq=False)
class Processes:
    """Does work in processes, a piece at a time in each.

    Attributes:
        size: How many processes there are at most; they are started when they are needed.
        limit: How long one piece may take, in seconds.
        alarms: Makes what ends a process in time: ``threading.Timer``, or a test's own.
    """

    size: int = SIZE
    limit: float = LIMIT
    alarms: Alarms = threading.Timer
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _waiting: list[_Ticket] = field(default_factory=list)
    _running: Counter[str] = field(default_factory=Counter)
    _last: dict[str, int] = field(default_factory=dict)
    _idle: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _busy: set[subprocess.Popen[bytes]] = field(default_factory=set)
    _count: int = 0
    _closed: bool = False

    def do(self, caller: str, function: Callable[..., T], *given: Any) -> T:
        """What a function makes of what it is given, in another process.

        Args:
            caller: Whose work it is.
            function: A function of a module; what it takes and gives can be pickled.
            given: What it takes.

        Raises:
            WorkLimitError: It took longer than the limit, and was ended.
            FlowportError: What the function raised.
            RuntimeError: It went wrong in another way; the text has the stack trace.
        """
        call = pickle.dumps((function, given))
        with self._turn(caller):
            answer = self._answer(call)
        if answer is None and self._closed:
            raise _stopping()
        if answer is None:
            raise WorkLimitError(
                f"stopped after {self.limit:.0f} seconds: the flow takes more work than the server "
                "gives one request; split it, or use the command line"
            )
        fine, result = pickle.loads(answer)  # noqa: S301  from our own process, through a pipe
        if not fine:
            raise result
        found: T = result
        return found

    def close(self) -> None:
        """End the processes, also those that work; who waits for one gets an error."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, []
            for process in self._busy:
                process.kill()
            self._changed.notify_all()
        for process in idle:
            end(process)

    @contextlib.contextmanager
    def _turn(self, caller: str) -> Iterator[None]:
        """Wait until it is the caller's turn, and have it."""
        with self._changed:
            self._count += 1
            mine = _Ticket(caller, self._count)
            self._waiting.append(mine)
            try:
                self._changed.wait_for(lambda: self._closed or self._next() is mine)
                if self._closed:
                    raise _stopping()
                self._running[caller] += 1
                self._last[caller] = self._count = self._count + 1
            finally:
                self._waiting.remove(mine)
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._running[caller] -= 1
                if not self._running[caller] and all(t.caller != caller for t in self._waiting):
                    del self._running[caller], self._last[caller]
                self._changed.notify_all()

    def _next(self) -> _Ticket | None:
        """Whose turn it is; nobody's while all processes, or those of all who wait, are used."""
        if sum(self._running.values()) >= self.size:
            return None
        most = max(1, self.size - 1)
        free = [ticket for ticket in self._waiting if self._running[ticket.caller] < most]
        return min(free, key=lambda t: (self._last.get(t.caller, 0), t.number), default=None)

    def _answer(self, call: bytes) -> bytes | None:
        """What a process answers; None where it was ended before."""
        process = self._taken()
        alarm = self.alarms(self.limit, process.kill)
        alarm.start()
        try:
            answer = exchange(process, call)
        finally:
            alarm.cancel()
            with self._changed:
                self._busy.remove(process)
        if answer is not None:
            with self._changed:
                if not self._closed:
                    self._idle.append(process)
                    return answer
        end(process)
        return answer

    def _taken(self) -> subprocess.Popen[bytes]:
        """A process that waits for work, or a new one."""
        with self._changed:
            if self._closed:
                raise _stopping()
            while self._idle:
                process = self._idle.pop()
                if process.poll() is None:
                    self._busy.add(process)
                    return process
                end(process)
            process = start()
            self._busy.add(process)
            return process


def start(*options: str) -> subprocess.Popen[bytes]:
    """A new process."""
    return subprocess.Popen(  # noqa: S603  our own interpreter and module
        (*_COMMAND, *options),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        creationflags=0 if URGENT in options else _LOW,
    )


def exchange(process: subprocess.Popen[bytes], call: bytes) -> bytes | None:
    """Send a call and take its answer; None where the process ended."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        write_frame(process.stdin, call)
        return read_frame(process.stdout)
    except (OSError, ValueError):  # it ended, or its pipes were closed meanwhile
        return None


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, and let nothing of it be left."""
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    process.wait()
