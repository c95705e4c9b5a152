"""The shares of a distribution do not add up.

What it does:
    Expects the operands of ``DistributeByPercentage`` to be whole numbers that grow, up to 101:
    each is one more than the sum of the shares so far, and the rest takes the default branch.

Why:
    A share past 100 can never be drawn, and an operand that is not above the one before it leaves
    its branch without contacts.

Example:
    ``NumberLessThan 61`` followed by ``NumberLessThan 131``.

Instead:
    ``NumberLessThan 61`` followed by ``NumberLessThan 91``: 60, 30, and 10 for the default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import OperandSource
from flowport.catalogue.jsonpath import paths
from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.numbers import is_whole, number
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site

_MOST = 101


def _wants(action: ActionType | None) -> bool:
    return action is not None and any(
        c.source is OperandSource.RUNNING_SUM for c in action.conditions
    )


@action_rule("B011", Severity.ERROR, wants=_wants, about="conditions")
def check(site: Site) -> Iterator[Fault]:
    """Follow the sum."""
    before = 0.0
    for condition in site.conditions:
        operands = condition.operands or []
        said = str(operands[0]) if len(operands) == 1 else ""
        if not said or is_placeholder(said) or paths(said):
            return
        share = number(said) if is_whole(said) else None
        if share is not None and before < share <= _MOST:
            before = share
            continue
        yield site.fault(
            f"the operand {said} should be a whole number above {before:g} and at most {_MOST}",
            at=f"{site.pointer}/Transitions/Conditions/{condition.place}/Condition/Operands/0",
            problem=f"Invalid Action property value. Path: {site.where}.Transitions.Conditions",
            severity=Severity.WARNING if share is not None and share <= _MOST else None,
        )
        return
