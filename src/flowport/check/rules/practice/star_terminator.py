"""The star ends the input and cancels it.

What it does:
    Looks for ``*`` in ``InputTerminationSequence`` without ``"DisableCancelKey": "True"``.

Why:
    The star is the key that cancels an input: pressed, it deletes what was typed instead of
    ending it.

Example:
    ``"DTMFConfiguration": {"InputTerminationSequence": "*"}``

Instead:
    ``"DTMFConfiguration": {"InputTerminationSequence": "*", "DisableCancelKey": "True"}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.type == "GetParticipantInput"


@action_rule("D012", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Compare the two settings."""
    settings = site.parameters.get("DTMFConfiguration")
    if not isinstance(settings, dict):
        return
    ends = str(settings.get("InputTerminationSequence", ""))
    if "*" in ends and str(settings.get("DisableCancelKey")).lower() != "true":
        yield site.fault(
            "the star cancels the input unless DisableCancelKey is set; set it",
            "DTMFConfiguration",
            "InputTerminationSequence",
        )
