"""Many flows as one map."""

from __future__ import annotations

import re

from documents import a_flow
from flowport.render.map import chart, picture

FLOWS = {
    "one.json": a_flow(
        ("a", "TransferToFlow", None),
        parameters={"a": {"ContactFlowId": "Two"}},
        metadata={"name": "One"},
    ),
    "two.json": a_flow(
        ("a", "TransferToFlow", "b"),
        ("b", "UpdateContactTargetQueue", None),
        parameters={"a": {"ContactFlowId": "One"}, "b": {"QueueId": "Sales"}},
        metadata={"name": "Two"},
    ),
}


def test_flows_are_joined_by_name() -> None:
    """A transfer to a flow leads to the file that holds the flow of that name."""
    assert ("one.json", "two.json") in chart(FLOWS).links


def test_queues_are_parts() -> None:
    """A queue that a flow uses is on the map."""
    assert "Sales" in {node.title for node in chart(FLOWS).nodes.values()}


def test_loops_are_marked() -> None:
    """Flows that lead round to each other are a loop, and drawn as one."""
    shown = chart(FLOWS)

    assert {frozenset(loop) for loop in shown.loops} == {frozenset({"one.json", "two.json"})}
    assert "1 loops" in picture(shown)


def test_empty_map() -> None:
    """A map of nothing is drawn."""
    assert "<svg" in picture(chart({}))


def test_many_loose_flows_make_a_readable_map() -> None:
    """Two hundred flows that nothing joins are shelved about as wide as high."""
    flows = {
        f"{number}.json": a_flow(("a", "Wait", None), metadata={"name": f"Flow {number}"})
        for number in range(200)
    }

    found = re.search(r'width="(\d+)" height="(\d+)"', picture(chart(flows)))

    assert found
    assert 0.5 < int(found[1]) / int(found[2]) < 4
