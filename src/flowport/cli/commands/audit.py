"""``flowport audit``: who did what to the local instances."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.cli.database import database_option, opened
from flowport.cli.json_output import json_option, say_json
from flowport.cli.printed_lines import notice_written, say
from flowport.errors import UsageError
from flowport.files import reason, refuse_existing, write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.store.audit import AuditLine


@click.group("audit")
def command() -> None:
    """Export and verify the audit log of the local instances."""


@command.command("export", short_help="Export the audit log as JSON lines.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file [default: stdout].")
@click.option("--after", type=click.IntRange(0), default=0, help="Only events after this number.")
@click.option("--force", is_flag=True, help="Overwrite the file if it exists.")
@database_option
def export(*, output: Path | None, after: int, force: bool, database: str | None) -> None:
    """Write every event of the audit log as one JSON line, the oldest first.

    Keep an export elsewhere: 'flowport audit verify FILE' finds what was changed since.

    Exit code 0: the events are written; 2: the log was changed, or could not be written.
    """
    from flowport.store import audit  # noqa: PLC0415  loaded when needed

    if output is not None:
        refuse_existing(output, force=force)
    with opened(database) as store, store.reading() as connection:
        found = (f"{line}\n" for line in audit.lines(connection) if line.number > after)
        try:
            if output is None:
                for text in found:
                    click.echo(text, nl=False)
            else:
                write_bytes(output, "".join(found).encode(), force=force, private=True)
                notice_written([output])
        except audit.Broken as broken:
            raise UsageError(f"the audit log was changed: {broken}") from broken


@command.command("verify", short_help="Verify the audit log or an export.")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@json_option
@database_option
def verify(*, file: Path | None, as_json: bool, database: str | None) -> None:
    """Verify the audit log, and that it still holds the events of an export FILE as they were.

    Exit code 0: every event is as it was written; 1: one was changed, deleted or added;
    2: FILE is not an export, or nothing could be read.
    """
    from flowport.store import audit  # noqa: PLC0415  loaded when needed

    with opened(database) as store, store.reading() as connection:
        try:
            count = audit.verify(connection)
            message = f"{_events(count)}: the audit log is as it was written."
            if file is not None:
                same = audit.compare(connection, _exported(file))
                message += f" It still holds the {_events(same)} of {file}."
        except audit.Broken as broken:
            say(f"The audit log was changed: {broken}.", err=True)
            if as_json:
                say_json({"unchanged": False, "change": str(broken)})
            sys.exit(1)
    if as_json:
        say_json({"unchanged": True, "events": count})
    else:
        say(message)


def _events(count: int) -> str:
    return f"{count} event" + ("" if count == 1 else "s")


def _parsed(line: str, where: str) -> AuditLine:
    from flowport.store import audit  # noqa: PLC0415  loaded when needed

    try:
        return audit.parse_line(line)
    except audit.Broken:
        message = f"{where}: not an event of an audit export; flowport audit export writes one"
        raise UsageError(message) from None


def _exported(file: Path) -> Iterator[AuditLine]:
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _parsed(line, f"{file}, line {number}")
    except (OSError, UnicodeDecodeError) as error:
        message = reason(error) if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"can't read {file}: {message}") from error
