"""What the commands of a migration share: instances, rates, progress, and how a run is shown."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from flowport.cli.asking import Answers, allow_write, confirm_by_typing, may_ask, yes_to_option
from flowport.cli.lines import say
from flowport.cli.reference_options import (
    chosen,
    keep_bindings,
    reference_options,
    type_option,
)
from flowport.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from flowport.jobs.moving.apply import Options, Outcome, Result
    from flowport.jobs.moving.arrivals import Source
    from flowport.jobs.moving.options import Options as PlanOptions
    from flowport.jobs.moving.plan import Action, Plan
    from flowport.jobs.moving.runs import Run, Runs
    from flowport.ports import FlowSummary, Instance

__all__ = [
    "archive_option",
    "ask_to_archive",
    "carry_out",
    "change_states",
    "create_folder_option",
    "kept_options",
    "made_plan",
    "opened",
    "performed",
    "plan_options",
    "planned_for",
    "run_options",
    "runs_at",
    "state_plan",
    "target_of",
]

create_folder_option = click.option(
    "--create-folder", is_flag=True, help="Create the target folder, whatever its name."
)

archive_option = click.option(
    "--archive-at-most",
    type=click.IntRange(0),
    metavar="N",
    help="Archive up to N flows and modules without asking.",
)

#: One try a call: the pace tries again itself, and knows then that it was not the first time.
_ATTEMPTS = 1

Command = Any


def plan_options(command: Command) -> Command:
    """The options of the commands that make a plan."""
    for option in reversed(
        (
            click.argument("source"),
            click.argument("target"),
            create_folder_option,
            click.option("--flows", multiple=True, metavar="PATTERN", help="Only these (* and ?)."),
            type_option,
            click.option(
                "--values",
                type=click.Path(path_type=Path, dir_okay=False),
                help="Fill placeholders of a folder from this file.",
            ),
            reference_options,
            click.option(
                "--create",
                default="",
                metavar="KINDS",
                help="Create what is missing: hours,queues,quick-connects,versions,aliases.",
            ),
            click.option(
                "--publish",
                type=click.Choice(["as-source", "all", "none"]),
                help="Which flows to publish [default: all of a folder, else as-source].",
            ),
            click.option(
                "--publish-drafts",
                is_flag=True,
                help="Publish also flows that the target has as drafts only; it can't be undone.",
            ),
            click.option("--prune", is_flag=True, help="Archive what the source does not have."),
            click.option(
                "--rates", metavar="RATES", help="aws, off, or a JSON file of requests/s."
            ),
            click.option("--runs", type=click.Path(path_type=Path), help="Where runs are kept."),
        )
    ):
        command = option(command)
    return command


def run_options(command: Command) -> Command:
    """The options of the commands that write."""
    for option in reversed(
        (
            click.option("--force", is_flag=True, help="Also what changed since the plan."),
            yes_to_option,
            click.option("--workers", type=click.IntRange(1, 64), help="Steps at once."),
            click.option("--json", "as_json", is_flag=True, help="Events as lines of JSON."),
        )
    ):
        command = option(command)
    return command


def kept_options(command: Command) -> Command:
    """The options of the commands that write into one instance and keep what they do as a run."""
    for option in reversed(
        (
            click.option(
                "--rates", metavar="RATES", help="aws, off, or a JSON file of requests/s."
            ),
            click.option("--runs", type=click.Path(path_type=Path), help="Where runs are kept."),
            yes_to_option,
            click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON."),
        )
    ):
        command = option(command)
    return command


def opened(address: str, *, new_folder: bool = True, create_folder: bool = False) -> Instance:
    """The instance of an address, whose calls are tried once: the pace tries again itself.

    Raises:
        FlowportError: It is not there, or can't be reached.
    """
    from flowport.places import instance_at  # noqa: PLC0415  loaded by who needs it

    return instance_at(
        address, new_folder=new_folder, create_folder=create_folder, attempts=_ATTEMPTS
    )


def planned_for(
    source: Source, target: Instance, options: PlanOptions, given: Mapping[str, Any]
) -> Plan:
    """The plan of moving flows of a source into an instance, at its pace.

    Raises:
        FlowportError: It can't be made.
    """
    from flowport.jobs.moving.planning import planned  # noqa: PLC0415  loaded by who needs it

    options = replace(options, rates=_rates(given["rates"], target))
    with _bar("reading") as tell:
        return planned(source, _paced(target, given), options, tell)


def state_plan(
    target: Instance,
    flows: Iterable[FlowSummary],
    action: Action,
    given: Mapping[str, Any],
    version: str = "",
) -> Plan:
    """The plan of archiving, restoring or deleting flows, or of keeping a version of each."""
    from flowport.jobs.moving.options import Options  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.moving.planning import of_states  # noqa: PLC0415  as above

    address = target.address or given["instance"]
    options = Options(
        rates=_rates(given["rates"], target), addresses=(address, address), command=str(action)
    )
    return of_states(target, flows, action, options, version)


def performed(
    plan: Plan,
    target: Instance,
    given: Mapping[str, Any],
    what: str,
    *,
    asks: bool = False,
    first: Callable[[], None] = lambda: None,
) -> dict[str, Outcome]:
    """Carry a plan out as a run that is kept; what became of each flow, by label.

    Args:
        plan: The plan.
        target: Its target.
        given: The command's options; with ``--dry-run`` nothing is done.
        what: What is done, for the question: ``Write 3 flows into``.
        asks: Whether the command asks also where the instance is not protected.
        first: What is done once the write is allowed, before it begins.

    Raises:
        FlowportError: A person says no, or the run can't be kept.
    """
    from flowport.jobs.moving.apply import Options  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.moving.running import run_plan  # noqa: PLC0415  as above

    most, address = given.get("archive_at_most"), given["instance"]
    if given["dry_run"] and plan.exceeds(most):
        sentence = _archiving(plan, target, address)
        say(f"note: {sentence}; it needs --archive-at-most {plan.archived}", err=True)
    if not plan.steps or given["dry_run"]:
        return {}
    ask_to_archive(plan, target, address, most)
    allow_write(what, target, address, Answers.of(given, asks=asks))
    first()
    stop = threading.Event()
    with _stoppable(stop), _telling(as_json=False) as tell:
        options = Options(stopping=stop.is_set, tell=tell)
        run, result = run_plan(plan, target, runs_at(given["runs"]), options)
    if result.problem:
        say(f"flowport: {result.problem}", err=True)
    after = "undo it" if run.state == "complete" else f"flowport resume {run.id}; undo it"
    click.echo(f"run {run.id}: {run.state}; {after} with: flowport undo {run.id}", err=True)
    return {outcome.step.label: outcome for outcome in result.outcomes}


def change_states(
    plan: Plan,
    target: Instance,
    given: Mapping[str, Any],
    *,
    past: str,
    what: str,
    others: Iterable[FlowSummary] = (),
) -> int:
    """Archive, restore or delete, show what became of each flow, and give the exit code.

    Args:
        plan: What is to be done.
        target: Where.
        given: The command's options.
        past: The word for what was done.
        what: What is done, for the question.
        others: Flows that were named, and are in that state already.
    """
    from flowport.cli import tables  # noqa: PLC0415  loaded by who needs it

    done = performed(plan, target, given, what, asks=past == "deleted")
    rows = []
    for item in plan.items:
        outcome = done.get(item.label)
        failed = outcome is not None and outcome.state in {"failed", "left"}
        word = f"would be {past}" if given["dry_run"] else past
        error = ", ".join(outcome.reasons) or "not done" if failed and outcome else None
        rows.append((item.name, "failed" if failed else word, error))
    already = "archived already" if past == "archived" else "not archived"
    rows += [(flow.name, already, None) for flow in others]
    if given["as_json"]:
        tables.say_json([dict(zip(("name", "outcome", "error"), r, strict=True)) for r in rows])
    else:
        tables.say_table(("flow", "outcome"), [row[:2] for row in rows])
        for name, _, error in rows:
            if error:
                say(f"flowport: {name}: {error}", err=True)
    if any(error for _, _, error in rows):
        return 2
    return int(past == "restored" and bool(others))


def runs_at(folder: Path | None) -> Runs:
    """The runs of a folder, or of this user."""
    from flowport.jobs.moving.runs import Runs  # noqa: PLC0415  loaded by who needs it

    return Runs(folder)


def target_of(plan: Plan) -> Instance:
    """The target that a plan names.

    Raises:
        UsageError: The plan says no address.
    """
    from flowport.places import instance_at  # noqa: PLC0415  loaded by who needs it

    address = plan.target.address or plan.target.arn
    return instance_at(address, create_folder=True, attempts=_ATTEMPTS)


def made_plan(given: Mapping[str, Any]) -> Plan:
    """The plan that a command's options ask for.

    Raises:
        FlowportError: It can't be made.
    """
    from flowport.jobs.moving import planning  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  loaded by who needs it
    from flowport.refs import Resolution  # noqa: PLC0415  as above

    decided = chosen(given)
    source = _source(given)
    target = instance_at(
        given["target"],
        new_folder=True,
        create_folder=given["create_folder"],
        attempts=_ATTEMPTS,
    )
    rates = _rates(given["rates"], target)
    default = "all" if source.root else "as-source"
    options = planning.Options(
        flows=given["flows"],
        **decided,
        create=_kinds(given["create"]),
        publish=planning.Publish(given["publish"] or default),
        drafts=given["publish_drafts"],
        prune=given["prune"],
        written=runs_at(given["runs"]).written(target.about.arn),
        rates=rates,
        addresses=(source.address or given["source"], target.address or given["target"]),
    )
    with _bar("reading") as tell:
        plan = planning.plan(_paced(source, given), _paced(target, given), options, tell)
    keep_bindings((Resolution(item.outcomes) for item in plan.items), given)
    return replace(
        plan,
        source=replace(plan.source, name=given["source"]),
        target=replace(plan.target, name=given["target"]),
    )


def _source(given: Mapping[str, Any]) -> Instance:
    """The source, read with the values and types of the options where it is a folder.

    Raises:
        FlowportError: It is not there, or the options are for folders and it is none.
    """
    from flowport.cli.reading import session  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.values import read_values  # noqa: PLC0415  only where they are given
    from flowport.folder import FolderInstance  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  as above

    found = instance_at(given["source"], attempts=_ATTEMPTS)
    values = read_values(given["values"]) if given.get("values") else None
    types = session().types
    if values is None and not types:
        return found
    if found.root is None:
        option = "--type PATTERN=TYPE" if values is None else "--values"
        raise UsageError(f"{option} is for the files of a folder; {given['source']} is an instance")
    return FolderInstance(found.root, values=values, types=types)


def _paced(instance: Instance, given: Mapping[str, Any]) -> Any:
    from flowport.jobs.moving.pace import Door, Pace, SystemClock  # noqa: PLC0415  as above
    from flowport.jobs.moving.reading import Reading  # noqa: PLC0415  as above

    rates, clock = _rates(given["rates"], instance), SystemClock()
    return Reading(instance, Door(Pace(clock, rates, off=rates is None), clock, lambda: False))


def ask_to_archive(plan: Plan, target: Instance, address: str, most: int | None) -> None:
    """Let a person confirm the number, where a plan archives many flows.

    Args:
        plan: The plan.
        target: Its target.
        address: What the person wrote for the target.
        most: How many ``--archive-at-most`` allows; None where it was not given.

    Raises:
        UsageError: They type another number, or can't be asked; nothing was written.
    """
    if not plan.exceeds(most):
        return
    sentence, number = _archiving(plan, target, address), plan.archived
    if most is not None or not may_ask():
        raise UsageError(f"{sentence}; use --archive-at-most {number} to allow it")
    confirm_by_typing(f"{sentence}.", str(number))


def _archiving(plan: Plan, target: Instance, address: str) -> str:
    from flowport.places import describe  # noqa: PLC0415  loaded by who needs it

    where = describe(address, target)
    return f"This archives {plan.archived} of {plan.held} active flows and modules of {where}"


def _kinds(given: str) -> frozenset[str]:
    from flowport.jobs.moving.resources import (  # noqa: PLC0415  loaded by who needs it
        KINDS,
        QUALIFIERS,
    )

    every = KINDS | QUALIFIERS
    words = [word.strip() for word in given.split(",") if word.strip()]
    strange = [word for word in words if word not in every]
    if strange:
        raise UsageError(f"--create takes {', '.join(every)}, not {strange[0]!r}")
    return frozenset(every[word] for word in words)


def _rates(given: str | None, instance: Instance) -> dict[str, float] | None:
    """Requests a second: the published ones for a live instance, none for another, or a file's."""
    from flowport.catalogue.rates import RATES  # noqa: PLC0415  loaded by who needs it

    if given == "off" or (given is None and not instance.paced):
        return None
    if given in {None, "aws"}:
        return dict(RATES)
    path = Path(str(given))
    try:
        found = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise UsageError(f"{path}: the rates can't be read: {error}") from error
    if not isinstance(found, dict) or not all(_is_rate(each) for each in found.values()):
        raise UsageError(f"{path}: write one JSON object of operations and requests a second")
    return found


