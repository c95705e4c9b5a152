"""Add an error branch to a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.designer import connecting
from flowport.errors import EditError

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Add it, connected or not."""
    block, key = members.text("block"), f"error:{members.text('error')}"
    if draft.flow.action(block).branch(key) is not None:
        raise EditError(f"block {block!r} has the branch {key!r} already")
    target = members.text("target", "")
    return draft.with_flow(connecting.connect(draft.flow, block, key, target))
