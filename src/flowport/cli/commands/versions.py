"""``flowport versions``: what a flow was before."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click

from flowport.cli.asking import Answers, allow_write, yes_to_option


@click.command("versions")
@click.argument("instance")
@click.argument("name")
@click.option("--show", type=click.IntRange(1), help="Print the content of a version.")
@click.option("--make", metavar="TEXT", help="Keep what is published as a version, so described.")
@yes_to_option
@click.option("--dry-run", is_flag=True, help="Make no version.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def command(  # noqa: PLR0917  one argument an option, as click gives them
    instance: str,
    name: str,
    show: int | None,
    make: str | None,
    yes_to: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """List the versions of the flow NAME of INSTANCE, the newest first."""
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs import selection  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  as above

    source = instance_at(instance)
    flow = selection.one(source, name)
    if show is not None:
        sys.stdout.buffer.write(source.read(flow.key, show).text.encode())
        sys.stdout.buffer.flush()
        return
    if make is not None and not dry_run:
        answers = Answers(yes_to=yes_to, asks=False)
        allow_write(f"Create a version of {flow.name!r} in", source, instance, answers)
        source.make_version(flow.key, make)
    found = source.versions(flow.key)
    if as_json:
        words = [
            {"number": v.number, "description": v.description, "modified": v.modified}
            for v in found
        ]
        tables.say_json(words)
        return
    rows = [(v.number, _when(v.modified), v.description) for v in found]
    tables.say_table(("version", "made", "description"), rows)
    if not rows:
        click.echo(f"{flow.name!r} has no version yet", err=True)


def _when(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
