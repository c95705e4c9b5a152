"""No type of flow allows all of these actions.

What it does:
    Where nobody says the flow's type, looks whether there is one that allows every action.

Why:
    Whatever type it is created with, it will be refused.

Example:
    ``CompleteOutboundCall`` (outbound whisper flows) beside ``TransferToFlow`` (others).

Instead:
    Two flows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import ALL_FLOW_TYPES
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("P003", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Narrow the types down, action by action."""
    if facts.type is not None or facts.is_module:
        return
    left = set(ALL_FLOW_TYPES)
    for site in facts.first.values():
        action = site.action
        if action is None or left & set(action.flow_types):
            left &= set(action.flow_types) if action else left
        elif action.flow_types:
            yield site.fault(
                f"{site.type} can't be used in one flow with the actions before it: no type of "
                "flow allows them all; make two flows",
                at=f"{site.pointer}/Type",
            )
            return
