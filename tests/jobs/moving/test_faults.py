"""Whatever goes wrong on the way, no flow is wrong, doubled or lost in the end.

A few seeds run each time; ``FLOWPORT_RUNS=1000`` runs as many as it says.
"""

from __future__ import annotations

import copy
import os
import random
from typing import TYPE_CHECKING

import pytest

from jobs.moving.faults import Faulty
from jobs.moving.running import apply, plan, undo
from jobs.moving.world import Memory, name_versions, picture, populate

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.jobs.moving.plan import Plan
    from flowport.jobs.moving.result import Result

CREATE = frozenset({"queue", "hours_of_operation", "version", "alias"})
RUNS = int(os.environ.get("FLOWPORT_RUNS", "40"))
_MOST = 200


def world(seed: int) -> tuple[Memory, Memory]:
    """A source of random flows and modules that use each other, and a target that has some."""
    dice = random.Random(seed)  # noqa: S311  it makes tests, and guards nothing
    labels = [f"flow:F{n}" for n in range(dice.randrange(3, 10))]
    labels += [f"module:M{n}" for n in range(dice.randrange(3))]
    things = ["queue:Q0", "queue:Q1", "lambda:L"]
    graph = {
        label: dice.sample([*labels, *things], dice.randrange(0, 4))
        for label in dice.sample(labels, len(labels))
    }
    source, target = Memory(), Memory("444455556666")
    populate(source, graph, tags={"team": "new", "more": "yes"})
    name_versions(source)
    if seed % 2:
        populate(target, {"module:Kept": []})
    target.create_resource("queue", {"Name": "Q0"})
    populate(
        target, {label: [] for label in dice.sample(labels, 2)}, tags={"team": "old", "own": "1"}
    )
    return source, target


def to_the_end(made: Plan, target: Faulty, journal: Path, *, workers: int = 1) -> Result:
    """Carry a plan out, and go on as often as it stops."""
    for _ in range(_MOST):
        result = apply(made, target, journal, workers=workers)
        if result.complete and not result.problem:
            return result
    pytest.fail(f"it never ends: {result.problem} {[o for o in result.outcomes if o.reasons]}")


@pytest.mark.parametrize("seed", range(RUNS))
def test_the_target_is_as_without_faults(seed: int, tmp_path: Path) -> None:
    """A run through faults ends where a run without any ends."""
    source, target = world(seed)
    made = plan(source, target, create=CREATE)
    smooth = copy.deepcopy(target)
    apply(made, smooth, tmp_path / "smooth")
    to_the_end(made, Faulty(target, seed), tmp_path / "journal", workers=1 + 3 * (seed % 5 == 0))

    assert picture(target) == picture(smooth)


@pytest.mark.parametrize("seed", range(RUNS // 2))
def test_a_run_through_faults_can_be_taken_back(seed: int, tmp_path: Path) -> None:
    """Undo, through faults as well, leaves the target as before, from wherever the run stopped."""
    source, target = world(seed)
    made = plan(source, target, create=CREATE)
    before = picture(target, ids=True)
    faulty = Faulty(target, seed)
    for _ in range(seed % 3 + 1):
        apply(made, faulty, tmp_path / "journal")
    for _ in range(_MOST):
        result = undo(made, faulty, tmp_path / "journal")
        if result.complete and not result.problem:
            break

    assert picture(target, ids=True) == before
