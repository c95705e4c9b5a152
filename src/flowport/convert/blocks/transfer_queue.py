"""Transfer to queue: with a queue of its own it takes the contact out of the one it waits in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.legacy import Level
from flowport.convert.conversion_notes import Exactness

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]


def finish(draft: ActionDraft) -> None:
    """Use the action that names a queue where the block names one."""
    if "QueueId" in draft.parameters or "AgentId" in draft.parameters:
        draft.type = "DequeueContactAndTransferToQueue"
        draft.note(
            Exactness.ASSUMED,
            "The transfer names a queue, so it was mapped to "
            "DequeueContactAndTransferToQueue (assumed)",
            "parameters",
            level=Level.C,
        )
