"""Connections as the designer keeps them: the entry is one, and copied next actions follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import NextRule, action_named
from flowport.errors import EditError
from flowport.model import edit

if TYPE_CHECKING:
    from flowport.model import Action, Flow

__all__ = ["ENTRY", "connect", "lead_on", "synced", "target"]

#: What commands call the entry of a flow, where others have a block.
ENTRY = ""


def target(flow: Flow, block: str, branch: str) -> str:
    """Where a branch leads, ``""`` where it is not connected or not there.

    Raises:
        EditError: There is no such block.
    """
    if block == ENTRY:
        return flow.start
    found = flow.action(block).branch(branch)
    return found.target if found else ""


def connect(flow: Flow, block: str, branch: str, to: str) -> Flow:
    """Lead a branch, or the entry, to a block; ``""`` to none.

    Raises:
        EditError: There is no such block, target or branch, or nothing may follow the block.
    """
    if block == ENTRY:
        return edit.set_start(flow, to)
    action = flow.action(block)
    declared = action_named(action.type)
    if declared and declared.terminal and action.branch(branch) is None:
        raise EditError(f"nothing follows the block {block!r}: it ends the flow")
    flow = edit.connect(flow, block, branch, to)
    return synced(flow, block, branch)


def synced(flow: Flow, block: str, branch: str) -> Flow:
    """The flow with a block's next action where the branch leads that it is a copy of.

    Raises:
        EditError: There is no such block.
    """
    action = flow.action(block)
    declared = action_named(action.type)
    copied = declared.next.copies if declared else None
    if copied is None or action.next is None:
        return flow
    found = action.branch(branch)
    if found is None or found.kind == "next" or found.name != copied:
        return flow
    return edit.connect(flow, block, "next", found.target)


def lead_on(flow: Flow, block: str, to: str) -> Flow:
    """Lead a block's usual way out to a block, if it has one.

    Raises:
        EditError: There is no such block.
    """
    action = flow.action(block)
    key = usual(action)
    return flow if key is None else connect(flow, block, key, to)


def usual(action: Action) -> str | None:
    """The branch that a block is left by when all goes well; None where it ends the flow."""
    declared = action_named(action.type)
    if declared is None:
        return "next"
    if declared.next.rule is NextRule.FORBIDDEN:
        return None
    if declared.next.copies is None:
        return "next"
    others = [branch for branch in action.branches if branch.kind != "next"]
    named = [branch for branch in others if branch.name == declared.next.copies]
    conditions = [branch for branch in others if branch.kind == "condition"]
    chosen = conditions or named
    return chosen[0].key if chosen else "next"
