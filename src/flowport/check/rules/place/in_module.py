"""An action may fail in a module, because flows that call the module may not have it.

What it does:
    Names actions in a module that only customer queue flows allow, that no document allows in a
    module, or that were never seen in one.

Why:
    A block that the calling flow's type lacks may end the call or take the error branch.

Example:
    ``DequeueContactAndTransferToQueue`` in a module that an inbound flow invokes.

Instead:
    Return from the module, and do it in the flow.
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
    return action is not None and (action.in_module is not True or len(action.flow_types) == 1)


@action_rule("P005", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Ask whether this is a module."""
    action = site.action
    if action is None or not site.facts.is_module:
        return
    if action.in_module is True:
        problem = f"works only when a flow of type {action.flow_types[0]} invokes the module"
    elif action.in_module is False:
        problem = "is not documented for modules"
    else:
        problem = "was never seen in a module"
    yield site.fault(f"{site.type} {problem}; see who calls it", at=f"{site.pointer}/Type")
