"""Lines for a person: on one line each, whatever the names and texts in them hold."""

from __future__ import annotations

from typing import IO, Any

import click

from flowport.model.printable import escaped

__all__ = ["QUIET", "notice", "say"]

#: Where a command's context says that only results and errors are printed.
QUIET = "flowport.cli.quiet"


def say(line: str, *, err: bool = False, file: IO[Any] | None = None) -> None:
    """Print one line, with what would steer a terminal as escapes."""
    click.echo(escaped(line), err=err, file=file)


def notice(line: str) -> None:
    """Print a line beside the results, on standard error; not with -q."""
    context = click.get_current_context(silent=True)
    if context is None or not context.meta.get(QUIET):
        say(line, err=True)
