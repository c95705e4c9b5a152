"""``flowport archive``: flows out of use, and out of the instance if told so."""

from __future__ import annotations

import click

from flowport.errors import UsageError


@click.command("archive")
@click.argument("instance")
@click.argument("names", nargs=-1, required=True)
@click.option("--delete", is_flag=True, help="Delete archived flows for good, with all versions.")
@click.option("--yes", is_flag=True, help="Don't ask before deleting.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def command(  # noqa: PLR0917  one argument an option, as click gives them
    instance: str, names: tuple[str, ...], delete: bool, yes: bool, dry_run: bool, as_json: bool
) -> None:
    """Archive the flows NAMES (with * and ? as patterns) of INSTANCE; restore takes them back.

    With --delete, flows that are archived already are deleted; others are refused.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.addresses import instance_at  # noqa: PLC0415  as above
    from flowport.jobs import selection  # noqa: PLC0415  as above
    from flowport.ports import State  # noqa: PLC0415  as above

    target = instance_at(instance)
    found = selection.chosen(target.flows(), names, archived=True)
    active = [flow.name for flow in found if flow.state is State.ACTIVE]
    if delete and active:
        raise UsageError(f"{active[0]!r} is not archived; archive it before you delete it")
    if delete and not (yes or dry_run):
        click.confirm(f"Delete {len(found)} for good?", abort=True)
    for flow in found if not dry_run else ():
        if delete:
            target.delete(flow.key)
        else:
            target.set_state(flow.key, State.ARCHIVED)
    word = "deleted" if delete else "archived"
    if as_json:
        tables.say_json([{"name": flow.name, "outcome": word} for flow in found])
        return
    tables.say_table(("flow", "outcome"), [(flow.name, word) for flow in found])
