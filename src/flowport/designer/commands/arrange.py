"""Place all blocks again, as the arrangement says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.designer.commands import move

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Move; it has a kind of its own to have a name of its own in the history."""
    return move.perform(draft, members)
