"""Work on many things in several processes, none of which outlives the one that asked for it."""

from __future__ import annotations

import gc
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import parent_process
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["in_processes"]

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def in_processes(
    work: Callable[[_Given], _Made], given: Iterable[_Given], *, workers: int, chunk: int
) -> Iterator[_Made]:
    """What ``work`` makes of each, in order; a process takes ``chunk`` of them at a time."""
    with ProcessPoolExecutor(workers, initializer=_begin) as pool:
        try:
            yield from pool.map(work, given, chunksize=chunk)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


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
