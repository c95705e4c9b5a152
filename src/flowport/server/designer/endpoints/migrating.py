"""Migrating: where to, a plan, and runs that are watched, stopped, resumed and undone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flowport.catalogue.rates import RATES
from flowport.errors import PlanError
from flowport.jobs.moving import planning
from flowport.jobs.moving.resources import KINDS, QUALIFIERS
from flowport.ports import State
from flowport.refs import binding_file
from flowport.server.designer.affecting import told_calls
from flowport.server.designer.ask import DesignerReply
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.endpoints.catalogue import met, wanted_kind
from flowport.server.designer.migrating import needs
from flowport.server.designer.migrating.plan_rows import plan_json
from flowport.server.designer.migrating.plans import Planned, PlanRequest
from flowport.server.designer.migrating.reachable import of_plan, one, targets
from flowport.server.designer.migrating.running import Order
from flowport.server.designer.refusals import Refusal
from flowport.server.identifiers import written_number
from flowport.store import audit
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.designer.schema.call_schema import AffectedCallsJSON
    from flowport.designer.schema.migration_schema import (
        BegunPlanJSON,
        BegunRunJSON,
        PlanningJSON,
        ResourcesJSON,
        RunJSON,
        RunListJSON,
        RunNewsJSON,
        ShownRunJSON,
        TargetsJSON,
    )
    from flowport.jobs.moving.plan import Plan
    from flowport.jobs.moving.runs import Run
    from flowport.ports import FlowSummary
    from flowport.server.designer.ask import Ask
    from flowport.server.designer.migrating.targets import MigrationTarget


@endpoint("GET", "/{instance}/targets", needs="View")
def list_targets(ask: Ask) -> TargetsJSON:
    """Where the flows of the instance may go."""
    return {"targets": [each.as_json() for each in targets(ask)]}


@endpoint("GET", "/{instance}/targets/{target}/resources")
def resources(ask: Ask) -> ResourcesJSON:
    """What a plan's references may be mapped to in a target, by part of a name."""
    kind = wanted_kind(ask)
    target = one(ask, ask.path["target"])
    every = ask.migrating.holdings.of(target, kind, ask.app.store)
    return {**met(every or (), ask.query.get("q", "")), "known": every is not None}


@endpoint("POST", "/{instance}/plans", needs="View")
def begin_plan(ask: Ask) -> DesignerReply:
    """Begin to plan; nothing is written."""
    target, store = one(ask, ask.text("target")), ask.app.store
    rates = dict(RATES) if target.kind == "live" else None
    source = StoredInstance(store, ask.instance)
    wanted = PlanRequest(
        source=source,
        target=lambda: target.open(store),
        options=_options(ask, target, _flows(ask, source.flows()), rates),
        rates=rates,
    )
    about = Planned(id="", instance=ask.instance.id, user=ask.visit.user.id, target=target.id)
    begun: BegunPlanJSON = {"plan": ask.migrating.plans.begin(about, wanted)}
    return DesignerReply(body=begun, status=202)


def _flows(ask: Ask, every: Sequence[FlowSummary]) -> list[str]:
    """The ARNs of the flows that are meant, all of which the user may see; none for all."""
    wanted = set(ask.texts("flows"))
    unknown = wanted - {flow.key.id for flow in every}
    if unknown:
        raise Refusal("not-found", f"The instance has no flow {min(unknown)}.")
    found = [flow for flow in every if flow.key.id in wanted]
    meant = found or [flow for flow in every if flow.state is State.ACTIVE]
    for kind in sorted({str(flow.key.kind) for flow in meant}):
        ask.permit("View", kind)
    return [flow.arn for flow in found]


