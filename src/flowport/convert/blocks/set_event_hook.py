"""Set whisper, hold, queue or disconnect flow: the hook's name is a key, its flow the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.convert.paired_parameters import join

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]


def finish(draft: ActionDraft) -> None:
    """Hang the flow on the hook."""
    alone = "A hook and its flow go together; the other is missing"
    join(draft, "Type", "ContactFlowId", "EventHooks", alone)
    draft.parameters.setdefault("EventHooks", {})
