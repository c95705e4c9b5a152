"""A condition is never taken, because one before it covers it.

What it does:
    Compares conditions on numbers of one block, in their order: ``NumberLessThan 50`` behind
    ``NumberLessThan 100`` is covered.

Why:
    The first condition that is true is taken.

Example:
    ``NumberLessThan 100``, then ``NumberLessThan 50``.

Instead:
    The narrower first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.numbers import number
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Condition, Site

_DOWN = {"NumberLessThan": False, "NumberLessOrEqualTo": True}
_UP = {"NumberGreaterThan": False, "NumberGreaterOrEqualTo": True}


def _wants(action: ActionType | None) -> bool:
    return action is not None and any(
        not {*_DOWN, *_UP}.isdisjoint(c.operators) for c in action.conditions
    )


@action_rule("B013", Severity.INFO, wants=_wants, about="conditions")
def check(site: Site) -> Iterator[Fault]:
    """Keep the widest bound so far, upwards and downwards."""
    if len(site.conditions) < 2:  # noqa: PLR2004  one before another
        return
    widest: dict[str, tuple[float, bool]] = {}
    for condition in site.conditions:
        for way, sign, table in (("down", 1, _DOWN), ("up", -1, _UP)):
            bound = _bound(condition, sign, table)
            if bound is None:
                continue
            if way in widest and bound < widest[way]:
                yield site.fault(
                    "a wider condition comes before this one, which is therefore never taken",
                    at=f"{site.pointer}/Transitions/Conditions/{condition.place}",
                )
            widest[way] = max(bound, widest.get(way, bound))


def _bound(condition: Condition, sign: int, table: dict[str, bool]) -> tuple[float, bool] | None:
    """The bound as a pair that is greater the more it lets through."""
    if condition.operator not in table or not condition.operands:
        return None
    bound = number(condition.operands[0])
    return None if bound is None else (sign * bound, table[condition.operator])
