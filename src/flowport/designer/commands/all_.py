"""Several commands as one step of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.designer.perform import perform as perform_one
from flowport.errors import EditError

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members

_DEEPEST = 4


def perform(draft: Draft, members: Members) -> Draft:
    """Perform each in turn."""
    if _depth(members.tree) > _DEEPEST:
        raise EditError(f"commands are nested more than {_DEEPEST} deep")
    for command in members.objects("commands"):
        draft = perform_one(draft, command)
    return draft


def _depth(command: object) -> int:
    inner = command.get("commands") if isinstance(command, dict) else None
    if not isinstance(inner, list) or not isinstance(command, dict) or command.get("kind") != "all":
        return 0
    return 1 + max(map(_depth, inner), default=0)
