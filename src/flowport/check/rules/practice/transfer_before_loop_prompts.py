"""A customer queue flow transfers without having played Loop prompts.

What it does:
    In customer queue flows, wants ``Loop prompts`` before ``Transfer to queue``.

Why:
    The block page needs it so; the service does not refuse the flow.

Example:
    A customer queue flow that begins with ``DequeueContactAndTransferToQueue``.

Instead:
    ``MessageParticipantIteratively`` before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import FlowType
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("D003", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Walk the flow, stopping at Loop prompts."""
    transfers = facts.of_type("DequeueContactAndTransferToQueue")
    if not transfers or facts.type != FlowType.CUSTOMER_QUEUE:
        return
    without = facts.reached_without(("MessageParticipantIteratively",))
    for site in transfers:
        if site.id in without:
            yield site.fault("put Loop prompts before Transfer to queue in a customer queue flow")
