"""A process that dies at any line of its journal loses nothing and doubles nothing."""

from __future__ import annotations

import copy
import random
from functools import cache
from typing import TYPE_CHECKING

import pytest

from flowport.jobs.moving import apply as applying
from jobs.moving.faults import Killed, KillingJournal
from jobs.moving.running import SCENARIO, TYPES, apply, plan, scenario, undo
from jobs.moving.world import FakeClock, Memory, picture, populate

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from flowport.jobs.moving.plan import Plan

pytestmark = pytest.mark.slow

WHEN = ("before", "within", "after")
SMALL = {"flow:A": ["flow:B", "module:M"], "flow:B": ["flow:A", "queue:Q"], "module:M": []}


@cache
def small() -> tuple[Memory, Plan]:
    """A target and a plan for it: a ring, a module with a draft, an update and a queue to make."""
    source, target = Memory(), Memory("444455556666")
    populate(source, {**SMALL, "flow:Old": ["flow:A"], "module:Bad": ["lambda:L"]}, tags={"a": "1"})
    populate(target, {"flow:Old": []}, tags={"b": "2"})
    return target, plan(source, target, create=frozenset({"queue", "hours_of_operation"}))


@cache
def large() -> tuple[Memory, Plan]:
    """The scenario, six times over."""
    target = Memory("444455556666")
    scenario(target)
    target.create_resource("queue", {"Name": "Sales"})
    source = Memory()
    graph = {
        f"{label} {n}": [u if u.startswith(("queue", "lambda")) else f"{u} {n}" for u in uses]
        for n in range(6)
        for label, uses in SCENARIO.items()
    }
    populate(
        source, graph, types={f"{label} {n}": t for label, t in TYPES.items() for n in range(6)}
    )
    return target, plan(source, target)


def killed(made: Plan, target: Any, path: Path, line: int, when: str) -> None:
    """Carry a plan out until the process dies at a line of its journal."""
    journal = KillingJournal(path, line, when)
    try:
        applying.apply(made, target, journal, applying.ApplyOptions(clock=FakeClock()))
    except Killed:
        return
    finally:
        journal.close()


def lines(world: tuple[Memory, Plan], path: Path) -> tuple[int, dict[str, Any]]:
    """How many lines a whole run's journal has, and how the target is after it."""
    target, made = copy.deepcopy(world[0]), world[1]
    apply(made, target, path)
    return len(path.read_bytes().splitlines()), picture(target)


@pytest.mark.parametrize("when", WHEN)
def test_every_line_of_a_small_run(when: str, tmp_path: Path) -> None:
    """Killed at each line in turn and resumed, the target is as after a run that was not killed."""
    number, whole = lines(small(), tmp_path / "whole")
    wrong = []
    for line in range(1, number + 1):
        target, made = copy.deepcopy(small()[0]), small()[1]
        killed(made, target, tmp_path / f"{line}", line, when)
        apply(made, target, tmp_path / f"{line}")
        if picture(target) != whole:
            wrong.append(line)

    assert (number > 15, wrong) == (True, [])


@pytest.mark.parametrize("when", WHEN)
def test_every_line_taken_back(when: str, tmp_path: Path) -> None:
    """Killed at each line in turn and taken back, the target is as before."""
    number, _ = lines(small(), tmp_path / "whole")
    before, wrong = picture(small()[0], ids=True), []
    for line in range(1, number + 1):
        target, made = copy.deepcopy(small()[0]), small()[1]
        killed(made, target, tmp_path / f"{line}", line, when)
        undo(made, target, tmp_path / f"{line}")
        if picture(target, ids=True) != before:
            wrong.append(line)

    assert wrong == []


def test_a_hundred_lines_of_a_large_run(tmp_path: Path) -> None:
    """The same at random lines of a larger run, killed twice before it may end."""
    number, whole = lines(large(), tmp_path / "whole")
    dice, wrong = random.Random(6), []  # noqa: S311  it makes tests, and guards nothing
    for run in range(100):
        target, made = copy.deepcopy(large()[0]), large()[1]
        first, second = dice.randrange(1, number), dice.randrange(1, number)
        killed(made, target, tmp_path / f"{run}", first, dice.choice(WHEN))
        killed(made, target, tmp_path / f"{run}", second, dice.choice(WHEN))
        apply(made, target, tmp_path / f"{run}")
        if picture(target) != whole:
            wrong.append((first, second))

    assert wrong == []
