"""``flowport publish``: publishes what is saved, unless something blocks it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.asking import count_text
from flowport.cli.printed_lines import say
from flowport.cli.reference_options import chosen, publish_options
from flowport.cli.run_options import WriteRequest, kept_options
from flowport.jobs.isolation import is_fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.cli.reference_options import ReferenceChoices
    from flowport.cli.run_options import KeptChoices
    from flowport.jobs.moving.plan import Item
    from flowport.jobs.moving.result import StepOutcome
    from flowport.ports import FlowSummary, Instance


#: Outcomes after which what is published is what was asked for.
_READY = {"published", "published already", "would be published"}


@click.command("publish")
@click.argument("instance")
@click.argument("names", nargs=-1, required=True)
@publish_options
@click.option("--note", default="", metavar="TEXT", help="What changed; kept in the history.")
@click.option("--version", "number", is_flag=True, help="Also create a numbered version.")
@click.option("--dry-run", is_flag=True, help="Say what would be published, and publish nothing.")
@kept_options
def command(
    *,
    instance: str,
    names: tuple[str, ...],
    references: ReferenceChoices,
    note: str,
    number: bool,
    dry_run: bool,
    kept: KeptChoices,
) -> None:
    """Publish what is saved of the flows NAMES (with * and ? as patterns) of INSTANCE.

    A flow with an unresolved reference, an unconnected branch or another error is refused; the
    others are published. It is a run: flowport runs lists it, and undo reverts it where the flow
    was published before.

    A local instance keeps what was published (see flowport versions). With --version, each
    published flow also gets a numbered version, described by --note; that is a run of its own.

    Exit code 0: all were published; 1: some were refused; 2: the instance said no.
    """
    from flowport.cli.planning import opened  # noqa: PLC0415  as above
    from flowport.jobs import selection  # noqa: PLC0415  as above

    target = opened(instance, new_folder=False)
    _keep_note(target, note.strip(), number=number)
    request = WriteRequest(instance=instance, kept=kept, dry_run=dry_run)
    flows = selection.chosen(target.flows(), names)
    version = note.strip() if number else None
    sys.exit(publish_flows(target, flows, request, references, version))


def _keep_note(target: Instance, note: str, *, number: bool) -> None:
    """Have a local instance keep the note; others keep one only with a version.

    Raises:
        UsageError: The note could not be kept.
    """
    from flowport.errors import UsageError  # noqa: PLC0415  loaded by who needs it
    from flowport.store.instance import StoredInstance  # noqa: PLC0415  as above
    from flowport.store.publications import LONGEST_NOTE  # noqa: PLC0415  as above

    if len(note) > LONGEST_NOTE:
        raise UsageError(f"a note has at most {LONGEST_NOTE} characters, and this has {len(note)}")
    if isinstance(target, StoredInstance):
        target.note = note
    elif note and not number:
        raise UsageError("only a local instance keeps a note of a publish; add --version")


def _number(
    target: Instance, flows: Sequence[FlowSummary], request: WriteRequest, note: str
) -> list[str]:
    """Create a version of each flow; the sentences of those that failed."""
    from flowport.cli.plan_runs import performed  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.planning import state_plan  # noqa: PLC0415  as above
    from flowport.jobs.moving.plan import FlowChange  # noqa: PLC0415  as above

    if not flows:
        return []
    plan = state_plan(target, flows, FlowChange.VERSION, request, note)
    done = performed(
        plan, target, request, f"Create a version of {count_text({'flow': len(flows)})} in"
    )
    names = {item.label: item.name for item in plan.items}
    return [
        f"{names[label]}: {why}"
        for label, each in done.items()
        if each.state == "failed"
        for why in each.reasons
    ]


def publish_flows(
    target: Instance,
    flows: Sequence[FlowSummary],
    request: WriteRequest,
    references: ReferenceChoices,
    version: str | None = None,
) -> int:
    """Publish flows, show what became of each, and give the exit code.

    Args:
        target: Where.
        flows: Which.
        request: What was asked for.
        references: What references and placeholders are allowed.
        version: The note of a numbered version of each; None for no version.
    """
    from flowport.cli.plan_runs import performed  # noqa: PLC0415  as above
    from flowport.cli.planning import planned_for  # noqa: PLC0415  as above
    from flowport.jobs.moving import own_flows  # noqa: PLC0415  as above
    from flowport.jobs.moving.options import PlanOptions, Publish  # noqa: PLC0415  as above

    options = PlanOptions(
        **chosen(references),
        publish=Publish.AS_SOURCE,
        drafts=True,
        revive=False,
        command="publish",
        addresses=(request.instance, target.address or request.instance),
    )
    plan = planned_for(own_flows.publishing(target, flows), target, options, request.kept.rates)
    what = f"Publish {count_text({'flow': len(flows)})} of"
    done = performed(plan, target, request, what)
    rows = [_row(item, done.get(item.label), dry_run=request.dry_run) for item in plan.items]
    failed = []
    if version is not None:
        ready = {row["name"] for row in rows if row["outcome"] in _READY}
        failed = _number(target, [flow for flow in flows if flow.name in ready], request, version)
    _show(rows, as_json=request.kept.as_json)
    for line in failed:
        say(f"flowport: no version: {line}", err=True)
    if failed:
        return 2
    wrong = [row for row in rows if row["outcome"] == "failed"]
    if wrong:
        return 1 if all(any(map(is_fault, row["reasons"])) for row in wrong) else 2
    return int(any(row["reasons"] for row in rows))


def _row(item: Item, done: StepOutcome | None, *, dry_run: bool) -> dict[str, Any]:
    from flowport.jobs.moving.plan import FlowChange  # noqa: PLC0415  as above

    reasons = list(done.reasons if done else item.reasons)
    outcome = "would be published" if dry_run else "published"
    if item.action is FlowChange.UNCHANGED:
        outcome = "published already"
    failed = done is not None and done.state in {"failed", "left"}
    if failed or (item.action is FlowChange.BLOCKED and not item.text):
        outcome = "failed"
    elif reasons:
        outcome = "refused"
    notes = [f"{o.reference.label}: {o.unverified}" for o in item.outcomes if o.unverified]
    return {"name": item.name, "outcome": outcome, "reasons": reasons, "notes": notes}


def _show(rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it

    if as_json:
        tables.say_json(rows)
        return
    tables.say_table(("flow", "outcome"), [(row["name"], row["outcome"]) for row in rows])
    for row in rows:
        word = "flowport" if row["outcome"] == "failed" else "refused"
        lines = [f"note: {row['name']}: {note}" for note in row["notes"]]
        lines += [f"{word}: {row['name']}: {reason}" for reason in row["reasons"]]
        for line in lines:
            say(line, err=True)
