"""Importing and publishing as tests do it: planned, and carried out with a journal of its own."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowport.errors import FlowportError
from flowport.jobs.moving import apply as applying
from flowport.jobs.moving import own_flows, source_flows
from flowport.jobs.moving.journal import Journal
from flowport.jobs.moving.options import Conflict, PlanOptions, Publish
from flowport.jobs.moving.planning import planned
from jobs.moving.world import FakeClock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.jobs.documents import Incoming
    from flowport.jobs.moving.plan import Item, Plan
    from flowport.jobs.moving.result import StepOutcome
    from flowport.ports import FlowSummary, Instance

__all__ = ["Done", "carry_out", "plan_import", "plan_publish"]


@dataclass(frozen=True)
class Done:
    """What became of one item."""

    item: Item
    outcome: StepOutcome | None
    summary: FlowSummary | None

    @property
    def published(self) -> bool:
        """Whether it was published."""
        return self.outcome is not None and self.outcome.state == "published"

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it was not."""
        return self.outcome.reasons if self.outcome else self.item.reasons

    @property
    def state(self) -> str:
        """What became of it, in a word."""
        return self.outcome.state if self.outcome else str(self.item.action)


def plan_import(
    batch: Sequence[Incoming],
    instance: Instance,
    *,
    publish: bool = False,
    conflict: Conflict | None = None,
    source: str = "",
    **more: Any,
) -> Plan:
    """The plan of an import, as the command makes it."""
    options = PlanOptions(
        conflict=conflict,
        publish=Publish.ALL if publish else Publish.NONE,
        drafts=True,
        revive=False,
        command="import",
        **more,
    )
    return planned(source_flows.files(batch, source), instance, options)


def plan_publish(instance: Instance, flow: FlowSummary, **more: Any) -> Plan:
    """The plan of publishing a flow."""
    options = PlanOptions(drafts=True, revive=False, command="publish", **more)
    return planned(own_flows.publishing(instance, [flow]), instance, options)


def carry_out(plan: Plan, instance: Instance) -> list[Done]:
    """Write a plan, and say what became of each item.

    Raises:
        FlowportError: Something in it is blocked; nothing was written.
    """
    if plan.blocked:
        raise FlowportError(plan.blocked[0].reasons[0])
    with tempfile.TemporaryDirectory() as place:
        journal = Journal(Path(place) / "journal")
        result = applying.apply(plan, instance, journal, applying.ApplyOptions(clock=FakeClock()))
        journal.close()
    outcomes = {outcome.step.label: outcome for outcome in result.outcomes}
    held = {f"{flow.key.kind}:{flow.name}": flow for flow in instance.flows()}
    return [Done(item, outcomes.get(item.label), held.get(item.label)) for item in plan.items]
