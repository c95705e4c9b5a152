"""A process that dies at any line of the journal of any movement loses and doubles nothing."""

from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from flowport.jobs.moving import apply as applying
from instances.movements import MOVEMENTS
from jobs.moving.faults import Killed, KillingJournal
from jobs.moving.running import apply, undo
from jobs.moving.world import FakeClock, Memory, picture

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.jobs.moving.plan import Plan

WHEN = ("before", "within", "after")
every_movement = pytest.mark.parametrize("name", MOVEMENTS)


@cache
def world(name: str) -> tuple[Memory, Plan]:
    """A target before a movement, and the movement's plan."""
    target = Memory("444455556666")
    MOVEMENTS[name].before(target, target.create)
    return target, MOVEMENTS[name].plan(target)


def killed(name: str, path: Path, line: int, when: str) -> Memory:
    """The target after the process died at a line of the journal."""
    target, plan = copy.deepcopy(world(name)[0]), world(name)[1]
    journal = KillingJournal(path, line, when)
    try:
        applying.apply(plan, target, journal, applying.ApplyOptions(clock=FakeClock()))
    except Killed:
        pass
    finally:
        journal.close()
    return target


def whole(name: str, path: Path) -> tuple[int, Any]:
    """How many lines the journal of a whole run has, and the target after it."""
    target, plan = copy.deepcopy(world(name)[0]), world(name)[1]
    apply(plan, target, path)
    return len(path.read_bytes().splitlines()), picture(target)


@every_movement
def test_killed_and_resumed(name: str, tmp_path: Path) -> None:
    """Resumed, the target is as after a run that was not killed."""
    number, after = whole(name, tmp_path / "whole")
    wrong = []
    for line in range(1, number + 1):
        for when in WHEN:
            path = tmp_path / f"{line} {when}"
            target = killed(name, path, line, when)
            apply(world(name)[1], target, path)
            if picture(target) != after:
                wrong.append((line, when))

    assert (number > 1, wrong) == (True, [])


@every_movement
def test_killed_and_undone(name: str, tmp_path: Path) -> None:
    """Undone, the target is as before."""
    number, _ = whole(name, tmp_path / "whole")
    before, wrong = picture(world(name)[0], ids=True), []
    for line in range(1, number + 1):
        for when in WHEN:
            path = tmp_path / f"{line} {when}"
            target = killed(name, path, line, when)
            undo(world(name)[1], target, path)
            if picture(target, ids=True) != before:
                wrong.append((line, when))

    assert wrong == []
