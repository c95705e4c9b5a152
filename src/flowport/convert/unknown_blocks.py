"""An unknown block is kept whole: its type, its parameters, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.convert.branches import keep_branch, target_of
from flowport.convert.conversion_notes import Exactness
from flowport.convert.legacy_values import written

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["keep_whole"]

_PLACED = frozenset({"id", "type", "branches", "metadata"})


def keep_whole(draft: ActionDraft, ids: frozenset[str]) -> None:
    """Keep a block under its own type.

    Its parameters, its target and any other field stand unchanged in ``Parameters`` under the
    names they had. A Success branch becomes ``NextAction``; a branch with an operator becomes a
    condition, and every other one an error of its own name.
    """
    module = draft.module
    type_ = module.get("type")
    draft.type = str(written(draft, type_, "type"))
    draft.note(
        Exactness.UNKNOWN,
        f"Unknown block {draft.type or 'without a type'}; it was kept whole",
        value=type_,
    )
    draft.parameters.update(
        {field: value for field, value in module.items() if field not in _PLACED}
    )
    branches = module.get("branches")
    if isinstance(branches, list):
        for place, branch in enumerate(branches):
            _branch(draft, place, branch, ids)
    elif branches is not None:
        draft.drop("The branches are not a list", "branches", value=branches)


def _branch(draft: ActionDraft, place: int, branch: Any, ids: frozenset[str]) -> None:
    if not isinstance(branch, dict):
        draft.drop("The branch is not an object", "branches", place, value=branch)
        return
    target = branch.get("transition")
    if not isinstance(target, str) or target not in ids:
        target = target_of(draft, place, target)
    plain = branch.keys() == {"condition", "transition"} and branch["condition"] == "Success"
    if plain and draft.next is None:
        draft.next = target
    else:
        keep_branch(draft, place, branch, target)
