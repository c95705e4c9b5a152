"""One legacy block made into one action, in the order: parameters, branches, code, metadata."""

from __future__ import annotations

from typing import Any

from flowport.catalogue import holds
from flowport.catalogue.legacy import Level
from flowport.convert.action_draft import ActionDraft
from flowport.convert.branches import drop_refused, place_branches
from flowport.convert.conversion_notes import Exactness, Note, pointer
from flowport.convert.evidence import is_borne_out
from flowport.convert.metadata import metadata_of
from flowport.convert.parameters import place_parameters
from flowport.convert.prepared_types import ConversionPlan, plan_for
from flowport.convert.unknown_blocks import keep_whole

__all__ = ["action_of"]

_FIELDS = frozenset({"id", "type", "target", "branches", "parameters", "metadata"})
_WHY = {
    Level.B: "based on one or two blocks that are known in both formats",
    Level.C: "based on the shape of both formats; no known block shows it",
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
    draft = ActionDraft(block, index, module, notes)
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


def _follow(draft: ActionDraft, plan: ConversionPlan, ids: frozenset[str]) -> None:
    block = plan.block
    draft.type = block.action
    draft.parameters = dict(block.always)
    before = len(draft.notes)
    place_parameters(draft, plan)
    place_branches(draft, plan, ids)
    if plan.finish is not None:
        plan.finish(draft)
    drop_refused(draft, plan)
    if not plan.sure and not is_borne_out(draft, block):
        made = "was kept" if block.form == block.action else f"was mapped to {block.action}"
        why = f"{block.form} {made} (assumed), {_WHY[block.level]}"
        place = pointer("modules", draft.index)
        draft.notes.insert(before, Note(Exactness.ASSUMED, draft.block, place, why, block.level))
    if plan.required_when or not plan.required <= draft.parameters.keys():
        _miss(draft, plan)
    if not draft.module.keys() <= _FIELDS:
        for field, value in draft.module.items():
            if field not in _FIELDS and value is not None:
                draft.drop(
                    f"The field {field} of the block has no place in the flow language",
                    field,
                    value=value,
                )


def _miss(draft: ActionDraft, plan: ConversionPlan) -> None:
    """Say what the service requires and the legacy block does not have."""
    here = draft.parameters
    missing = sorted(plan.required - here.keys())
    missing += [n for n, when in plan.required_when if n not in here and holds(when, here, None)]
    for name in missing:
        draft.note(
            Exactness.UNKNOWN,
            f"The block has no value for {name}, which {draft.type} requires",
            advice=f"Set {name} before you publish the flow.",
        )


def _transitions(draft: ActionDraft) -> dict[str, Any]:
    transitions: dict[str, Any] = {}
    if draft.next is not None:
        transitions["NextAction"] = draft.next
    if draft.conditions:
        transitions["Conditions"] = draft.conditions
    if draft.errors:
        transitions["Errors"] = draft.errors
    return transitions
