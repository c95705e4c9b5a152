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
from typing import TYPE_CHECKING, Any

from flowport.server import validation
from flowport.server.processes import end, exchange, start
from flowport.server.work_process import URGENT

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

__all__ = ["ContentExaminer"]

#: So many contents that came while another one was examined start the process.
CROWDED = 100
#: How long a content waits for the process while that works on another one, in seconds.
PATIENCE = 0.05


class ContentExaminer:
    """Works out what follows from contents, so that it is known when they are written.

    Args:
        workers: How many processes like this one serve.
        begin: Starts the process.
    """

    def __init__(
        self, workers: int = 1, begin: Callable[[str], subprocess.Popen[bytes]] = start
    ) -> None:
        self._crowded = CROWDED if workers < (os.cpu_count() or 1) else None
        self._begin = begin
        self._lock = threading.Lock()
        self._present = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._free = threading.Lock()  # held while the process works
        self._starting: threading.Thread | None = None
        self._closed = False

    def examine(self, content: str, flow_type: str, instance_arn: str) -> None:
        """Work out what follows from a content, of a type and in an instance, and remember it."""
        given = (content, flow_type, instance_arn)
        with self._counted():
            if not (self._process is not None and self._examined_elsewhere(given)):
                validation.learn(validation.foreseen(*given), *given)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
        if process is not None:
            end(process)
        if self._starting is not None:
            self._starting.join()

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        """Count what is examined at a time, and start the process where that is often much."""
        with self._lock:
            self._present += 1
            if self._present > 1 and self._crowded is not None:
                self._crowded -= 1
                if self._crowded <= 0:
                    self._crowded = None
                    self._starting = threading.Thread(target=self._start, name="examiner")
                    self._starting.start()
        try:
            yield
        finally:
            with self._lock:
                self._present -= 1

    def _start(self) -> None:
        """Start the process, and use it once it has loaded all that it needs."""
        try:
            process = self._begin(URGENT)
        except OSError:  # no memory or no process is left: it goes on without one
            return
        if _asked(process, ("{}", "CONTACT_FLOW", "")) is not None:
            with self._lock:
                if not self._closed:
                    self._process = process
                    return
        end(process)

    def _examined_elsewhere(self, given: tuple[str, str, str]) -> bool:
        """Whether the process has examined a content; not if it works on another for long."""
        if not self._free.acquire(timeout=PATIENCE):
            return False
        try:
            process = self._process
            found = None if process is None else _asked(process, given)
        finally:
            self._free.release()
        if found is None:
            self._lose(process)
            return False
        validation.learn(found, *given)
        return True

    def _lose(self, process: subprocess.Popen[bytes] | None) -> None:
        """Go on without the process: it ended, or can't examine a content."""
        with self._lock:
            mine = process is not None and self._process is process
            if mine:
                self._process = None
        if mine and process is not None:
            end(process)


def _asked(process: subprocess.Popen[bytes], given: tuple[Any, ...]) -> validation.Foreseen | None:
    """What the process works out; None where it ended or failed."""
    answer = exchange(process, pickle.dumps((validation.foreseen, given)))
    if answer is None:
        return None
    fine, found = pickle.loads(answer)  # noqa: S301  from our own process, through a pipe
    return found if fine else None
