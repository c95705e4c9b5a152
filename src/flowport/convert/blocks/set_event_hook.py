"""Set whisper, hold, queue or disconnect flow: the hook's name is a key, its flow the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.convert.legacy_values import take, written

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]


def finish(draft: ActionDraft) -> None:
    """Hang the flow on the hook."""
    types = draft.held.get("Type", [])
    flows = draft.held.get("ContactFlowId", [])
    for (at, hook), (place, flow) in zip(types, flows, strict=False):
        name = str(written(draft, take(draft, at, hook, ()), "parameters", at, "value"))
        path = ("EventHooks", name)
        draft.put(path, take(draft, place, flow, path, blank=True), place)
    paired = min(len(types), len(flows))
    for place, entry in types[paired:] + flows[paired:]:
        draft.drop(
            "A hook and its flow go together; the other is missing",
            "parameters",
            place,
            value=entry,
        )
    draft.parameters.setdefault("EventHooks", {})
