"""Which calls a change affects, for the page."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from flowport.catalogue.families import FAMILIES
from flowport.jobs.affected import affected_calls, affected_json, changed_items
from flowport.jobs.lazy_flows import LazyFlows
from flowport.server.designer.refusals import Refusal
from flowport.server.simulated_instance import program_of, stage_of
from flowport.simulate import Library
from flowport.store.instance import StoredInstance
from flowport.testing.behaviour import compare_calls
from flowport.testing.call_report import comparison_json
from flowport.testing.channels import ALL_CHANNELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.designer.schema.call_schema import AffectedCallsJSON
    from flowport.jobs.moving.plan import Plan
    from flowport.model import Flow
    from flowport.ports import Instance
    from flowport.server.designer.ask import Ask
    from flowport.server.designer.migrating.targets import MigrationTarget
    from flowport.simulate import Program
    from flowport.store import Store
    from flowport.store.flows import Stored
    from flowport.store.instances import InstanceRow as StoredAt
    from flowport.testing import Stage
    from flowport.testing.comparison_schema import AffectedFlowJSON, ComparisonJSON

__all__ = ["compared_contents", "told_calls"]

#: How many flows one answer compares: each may take a second.
_MOST = 10


def told_calls(ask: Ask, plan: Plan, target: MigrationTarget | None = None) -> AffectedCallsJSON:
    """The calls that a plan affects: of the flow that ``item`` names, else of the first ten.

    Args:
        ask: The call.
        plan: The plan.
        target: Where the plan goes; None for the call's own instance.

    Raises:
        Refusal: The plan does not change such a flow.
        WorkLimitError: The target's flows take too long to read, or their calls to compare.
    """
    items = changed_items(plan)
    wanted = ask.query.get("item", "")
    if wanted:
        items = [item for item in items if item.label == wanted]
        if not items:
            raise Refusal("not-found", f"The plan does not change {wanted}.")
    labels = [item.label for item in items[:_MOST]]
    if target is None:
        found = ask.read_apart(_affected_here, ask.instance, plan, labels)
    else:
        found = ask.read_apart(_affected_there, target, plan, labels)
    return {"flows": found, "left": [item.label for item in items[_MOST:]]}


def _affected_here(
    store: Store, about: StoredAt, plan: Plan, labels: Sequence[str]
) -> list[AffectedFlowJSON]:
    return _affected(plan, StoredInstance(store, about), labels)


def _affected_there(
    store: Store, target: MigrationTarget, plan: Plan, labels: Sequence[str]
) -> list[AffectedFlowJSON]:
    return _affected(plan, target.open(store), labels)


def _affected(plan: Plan, target: Instance, labels: Sequence[str]) -> list[AffectedFlowJSON]:
    """The calls of the flows of these labels that a plan changes, each as JSON."""
    items = [item for item in changed_items(plan) if item.label in labels]
    return [affected_json(each) for each in affected_calls(plan, target, items)]


def compared_contents(ask: Ask, row: Stored, before: Flow, after: Flow) -> ComparisonJSON:
    """The calls that differ between two contents of a flow.

    Around it are the published flows and modules that the user may view.

    Raises:
        WorkLimitError: They take too long to compare.
    """
    may = ask.visit.principal.may
    kinds = [kind for kind, family in FAMILIES.items() if may(f"{family.permission}.View")]
    return ask.read_apart(_compared, ask.instance, row, (before, after), kinds)


def _compared(
    store: Store,
    instance: StoredAt,
    row: Stored,
    contents: tuple[Flow, Flow],
    kinds: Sequence[str],
) -> ComparisonJSON:
    """The comparison of two contents, as JSON."""
    with store.reading() as connection:
        stage = stage_of(connection, instance, begins=time.time(), seed=0, kinds=kinds)
        before, after = (_side(content, row, stage) for content in contents)
        return comparison_json(compare_calls(before, after, channels=ALL_CHANNELS))


def _side(content: Flow, row: Stored, stage: Stage) -> tuple[Program, Library]:
    """A content, and the flows around it, in which it is what the instance has."""
    program, shelf = program_of(content, row), LazyFlows()
    shelf.put((row.arn, row.id, row.name), lambda: program)
    if isinstance(stage.library.programs, LazyFlows):
        shelf.follow(stage.library.programs)
    return program, Library(shelf, stage.library.names)