def _options(
    ask: Ask, target: MigrationTarget, flows: list[str], rates: dict[str, float] | None
) -> planning.PlanOptions:
    publish = ask.text("publish", "as-source")
    if publish not in set(planning.Publish):
        raise Refusal("bad-request", "'publish' is as-source, all or none.")
    every = KINDS | QUALIFIERS
    unknown = [word for word in ask.texts("create") if word not in every]
    if unknown:
        raise Refusal("bad-request", f"'create' takes {', '.join(every)}, not {unknown[0]!r}.")
    bindings = json.dumps({"binding": ask.items("bindings")})
    return planning.PlanOptions(
        flows=flows,
        bindings=binding_file.load(bindings, name="'bindings'"),
        create=frozenset(every[word] for word in ask.texts("create")),
        publish=planning.Publish(publish),
        drafts=_flag(ask, "drafts"),
        prune=_flag(ask, "prune"),
        hidden=_flag(ask, "hidden"),
        allow=frozenset(ask.texts("allow")),
        placeholders=frozenset(ask.texts("allowPlaceholders")),
        written=ask.migrating.runs.written(target.arn) if target.arn else {},
        rates=rates,
        addresses=(f"local:{ask.instance.id}", target.address),
    )


def _flag(ask: Ask, name: str) -> bool:
    value = ask.body.get(name, False)
    if not isinstance(value, bool):
        raise Refusal("bad-request", f"{name!r} is true or false.")
    return value


def _planned(ask: Ask, plan: str) -> Planned:
    return ask.migrating.plans.find(plan, ask.instance.id, ask.visit.user.id)


@endpoint("GET", "/{instance}/plans/{plan}", needs="View")
def show_plan(ask: Ask) -> PlanningJSON:
    """How far a plan is, and what it says."""
    about = _planned(ask, ask.path["plan"])
    ready = about.state == "ready"
    plan = ask.migrating.plans.plan(about) if ready else None
    return {
        "plan": about.id,
        "state": about.state,
        "what": about.what,
        "done": about.done,
        "of": about.of,
        "message": about.message,
        "result": plan_json(plan, one(ask, about.target)) if plan else None,
    }


@endpoint("GET", "/{instance}/plans/{plan}/calls", needs="View")
def plan_calls(ask: Ask) -> AffectedCallsJSON:
    """Which calls a plan affects in its target.

    ``item`` in the query names one flow (``flow:Main``, ``module:Pay``); without it the first ten
    flows that change are compared, and ``left`` lists the others. The answer is ``{"flows": [...],
    "left": [...]}``; each flow has ``flow`` (the label), ``name`` and the members of
    ``/{instance}/flows/{flow}/compare/calls``; ``same`` is null where a content can't be read.
    Flows that the target does not have yet have no calls to compare.
    """
    about = _planned(ask, ask.path["plan"])
    plan = ask.migrating.plans.plan(about)
    return told_calls(ask, plan, one(ask, about.target))


@endpoint("POST", "/{instance}/runs", needs="View")
def begin_run(ask: Ask) -> DesignerReply:
    """Carry a plan out; asked again, it names the run that does."""
    about = _planned(ask, ask.text("plan"))
    plan = ask.migrating.plans.plan(about)
    _require_count(ask, plan)
    order = _order(ask, "apply", one(ask, about.target), needs.to_apply(plan))
    run = ask.migrating.plans.taken(about, lambda: _begun(ask, plan, order))
    begun: BegunRunJSON = {"run": run}
    return DesignerReply(body=begun, status=202)


def _begun(ask: Ask, plan: Plan, order: Order) -> str:
    run = ask.migrating.running.begin(plan, order)
    _note(ask, "run-begun", run, plan)
    return run


def _note(ask: Ask, event: str, run: str, plan: Plan) -> None:
    """Tell the audit log what is done with a run."""
    with ask.app.store.writing() as connection, audit.acting(ask.by, ask.host):
        audit.note(
            connection,
            event,
            instance=ask.instance.id,
            target=run,
            into=plan.target.arn or plan.target.address,
            steps=len(plan.steps),
        )


def _require_count(ask: Ask, plan: Plan) -> None:
    """Refuse to archive many flows where the request does not say how many."""
    most = ask.body.get("archiveAtMost")
    if most is not None and (not isinstance(most, int) or isinstance(most, bool)):
        raise Refusal("bad-request", "'archiveAtMost' must be a number.")
    if plan.exceeds(most):
        number = plan.archived
        message = (
            f"This archives {number} of {plan.held} active flows and modules of "
            f"{plan.target.name}; confirm the number {number}."
        )
        raise Refusal("unconfirmed", message, archived=number)


