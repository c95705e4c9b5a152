"""A whisper flow goes round.

What it does:
    Looks for cycles in whisper flows that no ``Loop`` counts.

Why:
    The agent or customer waits until it ends, and the service ends it after two minutes.

Example:
    An agent whisper flow whose prompt leads back to itself.

Instead:
    A straight line to ``EndFlowExecution``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import FlowType
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_WHISPERS = frozenset(
    {FlowType.AGENT_WHISPER, FlowType.CUSTOMER_WHISPER, FlowType.OUTBOUND_WHISPER}
)


@flow_rule("D007", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Name the first block of each cycle."""
    if facts.type not in _WHISPERS:
        return
    for cycle in facts.cycles:
        if any(facts.by_id[name].type == "Loop" for name in cycle):
            continue
        first = min((facts.by_id[name] for name in cycle), key=lambda site: site.index)
        yield first.fault("this whisper flow goes round here; make it a straight line")
