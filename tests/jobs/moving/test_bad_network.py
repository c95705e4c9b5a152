"""What else goes wrong around a run: one sentence, nothing lost, and it can be resumed."""

from __future__ import annotations

import errno
import os
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from flowport.errors import CredentialsError, FlowportError, PlanError
from flowport.folder import FolderInstance
from flowport.jobs.moving import apply as applying
from flowport.jobs.moving import undo as undoing
from flowport.jobs.moving.journal import Journal
from flowport.jobs.moving.runs import Runs
from instances.kinds import KINDS
from jobs.moving.running import apply, plan
from jobs.moving.test_wire import CREATE, behind, everything, served, smooth, source, to_the_end
from jobs.moving.wire import Wire
from jobs.moving.world import FakeClock, Memory, picture, populate
from repeated import slow_after

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.jobs.moving.plan import Plan
    from serving import Served

__all__ = ["served"]

GRAPH = {"flow:A": ["flow:B"], "flow:B": ["flow:A"], "flow:C": ["module:M"], "module:M": []}


# An expired token


@pytest.mark.parametrize("call", [1, 2, 4])
def test_an_expired_token_ends_planning(served: Served, call: int) -> None:
    """Whichever list it interrupts, there is no plan of half an instance."""
    held = behind(served, 0)
    wire = Wire(served.client(), 0, {})
    wire.at[call] = "expired"

    with pytest.raises(CredentialsError, match="the session has expired"):
        plan(source(0), wire.instance(held.about.arn), create=CREATE)


@pytest.mark.parametrize("call", [1, 3, 8, 13])
def test_a_run_goes_on_after_an_expired_token(served: Served, call: int, tmp_path: Path) -> None:
    """The run stops with one sentence; signed in again, it ends as if nothing had been."""
    held = behind(served, 1)
    wire = Wire(served.client(), 1, {})
    target = wire.instance(held.about.arn)
    made = plan(source(1), target, create=CREATE)
    wire.at[wire.calls + call] = "expired"
    stopped = apply(made, target, tmp_path / "journal")
    to_the_end(made, target, tmp_path / "journal")

    assert "the session has expired" in stopped.problem
    assert everything(held) == smooth(served, 1, tmp_path / "smooth")


# Another instance


def test_a_plan_for_another_target_is_refused(tmp_path: Path) -> None:
    """A plan is for one ARN: an instance that took over the alias is another one."""
    flows, target, other = Memory(), Memory("444455556666"), Memory("444455556666")
    populate(flows, GRAPH)
    made = plan(flows, target)

    with pytest.raises(PlanError, match=target.about.arn):
        apply(made, other, tmp_path / "journal")
    assert not other.flows()


def test_a_run_is_not_taken_back_in_another_instance(tmp_path: Path) -> None:
    """Undo asks for the very instance too."""
    flows, target, other = Memory(), Memory("444455556666"), Memory("444455556666")
    populate(flows, GRAPH)
    populate(other, GRAPH)
    made = plan(flows, target)
    apply(made, target, tmp_path / "journal")

    with (
        pytest.raises(PlanError, match=target.about.arn),
        closing(Journal(tmp_path / "journal")) as journal,
    ):
        undoing.undo(made, other, journal, applying.ApplyOptions(clock=FakeClock()))
    assert len(other.flows()) == len(GRAPH)


# Two runs at once


