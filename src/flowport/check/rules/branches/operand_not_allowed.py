"""A condition compares with a result that the action never gives.

What it does:
    Compares the operands with the results of the action: ``True`` and ``False`` of
    ``CheckHoursOfOperation``, ``ContinueLooping`` and ``DoneLooping`` of ``Loop``, the events that
    a ``Wait`` waits for.

Why:
    The service needs the conditions to be those of the action's results.

Example:
    ``CheckHoursOfOperation`` with the operand ``true``.

Instead:
    ``CheckHoursOfOperation`` with the operand ``True``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.action_view import NESTED, is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule, severity_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and any(c.source is None for c in action.conditions)


@action_rule("B008", Severity.ERROR, wants=_wants, about="conditions")
def check(site: Site) -> Iterator[Fault]:
    """Look each operand up."""
    declared = site.taken_conditions() if site.conditions else None
    if declared is None or declared.source is not None or not declared.operands:
        return
    each = site.parameters.get(declared.required_each or "")
    allowed = {*declared.operands, *(map(str, each) if isinstance(each, list) else ())}
    for condition in site.conditions:
        for word in condition.operands or ():
            if word and word not in allowed | NESTED and not is_placeholder(str(word)):
                yield site.fault(
                    f"{site.type} never gives {word!r}; it gives {', '.join(declared.operands)}",
                    at=f"{site.pointer}/Transitions/Conditions/{condition.place}"
                    "/Condition/Operands/0",
                    problem="Invalid Action property value. "
                    f"Path: {site.where}.Transitions.Conditions",
                    severity=severity_by(declared.evidence),
                )
