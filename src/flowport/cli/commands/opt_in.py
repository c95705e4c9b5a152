"""``flowport opt-in``: an instance's flows leave the legacy language, all of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.asking import count_text
from flowport.cli.printed_lines import notice_written, say
from flowport.cli.run_options import WriteRequest, kept_options
from flowport.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.cli.run_options import KeptChoices
    from flowport.jobs.moving.own_flows import Legacy
    from flowport.jobs.moving.plan import Item
    from flowport.jobs.moving.result import StepOutcome


@click.command("opt-in")
@click.argument("instance")
@click.option(
    "--originals",
    type=click.Path(path_type=Path),
    help="A folder for the originals; needed for drafts, which can't be kept as versions.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be converted, and change nothing.")
@kept_options
def command(*, instance: str, originals: Path | None, dry_run: bool, kept: KeptChoices) -> None:
    """Convert every flow of INSTANCE that is still in the legacy language.

    The original of a published flow is kept as a version of it. It is a run: flowport runs lists
    it, resume continues it, and undo reverts it.

    Exit code 0: all are converted; 1: some could not be, or were saved but not published; 2: the
    call was wrong, or the instance said no.
    """
    from flowport.cli.plan_runs import performed  # noqa: PLC0415  as above
    from flowport.cli.planning import opened, planned_for  # noqa: PLC0415  as above
    from flowport.jobs.moving import own_flows  # noqa: PLC0415  as above

    target = opened(instance, new_folder=False)
    found = list(own_flows.legacy_flows(target))
    drafts = [flow.summary.name for flow in found if flow.draft_only]
    if drafts and originals is None and not dry_run:
        raise UsageError(
            f"{drafts[0]!r} was never published, so that its original can't be kept as a version; "
            "say where the originals go: --originals FOLDER"
        )
    address = target.address or instance
    source = own_flows.opting_in(target, found)
    plan = planned_for(source, target, own_flows.opt_in_options(address), kept.rates)
    what = f"Convert {count_text({'flow': len(found)})} of"
    request = WriteRequest(instance=instance, kept=kept, dry_run=dry_run)
    done = performed(plan, target, request, what, first=lambda: _keep(found, originals))
    rows = [_row(item, done.get(item.label), dry_run=dry_run) for item in plan.items]
    _show(rows, as_json=kept.as_json)
    sys.exit(any(row["problem"] or row["notPublished"] for row in rows))


def _keep(found: Sequence[Legacy], folder: Path | None) -> None:
    from flowport.files import write_bytes  # noqa: PLC0415  loaded by who needs it
    from flowport.folder.file_names import file_name, folded  # noqa: PLC0415  as above

    taken: set[str] = set()
    if folder is None:
        return
    made: list[Path] = []
    for flow in found:
        for content in flow.originals:
            name = file_name(flow.summary.name, taken)
            taken.add(folded(name))
            made.append(folder / name)
            write_bytes(made[-1], content.text.encode())
    notice_written(made, folder)


def _row(item: Item, done: StepOutcome | None, *, dry_run: bool) -> dict[str, Any]:
    from flowport.jobs.moving.plan import FlowChange  # noqa: PLC0415  loaded by who needs it

    blocked = item.action is FlowChange.BLOCKED
    failed = done is not None and done.state in {"failed", "left"}
    outcome = "would be converted" if dry_run else "failed" if failed else "converted"
    reasons = list(done.reasons if done else item.reasons)
    return {
        "name": item.name,
        "outcome": "can't be converted" if blocked else outcome,
        "problem": next(iter(reasons), "not done") if blocked or failed else None,
        "notes": list(item.notes),
        "notPublished": [] if blocked or failed else reasons,
    }


def _show(rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
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
            say(f"flowport: {row['name']}: {row['problem']}", err=True)
        for reason in row["notPublished"]:
            say(f"saved, not published: {row['name']}: {reason}", err=True)
