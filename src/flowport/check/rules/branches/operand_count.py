"""A condition does not have exactly one operand.

What it does:
    Expects every condition to be an object whose ``Operands`` are a list of one text.

Why:
    Every operator compares with one value.

Example:
    ``"Condition": {"Operator": "Equals", "Operands": ["1", "2"]}``

Instead:
    Two conditions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.action_view import NESTED
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Condition, Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and bool(action.conditions)


@action_rule("B006", Severity.ERROR, wants=_wants, about="conditions")
def check(site: Site) -> Iterator[Fault]:
    """Count the operands."""
    for condition in site.conditions:
        operands = condition.operands
        if operands is not None and len(operands) == 1:
            if operands[0] in NESTED and _is_nested(site, condition):
                yield _fault(site, condition, "the operand is a list or an object; write a string")
            continue
        count = len(operands) if operands is not None else "no list of"
        advice = f"the condition has {count} operands, and needs one; make a condition for each"
        yield _fault(site, condition, advice)


def _is_nested(site: Site, condition: Condition) -> bool:
    entry = site.tree["Transitions"]["Conditions"][condition.place]
    return isinstance(entry["Condition"]["Operands"][0], (dict, list))


def _fault(site: Site, condition: Condition, advice: str) -> Fault:
    return site.fault(
        advice,
        at=f"{site.pointer}/Transitions/Conditions/{condition.place}/Condition/Operands",
        problem=f"Invalid branch. Path: {site.index}.Evaluate",
    )
