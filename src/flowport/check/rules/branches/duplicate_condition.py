"""Two conditions of a block are the same.

What it does:
    Looks for two conditions with one operator and one operand.

Why:
    The first that is true is taken, so the second never is.

Example:
    A menu with two branches for the key 1.

Instead:
    Remove the second, or correct its operand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.action_view import Site


@action_rule("B010", Severity.WARNING, about="conditions")
def check(site: Site) -> Iterator[Fault]:
    """Look for a pair that was met before."""
    if len(site.conditions) < 2:  # noqa: PLR2004  two of a kind
        return
    met: set[tuple[str, str]] = set()
    for condition in site.conditions:
        key = (str(condition.operator), str(condition.operands))
        if key in met:
            words = ", ".join(map(str, condition.operands or ()))
            yield site.fault(
                f"a condition {condition.operator} {words} comes before this one, which is "
                "therefore never taken; remove it or correct it",
                at=f"{site.pointer}/Transitions/Conditions/{condition.place}",
            )
        met.add(key)
