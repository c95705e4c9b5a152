"""A condition's operator is not one of the flow language, or not one of the action.

What it does:
    Compares ``Operator`` with the nine that exist, and with those that the action takes. A
    condition that has neither operator nor operands is reported by ``B006`` alone.

Why:
    The service refuses ``And``, ``Or``, ``Not``, ``Contains``, ``Exists`` and other inventions.
    An existing operator on an action that is not documented to take it is refused as well.

Example:
    ``"Condition": {"Operator": "Contains", "Operands": ["gold"]}``

Instead:
    ``"Condition": {"Operator": "TextContains", "Operands": ["gold"]}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import OPERATORS
from flowport.check.finding import Severity
from flowport.check.nearest import closest
from flowport.check.rule import Fault, action_rule, severity_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Condition, Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and bool(action.conditions)


@action_rule("B005", Severity.ERROR, wants=_wants, about="conditions")
def check(site: Site) -> Iterator[Fault]:
    """Look each operator up."""
    if not site.conditions:
        return
    declared = site.taken_conditions()
    for condition in site.conditions:
        operator = condition.operator
        if operator is None and condition.operands is None:
            continue
        if operator not in OPERATORS:
            close = closest(str(operator), OPERATORS, cutoff=0.5)
            hint = f"; {close!r} may be meant" if close else ""
            yield _fault(site, condition, f"there is no operator {operator!r}{hint}", None)
        elif declared and operator not in declared.operators:
            words = " or ".join(declared.operators)
            advice = f"{site.type} takes the operator {words}, not {operator!r}"
            yield _fault(site, condition, advice, severity_by(declared.evidence))


def _fault(site: Site, condition: Condition, advice: str, severity: Severity | None) -> Fault:
    return site.fault(
        advice,
        at=f"{site.pointer}/Transitions/Conditions/{condition.place}/Condition/Operator",
        problem=f"Invalid Action property value. Path: {site.where}.Transitions.Conditions",
        severity=severity,
    )
