"""Remove one of a block's parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.model import edit

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Remove it; an object or list around it stays, even if it is empty now."""
    return draft.with_flow(edit.remove_parameter(draft.flow, members.text("block"), members.path()))
