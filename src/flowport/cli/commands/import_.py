"""``flowport import``: files into an instance, every problem reported before any writing."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.asking import ask_choice, count_text, may_ask
from flowport.cli.printed_lines import say
from flowport.cli.reading import reads_files
from flowport.cli.reference_options import (
    chosen,
    keep_bindings,
    reference_options,
    type_option,
)
from flowport.cli.run_options import WriteRequest, create_folder_option, kept_options
from flowport.errors import UsageError
from flowport.jobs.isolation import is_fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.cli.incoming import Gathered
    from flowport.cli.reference_options import ReferenceChoices
    from flowport.cli.run_options import KeptChoices
    from flowport.jobs.affected import AffectedFlow
    from flowport.jobs.moving.plan import Item, Plan
    from flowport.jobs.moving.result import StepOutcome
    from flowport.refs.outcome import Outcome as Resolved

_CHOICES = ["replace", "copy", "skip"]


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False))
@click.argument("instance")
@click.option("--on-conflict", type=click.Choice(_CHOICES), help="For names that the target has.")
@click.option("--into", help="Replace this flow, whose name becomes the imported one's.")
@click.option("--name", help="The name of the one flow, whatever its file says.")
@type_option
@reference_options
@click.option("--publish", is_flag=True, help="Publish what has no unresolved reference or error.")
@create_folder_option
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--calls", is_flag=True, help="Show which calls it affects, before it writes.")
@kept_options
@reads_files
def command(
    *,
    paths: tuple[str, ...],
    instance: str,
    on_conflict: str | None,
    into: str | None,
    name: str | None,
    type_: tuple[str, ...],
    references: ReferenceChoices,
    publish: bool,
    create_folder: bool,
    dry_run: bool,
    calls: bool,
    kept: KeptChoices,
) -> None:
    """Import flows of PATHS (files, folders, - for standard input) into INSTANCE.

    Old formats are converted. References are resolved by the bindings file, then by ARN, then by
    name; a block whose reference has no target is reported, and its flow is saved, not published.
    An import is a run: flowport runs lists it, resume continues it, and undo reverts it.

    Exit code 0: all is well; 1: something was saved with a warning, or not published though that
    was asked; 2: nothing was written, or the instance said no.
    """
    from flowport.cli.calling.affecting import calls_of, say_calls  # noqa: PLC0415  as above
    from flowport.cli.incoming import gather  # noqa: PLC0415  as above
    from flowport.cli.plan_runs import performed  # noqa: PLC0415  as above
    from flowport.cli.planning import opened, planned_for  # noqa: PLC0415  as above
    from flowport.jobs import selection  # noqa: PLC0415  as above
    from flowport.jobs.moving import source_flows  # noqa: PLC0415  as above
    from flowport.jobs.moving.options import Conflict, PlanOptions, Publish  # noqa: PLC0415  as above

    decided = chosen(references, type_)
    found = gather(paths, name=name, type_=decided["type"] or None)
    _require_one(found, into or name)
    target = opened(instance, create_folder=create_folder)
    options = PlanOptions(
        conflict=Conflict(on_conflict) if on_conflict else None,
        into=selection.one(target, into) if into else None,
        **decided,
        publish=Publish.ALL if publish else Publish.NONE,
        drafts=True,
        revive=False,
        command="import",
        addresses=(", ".join(paths), target.address or instance),
    )
    source = source_flows.files(found.batch)
    plan = planned_for(source, target, options, kept.rates)
    undecided = [item for item in plan.items if item.undecided]
    if undecided and "-" not in paths and may_ask(as_json=kept.as_json):
        options = replace(options, conflicts=_asked(undecided))
        plan = planned_for(source, target, options, kept.rates)
    faults = _refuse_problems(found, plan, as_json=kept.as_json)
    affected = calls_of(plan, instance, target) if calls else None
    say_calls(None if kept.as_json else affected)
    request = WriteRequest(instance=instance, kept=kept, dry_run=dry_run)
    done = performed(plan, target, request, f"Write {count_text({'flow': len(plan.items)})} into")
    _show(plan, done, request, affected)
    _keep_bindings(plan, references, dry_run=dry_run)
    sys.exit(_code(plan, done, dry_run=dry_run) or int(faults))


def _keep_bindings(plan: Plan, references: ReferenceChoices, *, dry_run: bool) -> None:
    from flowport.refs.outcome import Resolution  # noqa: PLC0415  loaded by who needs it

    keep_bindings((Resolution(item.outcomes) for item in plan.items), references, dry_run=dry_run)


def _require_one(found: Gathered, only: str | None) -> None:
    """Say what was noticed of the flows, of which there may be one where options are for one.

    Raises:
        UsageError: There are several.
    """
    for sentence in found.remarks():
        say(f"note: {sentence}", err=True)
    if len(found.batch) > 1 and only:
        raise UsageError(f"--into and --name are for one flow, and these are {len(found.batch)}")


def _refuse_problems(found: Gathered, plan: Plan, *, as_json: bool) -> bool:
    """End the command where something is wrong; whether only Flowport failed, with some flow."""
    problems = [*found.problems, *(_blocked(i, why) for i in plan.blocked for why in i.reasons)]
    if not all(map(is_fault, problems)):
        _refuse(problems, as_json=as_json)
    for fault in problems:  # of one flow, and none of the others' business
        say(f"flowport: {fault}", err=True)
    return bool(problems)


def _blocked(item: Item, why: str) -> str:
    return why if why.startswith(item.origin) else f"{item.origin}: {why}"


def _asked(undecided: Sequence[Item]) -> dict[str, Any]:
    from flowport.jobs.moving.options import Conflict  # noqa: PLC0415  loaded by who needs it

    return {
        item.label: Conflict(ask_choice(f"The target has {item.name!r} already", _CHOICES, "skip"))
        for item in undecided
    }


def _refuse(problems: Sequence[str], *, as_json: bool) -> None:
    """Report every problem, and end: nothing was written."""
    from flowport.cli.tables import say_json  # noqa: PLC0415  loaded by who needs it

    if as_json:
        say_json({"problems": list(problems), "flows": []})
    for problem in problems:
        say(f"flowport: {problem}", err=True)
    click.echo("flowport: nothing was written", err=True)
    sys.exit(2)


def _code(plan: Plan, done: Mapping[str, StepOutcome], *, dry_run: bool) -> int:
    from flowport.cli.plan_runs import met_fault  # noqa: PLC0415  loaded by who needs it

    failed = [each for each in done.values() if each.state in {"failed", "left"}]
    if failed:
        return 1 if all(map(met_fault, failed)) else 2
    refused = dry_run and any(item.reasons for item in plan.items)
    unresolved = any(item.unresolved for item in plan.items)
    return int(unresolved or refused or any(each.reasons for each in done.values()))


def _show(
    plan: Plan,
    done: Mapping[str, StepOutcome],
    request: WriteRequest,
    affected: Sequence[AffectedFlow] | None,
) -> None:
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.affected import affected_json  # noqa: PLC0415  as above

    states = {item.label: _state(item, done.get(item.label)) for item in plan.items}
    if request.kept.as_json:
        flows = [_tree(i, states[i.label], done.get(i.label)) for i in plan.items]
        report: dict[str, object] = {"problems": [], "flows": flows}
        if affected is not None:
            report["affectedCalls"] = [affected_json(each) for each in affected]
        tables.say_json(report)
        return
    rows = [(item.name, item.type, states[item.label]) for item in plan.items]
    tables.say_table(("flow", "type", "outcome"), rows)
    for item in plan.items:
        _warn(item, done.get(item.label), dry_run=request.dry_run)


def _state(item: Item, done: StepOutcome | None) -> str:
    """What became or would become of a flow."""
    word = "replace" if item.action == "update" else str(item.action)
    return word if done is None else "failed" if done.state == "left" else done.state


def _warn(item: Item, done: StepOutcome | None, *, dry_run: bool) -> None:
    from flowport.cli.tables import moved, note_lines  # noqa: PLC0415  loaded by who needs it
    from flowport.refs.rewrite import becomes  # noqa: PLC0415  as above

    unresolved = [_unresolved(outcome) for outcome in item.unresolved]
    lines = [f"warning: {item.name}: {sentence}" for sentence in unresolved]
    for outcome in item.outcomes:
        block = outcome.reference.label
        if outcome.resource and becomes(outcome) != outcome.reference.written:
            lines.append(f"{item.name}: {moved(outcome)}")
        if outcome.reference.place == "value" and outcome.step in {"reported", "unresolved"}:
            lines.append(f"note: {item.name}: {block}: {_hidden(outcome)}")
    known = {f"{o.reference.label}: {o.reason}" for o in item.unresolved}
    failed = done is not None and done.state in {"failed", "left"}
    word = "flowport" if failed else "not published"
    reasons = done.reasons if done else item.reasons if dry_run else ()
    lines += [f"{word}: {item.name}: {why}" for why in reasons if why not in known]
    lines += [f"{word}: {item.name}: {n}" for word, n in note_lines(item.outcomes, item.notes)]
    for line in lines:
        say(line, err=True)


def _unresolved(outcome: Resolved) -> str:
    near = ", ".join(outcome.hints)
    hint = f" (near: {near})" if near else ""
    return f"{outcome.reference.label}: {outcome.reason}{hint}"


def _hidden(outcome: Resolved) -> str:
    """What a plain value hides, and why it stays."""
    reference = outcome.reference
    why = outcome.reason or (
        "part of a longer text" if reference.form == "embedded" else "use --rewrite-values"
    )
    return f"{reference.path} is left as it is, with {reference.written}: {why}"


def _tree(item: Item, state: str, done: StepOutcome | None) -> dict[str, Any]:
    from flowport.cli.tables import outcome_tree  # noqa: PLC0415  loaded by who needs it

    failed = done is not None and done.state in {"failed", "left"}
    reasons = list(done.reasons if done else item.reasons)
    known = item.target.key.id if item.target else None
    return {
        "from": item.origin,
        "name": item.name,
        "type": item.type,
        "action": _state(item, None),
        "outcome": state,
        "id": (done.id if done else "") or known,
        "references": [outcome_tree(outcome) for outcome in item.outcomes],
        "notPublished": [] if failed else reasons,
        "error": (", ".join(reasons) or "not written") if failed else None,
    }
