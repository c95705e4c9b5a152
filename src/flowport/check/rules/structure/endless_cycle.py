"""A contact can go round for ever.

What it does:
    Looks for blocks that lead only to one another, with no way out and nothing that takes the
    contact away. Customer queue flows and hold flows are left alone: an agent ends those.

Why:
    The contact hears the same for ever, and blocks a line until it hangs up.

Example:
    A prompt whose next block is the same prompt.

Instead:
    Lead one branch out: to a disconnect, a transfer, or round a ``Loop`` with a count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import FlowType
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule
from flowport.model.successors import reachable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_WAITING = frozenset({FlowType.CUSTOMER_QUEUE, FlowType.CUSTOMER_HOLD, FlowType.AGENT_HOLD})
_LEAVING = frozenset({"MessageParticipantIteratively", "TransferToFlow", "TransferContactToQueue"})


@flow_rule("S013", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Look at each cycle's ways out."""
    if facts.type in _WAITING:
        return
    ends = [name for name, targets in facts.after.items() if not targets]
    if len(reachable(facts.before, ends)) == len(facts.by_id):
        return
    for cycle in facts.cycles:
        inside = set(cycle)
        if any(not inside.issuperset(facts.after[name]) for name in cycle):
            continue
        if any(facts.by_id[name].type in _LEAVING for name in cycle):
            continue
        first = min((facts.by_id[name] for name in cycle), key=lambda site: site.index)
        others = len(cycle) - 1
        what = f"this block and {others} more lead" if others else "this block leads"
        back = "to one another" if others else "to itself"
        yield first.fault(
            f"{what} only {back}: a contact never gets out; connect a branch to a block outside "
            "the loop"
        )
