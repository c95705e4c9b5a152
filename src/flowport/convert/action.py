"""One legacy block made into one action, in the order: parameters, branches, code, metadata."""

from __future__ import annotations

from typing import Any

from flowport.catalogue.legacy import Level
from flowport.convert.branches import place_branches
from flowport.convert.draft import Draft
from flowport.convert.metadata import metadata_of
from flowport.convert.notes import Kind, Note
from flowport.convert.parameters import place_parameters
from flowport.convert.plan import Plan, plan_for
from flowport.convert.strangers import keep_whole

__all__ = ["action_of"]

_FIELDS = frozenset({"id", "type", "target", "branches", "parameters", "metadata"})
_WHY = {
    Level.B: "which rests on one or two blocks known in both formats",
    Level.C: "which follows from the shape of both formats; no known block shows it",
}


def action_of(
    block: str, index: int, module: dict[str, Any], ids: frozenset[str], notes: list[Note]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The action that a legacy block becomes, and its metadata.

    Args:
        block: The block's id.
        index: Its place among the modules.
        module: The block.
        ids: The ids of all blocks.
        notes: Takes what there is to say.
    """
    draft = Draft(block, index, module, notes)
    plan = plan_for(module.get("type"), module.get("target"))
    if plan is None:
        keep_whole(draft, ids)
    else:
        _follow(draft, plan, ids)
    metadata = metadata_of(draft)
    action = {
        "Parameters": draft.parameters,
        "Identifier": block,
        "Type": draft.type,
        "Transitions": _transitions(draft),
    }
    return action, metadata


def _follow(draft: Draft, plan: Plan, ids: frozenset[str]) -> None:
    block = plan.block
    draft.type = block.action
    draft.parameters = dict(block.always)
    if not plan.sure:
        made = "stays what it is" if block.form == block.action else f"became {block.action}"
        why = f"{block.form} {made}, {_WHY[block.level]}"
        draft.note(Kind.ASSUMED, why, level=block.level)
    place_parameters(draft, plan)
    place_branches(draft, plan, ids)
    if plan.finish is not None:
        plan.finish(draft)
    if not draft.module.keys() <= _FIELDS:
        for field, value in draft.module.items():
            if field not in _FIELDS and value is not None:
                draft.drop(
                    f"The field {field} of the block has no place in the flow language",
                    field,
                    value=value,
                )


def _transitions(draft: Draft) -> dict[str, Any]:
    transitions: dict[str, Any] = {}
    if draft.next is not None:
        transitions["NextAction"] = draft.next
    if draft.conditions:
        transitions["Conditions"] = draft.conditions
    if draft.errors:
        transitions["Errors"] = draft.errors
    return transitions
