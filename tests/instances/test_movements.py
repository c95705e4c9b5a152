"""Every movement ends as it should, is kept as a run, and is undone, on every kind of instance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowport.jobs.moving.apply import ApplyOptions
from flowport.jobs.moving.running import run_plan
from flowport.jobs.moving.runs import Runs
from flowport.jobs.moving.undo import undo
from instances.movements import MOVEMENTS, Movement
from jobs.moving.world import FakeClock, picture

if TYPE_CHECKING:
    from pathlib import Path

    from instances.kinds import Subject

every_movement = pytest.mark.parametrize("movement", MOVEMENTS.values(), ids=MOVEMENTS.keys())


@every_movement
def test_it_ends_as_it_should(subject: Subject, movement: Movement, tmp_path: Path) -> None:
    """Each flow is what its last step says, and nothing is left."""
    movement.before(subject.instance, subject.create)
    plan = movement.plan(subject.instance)
    runs = Runs(tmp_path / "runs")
    run, result = run_plan(plan, subject.instance, runs, ApplyOptions(clock=FakeClock()))

    assert {o.step.label: o.state for o in result.outcomes} == movement.ends
    assert ([run.state], result.problem) == ([each.state for each in runs.every()], "")


@every_movement
def test_it_is_undone(subject: Subject, movement: Movement, tmp_path: Path) -> None:
    """Undo leaves the instance as it was: contents, names, states, tags, versions, ids."""
    if subject.behind is not None and movement is MOVEMENTS["opt-in"]:
        pytest.skip("the service takes no legacy content back; the next test is about that")
    movement.before(subject.instance, subject.create)
    before = picture(subject.instance, ids=True)
    plan, runs = movement.plan(subject.instance), Runs(tmp_path / "runs")
    run, _ = run_plan(plan, subject.instance, runs, ApplyOptions(clock=FakeClock()))
    after = picture(subject.instance, ids=True)
    journal = runs.journal(run.id, "undo")
    result = undo(runs.plan(run.id), subject.instance, journal, ApplyOptions(clock=FakeClock()))
    journal.close()

    assert ([o.reasons for o in result.outcomes if o.reasons], after == before) == ([], False)
    assert picture(subject.instance, ids=True) == before


def test_what_the_service_refuses_is_reported(subject: Subject, tmp_path: Path) -> None:
    """Where legacy contents can't be published any more, undo says so of each flow."""
    if subject.behind is None:
        pytest.skip("this kind takes them")
    movement, runs = MOVEMENTS["opt-in"], Runs(tmp_path / "runs")
    movement.before(subject.instance, subject.create)
    plan = movement.plan(subject.instance)
    run, _ = run_plan(plan, subject.instance, runs, ApplyOptions(clock=FakeClock()))
    journal = runs.journal(run.id, "undo")
    result = undo(plan, subject.instance, journal, ApplyOptions(clock=FakeClock()))
    journal.close()

    failed = {o.step.label for o in result.outcomes if o.state == "failed"}
    assert failed == {"flow:Old", "flow:Both"}


@pytest.mark.parametrize("name", ["import", "import --publish", "publish", "opt-in", "migrate"])
def test_again_it_is_quiet(subject: Subject, name: str, tmp_path: Path) -> None:
    """Planned again, nothing is left to write."""
    movement = MOVEMENTS[name]
    movement.before(subject.instance, subject.create)
    plan = movement.plan(subject.instance)
    run_plan(plan, subject.instance, Runs(tmp_path / "runs"), ApplyOptions(clock=FakeClock()))

    assert [step.id for step in movement.plan(subject.instance).steps] == []
