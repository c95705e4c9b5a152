"""``flowport database``: backups of the local instances."""

from __future__ import annotations

from pathlib import Path

import click

from flowport.cli.asking import GivenAnswers, allow, count_text, yes_option, yes_to_option
from flowport.cli.database import database_option
from flowport.cli.printed_lines import say, stop_if_dry_run
from flowport.errors import UsageError
from flowport.places import default_database, present_database, protected_in


@click.group("database")
def command() -> None:
    """Back up and restore the database of the local instances (SQLite)."""


@command.command("backup", short_help="Copy the database into a file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Overwrite the file if it exists.")
@database_option
def backup(file: Path, *, force: bool, database: str | None) -> None:
    """Copy the database into FILE, also while a server uses it, and check the copy.

    The copy holds access keys, so only its owner can read it. For PostgreSQL use pg_dump.

    Exit code 0: the copy is written and whole; 2: it could not be.
    """
    from flowport.store.backup import back_up  # noqa: PLC0415  loaded by the command that needs it

    stop_if_dry_run(f"Copy the database to {file}")
    held = back_up(present_database(database or default_database()), file, force=force)
    say(f"{file}: {_count_sentence(held.instances, held.flows)}")


@command.command("restore", short_help="Replace the database with a backup.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@yes_option
@yes_to_option
@database_option
def restore(file: Path, *, yes: bool, yes_to: str | None, database: str | None) -> None:
    """Replace the database with the backup FILE, also while a server uses it.

    FILE is checked first. A database that is too damaged to be written is kept beside the new
    one, with .damaged behind its name. For PostgreSQL use pg_restore.

    Exit code 0: it is restored; 2: nothing was changed, and why.
    """
    from flowport.store import backup as copies  # noqa: PLC0415  as above
    from flowport.store import open_store  # noqa: PLC0415  loaded by the command that needs it

    place = database or default_database()
    if Path(place).exists() and file.exists() and file.samefile(place):
        raise UsageError(f"{file} is the database itself")
    held = copies.check_database(str(file), advice="choose another backup; nothing was changed")
    contents = f"{file} ({_count_sentence(held.instances, held.flows)})"
    if Path(place).exists():
        answers = GivenAnswers(yes=yes, yes_to=yes_to)
        allow(f"Replace the database {place} with {contents}?", protected_in(place), answers)
    stop_if_dry_run(f"Restore the database {place} from {contents}")
    copies.restore(file, place)
    open_store(place).close()
    say(f"restored {place} from {contents}")


def _count_sentence(instances: int, flows: int) -> str:
    return count_text({"instance": instances, "flow": flows})
