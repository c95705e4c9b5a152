"""``flowport restore``: an older version becomes the draft, or archived flows come back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from flowport.cli.asking import name_list
from flowport.cli.printed_lines import say
from flowport.cli.run_options import WriteRequest, kept_options
from flowport.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from flowport.cli.run_options import KeptChoices
    from flowport.ports import FlowSummary, Instance


@click.command("restore")
@click.argument("instance")
@click.argument("names", nargs=-1, required=True)
@click.option("--version", type=click.IntRange(1), help="The version to go back to.")
@click.option("--publish", is_flag=True, help="Publish it as well.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@kept_options
def command(
    *,
    instance: str,
    names: tuple[str, ...],
    version: int | None,
    publish: bool,
    dry_run: bool,
    kept: KeptChoices,
) -> None:
    """Restore the archived flows NAMES (with * and ? as patterns) of INSTANCE.

    With --version, that version of the one flow NAME becomes its draft again. Either is a run:
    flowport runs lists it, and undo reverts it.

    Exit code 0: done; 1: restored, but not published, or not archived; 2: the instance said no.
    """
    from flowport.cli.plan_runs import change_states  # noqa: PLC0415  as above
    from flowport.cli.planning import opened, state_plan  # noqa: PLC0415  as above
    from flowport.jobs.moving.plan import FlowChange  # noqa: PLC0415  as above
    from flowport.ports import State  # noqa: PLC0415  as above

    target = opened(instance, new_folder=False)
    request = WriteRequest(instance=instance, kept=kept, dry_run=dry_run)
    if version:
        if len(names) != 1:
            raise UsageError(f"--version is for one flow, and these are {len(names)}")
        sys.exit(_to_version(target, names[0], version, request, publish=publish))
    found = _meant(target, names)
    archived = [flow for flow in found if flow.state is State.ARCHIVED]
    plan = state_plan(target, archived, FlowChange.RESTORE, request)
    others = [flow for flow in found if flow.state is State.ACTIVE]
    what = f"Restore {name_list(flow.name for flow in archived)} in"
    code = change_states(plan, target, request, past="restored", what=what, others=others)
    if publish and not dry_run:
        from flowport.cli.commands.publish import publish_flows  # noqa: PLC0415  as above
        from flowport.cli.reference_options import ReferenceChoices  # noqa: PLC0415  as above

        code = max(code, publish_flows(target, found, request, ReferenceChoices()))
    sys.exit(code)


def _meant(target: Instance, names: tuple[str, ...]) -> list[FlowSummary]:
    """The flows of the names: a pattern means archived ones, a name also one that is not."""
    from flowport.jobs.selection import chosen  # noqa: PLC0415  loaded by who needs it
    from flowport.ports import State  # noqa: PLC0415  as above

    flows = target.flows()
    archived = [flow for flow in flows if flow.state is State.ARCHIVED]
    found: dict[FlowSummary, None] = {}
    for name in names:
        try:
            found |= dict.fromkeys(chosen(archived, [name], archived=True))
        except NotFoundError:
            pattern = any(mark in name for mark in "*?")
            exact = chosen(flows, [name], archived=True)
            if pattern and all(flow.name != name for flow in exact):
                raise NotFoundError(f"no archived flow or module matches {name!r}") from None
            found |= dict.fromkeys(exact)
    return list(found)


def _to_version(
    target: Instance, name: str, version: int, request: WriteRequest, *, publish: bool
) -> int:
    """Make a version the draft of the one flow that is named, and publish it if that was asked."""
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.plan_runs import performed  # noqa: PLC0415  as above
    from flowport.cli.planning import planned_for  # noqa: PLC0415  as above
    from flowport.jobs import selection  # noqa: PLC0415  as above
    from flowport.jobs.moving import own_flows  # noqa: PLC0415  as above
    from flowport.jobs.moving.options import PlanOptions, Publish  # noqa: PLC0415  as above

    flow = selection.one(target, name)
    options = PlanOptions(
        publish=Publish.AS_SOURCE,
        drafts=True,
        revive=False,
        command="restore",
        addresses=(request.instance, target.address or request.instance),
    )
    source = own_flows.to_version(target, flow, version, publish=publish)
    plan = planned_for(source, target, options, request.kept.rates)
    done = performed(plan, target, request, f"Restore {flow.name!r} in")
    (item,) = plan.items
    outcome = done.get(item.label)
    reasons = list(outcome.reasons if outcome else item.reasons)
    what = f"version {version}"
    if request.kept.as_json:
        tables.say_json({"name": flow.name, "restored": what, "notPublished": reasons})
    else:
        verb = "would restore" if request.dry_run else "restored"
        failed = outcome is not None and outcome.state in {"failed", "left"}
        say(f"{'could not restore' if failed else verb} {flow.name!r}: {what}")
        for reason in reasons:
            say(f"{'flowport' if failed else 'not published'}: {reason}", err=True)
    if outcome is not None and outcome.state in {"failed", "left"}:
        return 2
    return int(bool(reasons))
