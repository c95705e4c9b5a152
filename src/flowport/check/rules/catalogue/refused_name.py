"""The documentation's name for an action is not the service's.

What it does:
    Looks for types that some page prints and the service refuses: ``UnTagContact``,
    ``UpdateRoutingCriteria``, ``CheckSegmentMembership``.

Why:
    The same action has another spelling in flows that were accepted. The fix writes it.

Example:
    ``"Type": "UnTagContact"``

Instead:
    ``"Type": "UntagContact"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import ALIASES
from flowport.check.action_view import set_value
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is None


@action_rule("C002", Severity.ERROR, fixes=True, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look the spelling up."""
    meant = ALIASES.get(site.type)
    if meant is not None:
        at = f"{site.pointer}/Type"
        yield site.fault(
            f"the service calls this action {meant.type!r}; use that name",
            at=at,
            problem=f"Invalid Action type. Type: {site.type}, Path: {site.where}.Type",
            fix=set_value(at, meant.type, f"call it {meant.type}"),
        )
