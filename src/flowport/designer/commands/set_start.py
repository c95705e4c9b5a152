"""Begin the flow at a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.model import edit

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Set the start; no block at all is allowed."""
    return draft.with_flow(edit.set_start(draft.flow, members.text("block")))
