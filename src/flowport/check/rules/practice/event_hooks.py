"""A block sets several event hooks at once.

What it does:
    Counts the entries of ``EventHooks``.

Why:
    The designer writes one in a block; whether the service takes several is contested.

Example:
    ``"EventHooks": {"CustomerQueue": "...", "AgentWhisper": "..."}``

Instead:
    Two blocks, one after the other.
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
    return action is not None and action.type == "UpdateContactEventHooks"


@action_rule("D019", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Count."""
    hooks = site.parameters.get("EventHooks")
    if isinstance(hooks, dict) and len(hooks) > 1:
        yield site.fault(f"{len(hooks)} hooks in one block; set each in its own", "EventHooks")
