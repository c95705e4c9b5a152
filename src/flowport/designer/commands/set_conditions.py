"""Set the conditions of a block; what the page does not know of a condition stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.designer import connecting
from flowport.model import edit

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Replace them in the order given; one with known operands keeps its other members."""
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
