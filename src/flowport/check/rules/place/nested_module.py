"""A module invokes a module.

What it does:
    Names ``InvokeFlowModule`` inside a module.

Why:
    Older documents forbid it; newer ones allow five levels and no recursion. Flowport does not see
    the other module from here.

Example:
    ``InvokeFlowModule`` in a module.

Instead:
    Count the levels, and see that no module comes back to itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import limit
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.type == "InvokeFlowModule"


@action_rule("P006", Severity.INFO, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Ask whether this is a module."""
    if site.facts.is_module:
        yield site.fault(
            f"a module invokes a module: at most {limit('module_levels')} levels, and never itself"
        )
