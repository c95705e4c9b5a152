"""``flowport publish``: what is saved becomes what callers hear, if nothing stands in the way."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.asking import Answers, allow_write, count_text, yes_to_option

if TYPE_CHECKING:
    from flowport.ports import FlowSummary


@click.command("publish")
@click.argument("instance")
@click.argument("names", nargs=-1, required=True)
@click.option("--bindings", type=click.Path(path_type=Path), help="What stands for what.")
@yes_to_option
@click.option("--dry-run", is_flag=True, help="Say what would be published, and publish nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def command(  # noqa: PLR0917  one argument an option, as click gives them
    instance: str,
    names: tuple[str, ...],
    bindings: Path | None,
    yes_to: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Publish what is saved of the flows NAMES (with * and ? as patterns) of INSTANCE.

    A flow with an unresolved reference, an unconnected branch or another error is refused; the
    others are published.

    Exit code 0: all were published; 1: some were refused; 2: the instance said no.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.incoming import read_bindings  # noqa: PLC0415  as above
    from flowport.errors import FlowportError  # noqa: PLC0415  as above
    from flowport.jobs import publishing, selection  # noqa: PLC0415  as above
    from flowport.jobs.each import for_each  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  as above
    from flowport.refs import Index  # noqa: PLC0415  as above

    target = instance_at(instance)
    flows = selection.chosen(target.flows(), names)
    if not dry_run:
        what = f"Publish {count_text({'flow': len(flows)})} of"
        allow_write(what, target, instance, Answers(yes_to=yes_to, asks=False))
    known, index = read_bindings(bindings), Index(target.directory)

    def step(flow: FlowSummary) -> tuple[list[str], list[str]]:
        found = publishing.examine(target, flow, index, known)
        reasons = list(found.obstacles) or _published(target, found, dry_run=dry_run)
        outcomes = found.resolution.outcomes
        return reasons, [
            f"block {o.reference.block!r}: {o.unverified}" for o in outcomes if o.unverified
        ]

    rows: list[dict[str, Any]] = []
    for flow, told in for_each(flows, step):
        failed = isinstance(told, FlowportError)
        reasons, notes = ([str(told)], []) if isinstance(told, FlowportError) else told
        outcome = "would be published" if dry_run else "published"
        outcome = "failed" if failed else "refused" if reasons else outcome
        row = {"name": flow.name, "outcome": outcome, "reasons": reasons, "notes": notes}
        rows.append(row)
    if as_json:
        tables.say_json(rows)
    else:
        tables.say_table(("flow", "outcome"), [(row["name"], row["outcome"]) for row in rows])
        for row in rows:
            for note in row["notes"]:
                click.echo(f"note: {row['name']}: {note}", err=True)
            for reason in row["reasons"]:
                word = "flowport" if row["outcome"] == "failed" else "refused"
                click.echo(f"{word}: {row['name']}: {reason}", err=True)
    failed = any(row["outcome"] == "failed" for row in rows)
    sys.exit(2 if failed else any(row["reasons"] for row in rows))


def _published(target: Any, found: Any, *, dry_run: bool) -> list[str]:
    """Publish, and give the reasons where the instance refuses."""
    from flowport.errors import RefusedError  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.publishing import publish  # noqa: PLC0415  as above

    if dry_run:
        return []
    try:
        publish(target, found)
    except RefusedError as error:
        return list(error.problems) or [str(error)]
    return []
