"""Two runs into one target: neither adopts, nor takes back, what the other created."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from flowport.jobs.moving import apply as applying
from flowport.jobs.moving import undo as undoing
from flowport.jobs.moving.runs import Runs
from jobs.moving.running import plan
from jobs.moving.world import FakeClock, Memory, populate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flowport.jobs.moving.plan import Plan
    from flowport.jobs.moving.result import Result
    from flowport.ports import FlowSummary, NewFlow

GRAPH: dict[str, list[str]] = {"flow:A": [], "flow:B": [], "flow:C": []}


class Meeting(Memory):
    """A target into which something happens once, at the moment of a create.

    Attributes:
        name: The flow at whose create it happens.
        meanwhile: What happens.
        lost: Whether the answer of that create is lost.
    """

    name = "B"
    meanwhile: Callable[[], Any] | None = None

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow, after what happens meanwhile."""
        happens, self.meanwhile = self.meanwhile, None
        if happens and new.name != self.name:
            self.meanwhile, happens = happens, None
        if happens:
            happens()
        return super().create(new, publish=publish)


def carry_out(made: Plan, target: Memory, runs: Runs) -> tuple[str, Result]:
    """A run of a plan, one step after the other: its id, and what became of it."""
    run = runs.begin(made, 0.0)
    journal = runs.journal(run.id)
    try:
        options = applying.ApplyOptions(clock=FakeClock(), workers=1)
        result = applying.apply(made, target, journal, options)
    finally:
        journal.close()
    runs.ended(run, result)
    return run.id, result


def take_back(run: str, target: Memory, runs: Runs) -> Result:
    """Undo a run."""
    journal = runs.journal(run)
    try:
        options = applying.ApplyOptions(clock=FakeClock())
        return undoing.undo(runs.plan(run), target, journal, options)
    finally:
        journal.close()


@pytest.fixture
def target() -> Meeting:
    """An empty target."""
    return Meeting("444455556666")


@pytest.fixture
def made(target: Meeting) -> Plan:
    """A plan that creates three flows in it."""
    source = Memory()
    populate(source, GRAPH)
    return plan(source, target)


def states(result: Result) -> dict[str, str]:
    """What became of each flow."""
    return {each.step.label: each.state for each in result.outcomes}


def test_two_runs_at_once_share_nothing(made: Plan, target: Meeting, tmp_path: Path) -> None:
    """What the one created fails in the other, and the undo of either leaves the other's."""
    runs = Runs(tmp_path)
    second: list[tuple[str, Result]] = []
    target.meanwhile = lambda: second.append(carry_out(made, target, runs))
    first, result = carry_out(made, target, runs)
    ((other, theirs),) = second
    take_back(first, target, runs)
    left = {flow.name for flow in target.flows()}
    take_back(other, target, runs)

    assert states(result) == {"flow:A": "published", "flow:B": "failed", "flow:C": "failed"}
    assert states(theirs) == {"flow:A": "failed", "flow:B": "published", "flow:C": "published"}
    assert (left, target.flows()) == ({"B", "C"}, [])


def test_a_plan_carried_out_twice_creates_once(made: Plan, target: Meeting, tmp_path: Path) -> None:
    """The second run of a plan adopts nothing, and its undo takes nothing away."""
    runs = Runs(tmp_path)
    carry_out(made, target, runs)
    again, result = carry_out(made, target, runs)
    take_back(again, target, runs)

    assert set(states(result).values()) == {"failed"}
    assert "create a new plan" in result.outcomes[0].reasons[0]
    assert {flow.name for flow in target.flows()} == {"A", "B", "C"}


def test_what_was_undone_is_no_claim(made: Plan, target: Meeting, tmp_path: Path) -> None:
    """A plan whose run was undone is carried out again as if it were new."""
    runs = Runs(tmp_path)
    first, _ = carry_out(made, target, runs)
    take_back(first, target, runs)
    _, result = carry_out(made, target, runs)

    assert set(states(result).values()) == {"published"}
