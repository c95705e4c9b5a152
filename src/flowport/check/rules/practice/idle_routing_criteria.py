"""Routing criteria are set and never used.

What it does:
    Looks for ``Set routing criteria`` from which no way leads to a transfer to a queue, another
    flow or a module.

Why:
    The criteria count only for the next transfer to a queue.

Example:
    ``UpdateContactRoutingCriteria``, then a disconnect.

Instead:
    ``TransferContactToQueue`` behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_USING = frozenset(
    {
        "DequeueContactAndTransferToQueue",
        "EndFlowModuleExecution",
        "InvokeFlowModule",
        "TransferContactToQueue",
        "TransferToFlow",
    }
)


@flow_rule("D015", Severity.INFO)
def check(facts: Facts) -> Iterator[Fault]:
    """Look ahead of each block."""
    for site in facts.of_type("UpdateContactRoutingCriteria"):
        ahead = facts.types_ahead(site.id)
        if "EndFlowExecution" not in ahead and _USING.isdisjoint(ahead):
            yield site.fault("no transfer to a queue follows, so these criteria do nothing")