def _order(ask: Ask, what: str, target: MigrationTarget | None, wanted: Sequence[str]) -> Order:
    """What is to be done, if the user may do it in the target."""
    if target is None:
        raise Refusal("forbidden", "You can't reach the run's target; sign in to it first.")
    if what != "stop" and target.protected and ask.text("yesTo", "") != target.name:
        message = f"{target.name!r} is protected in flowport.toml; confirm its name."
        raise Refusal("unconfirmed", message, name=target.name)
    for permission in wanted:
        if not target.may(permission):
            message = f"Your security profiles in {target.name} lack the permission {permission}."
            raise Refusal("forbidden", message, permission=permission)
    by = f"{ask.visit.user.name} ({ask.instance.alias or ask.instance.id})"
    store = ask.app.store.on_behalf_of(f"user {by}")
    return Order(what=what, by=by, target=lambda: target.open(store), force=_flag(ask, "force"))


@endpoint("GET", "/{instance}/runs", needs="View")
def list_runs(ask: Ask) -> RunListJSON:
    """The runs out of the instance or into it."""
    return {"runs": [_run(ask, run) for run in ask.migrating.running.of(ask.instance.arn)]}


def _found(ask: Ask) -> Run:
    return ask.migrating.running.find(ask.path["run"], ask.instance.arn)


def _run(ask: Ask, run: Run) -> RunJSON:
    return {
        "id": run.id,
        "command": run.command,
        "began": run.began,
        "source": run.source,
        "target": run.target,
        "targetArn": run.arn,
        **ask.migrating.running.state(run),
        "permitted": _permitted(ask, run),
    }


def _permitted(ask: Ask, run: Run) -> bool:
    try:
        plan = ask.migrating.running.plan(run)
    except PlanError:
        return False
    target = of_plan(ask, plan)
    wanted = {*needs.to_apply(plan), *needs.to_undo(plan)}
    return target is not None and all(target.may(each) for each in wanted)


@endpoint("GET", "/{instance}/runs/{run}", needs="View")
def show_run(ask: Ask) -> RunNewsJSON:
    """How far a run is, and what happened since the page asked last."""
    after = written_number(ask.query.get("after") or "0")
    if after is None:
        raise Refusal("bad-request", "'after' is what the last answer said.")
    run = _found(ask)
    state = _run(ask, run)
    happened, place = ask.migrating.running.events(run, after)
    return {"run": state, "events": happened, "after": place}


@endpoint("POST", "/{instance}/runs/{run}/stop", needs="View")
def stop_run(ask: Ask) -> ShownRunJSON:
    """End a run after the calls in flight."""
    run = _found(ask)
    plan = ask.migrating.running.plan(run)
    _order(ask, "stop", *_wanted(ask, plan, undo=False))
    _note(ask, "run-stopped", run.id, plan)
    ask.migrating.running.stop(run)
    return {"run": _run(ask, run)}


def _wanted(ask: Ask, plan: Plan, *, undo: bool) -> tuple[MigrationTarget | None, list[str]]:
    return of_plan(ask, plan), needs.to_undo(plan) if undo else needs.to_apply(plan)


@endpoint("POST", "/{instance}/runs/{run}/resume", needs="View")
def resume_run(ask: Ask) -> DesignerReply:
    """Go on with a run where it stopped."""
    return _go_on(ask, "resume")


@endpoint("POST", "/{instance}/runs/{run}/undo", needs="View")
def undo_run(ask: Ask) -> DesignerReply:
    """Take a run back."""
    return _go_on(ask, "undo")


def _go_on(ask: Ask, step: str) -> DesignerReply:
    running, run = ask.migrating.running, _found(ask)
    undo = step == "undo" or running.is_undo(run)
    wanted = _wanted(ask, running.plan(run), undo=undo)
    order = _order(ask, "undo" if undo else "apply", *wanted)
    begun: BegunRunJSON = {"run": running.go_on(run, step, order)}
    _note(ask, "run-undone" if undo else "run-resumed", run.id, running.plan(run))
    return DesignerReply(body=begun, status=202)
