"""``flowport archive``: flows out of use, and out of the instance if told so."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from flowport.cli.asking import (
    Answers,
    allow_write,
    count_text,
    name_list,
    yes_option,
    yes_to_option,
)
from flowport.errors import UsageError

if TYPE_CHECKING:
    from flowport.ports import FlowSummary


@click.command("archive")
@click.argument("instance")
@click.argument("names", nargs=-1, required=True)
@click.option("--delete", is_flag=True, help="Delete archived flows for good, with all versions.")
@yes_option
@yes_to_option
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def command(  # noqa: PLR0917  one argument an option, as click gives them
    instance: str,
    names: tuple[str, ...],
    delete: bool,
    yes: bool,
    yes_to: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Archive the flows NAMES (with * and ? as patterns) of INSTANCE; restore takes them back.

    With --delete, flows that are archived already are deleted; others are refused.

    Exit code 0: all are; 2: the call was wrong, or the instance said no to some.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs import selection  # noqa: PLC0415  as above
    from flowport.jobs.each import for_each  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  as above
    from flowport.ports import State  # noqa: PLC0415  as above

    target = instance_at(instance)
    found = selection.chosen(target.flows(), names, archived=True)
    active = [flow.name for flow in found if flow.state is State.ACTIVE]
    if delete and active:
        raise UsageError(f"{active[0]!r} is not archived; archive it before you delete it")
    if not dry_run:
        listed = f"{count_text({'flow': len(found)})} ({name_list(flow.name for flow in found)})"
        what = f"Delete {listed} for good from" if delete else f"Archive {listed} of"
        allow_write(what, target, instance, Answers(yes=yes, yes_to=yes_to, asks=delete))

    def step(flow: FlowSummary) -> None:
        if delete and not dry_run:
            target.delete(flow.key)
        elif not dry_run:
            target.set_state(flow.key, State.ARCHIVED)

    word = ("would be " if dry_run else "") + ("deleted" if delete else "archived")
    done = list(for_each(found, step))
    rows = [(flow.name, "failed" if error else word, error) for flow, error in done]
    if as_json:
        tables.say_json(
            [{"name": n, "outcome": o, "error": str(e) if e else None} for n, o, e in rows]
        )
    else:
        tables.say_table(("flow", "outcome"), [row[:2] for row in rows])
        for name, _, error in rows:
            if error:
                click.echo(f"flowport: {name}: {error}", err=True)
    sys.exit(2 if any(error for _, _, error in rows) else 0)
