"""No action is called that.

What it does:
    Looks each ``Type`` up among the actions of the flow language.

Why:
    The service refuses a type that it does not know. A name of the old export format
    (``PlayPrompt``) or of a block (``SetWorkingQueue``) is not a type. A type that is newer than
    this version of Flowport is reported as well: ignore the rule until the next one.

Example:
    ``"Type": "PlayPrompt"``

Instead:
    ``"Type": "MessageParticipant"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import ACTIONS, ALIASES, MISTAKEN_TYPES
from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.nearest import closest
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is None


@action_rule("C001", Severity.ERROR, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Say what may have been meant."""
    if site.type in ALIASES:
        return
    at = f"{site.pointer}/Type"
    if not site.type:
        problem = f"Action is missing required property. Path: {site.where}.Type"
        yield site.fault("this action has no Type; say what it does", at=at, problem=problem)
        return
    yield site.fault(
        f"there is no action {site.type!r}; {_meant(site.type)}",
        at=at,
        problem=f"Invalid Action type. Type: {site.type}, Path: {site.where}.Type",
        severity=Severity.WARNING if is_placeholder(site.type) else None,
    )


def _meant(type_: str) -> str:
    close = MISTAKEN_TYPES.get(type_) or closest(type_, ACTIONS)
    return f"{close!r} may be meant" if close else "correct the Type or remove the block"
