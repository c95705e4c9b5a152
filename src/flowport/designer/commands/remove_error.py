"""Remove an error branch from a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.errors import EditError

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Remove the first one of that error type."""
    block, error = members.text("block"), members.text("error")
    found = draft.flow.action(block).branch(f"error:{error}")
    if found is None:
        raise EditError(f"block {block!r} has no branch for the error {error!r}")
    return draft.with_flow(draft.flow.without(found.pointer.removesuffix("/NextAction")))
