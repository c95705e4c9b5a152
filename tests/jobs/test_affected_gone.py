"""Which calls a plan affects, when a flow has been deleted since the plan was made."""

from __future__ import annotations

import json

from flowport.jobs.affected import affected_calls, affected_lines, changed_items
from jobs.moving.running import plan
from jobs.moving.world import Memory, flow, populate


def test_a_flow_that_is_gone_is_reported() -> None:
    """The target no longer has the flow; its entry says that no call was compared."""
    source, target = Memory(), Memory("444455556666")
    populate(source, {"flow:Main": []})
    populate(target, {"flow:Main": []})
    (held,) = target.flows()
    target.publish(held.key, json.dumps(json.loads(flow(text="Another text."))))
    made = plan(source, target)
    items = changed_items(made)
    target.delete(held.key)
    told = list(affected_lines(affected_calls(made, target, items)))

    assert told == ["flow:Main: it is gone, or its content is not a flow; no call was compared"]
