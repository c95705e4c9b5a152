"""Which calls a change affects, for the page."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import FAMILIES
from flowport.jobs.affected import affected_calls, affected_json, changed_items
from flowport.jobs.shelf import Shelf
from flowport.server.designer.refusals import Refusal
from flowport.server.rehearsal import program_of, stage_of
from flowport.simulate import Library
from flowport.testing.behaviour import compare_calls
from flowport.testing.call_report import comparison_json
from flowport.testing.channels import ALL_CHANNELS

if TYPE_CHECKING:
    from flowport.jobs.moving.plan import Plan
    from flowport.model import Flow
    from flowport.ports import Instance
    from flowport.server.designer.ask import Ask
    from flowport.store.flows import Stored

__all__ = ["compared_contents", "told_calls"]

#: How many flows one answer compares: each may take a second.
_MOST = 10


def told_calls(ask: Ask, plan: Plan, target: Instance) -> dict[str, Any]:
    """The calls that a plan affects: of the flow that ``item`` names, else of the first ten.

    Raises:
        Refusal: The plan does not change such a flow.
    """
    items = changed_items(plan)
    wanted = ask.query.get("item", "")
    if wanted:
        items = [item for item in items if item.label == wanted]
        if not items:
            raise Refusal("not-found", f"The plan does not change {wanted}.")
    found = affected_calls(plan, target, items[:_MOST])
    return {
        "flows": [affected_json(each) for each in found],
        "left": [item.label for item in items[_MOST:]],
    }


def compared_contents(ask: Ask, row: Stored, before: Flow, after: Flow) -> dict[str, Any]:
    """The calls that differ between two contents of a flow.

    Around it are the published flows and modules that the user may view.
    """
    may = ask.visit.principal.may
    kinds = [kind for kind, family in FAMILIES.items() if may(f"{family.permission}.View")]
    stage = stage_of(ask.connection, ask.instance, begins=time.time(), seed=0, kinds=kinds)
    sides = []
    for content in (before, after):
        program = program_of(content, row)
        shelf = Shelf()
        shelf.put(
            (row.arn, row.id, row.name),
            lambda program=program: program,  # type: ignore[misc]
        )
        if isinstance(stage.library.programs, Shelf):
            shelf.follow(stage.library.programs)
        sides.append((program, Library(shelf, stage.library.names)))
    return comparison_json(compare_calls(sides[0], sides[1], channels=ALL_CHANNELS))
