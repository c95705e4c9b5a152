"""A queue is asked for its state, and no queue is set.

What it does:
    Looks for ``Check staffing`` and ``Check queue status`` that name no queue, where no block
    before them sets one.

Why:
    Without a queue the block takes its error branch.

Example:
    ``CheckMetricData`` without ``QueueId`` as the first block of an inbound flow.

Instead:
    ``QueueId`` in the block, or ``UpdateContactTargetQueue`` before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import FlowType
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_SETTING = ("UpdateContactTargetQueue", "InvokeFlowModule")


@flow_rule("D002", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Walk the flow, stopping where a queue is set."""
    asking = [
        site
        for site in facts.of_type("CheckMetricData")
        if not {"QueueId", "AgentId"} & site.parameters.keys()
    ]
    if not asking or facts.is_module or facts.type not in {FlowType.CONTACT_FLOW, None}:
        return
    without = facts.reached_without(_SETTING)
    for site in asking:
        if site.id in without:
            yield site.fault("no queue is set when a contact comes here: name one in the block")
