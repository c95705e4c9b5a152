"""Showing each call to a live instance, as -v does."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["shown_calls"]


class _CallHandler(logging.Handler):
    """Prints the operation of each call, and nothing of what it sends."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print the name of the operation that a record is about."""
        operation = record.args[0] if isinstance(record.args, tuple) and record.args else None
        name = getattr(operation, "name", None)
        if name:
            click.echo(f"call: {name}", err=True)


@contextmanager
def shown_calls() -> Iterator[None]:
    """Print the operations that botocore logs before it sends them, as long as this lasts."""
    log = logging.getLogger("botocore.endpoint")
    handler, before = _CallHandler(), log.level
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(before)
