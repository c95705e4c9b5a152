"""An error branch is missing.

What it does:
    Wants every error branch that the catalogue says an action needs, under its settings.

Why:
    The service refuses an action without them. A branch that only exports speak for is a warning.

Example:
    ``TransferContactToQueue`` with ``NoMatchingError`` alone.

Instead:
    Add ``QueueAtCapacity``, and lead it to a block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule, severity_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Action
    from flowport.check.site import Site


def _wants(action: Action | None) -> bool:
    return action is not None and any(error.required for error in action.errors)


@action_rule("B001", Severity.ERROR, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look for each error that is needed."""
    there = {kind for kind, _ in site.errors}
    for error in site.action.errors if site.action else ():
        if error.type in there or not error.required:
            continue
        if error.when is None or site.holds(error.when):
            yield site.fault(
                f"add the branch {error.title!r} ({error.type}) and lead it to a block",
                at=f"{site.pointer}/Transitions/Errors",
                problem=f"Action is missing required error. Error: {error.type}, "
                f"Path: {site.where}",
                severity=severity_by(error.evidence),
            )
