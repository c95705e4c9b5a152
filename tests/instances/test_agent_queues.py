"""The queue of an agent keeps its form, between any two kinds of instance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowport.ports import FlowKind, NewFlow
from instances.kinds import KINDS
from jobs.moving.running import apply, plan
from jobs.moving.world import flow

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("form", ["/queue/agent/", "/agent/"])
@pytest.mark.parametrize("target", KINDS)
@pytest.mark.parametrize("source", KINDS)
def test_the_queue_of_an_agent_keeps_its_form(
    source: str, target: str, form: str, tmp_path: Path
) -> None:
    """It becomes the queue of the target's agent of the same name, written as it was."""
    first, second = KINDS[source](tmp_path / "source"), KINDS[target](tmp_path / "other")
    ours, theirs = first.add("user", "ann"), second.add("user", "ann")
    text = flow([("queue", ours.arn.replace("/agent/", form))])
    first.instance.create(
        NewFlow(kind=FlowKind.FLOW, name="Main", type="CONTACT_FLOW", text=text), publish=False
    )
    made = plan(first.instance, second.instance, flows=["Main"])
    apply(made, second.instance, tmp_path / "journal")
    (arrived,) = (each for each in second.instance.flows() if each.name == "Main")

    assert f'"{theirs.arn.replace("/agent/", form)}"' in second.instance.read(arrived.key).text
