"""``flowport resolve``: what the references of files would become in an instance."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.printed_lines import say
from flowport.cli.reading import reads_files, session
from flowport.cli.reference_options import chosen, keep_bindings, reference_options

if TYPE_CHECKING:
    from flowport.cli.reference_options import ReferenceChoices
    from flowport.jobs.resolving import Resolved
    from flowport.ports import Instance


@click.command("resolve")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--in", "instance", required=True, help="The instance to resolve in.")
@reference_options
@click.option("--dry-run", is_flag=True, help="Write no bindings file.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@reads_files
def command(
    *,
    paths: tuple[str, ...],
    instance: str,
    references: ReferenceChoices,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say what each reference of PATHS becomes in an instance, and by which step.

    All of PATHS are resolved together, as an import of them would do it.

    Exit code 0: every one has a target; 1: some are unresolved, or placeholders are left; 2: the
    call was wrong, a file can't be read, or the instance said no.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.incoming import documents  # noqa: PLC0415  as above
    from flowport.jobs.moving.options import PlanOptions  # noqa: PLC0415  as above
    from flowport.jobs.resolving import resolved  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  as above

    options = PlanOptions(**chosen(references))
    found, problems = documents(paths)
    target, origin = instance_at(instance), _origin(paths)
    arn = origin.about.arn if origin else ""
    every = session().together(
        found,
        lambda some: resolved(some, target.directory, options, arn, target=target, origin=origin),
        lambda one: one[0],
    )
    keep_bindings((each.resolution for each in every), references, dry_run=dry_run)
    if as_json:
        tables.say_json({"problems": problems, "files": [_tree(each) for each in every]})
    else:
        rows = [(e.label, *tables.outcome_row(o)) for e in every for o in e.resolution.outcomes]
        tables.say_table(("file", *tables.OUTCOME_COLUMNS), rows)
        for problem in problems:
            say(f"flowport: {problem}", err=True)
        for each in every:
            lines = [("warning", line) for line in each.obstacles]
            for word, line in (*lines, *tables.note_lines(each.resolution.outcomes, each.notes)):
                say(f"{word}: {each.label}: {line}", err=True)
    open_ = any(each.resolution.unresolved or each.obstacles for each in every)
    sys.exit(2 if problems else int(open_))


def _origin(paths: tuple[str, ...]) -> Instance | None:
    """The exported folder that all paths are; None for other paths."""
    from flowport.folder import FolderInstance  # noqa: PLC0415  loaded by who needs it

    folders = [Path(path) for path in paths if (Path(path) / "instance.json").is_file()]
    return FolderInstance(folders[0]) if len(folders) == len(paths) == 1 else None


def _tree(each: Resolved) -> dict[str, Any]:
    from flowport.cli.tables import outcome_tree  # noqa: PLC0415  loaded by who needs it

    return {
        "file": each.label,
        "references": [outcome_tree(outcome) for outcome in each.resolution.outcomes],
        "obstacles": list(each.obstacles),
        "notes": list(each.notes),
    }
