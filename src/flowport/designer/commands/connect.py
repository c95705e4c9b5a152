"""Lead a branch, or the entry, to a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.designer import connecting

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Connect; a branch that leads elsewhere already is led again."""
    block, branch = members.text("block"), members.text("branch", "next")
    return draft.with_flow(connecting.connect(draft.flow, block, branch, members.text("target")))
