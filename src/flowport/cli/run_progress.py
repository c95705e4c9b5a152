"""How far a plan or a run is: a bar before a terminal, lines of JSON, and a way to stop."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
import orjson

from flowport.cli.printed_lines import is_terminal

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["bar", "stoppable", "telling"]


@contextmanager
def stoppable(stop: threading.Event) -> Iterator[None]:
    """The first Ctrl-C ends the run after the calls in flight, the second at once."""

    def asked(_signal: int, _frame: Any) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        click.echo("\nstopping after the calls in flight; once more to stop at once", err=True)

    former = signal.signal(signal.SIGINT, asked)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


@contextmanager
def telling(*, as_json: bool) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """Who tells events: as JSON lines, as a bar before a terminal, or not at all."""
    if as_json:
        yield lambda event: click.echo(orjson.dumps(event))
        return
    with bar("writing") as tell:
        yield lambda event: tell(_left(event), event["done"], event["of"])


def _left(event: Mapping[str, Any]) -> str:
    left = int(event.get("secondsLeft", 0))
    return f"{event['step']}" + (f" ({left // 60}:{left % 60:02} left)" if left else "")


@contextmanager
def bar(label: str) -> Iterator[Callable[[str, int, int], None]]:
    """A bar before a terminal, and nothing elsewhere."""
    if not is_terminal(sys.stderr):
        yield lambda _what, _done, _all: None
        return
    from rich.console import Console  # noqa: PLC0415  slow to import, and only for terminals
    from rich.progress import Progress  # noqa: PLC0415  as above

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda what, done, every: bar.update(
            task, description=what, completed=done, total=every
        )
