"""A condition that the action needs is missing.

What it does:
    Expects the conditions that an action must have: both of ``Loop``, both of
    ``CheckHoursOfOperation``, at least one of ``Compare``, one for each event of ``Wait``.

Why:
    The service needs the whole set.

Example:
    ``CheckHoursOfOperation`` with ``True`` alone.

Instead:
    Add the condition ``False`` and lead it to a block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule, severity_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType, Conditions
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and any(
        c.required or c.minimum or c.required_each for c in action.conditions
    )


@action_rule("B009", Severity.ERROR, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Compare with the set that is needed."""
    declared = site.taken_conditions()
    if declared is None:
        return
    missing = _missing(site, declared)
    few = len(site.conditions) < declared.minimum
    if not missing and not few:
        return
    what = f"a condition for {', '.join(map(repr, missing))}" if missing else "a condition"
    yield site.fault(
        f"{site.type} with these settings needs {what}; add it and connect it to a block",
        at=f"{site.pointer}/Transitions/Conditions",
        problem="Action is missing required property. Path: Transitions.Conditions"
        if few
        else f"Invalid Action property value. Path: {site.where}.Transitions.Conditions",
        severity=severity_by(declared.evidence),
    )


def _missing(site: Site, declared: Conditions) -> list[str]:
    each = site.parameters.get(declared.required_each or "")
    wanted = [*declared.required, *(map(str, each) if isinstance(each, list) else ())]
    there = {str(word) for c in site.conditions for word in c.operands or ()}
    return [word for word in wanted if word not in there]
