"""An action lacks a parameter that it needs.

What it does:
    Expects every parameter that the catalogue calls required, always or under the action's own
    settings.

Why:
    The service refuses the action without it. Where that was only concluded from exports, this is
    a warning.

Example:
    ``"Type": "Loop", "Parameters": {}``

Instead:
    ``"Type": "Loop", "Parameters": {"LoopCount": "3"}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule, severity_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None


@action_rule("C004", Severity.ERROR, wants=_wants, about="missing")
def check(site: Site) -> Iterator[Fault]:
    """Name each missing key."""
    for path, need in site.missing:
        yield site.fault(
            f"{site.type} needs the parameter {need.key!r}",
            *path,
            problem=f"Action is missing required property. Path: {site.parameter_where(path)}",
            severity=severity_by(need.parameter.evidence),
        )
