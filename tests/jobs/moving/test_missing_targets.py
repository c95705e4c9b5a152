"""A reference that vanished between the plan and its run is not published in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowport.ports import Status
from instances.kinds import KINDS, new_flow
from jobs.moving.running import apply, plan
from jobs.moving.world import flow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from instances.kinds import Subject


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Subject]:
    """A target of each kind with a queue."""
    made = KINDS[request.param](tmp_path / "target")
    made.add("queue", "Sales")
    yield made
    made.close()


def test_a_flow_whose_queue_vanished_is_only_saved(target: Subject, tmp_path: Path) -> None:
    """Its outcome says why, on every kind of instance; other flows are published."""
    source = KINDS["folder"](tmp_path / "source")
    queue = source.add("queue", "Sales")
    source.instance.create(new_flow("Main", flow([("queue", queue.arn)])), publish=True)
    source.instance.create(new_flow("Other"), publish=True)
    made = plan(source.instance, target.instance)
    known = target.instance.directory.resources("queue") or ()
    (target.behind or target.instance).delete_resource(next(q for q in known if q.name == "Sales"))
    result = apply(made, target.instance, tmp_path / "journal")
    found = {each.step.label: each for each in result.outcomes}
    status = {each.name: each.status for each in target.instance.flows()}

    assert found["flow:Main"].state == "saved"
    assert found["flow:Main"].reasons
    assert status["Main"] is Status.SAVED
    assert status["Other"] is Status.PUBLISHED
