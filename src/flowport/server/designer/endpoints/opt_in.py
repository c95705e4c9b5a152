"""Opting in: the legacy flows of an instance, looked at and converted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.jobs.moving import own_flows
from flowport.jobs.moving.planning import planned
from flowport.jobs.moving.running import run_plan
from flowport.server.designer.endpoint_registry import endpoint
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.designer.schema.import_schema import (
        ConversionNoteJSON,
        LegacyFlowJSON,
        LegacyFlowsJSON,
    )
    from flowport.jobs.moving.own_flows import Legacy
    from flowport.jobs.moving.plan import Item, Plan
    from flowport.jobs.moving.result import StepOutcome
    from flowport.server.designer.ask import Ask


@endpoint("GET", "/{instance}/opt-in", needs="View")
def look(ask: Ask) -> LegacyFlowsJSON:
    """Which flows are in the legacy format, and what converting them says."""
    instance = StoredInstance(ask.app.store, ask.instance)
    found = list(own_flows.legacy_flows(instance))
    _permit(ask, found, "View")
    items = {item.label: item for item in _plan(ask, instance, found).items}
    return {"flows": [_converted(each, items[each.arrival.label]) for each in found]}


@endpoint("POST", "/{instance}/opt-in", needs="Edit")
def opt_in(ask: Ask) -> LegacyFlowsJSON:
    """Convert legacy flows: all, or those of the ids; each tells what became of it."""
    instance, wanted = StoredInstance(ask.app.store, ask.instance), set(ask.texts("flows"))
    found = list(own_flows.legacy_flows(instance, wanted or None))
    _permit(ask, found, "Edit", "Publish")
    plan, outcomes = _plan(ask, instance, found), dict[str, "StepOutcome"]()
    if plan.steps:
        _, result = run_plan(plan, instance, ask.migrating.runs)
        outcomes = result.by_label()
    items = {item.label: item for item in plan.items}
    return {
        "flows": [
            _done(each, items[label], outcomes.get(label))
            for each in found
            for label in [each.arrival.label]
        ]
    }


def _plan(ask: Ask, instance: StoredInstance, found: Sequence[Legacy]) -> Plan:
    options = own_flows.opt_in_options(f"local:{ask.instance.id}")
    return planned(own_flows.opting_in(instance, found), instance, options)


def _permit(ask: Ask, found: Sequence[Legacy], *steps: str) -> None:
    """Go on only if the user may do the steps with whatever was found, flow or module."""
    for kind in {"flow", *(each.summary.key.kind.value for each in found)}:
        for step in steps:
            ask.permit(step, kind)


def _done(each: Legacy, item: Item, outcome: StepOutcome | None) -> LegacyFlowJSON:
    ok = outcome is not None and outcome.state not in {"failed", "left"}
    reasons = list(outcome.reasons if outcome else item.reasons)
    return {**_converted(each, item), "ok": ok, "reasons": reasons}


def _converted(each: Legacy, item: Item) -> LegacyFlowJSON:
    notes: list[ConversionNoteJSON] = [
        {"block": n.block, "kind": n.kind.value, "message": n.message} for n in each.notes
    ]
    problem = each.arrival.problem
    return {
        "id": each.summary.key.id,
        "kind": each.summary.key.kind.value,
        "name": each.summary.name,
        "type": each.summary.type,
        "exact": all(note["kind"] == "exact" for note in notes),
        "notes": [note for note in notes if note["kind"] != "exact"],
        "errors": [] if problem else list(item.reasons),
        "problem": problem,
        "draftOnly": each.draft_only,
    }
