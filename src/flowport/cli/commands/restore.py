"""``flowport restore``: an older version becomes the draft, or an archived flow comes back."""

from __future__ import annotations

import sys

import click

from flowport.cli.asking import Answers, allow_write, yes_to_option


@click.command("restore")
@click.argument("instance")
@click.argument("name")
@click.option("--version", type=click.IntRange(1), help="The version to go back to.")
@click.option("--publish", is_flag=True, help="Publish it as well.")
@yes_to_option
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def command(  # noqa: PLR0917  one argument an option, as click gives them
    instance: str,
    name: str,
    version: int | None,
    publish: bool,
    yes_to: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make a version of the flow NAME of INSTANCE its draft again.

    Without --version an archived flow is taken out of the archive.

    Exit code 0: done; 1: restored, but not published; 2: the instance said no.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs import publishing, selection  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  as above
    from flowport.ports import State  # noqa: PLC0415  as above
    from flowport.refs import Index  # noqa: PLC0415  as above

    target = instance_at(instance)
    flow = selection.one(target, name)
    reasons: tuple[str, ...] = ()
    if version is not None:
        target.read(flow.key, version)
    if not dry_run:
        answers = Answers(yes_to=yes_to, asks=False)
        allow_write(f"Restore {flow.name!r} in", target, instance, answers)
        if version is None:
            target.set_state(flow.key, State.ACTIVE)
        else:
            publishing.restore(target, flow, version)
        if publish:
            found = publishing.examine(target, flow, Index(target.directory))
            reasons = found.obstacles
            if not reasons:
                publishing.publish(target, found)
    what = f"version {version}" if version else "out of the archive"
    if as_json:
        tables.say_json({"name": flow.name, "restored": what, "notPublished": list(reasons)})
    else:
        click.echo(f"{'would restore' if dry_run else 'restored'} {flow.name!r}: {what}")
        for reason in reasons:
            click.echo(f"not published: {reason}", err=True)
    sys.exit(bool(reasons))
