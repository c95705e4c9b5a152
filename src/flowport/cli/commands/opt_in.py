"""``flowport opt-in``: an instance's flows leave the legacy language, all of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.asking import Answers, allow_write, count_text, yes_to_option
from flowport.errors import InstanceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.jobs.opting_in import Converted
    from flowport.ports import Instance


@click.command("opt-in")
@click.argument("instance")
@click.option(
    "--originals",
    type=click.Path(path_type=Path),
    help="A folder for the originals; needed for drafts, which can't be kept as versions.",
)
@yes_to_option
@click.option("--dry-run", is_flag=True, help="Say what would be converted, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def command(
    instance: str, originals: Path | None, yes_to: str | None, dry_run: bool, as_json: bool
) -> None:
    """Convert every flow of INSTANCE that is still in the legacy language.

    The original of a published flow is kept as a version of it.

    Exit code 0: all are converted; 1: some could not be, or were saved but not published; 2: the
    call was wrong, or the instance said no.
    """
    from flowport.jobs import opting_in  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  loaded by who needs it

    target = instance_at(instance)
    found = list(opting_in.plan(target))
    drafts = [flow.summary.name for flow in found if flow.draft_only]
    if drafts and originals is None and not dry_run:
        raise UsageError(
            f"{drafts[0]!r} was never published, so that its original can't be kept as a version; "
            "say where the originals go: --originals FOLDER"
        )
    if found and not dry_run:
        what = f"Convert {count_text({'flow': len(found)})} of"
        allow_write(what, target, instance, Answers(yes_to=yes_to, asks=False))
    if originals and not dry_run:
        _keep(found, originals)
    rows = [_row(flow, () if dry_run else _done(target, flow), dry_run=dry_run) for flow in found]
    _say(rows, as_json=as_json)
    sys.exit(any(row["problem"] or row["notPublished"] for row in rows))


def _keep(found: Sequence[Converted], folder: Path) -> None:
    from flowport.files import write_bytes  # noqa: PLC0415  loaded by who needs it
    from flowport.folder.names import file_name, folded  # noqa: PLC0415  as above

    taken: set[str] = set()
    for flow in found:
        for content in flow.originals:
            name = file_name(flow.summary.name, taken)
            taken.add(folded(name))
            write_bytes(folder / name, content.text.encode())


def _done(target: Instance, flow: Converted) -> tuple[str, ...]:
    from flowport.jobs import opting_in  # noqa: PLC0415  loaded by who needs it

    if flow.problem:
        return ()
    try:
        return opting_in.carry_out(target, flow)
    except InstanceError as error:
        return (str(error),)


def _row(flow: Converted, reasons: tuple[str, ...], *, dry_run: bool) -> dict[str, Any]:
    done = "would be converted" if dry_run else "converted"
    return {
        "name": flow.summary.name,
        "outcome": "can't be converted" if flow.problem else done,
        "problem": flow.problem or None,
        "notes": [
            f"{note.kind}: {note.message}" for note in flow.notes if str(note.kind) != "exact"
        ],
        "notPublished": list(flow.errors if dry_run else reasons),
    }


def _say(rows: Sequence[dict[str, Any]], *, as_json: bool) -> None:
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it

    if as_json:
        tables.say_json(rows)
        return
    if not rows:
        click.echo("every flow is in the flow language already")
    tables.say_table(
        ("flow", "outcome", "notes"), [(r["name"], r["outcome"], len(r["notes"])) for r in rows]
    )
    for row in rows:
        if row["problem"]:
            click.echo(f"flowport: {row['name']}: {row['problem']}", err=True)
        for reason in row["notPublished"]:
            click.echo(f"saved, not published: {row['name']}: {reason}", err=True)
