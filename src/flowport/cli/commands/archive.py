"""``flowport archive``: archives flows, or deletes archived ones."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from flowport.cli.asking import count_text, name_list, yes_option
from flowport.cli.run_options import WriteRequest, archive_option, kept_options
from flowport.errors import UsageError

if TYPE_CHECKING:
    from flowport.cli.run_options import KeptChoices


@click.command("archive")
@click.argument("instance")
@click.argument("names", nargs=-1, required=True)
@click.option("--delete", is_flag=True, help="Delete archived flows for good, with all versions.")
@archive_option
@yes_option
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@kept_options
def command(
    *,
    instance: str,
    names: tuple[str, ...],
    delete: bool,
    archive_at_most: int | None,
    yes: bool,
    dry_run: bool,
    kept: KeptChoices,
) -> None:
    """Archive the flows NAMES (with * and ? as patterns) of INSTANCE; restore takes them back.

    Archiving many flows asks for their number, or needs --archive-at-most. It is a run: flowport
    runs lists it, and undo reverts it. With --delete, flows that are archived already are deleted,
    which can't be undone; others are refused.

    Exit code 0: all are; 2: the call was wrong, or the instance said no to some.
    """
    from flowport.cli.plan_runs import change_states  # noqa: PLC0415  as above
    from flowport.cli.planning import opened, state_plan  # noqa: PLC0415  as above
    from flowport.jobs import selection  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.moving.plan import FlowChange  # noqa: PLC0415  as above
    from flowport.ports import State  # noqa: PLC0415  as above

    request = WriteRequest(
        instance=instance, kept=kept, dry_run=dry_run, archive_at_most=archive_at_most, yes=yes
    )
    target = opened(instance, new_folder=False)
    found = selection.chosen(target.flows(), names, archived=True)
    active = [flow for flow in found if flow.state is State.ACTIVE]
    if delete and active:
        raise UsageError(f"{active[0].name!r} is not archived; archive it before you delete it")
    action = FlowChange.DELETE if delete else FlowChange.ARCHIVE
    plan = state_plan(target, found if delete else active, action, request)
    others = [] if delete else [flow for flow in found if flow.state is State.ARCHIVED]
    items = plan.items
    listed = f"{count_text({'flow': len(items)})} ({name_list(item.name for item in items)})"
    what = f"Delete {listed} for good from" if delete else f"Archive {listed} of"
    past = "deleted" if delete else "archived"
    sys.exit(change_states(plan, target, request, past=past, what=what, others=others))
