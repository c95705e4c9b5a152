"""Plans as commands ask for them: instances opened and read at a pace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from flowport.cli.reference_options import chosen, keep_bindings
from flowport.cli.run_progress import bar
from flowport.errors import UsageError
from flowport.files import reason
from flowport.suggestions import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.cli.run_options import PlanChoices, WriteRequest
    from flowport.jobs.moving.options import PlanOptions
    from flowport.jobs.moving.plan import FlowChange, Plan
    from flowport.jobs.moving.runs import Runs
    from flowport.jobs.moving.source_flows import Source
    from flowport.ports import FlowSummary, Instance

__all__ = ["made_plan", "opened", "planned_for", "runs_at", "state_plan", "target_of"]

#: One try a call: the pace tries again itself, and knows then that it was not the first time.
_ATTEMPTS = 1


def opened(address: str, *, new_folder: bool = True, create_folder: bool = False) -> Instance:
    """The instance of an address, whose calls are tried once: the pace tries again itself.

    Raises:
        FlowportError: It is not there, or can't be reached.
    """
    from flowport.places import instance_at  # noqa: PLC0415  loaded by who needs it

    return instance_at(
        address, new_folder=new_folder, create_folder=create_folder, attempts=_ATTEMPTS
    )


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


def planned_for(source: Source, target: Instance, options: PlanOptions, rates: str | None) -> Plan:
    """The plan of moving flows of a source into an instance, at its pace.

    Raises:
        FlowportError: It can't be made.
    """
    from flowport.jobs.moving.planning import planned  # noqa: PLC0415  loaded by who needs it

    options = replace(options, rates=_rates(rates, target))
    with bar("reading") as tell:
        return planned(source, _paced(target, rates), options, tell)


def state_plan(
    target: Instance,
    flows: Iterable[FlowSummary],
    action: FlowChange,
    request: WriteRequest,
    version: str = "",
) -> Plan:
    """The plan of archiving, restoring or deleting flows, or of keeping a version of each."""
    from flowport.jobs.moving.options import PlanOptions  # noqa: PLC0415  loaded by who needs it
    from flowport.jobs.moving.planning import of_states  # noqa: PLC0415  as above

    address = target.address or request.instance
    options = PlanOptions(
        rates=_rates(request.kept.rates, target), addresses=(address, address), command=str(action)
    )
    return of_states(target, flows, action, options, version)


def made_plan(given: PlanChoices, *, dry_run: bool = False) -> Plan:
    """The plan that a command's options ask for; a dry run keeps no bindings.

    Raises:
        FlowportError: It can't be made.
    """
    from flowport.jobs.moving import planning  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  loaded by who needs it
    from flowport.refs.outcome import Resolution  # noqa: PLC0415  as above

    decided = chosen(given.references, given.type_)
    source = _source(given)
    target = instance_at(
        given.target,
        new_folder=True,
        create_folder=given.create_folder,
        attempts=_ATTEMPTS,
    )
    rates = _rates(given.rates, target)
    default = "all" if source.root else "as-source"
    options = planning.PlanOptions(
        flows=given.flows,
        **decided,
        create=_kinds(given.create),
        publish=planning.Publish(given.publish or default),
        drafts=given.publish_drafts,
        prune=given.prune,
        written=runs_at(given.runs).written(target.about.arn),
        rates=rates,
        addresses=(source.address or given.source, target.address or given.target),
    )
    there, here = _paced(target, given.rates), _paced(source, given.rates)
    with bar("reading") as tell:
        plan = planning.plan(here, there, options, tell)
    resolutions = (Resolution(item.outcomes) for item in plan.items)
    keep_bindings(resolutions, given.references, dry_run=dry_run)
    return replace(
        plan,
        source=replace(plan.source, name=given.source),
        target=replace(plan.target, name=given.target),
    )


def _source(given: PlanChoices) -> Instance:
    """The source, read with the values and types of the options where it is a folder.

    Raises:
        FlowportError: It is not there, or the options are for folders and it is none.
    """
    from flowport.cli.reading import session  # noqa: PLC0415  loaded by who needs it
    from flowport.cli.values_files import read_values  # noqa: PLC0415  only where they are given
    from flowport.folder import FolderInstance  # noqa: PLC0415  as above
    from flowport.places import instance_at  # noqa: PLC0415  as above

    found = instance_at(given.source, attempts=_ATTEMPTS)
    values = read_values(given.values) if given.values else None
    types = session().types
    if values is None and not types:
        return found
    if found.root is None:
        option = "--type PATTERN=TYPE" if values is None else "--values"
        raise UsageError(f"{option} is for the files of a folder; {given.source} is an instance")
    return FolderInstance(found.root, values=values, types=types)


def _paced(instance: Instance, given: str | None) -> Instance:
    from flowport.jobs.moving.pace import Pace, PacedCalls, SystemClock  # noqa: PLC0415  as above
    from flowport.jobs.moving.paced_reading import Reading  # noqa: PLC0415  as above

    rates, clock = _rates(given, instance), SystemClock()
    calls = PacedCalls(Pace(clock, rates, off=rates is None), clock, lambda: False)
    return cast("Instance", Reading(instance, calls))  # a plan only reads


def _kinds(given: str) -> frozenset[str]:
    from flowport.jobs.moving.resources import (  # noqa: PLC0415  loaded by who needs it
        KINDS,
        QUALIFIERS,
    )

    every = KINDS | QUALIFIERS
    words = [word.strip() for word in given.split(",") if word.strip()]
    strange = [word for word in words if word not in every]
    if strange:
        meant = suggestion(strange[0], every)
        raise UsageError(f"--create takes {', '.join(every)}, not {strange[0]!r}{meant}")
    return frozenset(every[word] for word in words)


def _rates(given: str | None, instance: Instance) -> dict[str, float] | None:
    """Requests a second: the published ones for a live instance, none for another, or a file's."""
    from flowport.catalogue.rates import RATES  # noqa: PLC0415  loaded by who needs it
    from flowport.model.parse import parse  # noqa: PLC0415  as above

    if given == "off" or (given is None and not instance.paced):
        return None
    if given in {None, "aws"}:
        return dict(RATES)
    path = Path(str(given))
    try:
        found = parse(path.read_bytes(), source=str(path))
    except OSError as error:
        raise UsageError(f"{path}: the rates can't be read: {reason(error)}") from error
    if not isinstance(found, dict) or not all(_is_rate(each) for each in found.values()):
        raise UsageError(f"{path}: write one JSON object of operations and requests a second")
    return found


def _is_rate(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
