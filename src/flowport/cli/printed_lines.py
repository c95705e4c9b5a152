"""Lines for a person: on one line each, whatever the names and texts in them hold."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import click

from flowport.cli.option_hints import with_options
from flowport.model.printable import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "DRY_RUN",
    "QUIET",
    "escaped_lines",
    "is_dry_run",
    "is_terminal",
    "notice",
    "notice_written",
    "printable",
    "say",
    "stop_if_dry_run",
]

#: Where a command's context says that nothing is written.
DRY_RUN = "flowport.cli.dry_run"

#: Where a command's context says that only results and errors are printed.
QUIET = "flowport.cli.quiet"


def say(line: str, *, err: bool = False, file: IO[Any] | None = None) -> None:
    """Print one line, with what would steer a terminal as escapes."""
    click.echo(printable(line), err=err, file=file)


def printable(line: str) -> str:
    """A line on one line, whatever a flow is called, with the options that its advice means."""
    return escaped(with_options(line))


def escaped_lines(data: bytes) -> list[str]:
    """The lines of a file as a terminal can show them; tabs stay, and so do bytes, as escapes."""
    text = data.decode(errors="backslashreplace").replace("\r\n", "\n").removesuffix("\n")
    lines = text.split("\n") if text else []
    return ["\t".join(map(escaped, line.split("\t"))) for line in lines]


def is_terminal(stream: IO[Any] | None) -> bool:
    """Whether a standard stream is a person's terminal; a closed one is None, and none."""
    return stream is not None and stream.isatty()


def is_dry_run() -> bool:
    """Whether the command that runs has ``--dry-run``, and is to write nothing."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(DRY_RUN))


def stop_if_dry_run(what: str) -> None:
    """End a command with ``--dry-run`` where it would begin to write.

    Args:
        what: What it would do, in a sentence or question.
    """
    if is_dry_run():
        say(f"Dry run: {what.rstrip('?.')}.")
        raise click.exceptions.Exit(0)


def notice_written(files: Sequence[Path], folder: Path | None = None) -> None:
    """Name the file that a command wrote, or the folder of several; not with -q."""
    if folder is not None and len(files) > 1:
        notice(f"Wrote {len(files)} files into {folder}")
    else:
        for file in files:
            notice(f"Wrote {file}")


def notice(line: str) -> None:
    """Print a line beside the results, on standard error; not with -q."""
    context = click.get_current_context(silent=True)
    if context is None or not context.meta.get(QUIET):
        say(line, err=True)
