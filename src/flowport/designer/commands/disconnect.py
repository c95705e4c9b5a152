"""Let a branch, or the entry, lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.designer import connecting

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Disconnect."""
    block, branch = members.text("block"), members.text("branch", "next")
    return draft.with_flow(connecting.connect(draft.flow, block, branch, ""))
