"""Plans as the page shows them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flowport.designer.document_report import reference_json
from flowport.jobs.moving.planned_directory import awaits
from flowport.server.designer.migrating import needs

if TYPE_CHECKING:
    from flowport.designer.schema.migration_schema import PlanItemJSON, PlanJSON, PlanReferenceJSON
    from flowport.jobs.moving.plan import Item, Plan
    from flowport.refs.outcome import Outcome
    from flowport.server.designer.migrating.targets import MigrationTarget

__all__ = ["plan_json"]


def plan_json(plan: Plan, target: MigrationTarget | None) -> PlanJSON:
    """A plan; ``missing`` says what the user lacks in the target to carry it out."""
    wanted = needs.to_apply(plan)
    return {
        "source": {"name": plan.source.name, "arn": plan.source.arn},
        "target": {"name": plan.target.name, "arn": plan.target.arn},
        "counts": dict(Counter(str(item.action) for item in plan.items)),
        "steps": len(plan.steps),
        "archived": plan.archived,
        "held": plan.held,
        "confirmArchive": plan.archives_many,
        "calls": dict(plan.calls),
        "seconds": plan.seconds,
        "warnings": list(plan.warnings),
        "losses": list(plan.losses),
        "missing": [each for each in wanted if target is None or not target.may(each)],
        "items": [_item(item) for item in plan.items],
        "resources": [
            {"kind": each.kind, "name": each.name, "notes": list(each.notes)}
            for each in plan.resources
        ],
    }


def _item(item: Item) -> PlanItemJSON:
    return {
        "kind": str(item.kind),
        "name": item.name,
        "type": item.type,
        "action": str(item.action),
        "publish": item.publish,
        "drift": item.drift,
        "reasons": list(item.reasons),
        "changes": list(item.changes),
        "references": [_reference(outcome) for outcome in item.outcomes],
    }


def _reference(outcome: Outcome) -> PlanReferenceJSON:
    made = outcome.resource is not None and awaits(outcome.resource.arn) is not None
    return {**reference_json(outcome), "made": made, "blocks": outcome.blocks_publishing}
