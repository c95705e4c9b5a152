"""Add a block of the palette, perhaps at the end of a branch or in the middle of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.designer import connecting, making
from flowport.errors import EditError

if TYPE_CHECKING:
    from typing import Any

    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Add the actions that the block makes; ``from`` connects, ``splice`` keeps the old target."""
    made = _made(draft, members)
    spot = (members.number("x"), members.number("y"))
    flow = making.added(draft.flow, made, spot)
    if "from" in members:
        origin = members.part("from")
        source, branch = origin.text("block"), origin.text("branch", "next")
        before = connecting.target(draft.flow, source, branch)
        flow = connecting.connect(flow, source, branch, made[0]["Identifier"])
        if members.truth("splice") and before:
            flow = connecting.lead_on(flow, made[-1]["Identifier"], before)
    elif members.truth("splice"):
        raise EditError("'splice' needs 'from': the link that the block is put into")
    return draft.with_flow(flow)


def _made(draft: Draft, members: Members) -> list[dict[str, Any]]:
    """The new actions: of an action's type, or of a block's mode."""
    if "type" in members:
        return making.actions(members.text("id"), [members.text("type")], {}, draft.type)
    types, parameters = making.mode(members.text("block"), members.whole("mode", 0))
    return making.actions(members.text("id"), types, parameters, draft.type)
