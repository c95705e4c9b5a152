"""A branch leads nowhere yet.

What it does:
    Looks for empty targets: ``"NextAction": ""``, of the next action, an error or a condition.

Why:
    That is how the designer saves a branch that nobody connected. A draft may be saved so; it is
    published only when every branch is connected.

Example:
    ``"Errors": [{"ErrorType": "NoMatchingError", "NextAction": ""}]``

Instead:
    Connect the branch: ``"NextAction": "goodbye"``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("S008", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Look for empty targets."""
    for site, at, target in facts.loose:
        if target in (None, ""):
            yield site.fault(
                "this branch is not connected; connect it to a block",
                at=at,
                problem=f"Invalid Action property value. Path: {site.transition_where(at)}",
            )
