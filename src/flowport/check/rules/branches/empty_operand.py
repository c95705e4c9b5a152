"""A condition compares with nothing.

What it does:
    Looks for an empty operand.

Why:
    The service refuses it; a single space passes. To ask whether an attribute is there, use the
    branch for no match, or ``KeyExists``.

Example:
    ``"Condition": {"Operator": "Equals", "Operands": [""]}``

Instead:
    ``"Condition": {"Operator": "Equals", "Operands": ["none"]}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Action
    from flowport.check.site import Site


def _wants(action: Action | None) -> bool:
    return action is not None and bool(action.conditions)


@action_rule("B007", Severity.ERROR, wants=_wants, about="conditions")
def check(site: Site) -> Iterator[Fault]:
    """Look for an empty text."""
    for condition in site.conditions:
        if condition.operands and "" in condition.operands:
            at = f"{site.pointer}/Transitions/Conditions/{condition.place}/Condition/Operands"
            yield site.fault(
                "the condition compares with an empty text; say what it compares with",
                at=f"{at}/{condition.operands.index('')}",
                problem=f"Invalid branch. Path: {site.index}.Evaluate",
            )
