"""An action has conditions and gives no result to compare.

What it does:
    Looks for ``Conditions`` on actions that take none, or none under their settings.

Why:
    The service refuses them.

Example:
    A prompt (``MessageParticipant``) with a condition.

Instead:
    A ``Compare`` behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import Evidence
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and not action.terminal


@action_rule("B004", Severity.ERROR, wants=_wants, about="conditions")
def check(site: Site) -> Iterator[Fault]:
    """Look for conditions where none are declared."""
    action = site.action
    if not site.conditions or action is None or site.taken_conditions() is not None:
        return
    weak = action.evidence in {Evidence.OBSERVED, Evidence.INFERRED}
    yield site.fault(
        f"{site.type} with these settings takes no conditions; remove them",
        at=f"{site.pointer}/Transitions/Conditions",
        problem=f"Action does not support conditions. Path: {site.where}",
        severity=Severity.WARNING if weak else None,
    )
