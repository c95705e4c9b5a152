"""A branch leads to a block that is not there.

What it does:
    Expects every target to be the identifier of an action of the flow, letter by letter. While an
    action has no identifier (``S003``), it may be the one that is meant, and this is a warning.

Why:
    A contact could not go on. It mostly comes from renaming or removing a block by hand.

Example:
    ``"NextAction": "goodbey"`` where the block is called ``goodbye``.

Instead:
    Lead the branch to a block that exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("S009", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Look the targets up."""
    nameless = any(not site.id for site in facts.sites)
    for site, at, target in facts.loose:
        if target not in (None, ""):
            yield site.fault(
                f"this branch leads to {target!r}, and no block has that identifier",
                at=at,
                problem=f"Invalid Action property value. Path: {site.transition_where(at)}",
                severity=Severity.WARNING if nameless else None,
            )