def _is_rate(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def carry_out(
    work: Callable[[Options], Result],
    runs: Runs,
    run: Run,
    given: Mapping[str, Any],
    *,
    plan: Plan | None = None,
    undone: bool = False,
) -> None:
    """Do a run's work, tell how it goes, keep how far it came, and exit.

    Exit code 0: all was done; 1: something was blocked or only saved, failed, or is left to do.
    ``plan`` is the plan of a run that goes forward.
    """
    from flowport.cli import plan_text  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.moving.apply import Options  # noqa: PLC0415  as above
    from flowport.jobs.moving.plan import Action  # noqa: PLC0415  as above

    stop = threading.Event()
    with _stoppable(stop), _telling(as_json=given["as_json"]) as tell:
        options = Options(
            workers=given["workers"],
            force=given["force"],
            stopping=stop.is_set,
            tell=tell,
        )
        result = work(options)
    kept = runs.ended(run, result, undone=undone)
    if given["as_json"]:
        click.echo(orjson.dumps(plan_text.ended(kept, result)))
    else:
        click.echo(plan_text.summary(kept, result, plan), nl=False)
    blocked = plan is not None and bool(plan.of(Action.BLOCKED))
    sys.exit(blocked or not result.complete or bool(result.problem) or plan_text.doubtful(result))


@contextmanager
def _stoppable(stop: threading.Event) -> Iterator[None]:
    """The first Ctrl-C ends the run after the calls in flight, the second at once."""

    def asked(_signal: int, _frame: Any) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        click.echo("\nstopping after the calls in flight; once more to stop at once", err=True)

    former = signal.signal(signal.SIGINT, asked)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


@contextmanager
def _telling(*, as_json: bool) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """Who tells events: as JSON lines, as a bar before a terminal, or not at all."""
    if as_json:
        yield lambda event: click.echo(orjson.dumps(event))
        return
    with _bar("writing") as tell:
        yield lambda event: tell(_left(event), event["done"], event["of"])


def _left(event: Mapping[str, Any]) -> str:
    left = int(event.get("secondsLeft", 0))
    return f"{event['step']}" + (f" ({left // 60}:{left % 60:02} left)" if left else "")


@contextmanager
def _bar(label: str) -> Iterator[Callable[[str, int, int], None]]:
    """A bar before a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _all: None
        return
    from rich.console import Console  # noqa: PLC0415  slow to import, and only for terminals
    from rich.progress import Progress  # noqa: PLC0415  as above

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda what, done, every: bar.update(
            task, description=what, completed=done, total=every
        )
