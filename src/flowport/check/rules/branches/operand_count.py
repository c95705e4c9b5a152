"""A condition does not have exactly one operand.

What it does:
    Wants ``Operands`` to be a list of one text.

Why:
    Every operator compares with one value.

Example:
    ``"Condition": {"Operator": "Equals", "Operands": ["1", "2"]}``

Instead:
    Two conditions.
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


@action_rule("B006", Severity.ERROR, wants=_wants, about="conditions")
def check(site: Site) -> Iterator[Fault]:
    """Count the operands."""
    for condition in site.conditions:
        operands = condition.operands
        if operands is not None and len(operands) == 1:
            continue
        count = len(operands) if operands is not None else "no list of"
        yield site.fault(
            f"the condition has {count} operands, and needs one; make a condition for each",
            at=f"{site.pointer}/Transitions/Conditions/{condition.place}/Condition/Operands",
            problem=f"Invalid branch. Path: {site.index}.Evaluate",
        )
