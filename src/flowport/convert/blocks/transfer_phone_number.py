"""Transfer to phone number: the caller id that is shown is in the block's metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.legacy import Level
from flowport.convert.conversion_notes import Exactness

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]

_OUTCOMES = frozenset({"Success", "CallFailure", "Timeout"})


def finish(draft: ActionDraft) -> None:
    """Say whether the flow goes on after the call, and which number is shown."""
    if "ContinueFlowExecution" not in draft.parameters:
        draft.parameters["ContinueFlowExecution"] = _continues(draft)
    metadata = draft.module.get("metadata")
    if not isinstance(metadata, dict):
        return
    for field in ("SourceNumber", "callerId"):
        number = metadata.get(field)
        if isinstance(number, dict):
            number = number.get("id") or number.get("text")
        if isinstance(number, str) and number:
            draft.parameters.setdefault("CallerId", {"Number": number})
            draft.note(
                Exactness.ASSUMED,
                f"{field} was mapped to CallerId.Number (assumed)",
                "metadata",
                field,
                value=metadata[field],
                level=Level.C,
            )
            return


def _continues(draft: ActionDraft) -> str:
    """Whether the flow goes on after the call, in an export that is older than the setting.

    Older exports leave ``BlindTransfer`` out. Their blocks with an Error branch alone end with
    the transfer; only a block that goes on has branches for what became of the call.
    """
    branches = draft.module.get("branches")
    names = {
        branch.get("condition")
        for branch in (branches if isinstance(branches, list) else ())
        if isinstance(branch, dict) and isinstance(branch.get("condition"), str)
    }
    return "True" if names & _OUTCOMES else "False"
