"""Branches: connected, disconnected, added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.designer import connecting
from flowport.errors import EditError
from flowport.model import edit

if TYPE_CHECKING:
    from flowport.designer.command_members import Members
    from flowport.designer.draft import Draft


def connect(draft: Draft, members: Members) -> Draft:
    """Lead a branch, or the entry, to a block.

    Connect; a branch that leads elsewhere already is led again.
    """
    block, branch = members.text("block"), members.text("branch", "next")
    return draft.with_flow(connecting.connect(draft.flow, block, branch, members.text("target")))


def disconnect(draft: Draft, members: Members) -> Draft:
    """Let a branch, or the entry, lead nowhere."""
    block, branch = members.text("block"), members.text("branch", "next")
    return draft.with_flow(connecting.connect(draft.flow, block, branch, ""))


def add_error(draft: Draft, members: Members) -> Draft:
    """Add an error branch to a block.

    Add it, connected or not.
    """
    block, key = members.text("block"), f"error:{members.text('error')}"
    if draft.flow.action(block).branch(key) is not None:
        raise EditError(f"block {block!r} has the branch {key!r} already")
    target = members.text("target", "")
    return draft.with_flow(connecting.connect(draft.flow, block, key, target))


def remove_error(draft: Draft, members: Members) -> Draft:
    """Remove an error branch from a block.

    Remove the first one of that error type.
    """
    block, error = members.text("block"), members.text("error")
    found = draft.flow.action(block).branch(f"error:{error}")
    if found is None:
        raise EditError(f"block {block!r} has no branch for the error {error!r}")
    return draft.with_flow(draft.flow.without(found.pointer.removesuffix("/NextAction")))


def set_conditions(draft: Draft, members: Members) -> Draft:
    """Set the conditions of a block; what the page does not know of a condition stays.

    Replace them in the order given; one with known operands keeps its other members.
    """
    flow, block = draft.flow, members.text("block")
    present = list(flow.action(block).transitions.get("Conditions") or ())
    wanted = []
    for each in members.objects("conditions"):
        row = type(members)(each)
        target = row.text("target", "")
        if target:
            flow.action(target)
        said = {"Operator": row.text("operator", "Equals"), "Operands": row.texts("operands")}
        old = next((old for old in present if _says(old, said)), None)
        if old is not None:
            present.remove(old)
        wanted.append({**old, "NextAction": target} if old else _new(target, said))
    flow = edit.set_conditions(flow, block, wanted)
    for branch in flow.action(block).branches:
        flow = connecting.synced(flow, block, branch.key)
    return draft.with_flow(flow)


def _new(target: str, said: dict[str, Any]) -> dict[str, Any]:
    return {"NextAction": target, "Condition": said}


def _says(old: Any, said: dict[str, Any]) -> bool:
    condition = old.get("Condition")
    return isinstance(condition, dict) and all(condition.get(key) == said[key] for key in said)


#: Each command by its kind.
COMMANDS = {
    "connect": connect,
    "disconnect": disconnect,
    "addError": add_error,
    "removeError": remove_error,
    "setConditions": set_conditions,
}
