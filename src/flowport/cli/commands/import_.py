"""``flowport import``: files into an instance, every problem said before any writing."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.asking import (
    Answers,
    allow_write,
    ask_choice,
    count_text,
    may_ask,
    yes_to_option,
)
from flowport.cli.migrating import create_folder_option
from flowport.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.jobs.importing import Done, Item, Options, Plan
    from flowport.ports import Instance
    from flowport.refs import Outcome

_CHOICES = ["replace", "copy", "skip"]


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False))
@click.argument("instance")
@click.option("--on-conflict", type=click.Choice(_CHOICES), help="For names that the target has.")
@click.option("--into", help="Replace this flow, whose name becomes the imported one's.")
@click.option("--name", help="The name of the one flow, whatever its file says.")
@click.option("--type", "type_", help="The type of flows whose files don't say theirs.")
@click.option("--bindings", type=click.Path(path_type=Path), help="What stands for what.")
@click.option(
    "--save-bindings", type=click.Path(path_type=Path), help="Write the outcome, for the next run."
)
@click.option("--rewrite-values", is_flag=True, help="Also ARNs hidden in plain attribute values.")
@click.option("--publish", is_flag=True, help="Publish what has no unresolved reference or error.")
@create_folder_option
@yes_to_option
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def command(**given: Any) -> None:
    """Import flows of PATHS (files, folders, - for standard input) into INSTANCE.

    Old formats are converted. References are resolved by the bindings file, then by ARN, then by
    name; a block whose reference has no target is told, and its flow is saved, not published.

    Exit code 0: all is well; 1: something was saved with a warning, or not published though that
    was asked; 2: nothing was written, or the instance said no.
    """
    from flowport.cli.incoming import gather, read_bindings  # noqa: PLC0415  as above
    from flowport.jobs import importing, selection  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  loaded by who needs it
    from flowport.refs import Bindings  # noqa: PLC0415  as above

    found = gather(given["paths"], name=given["name"], type_=_type(given["type_"]))
    if len(found.batch) > 1 and (given["into"] or given["name"]):
        raise UsageError(f"--into and --name are for one flow, and these are {len(found.batch)}")
    target = instance_at(given["instance"], new_folder=True, create_folder=given["create_folder"])
    options = importing.Options(
        conflict=importing.Conflict(given["on_conflict"]) if given["on_conflict"] else None,
        into=selection.one(target, given["into"]) if given["into"] else None,
        bindings=read_bindings(given["bindings"]) or Bindings(),
        hidden=given["rewrite_values"],
        publish=given["publish"],
        source=found.source,
    )
    todo = importing.plan(found.batch, target, options)
    if _may_ask(given) and any(item.undecided for item in todo.items):
        options = replace(options, conflicts=_asked(todo))
        todo = importing.plan(found.batch, target, options)
    problems = [*found.problems, *(item.problem for item in todo.blocked)]
    if problems:
        _refuse(problems, as_json=given["as_json"])
    if not given["dry_run"]:
        what = f"Write {count_text({'flow': len(todo.items)})} into"
        allow_write(what, target, given["instance"], Answers.of(given, asks=False))
    done = [] if given["dry_run"] else _written(todo, target, options)
    _say(todo.items if given["dry_run"] else done, as_json=given["as_json"])
    _keep_bindings(todo, given["save_bindings"], dry_run=given["dry_run"])
    sys.exit(_code(todo, done))


def _type(given: str | None) -> str | None:
    from flowport.catalogue import flow_type  # noqa: PLC0415  loaded by who needs it
    from flowport.ports import MODULE  # noqa: PLC0415  as above

    if given is None or given.upper() == MODULE:
        return given.upper() if given else None
    found = flow_type(given)
    if found is None:
        raise UsageError(f"there is no flow type {given!r}; write it as CONTACT_FLOW or MODULE")
    return str(found)


def _may_ask(given: dict[str, Any]) -> bool:
    return may_ask(as_json=given["as_json"]) and "-" not in given["paths"]


def _asked(todo: Plan) -> dict[str, Any]:
    from flowport.jobs.importing import Conflict  # noqa: PLC0415  loaded by who needs it

    return {
        item.incoming.name: Conflict(
            ask_choice(f"The target has {item.incoming.name!r} already", _CHOICES, "skip")
        )
        for item in todo.items
        if item.undecided
    }


def _refuse(problems: Sequence[str], *, as_json: bool) -> None:
    """Tell every problem, and end: nothing was written."""
    from flowport.cli.tables import say_json  # noqa: PLC0415  loaded by who needs it

    if as_json:
        say_json({"problems": list(problems), "flows": []})
    for problem in problems:
        click.echo(f"flowport: {problem}", err=True)
    click.echo("flowport: nothing was written", err=True)
    sys.exit(2)


def _written(todo: Plan, target: Instance, options: Options) -> list[Done]:
    from flowport.cli.progress import after_a_second  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.importing import carry_out  # noqa: PLC0415  as above

    steps = carry_out(todo, target, options)
    watched = sys.stderr.isatty()
    return list(after_a_second(steps, len(todo.items), "Importing") if watched else steps)


def _keep_bindings(todo: Plan, path: Path | None, *, dry_run: bool) -> None:
    from flowport.files import write_bytes  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.resolving import Resolved, bindings_of  # noqa: PLC0415  as above

    if path is None or dry_run:
        return
    every = [Resolved(i.incoming.label, i.incoming.flow, i.resolution) for i in todo.items]
    bindings = bindings_of(every)
    text = bindings.to_json() if path.suffix == ".json" else bindings.to_toml()
    write_bytes(path, text.encode(), force=True)


def _code(todo: Plan, done: Sequence[Done]) -> int:
    if any(each.error for each in done):
        return 2
    items = [each.item for each in done] or todo.items
    warned = any(item.resolution.unresolved for item in items)
    return int(warned or any(each.reasons for each in done))


def _say(steps: Sequence[Done | Item], *, as_json: bool) -> None:
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it

    if as_json:
        tables.say_json({"problems": [], "flows": [_tree(step) for step in steps]})
        return
    rows = []
    for step in steps:
        item, state = _state(step)
        rows.append((item.incoming.name, item.incoming.type or "", state))
    tables.say_table(("flow", "type", "outcome"), rows)
    for step in steps:
        _warn(step)


def _state(step: Any) -> tuple[Item, str]:
    """The item of a step, and what became or would become of it."""
    item: Item = getattr(step, "item", step)
    if item is step or item.action == "skip":
        return item, str(item.action)
    if step.error:
        return item, "saved in part" if step.summary else "failed"
    return item, "published" if step.published else "saved"


def _warn(step: Any) -> None:
    item: Item = getattr(step, "item", step)
    name = item.incoming.name
    for outcome in item.resolution.unresolved:
        near = ", ".join(outcome.hints)
        hint = f" (near: {near})" if near else ""
        click.echo(
            f"warning: {name}: block {outcome.reference.block!r}: {outcome.reason}{hint}", err=True
        )
    for outcome in item.resolution.outcomes:
        if outcome.unverified:
            where = f"{name}: block {outcome.reference.block!r}"
            click.echo(f"note: {where}: {outcome.unverified}", err=True)
        if outcome.reference.place == "value" and outcome.step in {"reported", "unresolved"}:
            click.echo(f"note: {name}: {_hidden(outcome)}", err=True)
    for reason in getattr(step, "reasons", ()):
        click.echo(f"not published: {name}: {reason}", err=True)
    for note in item.incoming.notes:
        if str(note.kind) != "exact":
            click.echo(f"note: {name}: {note.kind}: {note.message}", err=True)
    if getattr(step, "error", None):
        click.echo(f"flowport: {name}: {step.error}", err=True)


def _hidden(outcome: Outcome) -> str:
    """What a plain value hides, and why it stays."""
    reference = outcome.reference
    why = outcome.reason or (
        "part of a longer text" if reference.form == "embedded" else "say --rewrite-values"
    )
    return (
        f"block {reference.block!r}: {reference.path} is left as it is, with {reference.written}: "
        f"{why}"
    )


def _tree(step: Any) -> dict[str, Any]:
    from flowport.cli.tables import outcome_tree  # noqa: PLC0415  loaded by who needs it

    item, state = _state(step)
    summary = getattr(step, "summary", None)
    error = getattr(step, "error", None)
    return {
        "from": item.incoming.label,
        "name": item.incoming.name,
        "type": item.incoming.type,
        "action": str(item.action),
        "outcome": state,
        "id": summary.key.id if summary else None,
        "references": [outcome_tree(outcome) for outcome in item.resolution.outcomes],
        "notPublished": list(
            getattr(step, "reasons", ()) or (item.obstacles if step is item else ())
        ),
        "error": str(error) if error else None,
    }
