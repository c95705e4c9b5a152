"""Work on many things in several processes, none of which outlives the one that asked for it."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import parent_process
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["in_processes"]

#: How many chunks each process has before it.
_AHEAD = 4

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def in_processes(
    work: Callable[[_Given], _Made], given: Iterable[_Given], *, workers: int, chunk: int
) -> Iterator[_Made]:
    """What ``work`` makes of each, in order; a process takes ``chunk`` of them at a time.

    No more of them are taken than a few chunks for each process, so that they need not all be held.
    """
    every, waiting = iter(given), deque[Future[list[_Made]]]()
    with ProcessPoolExecutor(workers, initializer=_begin) as pool:
        try:
            while some := list(islice(every, chunk)):
                waiting.append(pool.submit(_each, work, some))
                if len(waiting) > workers * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _each(work: Callable[[_Given], _Made], given: list[_Given]) -> list[_Made]:
    return [work(each) for each in given]


def _begin() -> None:
    """Leave Ctrl-C and clearing up to the parent; go when it is gone: a killed one can't say so."""
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_go_with_the_parent, daemon=True).start()


def _go_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
