"""An action can't take that error branch.

What it does:
    Compares the error branches with those that the catalogue knows of the action, and with those
    that the service was seen to refuse under its settings.

Why:
    The service refuses an error that the action does not have. Where the action is known only from
    exports, or the branch belongs to other settings, this is a warning.

Example:
    ``Compare`` with ``NoMatchingError``.

Instead:
    ``Compare`` with ``NoMatchingCondition`` alone.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from flowport.catalogue import ACTIONS, Evidence
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType, ErrorBranch
    from flowport.check.action_view import Scalar, Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and not action.terminal


@action_rule("B002", Severity.ERROR, wants=_wants, about="errors")
def check(site: Site) -> Iterator[Fault]:
    """Look each error up."""
    action = site.action
    if action is None:
        return
    known, doubtful = _known(site.type), _refused(site.type)
    for index, (kind, _) in enumerate(site.errors):
        error = known.get(kind)
        held = error is not None and (error.when is None or site.holds(error.when))
        if held and kind not in doubtful:
            continue
        refused = any(e.type == kind and site.holds(e.when) for e in action.errors_refused)
        if held and not refused:
            continue
        yield site.fault(
            f"{site.type} with these settings has no error {kind!r}; remove the branch",
            at=f"{site.pointer}/Transitions/Errors/{index}",
            problem=f"Invalid Action error. Error: {kind}, Path: {site.where}",
            severity=_severity(action, refused=refused, known=error is not None),
        )


@cache
def _known(type_: str) -> dict[Scalar, ErrorBranch]:
    """The error branches of a type of action, by the error."""
    return {error.type: error for error in ACTIONS[type_].errors}


@cache
def _refused(type_: str) -> frozenset[Scalar]:
    """The errors that a type of action refuses, under some settings at least."""
    return frozenset(error.type for error in ACTIONS[type_].errors_refused)


def _severity(action: ActionType, *, refused: bool, known: bool) -> Severity:
    if refused:
        return Severity.ERROR
    weak = action.evidence in {Evidence.OBSERVED, Evidence.INFERRED}
    return Severity.WARNING if known or weak else Severity.ERROR
