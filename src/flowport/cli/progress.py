"""A progress bar for work that takes more than a second in front of a terminal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


def after_a_second(items: Iterator[T], total: int, label: str) -> Iterator[T]:
    """The items as they come; a bar with the time left appears once a second has passed."""
    began = time.monotonic()
    done = 0
    for item in items:
        yield item
        done += 1
        if time.monotonic() - began > 1:
            break
    else:
        return
    yield from _with_bar(items, total, done, label)


def _with_bar(items: Iterator[T], total: int, done: int, label: str) -> Iterator[T]:
    from rich.console import Console  # noqa: PLC0415  slow to import, and mostly not needed
    from rich.progress import Progress  # noqa: PLC0415  as above

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total, completed=done)
        for item in items:
            yield item
            bar.advance(task)
