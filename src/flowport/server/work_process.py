"""The process that heavy work is done in: ``python -m flowport.server.work_process``.

It reads calls from standard input and writes what came of them to standard output, each pickled
behind its length, and ends when its input does: with the server, or at the server's wish.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
import traceback
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from flowport.errors import FlowportError
from flowport.server.designer.refusals import Refusal, of

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["NICE", "URGENT", "main", "read_frame", "write_frame"]

#: How much less urgent than the server the work is.
NICE = 10
#: The option of a process whose work is as urgent as the server's.
URGENT = "--urgent"

_LENGTH = 8  # bytes


def read_frame(stream: IO[bytes]) -> bytes | None:
    """What was written as one frame; None where the stream ends."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    return data if len(data) == size else None


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write one frame."""
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def outcome(data: bytes) -> bytes:
    """What came of a pickled call: True and its result, or False and its error, pickled."""
    try:
        function, given = pickle.loads(data)  # noqa: S301  from our own server, through a pipe
        return pickle.dumps((True, function(*given)))
    except (FlowportError, Refusal) as error:
        return _error(error)
    except Exception as error:  # noqa: BLE001  the server's log gets it, its caller a 500
        known = of(error)
        if known is not None:
            return _error(known)
        trace = "".join(traceback.format_exception(error))
        return pickle.dumps((False, RuntimeError(f"in a work process:\n{trace}")))


def _error(error: Exception) -> bytes:
    """An error as it is, or as its sentence where it can't be pickled."""
    with contextlib.suppress(Exception):
        data = pickle.dumps((False, error))
        pickle.loads(data)  # noqa: S301  just written
        return data
    return pickle.dumps((False, FlowportError(str(error))))


def main() -> None:
    """Work until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's matter
    if hasattr(os, "nice") and URGENT not in sys.argv:
        os.nice(NICE)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may write between answers
    calls: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, calls.put), daemon=True).start()
    while True:
        write_frame(answers, outcome(calls.get()))


def _listen(stream: IO[bytes], put: Callable[[bytes], Any]) -> None:
    """Take calls; without a server there is nobody left to work for."""
    while (data := read_frame(stream)) is not None:
        put(data)
    os._exit(0)


if __name__ == "__main__":
    main()
