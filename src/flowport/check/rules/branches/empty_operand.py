"""A condition compares with nothing.

What it does:
    Looks for an empty operand: an empty text, or ``null``.

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

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and bool(action.conditions)


@action_rule("B007", Severity.ERROR, wants=_wants, about="conditions")
def check(site: Site) -> Iterator[Fault]:
    """Look for an empty operand."""
    for condition in site.conditions:
        for place, operand in enumerate(condition.operands or ()):
            if operand not in {"", None}:
                continue
            at = f"{site.pointer}/Transitions/Conditions/{condition.place}/Condition/Operands"
            yield site.fault(
                "the condition compares with nothing; say what it compares with",
                at=f"{at}/{place}",
                problem=f"Invalid branch. Path: {site.index}.Evaluate",
            )
