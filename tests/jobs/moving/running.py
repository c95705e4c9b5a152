"""Planning, applying and taking back as tests do it: at once, and without waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.jobs.moving import apply as applying
from flowport.jobs.moving import planning
from flowport.jobs.moving import undo as undoing
from flowport.jobs.moving.journal import Journal
from jobs.moving.world import FakeClock, Memory, populate

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.jobs.moving.plan import Plan
    from flowport.jobs.moving.result import Result

__all__ = ["SCENARIO", "TYPES", "apply", "made", "plan", "scenario", "undo"]

#: A ring of three, a flow that leads to itself, a module that ten flows use, a queue flow, two
#: names that differ in case alone, and a Lambda function that the target lacks.
SCENARIO: dict[str, list[str]] = {
    "flow:Ring A": ["flow:Ring B"],
    "flow:Ring B": ["flow:Ring C", "module:Shared"],
    "flow:Ring C": ["flow:Ring A"],
    "flow:Again": ["flow:Again"],
    "flow:Wait": [],
    "flow:Main": ["queue:Sales", "flow:Ring A"],
    "flow:main": ["queue:Sales"],
    "flow:Lost": ["lambda:Lookup"],
    "module:Shared": [],
    **{f"flow:User {number}": ["module:Shared"] for number in range(10)},
}
TYPES = {"flow:Wait": "CUSTOMER_QUEUE"}


def plan(source: Any, target: Any, **options: Any) -> Plan:
    """A plan."""
    return planning.plan(source, target, planning.PlanOptions(**options))


def apply(made: Plan, target: Any, journal: Path, **options: Any) -> Result:
    """Carry a plan out, or go on with it; its journal is closed whatever comes."""
    opened = Journal(journal)
    try:
        given = applying.ApplyOptions(**{"clock": FakeClock(), **options})
        return applying.apply(made, target, opened, given)
    finally:
        opened.close()


def undo(made: Plan, target: Any, journal: Path, **options: Any) -> Result:
    """Take a run back."""
    opened = Journal(journal)
    try:
        given = applying.ApplyOptions(**{"clock": FakeClock(), **options})
        return undoing.undo(made, target, opened, given)
    finally:
        opened.close()


def scenario(target: Any) -> Memory:
    """The source of the scenario; the target is given a flow to update."""
    source = Memory()
    populate(source, SCENARIO, types=TYPES, tags={"team": "new"})
    populate(target, {"flow:Main": []}, tags={"team": "old", "own": "yes"})
    return source


def made(result: Result) -> dict[str, str]:
    """What became of each label, by its last step."""
    return {outcome.step.label: outcome.state for outcome in result.outcomes}
