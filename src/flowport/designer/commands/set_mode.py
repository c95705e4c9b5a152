"""Set a block to another of the things that it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import action_named, block_of
from flowport.designer import making
from flowport.errors import EditError
from flowport.model import edit

if TYPE_CHECKING:
    from typing import Any

    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Give it the mode's action; settings that the new action knows stay, targets as well."""
    flow, block = draft.flow, members.text("block")
    action = flow.action(block)
    known = block_of(action.type, action.parameters)
    if known is None:
        raise EditError(f"the block {block!r} is not of the palette, so it has no modes")
    types, given = making.mode(known[0].title, members.whole("mode", 0))
    made = making.actions(block, types, given, draft.type)
    first = made[0]
    first["Parameters"] = {
        **_kept(action.parameters, known[1].when, types[0]),
        **first["Parameters"],
    }
    targets = {branch.key: branch.target for branch in action.branches}
    flow = flow.with_value(action.pointer, first)
    for branch in flow.action(block).branches:
        if targets.get(branch.key) and branch.target == "":
            flow = edit.connect(flow, block, branch.key, targets[branch.key])
    spot = flow.position_of(block) or (0.0, 0.0)
    return draft.with_flow(making.added(flow, made[1:], (spot[0] + 300, spot[1])))


def _kept(parameters: dict[str, Any], told_by: Any, action: str) -> dict[str, Any]:
    """The parameters that the new action has as well, without those that chose the old mode."""
    declared = action_named(action)
    names = (
        {each.name.partition(".")[0].removesuffix("[]") for each in declared.parameters}
        if declared
        else set()
    )
    telling = set(making.telling(told_by)) if told_by else set()
    return {key: value for key, value in parameters.items() if key in names - telling}
