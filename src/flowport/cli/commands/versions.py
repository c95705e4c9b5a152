"""``flowport versions``: what a flow was before."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from flowport.cli.printed_lines import say
from flowport.cli.run_options import WriteRequest, kept_options

if TYPE_CHECKING:
    from flowport.cli.run_options import KeptChoices
    from flowport.ports import FlowSummary, Instance


@click.command("versions")
@click.argument("instance")
@click.argument("name")
@click.option("--show", type=click.IntRange(1), help="Print the content of a version.")
@click.option("--history", is_flag=True, help="What was published, not the numbered versions.")
@click.option("--make", metavar="TEXT", help="Keep what is published as a version, so described.")
@click.option("--dry-run", is_flag=True, help="Create no version.")
@kept_options
def command(
    *,
    instance: str,
    name: str,
    show: int | None,
    history: bool,
    make: str | None,
    dry_run: bool,
    kept: KeptChoices,
) -> None:
    """List the versions of the flow NAME of INSTANCE, the newest first.

    With --history, list what was published in a local instance, with who, when and the note; the
    last 100 are kept. --show takes the number of the listed ones.

    Creating one is a run: flowport runs lists it, and undo reverts it.

    Exit code 0: the versions are listed, or one is created; 2: there is no such flow or version, or
    the instance said no.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.plan_runs import performed  # noqa: PLC0415  as above
    from flowport.cli.planning import opened, state_plan  # noqa: PLC0415  as above
    from flowport.errors import InstanceError, UsageError  # noqa: PLC0415  as above
    from flowport.jobs import selection  # noqa: PLC0415  as above
    from flowport.jobs.moving.plan import FlowChange  # noqa: PLC0415  as above

    source = opened(instance, new_folder=False)
    flow = selection.one(source, name)
    if history:
        if make is not None:
            raise UsageError("--history only reads; use --make without it")
        _history(source, flow, show, as_json=kept.as_json)
        return
    if show is not None:
        sys.stdout.buffer.write(source.read(flow.key, show).text.encode())
        sys.stdout.buffer.flush()
        return
    if make is not None:
        request = WriteRequest(instance=instance, kept=kept, dry_run=dry_run)
        plan = state_plan(source, [flow], FlowChange.VERSION, request, make)
        done = performed(plan, source, request, f"Create a version of {flow.name!r} in")
        failed = [why for each in done.values() if each.state == "failed" for why in each.reasons]
        if failed:
            raise InstanceError(failed[0])
    found = source.versions(flow.key)
    if kept.as_json:
        words = [
            {"number": v.number, "description": v.description, "modified": v.modified}
            for v in found
        ]
        tables.say_json(words)
        return
    rows = [(v.number, _when(v.modified), v.description) for v in found]
    tables.say_table(("version", "made", "description"), rows)
    if not rows:
        say(f"{flow.name!r} has no version yet", err=True)


def _history(source: Instance, flow: FlowSummary, show: int | None, *, as_json: bool) -> None:
    """List what a local instance had published of a flow, or print one of them.

    Raises:
        UsageError: The instance is not a local one.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.errors import UsageError  # noqa: PLC0415  as above
    from flowport.store.instance import StoredInstance  # noqa: PLC0415  as above

    if not isinstance(source, StoredInstance):
        message = "only a local instance keeps what was published; leave out --history"
        raise UsageError(message)
    if show is not None:
        sys.stdout.buffer.write(source.published_text(flow.key, show).encode())
        sys.stdout.buffer.flush()
        return
    found = source.publications(flow.key)
    if as_json:
        words = ("number", "created", "by", "note")
        tables.say_json([{word: getattr(each, word) for word in words} for each in found])
        return
    rows = [(each.number, _when(each.created), each.by, each.note) for each in found]
    tables.say_table(("publish", "when", "by", "note"), rows)
    if not rows:
        say(f"{flow.name!r} was never published", err=True)


def _when(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
