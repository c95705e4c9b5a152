"""What keeps flows from being published: the errors that a check finds, of many flows at once."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from flowport.check import Severity, check
from flowport.model import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["errors", "errors_of_all"]

#: From this number of flows on, starting other processes pays.
_MANY = 200
_CHUNK = 20


def errors(given: tuple[str, str]) -> tuple[str, ...]:
    """The errors of a content and its flow type, one sentence each."""
    text, flow_type = given
    found = check(read_text(text), type=flow_type)
    return tuple(
        (f"block {finding.block!r}: " if finding.block else "") + finding.message
        for finding in found
        if finding.severity is Severity.ERROR
    )


def errors_of_all(contents: Sequence[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """The errors of many, in their order; with several processors in as many processes."""
    workers = os.cpu_count() or 1
    if workers == 1 or len(contents) < _MANY:
        yield from map(errors, contents)
        return
    with ProcessPoolExecutor(workers, initializer=_leave_interrupts) as pool:
        yield from _each(pool, contents)


def _each(
    pool: ProcessPoolExecutor, contents: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, ...]]:
    try:
        yield from pool.map(errors, contents, chunksize=_CHUNK)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _leave_interrupts() -> None:
    """Ctrl-C is for the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
