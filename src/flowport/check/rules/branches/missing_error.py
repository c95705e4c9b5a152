"""An error branch is missing.

What it does:
    Expects every error branch that the catalogue says an action needs, under its settings.

Why:
    The service refuses an action without them. A branch that only exports speak for is a warning.

Example:
    ``TransferContactToQueue`` with ``NoMatchingError`` alone.

Instead:
    Add ``QueueAtCapacity``, and lead it to a block.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from flowport.catalogue import ACTIONS
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule, severity_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType, ErrorBranch
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and bool(_required(action.type))


@cache
def _required(type_: str) -> tuple[ErrorBranch, ...]:
    """The errors that actions of a type need, under some settings at least."""
    return tuple(error for error in ACTIONS[type_].errors if error.required)


@action_rule("B001", Severity.ERROR, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look for each error that is needed."""
    there = {kind for kind, _ in site.errors}
    for error in _required(site.type):
        if error.type in there:
            continue
        if error.when is None or site.holds(error.when):
            yield site.fault(
                f"add the branch {error.title!r} ({error.type}) and connect it to a block",
                at=f"{site.pointer}/Transitions/Errors",
                problem=f"Action is missing required error. Error: {error.type}, "
                f"Path: {site.where}",
                severity=severity_by(error.evidence),
            )
