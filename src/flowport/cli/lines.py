"""Lines for a person: on one line each, whatever the names and texts in them hold."""

from __future__ import annotations

from typing import IO, Any

import click

from flowport.model.printable import escaped

__all__ = ["say"]


def say(line: str, *, err: bool = False, file: IO[Any] | None = None) -> None:
    """Print one line, with what would steer a terminal as escapes."""
    click.echo(escaped(line), err=err, file=file)
