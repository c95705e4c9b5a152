"""The service behind an action has ended.

What it does:
    Names actions of Voice ID, which ended on 20 May 2026, and those of a preview that no document
    names any more.

Why:
    A contact leaves such a block through its error branch.

Example:
    ``"Type": "CheckVoiceId"``

Instead:
    Remove the block, and lead its predecessors on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import Lifecycle
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.status is not Lifecycle.CURRENT


@action_rule("C016", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Say that it does nothing any more."""
    yield site.fault(
        f"what stood behind {site.type} has ended: contacts leave it by its error branch; "
        "remove it",
        at=f"{site.pointer}/Type",
    )