def test_two_runs_at_once_double_nothing(tmp_path: Path) -> None:
    """Both carry the same plan out in the same moment: each flow is there once, and right."""
    flows, target = Memory(), KINDS["local"](tmp_path).instance
    populate(flows, GRAPH)
    made = plan(flows, target)
    both = [
        threading.Thread(target=_end, args=(made, target, tmp_path / name)) for name in ("a", "b")
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert picture(target) == picture(flows)


def _end(made: Plan, target: Any, journal: Path) -> None:
    apply(made, target, journal)


def test_one_run_is_not_carried_out_twice_at_once(tmp_path: Path) -> None:
    """A second process at the same run is refused in one sentence."""
    flows, target = Memory(), Memory("444455556666")
    populate(flows, GRAPH)
    runs = Runs(tmp_path)
    run = runs.begin(plan(flows, target), 0.0)
    with closing(runs.journal(run.id)), pytest.raises(PlanError, match="another"):
        runs.journal(run.id)


# A full disk


class FullDisk:
    """A disk on which nothing more can be made safe from some moment on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left: float = float("inf")
        real = os.fsync

        def fsync(handle: int) -> None:
            self.left -= 1
            if self.left < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            real(handle)

        monkeypatch.setattr(os, "fsync", fsync)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    """A disk that is not full yet."""
    return FullDisk(monkeypatch)


def _carried_out(made: Plan, target: Any, runs: Runs) -> None:
    """A run, begun or gone on with."""
    every = runs.every()
    run = every[-1] if every else runs.begin(made, 0.0)
    with closing(runs.journal(run.id)) as journal:
        plan = runs.plan(run.id)
        result = applying.apply(plan, target, journal, applying.ApplyOptions(clock=FakeClock()))
    if result.problem:
        raise PlanError(result.problem)
    runs.ended(run, result)


@pytest.mark.parametrize("number", slow_after(3, [*range(12), 17, 23, 29]))
def test_a_full_disk_loses_nothing(disk: FullDisk, number: int, tmp_path: Path) -> None:
    """A run on a disk that fills up ends with a sentence; with room again it goes on."""
    flows, target = Memory(), FolderInstance(tmp_path / "target")
    populate(flows, GRAPH)
    made, runs = plan(flows, target), Runs(tmp_path / "runs")
    disk.left = number
    with pytest.raises(FlowportError, match=r"(?i)disk|space"):
        _carried_out(made, target, runs)
    disk.left = float("inf")
    _carried_out(made, FolderInstance(tmp_path / "target"), runs)

    assert picture(FolderInstance(tmp_path / "target")) == picture(flows)


# A folder edited meanwhile


@pytest.fixture
def folder(tmp_path: Path) -> FolderInstance:
    """A target that is a folder, with one of the flows in it."""
    made = FolderInstance(tmp_path / "target")
    populate(made, {"flow:A": []})
    return made


def test_a_file_that_was_edited_is_left(folder: FolderInstance, tmp_path: Path) -> None:
    """What someone wrote after the plan stays; the rest is done, and the run says why."""
    flows = Memory()
    populate(flows, GRAPH)
    made = plan(flows, folder)
    file = next((folder.root / "flows").iterdir())
    edited = file.read_text().replace("This is flow:A.", "Someone was here.")
    file.write_text(edited)
    result = apply(made, FolderInstance(folder.root), tmp_path / "journal")

    assert file.read_text() == edited
    assert [o.state for o in result.outcomes if o.step.label == "flow:A"] == ["failed"]


def test_a_file_that_was_deleted_is_reported(folder: FolderInstance, tmp_path: Path) -> None:
    """A flow that the plan updates and that is gone fails alone."""
    flows = Memory()
    populate(flows, {"flow:A": ["module:M"], "module:M": [], "flow:D": []})
    made = plan(flows, folder)
    next((folder.root / "flows").iterdir()).unlink()
    result = apply(made, FolderInstance(folder.root), tmp_path / "journal")
    states = {o.step.label: o.state for o in result.outcomes}

    assert (states["flow:A"], states["flow:D"], states["module:M"]) == (
        "failed",
        "published",
        "published",
    )


# A clock set back


def test_a_run_goes_on_after_the_clock_was_set_back(tmp_path: Path) -> None:
    """A run that stopped, and is resumed an hour earlier, ends as if nothing had been."""
    flows, target = Memory(), KINDS["local"](tmp_path).instance
    populate(flows, GRAPH)
    made, clock = plan(flows, target), FakeClock()
    stops = iter([False] * 12)
    apply(made, target, tmp_path / "j", clock=clock, stopping=lambda: next(stops, True))
    clock.time -= 3600
    result = apply(made, target, tmp_path / "j", clock=clock)

    assert result.complete
    assert picture(target) == picture(flows)


def test_last_is_the_last_whatever_the_clock_says(tmp_path: Path) -> None:
    """The run that was begun last is the last, also with an earlier time."""
    flows, target = Memory(), Memory("444455556666")
    populate(flows, GRAPH)
    made, runs = plan(flows, target), Runs(tmp_path)
    runs.begin(made, 1_700_003_600.0)
    second = runs.begin(made, 1_700_000_000.0)

    assert runs.find("last").id == second.id


# A lost journal


def test_without_its_journal_nothing_is_taken_back(tmp_path: Path) -> None:
    """A complete run whose journal is gone is never called undone."""
    flows, target, runs = Memory(), Memory("444455556666"), Runs(tmp_path)
    populate(flows, GRAPH)
    _carried_out(plan(flows, target), target, runs)
    run = runs.find("last")
    next(tmp_path.rglob("journal*")).unlink()

    with pytest.raises(PlanError, match="cannot undo: the journal is missing"):
        runs.journal(run.id, "undo")
