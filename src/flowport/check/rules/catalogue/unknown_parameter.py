"""An action does not have that parameter.

What it does:
    Compares the parameters with those of the catalogue, and with those that two authors
    published, at every depth. Directly below
    ``Parameters`` an unknown name is an error, deeper a warning, and a warning also where the
    action itself is known only from exports.

Why:
    The service refuses names that it does not know; that was seen for names directly below
    ``Parameters``.

Example:
    ``"Type": "Wait", "Parameters": {"TimeoutSeconds": "60"}``

Instead:
    ``"Type": "Wait", "Parameters": {"TimeLimitSeconds": "60"}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import Evidence
from flowport.check.action_view import dotted
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Path, Site


def _wants(action: ActionType | None) -> bool:
    return action is not None


@action_rule("C003", Severity.ERROR, wants=_wants, about="unknown")
def check(site: Site) -> Iterator[Fault]:
    """Name each key that the catalogue does not know, and the nearest that it does."""
    from flowport.catalogue.exports import seen  # noqa: PLC0415  most flows have none

    for path in site.unknown:
        if seen(site.type, "parameter", dotted(path)).accepted:
            continue
        yield site.fault(
            f"{site.type} has no parameter {path[-1]!r}{_meant(site, path)}; remove or correct it",
            *path,
            problem=f"Invalid Action property name. Path: {site.parameter_where(path)}",
            severity=_severity(site, path),
        )


def _severity(site: Site, path: Path) -> Severity:
    action = site.action
    if action is None or action.evidence in {Evidence.OBSERVED, Evidence.INFERRED}:
        return Severity.WARNING
    refused = len(path) == 1 or ".".join(map(str, path)) in action.parameters_refused
    return Severity.ERROR if refused else Severity.WARNING


def _meant(site: Site, path: Path) -> str:
    if len(path) > 1:
        return ""
    from flowport.check.nearest import closest  # noqa: PLC0415  as above

    close = closest(str(path[0]), site.described.root.keys)
    return f" ({close!r} may be meant)" if close else ""
