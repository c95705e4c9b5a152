"""Contents examined before their turn to be written, in another process where many come at once.

Python runs one thread at a time, and examining a content takes about as long as all else that a
write needs. So where contents wait for each other, a second process takes one after the other. It
is started then, and not for someone who publishes by hand. What would wait long for the process is
examined by the server itself.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from flowport.server import validation
from flowport.server.process_line import ProcessLine
from flowport.server.processes import start
from flowport.server.work_process import URGENT

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from flowport.server.processes import Alarms

__all__ = ["ContentExaminer"]

#: So many contents that came while another one was examined, in so many seconds, start the process.
CROWDED, WINDOW = 100, 10.0
#: How many contents the process has at a time: one that it examines, and one that waits there.
AT_ONCE = 2
#: How long a content waits until it can be sent to the process, in seconds.
PATIENCE = 0.05


class ContentExaminer:
    """Works out what follows from contents, so that it is known when they are written.

    Args:
        workers: How many processes like this one serve.
        begin: Starts the process.
        now: The time, in seconds.
        alarms: Makes what ends a process that does not answer in time.
    """

    def __init__(
        self,
        workers: int = 1,
        begin: Callable[[str], subprocess.Popen[bytes]] = start,
        now: Callable[[], float] = time.monotonic,
        alarms: Alarms = threading.Timer,
    ) -> None:
        self._alone = workers >= (os.cpu_count() or 1)
        self._begin, self._now, self._alarms = begin, now, alarms
        self._lock = threading.Lock()
        self._present = 0
        self._crowded: deque[float] = deque(maxlen=CROWDED)  # when contents met another one
        self._loading: ProcessLine | None = None
        self._process: ProcessLine | None = None
        self._room = threading.Semaphore(AT_ONCE)
        self._starting: threading.Thread | None = None
        self._closed = False

    def examine(self, content: str, flow_type: str, instance_arn: str) -> None:
        """Work out what follows from a content, of a type and in an instance, and remember it."""
        given = (content, flow_type, instance_arn)
        with self._count():
            if not (self._process is not None and self._examine_in_process(given)):
                validation.learn(validation.foreseen(*given), *given)

    def close(self) -> None:
        """End the process, also one that is being started."""
        with self._lock:
            self._closed = True
            running = [each for each in (self._process, self._loading) if each is not None]
            self._process = self._loading = None
        for process in running:
            process.end()
        if self._starting is not None:
            self._starting.join()

    @contextlib.contextmanager
    def _count(self) -> Iterator[None]:
        """Count what is examined at a time, and start the process where that is often much."""
        with self._lock:
            self._present += 1
            if self._present > 1 and not self._alone and self._is_crowded():
                self._starting = threading.Thread(target=self._start, name="examiner")
                self._starting.start()
        try:
            yield
        finally:
            with self._lock:
                self._present -= 1

    def _is_crowded(self) -> bool:
        """Whether contents have met often of late, and no process runs or starts."""
        if self._closed or self._process is not None:
            return False
        if self._starting is not None and self._starting.is_alive():
            return False
        self._crowded.append(self._now())
        if len(self._crowded) < CROWDED or self._crowded[-1] - self._crowded[0] > WINDOW:
            return False
        self._crowded.clear()
        return True

    def _start(self) -> None:
        """Start the process, and use it once it has loaded all that it needs."""
        try:
            process = ProcessLine(self._begin(URGENT), self._alarms)
        except OSError:  # no memory or no process is left: it goes on without one
            return
        with self._lock:
            self._loading = None if self._closed else process
        loaded = self._loading is not None and _ask(process, ("{}", "CONTACT_FLOW", ""))
        with self._lock:
            self._loading = None
            if loaded and not self._closed:
                self._process = process
                return
        process.end()

    def _examine_in_process(self, given: tuple[str, str, str]) -> bool:
        """Whether the process has examined a content; not if it works on another for long."""
        if not self._room.acquire(timeout=PATIENCE):
            return False
        try:
            process = self._process
            answer = None if process is None else _ask(process, given)
            if process is not None and answer is None:
                self._lose(process)
        finally:
            self._room.release()
        found = None if answer is None else answer[1]
        if found is not None:
            validation.learn(found, *given)
        return found is not None

    def _lose(self, process: ProcessLine) -> None:
        """Go on without a process that ended, until contents meet often again."""
        with self._lock:
            if self._process is process:
                self._process = None
        process.end()


def _ask(
    process: ProcessLine, given: tuple[Any, ...]
) -> tuple[bool, validation.Foreseen | None] | None:
    """Whether the process can examine a content, and what it finds; None where it ended."""
    answer = process.ask(pickle.dumps((validation.foreseen, given)))
    if answer is None:
        return None
    fine, found = pickle.loads(answer)  # noqa: S301  from our own process, through a pipe
    return fine, found if fine else None
