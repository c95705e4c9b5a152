"""A block that ends the flow is followed by another.

What it does:
    Expects actions that end a flow (disconnect, end, return, transfer to agent) to have empty
    ``Transitions``.

Why:
    No contact can take such a transition, and the service refuses the flow. The fix empties it.

Example:
    ``{"Type": "DisconnectParticipant", "Transitions": {"NextAction": "hello"}, ...}``

Instead:
    ``{"Type": "DisconnectParticipant", "Transitions": {}, ...}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.action_view import set_value
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.terminal


@action_rule("S011", Severity.ERROR, fixes=True, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look for transitions."""
    if site.next is not None or site.errors or site.conditions:
        at = f"{site.pointer}/Transitions"
        yield site.fault(
            f"{site.type} ends the flow, so nothing can follow it; empty its Transitions",
            at=at,
            problem=f"Action does not support transitions. Path: {site.where}",
            fix=set_value(at, {}, "empty the Transitions"),
        )
