"""Check queue status: the measure is the name of a branch, and a parameter of the action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.legacy import Level
from flowport.convert.conversion_notes import Exactness

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]

_MEASURES = {
    "CheckQueueTime": "OldestContactInQueueAgeSeconds",
    "CheckQueueSize": "NumberOfContactsInQueue",
}


def finish(draft: ActionDraft) -> None:
    """Name the measure; the numbers stay as they are (milliseconds, whatever the name says)."""
    branches = draft.module.get("branches")
    names = [
        (place, branch.get("condition"))
        for place, branch in enumerate(branches if isinstance(branches, list) else ())
        if isinstance(branch, dict)
    ]
    found = [(place, name) for place, name in names if name in ("CheckQueueTime", "CheckQueueSize")]
    if not found:
        return
    first = found[0][1]
    draft.parameters["MetricType"] = _MEASURES[first]
    if first == "CheckQueueSize":
        draft.note(
            Exactness.ASSUMED,
            "The size of the queue was mapped to NumberOfContactsInQueue (assumed)",
            "branches",
            found[0][0],
            level=Level.C,
        )
    for place, name in found:
        if name != first:
            draft.drop(
                f"An action has one measure; this condition is now on {_MEASURES[first]}",
                "branches",
                place,
                "condition",
                value=name,
            )
