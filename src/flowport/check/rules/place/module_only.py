"""An action of modules is in a flow.

What it does:
    Looks for ``EndFlowModuleExecution`` outside a module.

Why:
    Only a module can return to its caller.

Example:
    ``EndFlowModuleExecution`` in an inbound flow.

Instead:
    ``EndFlowExecution`` or ``DisconnectParticipant``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and not action.flow_types and action.in_module is True


@action_rule("P004", Severity.ERROR, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Ask whether this is a module."""
    if site.facts.is_module:
        return
    known = site.facts.type is not None
    yield site.fault(
        f"{site.type} returns from a module, and this is {'a flow' if known else 'no module'}; "
        "end the flow in another way",
        at=f"{site.pointer}/Type",
        severity=None if known else Severity.WARNING,
    )
