"""A contact may come to a transfer to queue without a queue.

What it does:
    In inbound flows, looks for a way from the start to ``Transfer to queue`` that passes neither
    ``Set working queue`` nor a module or flow that might set one.

Why:
    The transfer then fails, unless a flow before this one set the queue.

Example:
    A flow whose first block is ``TransferContactToQueue``.

Instead:
    ``UpdateContactTargetQueue`` before it.
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


@flow_rule("D001", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Walk the flow, stopping where a queue is set."""
    transfers = facts.of_type("TransferContactToQueue")
    if not transfers or facts.is_module or facts.type not in {FlowType.CONTACT_FLOW, None}:
        return
    without = facts.reached_without(_SETTING)
    for site in transfers:
        if site.id in without:
            yield site.fault(
                "a contact may come here without a queue: put Set working queue before it, "
                "unless a flow before this one sets it"
            )
