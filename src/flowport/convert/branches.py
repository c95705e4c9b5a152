"""A block's branches: one falls through, the others become errors and conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue import action_named, holds
from flowport.catalogue.legacy import LEGACY_OPERATORS
from flowport.convert.conversion_notes import Exactness
from flowport.convert.legacy_values import written

if TYPE_CHECKING:
    from flowport.catalogue.legacy import LegacyBranch
    from flowport.convert.action_draft import ActionDraft
    from flowport.convert.prepared_types import ConversionPlan

__all__ = ["drop_refused", "keep_branch", "place_branches", "target_of"]

_FIELDS = frozenset({"condition", "transition"})
_EVALUATED = _FIELDS | {"conditionType", "conditionValue"}


def place_branches(draft: ActionDraft, plan: ConversionPlan, ids: frozenset[str]) -> None:
    """Fill the draft's transitions from the legacy block's branches."""
    branches = _listed(draft)
    default = plan.default if plan.default is not None else _default(plan, branches)
    rules = plan.branches
    for place, branch in enumerate(branches):
        if not isinstance(branch, dict):
            draft.drop("The branch is not an object", "branches", place, value=branch)
            continue
        name, target = branch.get("condition"), branch.get("transition")
        rule = rules.get(name) if isinstance(name, str) else None
        if not isinstance(target, str) or target not in ids:
            target = target_of(draft, place, target)
        if rule is None:
            keep_branch(draft, place, branch, target)
            draft.note(
                Exactness.UNKNOWN,
                f"The block is not known to have a branch {name}; it was kept",
                "branches",
                place,
                value=name,
            )
        else:
            _wire(draft, place, branch, rule, target)
            if name == default and draft.next is None:
                draft.next = target
            elif not rule.lands:
                _second(draft, place, rule.name, target)
    if draft.next is None and plan.block.default and not plan.block.stays:
        draft.next = ""


def drop_refused(draft: ActionDraft, plan: ConversionPlan) -> None:
    """Leave out error branches that the service refuses under the block's settings.

    The designer of the legacy format kept them when a setting was changed; no contact took them.
    """
    known = action_named(draft.type)
    refused = {
        error.type
        for error in (known.errors_refused if known else ())
        if error.when is not None and holds(error.when, draft.parameters, None)
    }
    if refused.isdisjoint(error["ErrorType"] for error in draft.errors):
        return
    draft.errors[:] = [one for one in draft.errors if one["ErrorType"] not in refused]
    for place, branch in enumerate(_listed(draft)):
        name = branch.get("condition") if isinstance(branch, dict) else None
        if not isinstance(name, str):
            continue
        rule = plan.branches.get(name)
        if refused & {name, rule.error if rule else None}:
            draft.note(
                Exactness.DROPPED,
                f"The service refuses the branch {name} with these settings; it was left out",
                "branches",
                place,
                value=name,
                advice="Check that the block's settings are the ones that you want.",
            )


def _wire(
    draft: ActionDraft, place: int, branch: dict[str, Any], rule: LegacyBranch, target: str
) -> None:
    """Make the error or the condition that the table says."""
    if rule.error:
        draft.errors.append({"NextAction": target, "ErrorType": rule.error})
    elif rule.operator:
        draft.condition(rule.operator, rule.operand, target)
    elif rule.evaluate:
        _evaluate(draft, place, branch, target)
        _leftovers(draft, place, branch, _EVALUATED)
        return
    if len(branch) != len(_FIELDS) or "transition" not in branch:
        _leftovers(draft, place, branch, _FIELDS)


def _listed(draft: ActionDraft) -> list[Any]:
    """The block's branches; none where they are no list."""
    branches = draft.module.get("branches")
    if isinstance(branches, list):
        return branches
    if branches is not None:
        draft.drop("The branches are not a list", "branches", value=branches)
    return []


def _default(plan: ConversionPlan, branches: list[Any]) -> str:
    """The name of the branch that becomes ``NextAction``: the first declared one that is there."""
    there = [branch.get("condition") for branch in branches if isinstance(branch, dict)]
    return next((name for name in plan.block.default if name in there), "")


def _second(draft: ActionDraft, place: int, name: str, target: str) -> None:
    draft.error(name, target)
    draft.note(
        Exactness.UNKNOWN,
        f"A second {name} branch has no place; it was kept as an error of that name",
        "branches",
        place,
        value=name,
    )


def _evaluate(draft: ActionDraft, place: int, branch: dict[str, Any], target: str) -> None:
    word = branch.get("conditionType")
    operator = LEGACY_OPERATORS.get(word) if isinstance(word, str) else None
    if operator is None:
        operator = _operator(draft, place, word)
    operand = branch.get("conditionValue")
    if not isinstance(operand, str):
        operand = written(draft, operand, "branches", place, "conditionValue")
    draft.condition(operator, operand, target)


def _operator(draft: ActionDraft, place: int, word: Any) -> str:
    """The operator of a branch that no table knows, as it stands."""
    draft.note(
        Exactness.UNKNOWN,
        "Unknown operator; it was kept unchanged",
        "branches",
        place,
        "conditionType",
        value=word,
    )
    return str(written(draft, word, "branches", place, "conditionType"))


def target_of(draft: ActionDraft, place: int, target: Any) -> str:
    """A target that is not a block's id; empty for a branch that is not connected."""
    if isinstance(target, str):
        if target:
            draft.note(
                Exactness.UNKNOWN,
                f"The branch leads to {target}, and no block has that id",
                "branches",
                place,
                "transition",
                value=target,
            )
        return target
    if target is not None:
        draft.drop(
            "The target of the branch is not a string",
            "branches",
            place,
            "transition",
            value=target,
        )
    return ""


def keep_branch(draft: ActionDraft, place: int, branch: dict[str, Any], target: str) -> None:
    """Keep a branch that no table knows, as a condition or an error of its own name."""
    name = branch.get("condition")
    known = _FIELDS
    if "conditionType" in branch:
        known = _EVALUATED
        _evaluate(draft, place, branch, target)
        if name != "Evaluate":
            draft.drop(
                "The branch became a condition and lost its name",
                "branches",
                place,
                "condition",
                value=name,
            )
    elif name == "Error":
        draft.error("NoMatchingError", target)
    else:
        draft.error(str(written(draft, name, "branches", place, "condition")), target)
    _leftovers(draft, place, branch, known)


def _leftovers(
    draft: ActionDraft, place: int, branch: dict[str, Any], known: frozenset[str]
) -> None:
    for field, value in branch.items():
        if field not in known and value is not None:
            draft.drop(
                f"The field {field} of the branch has no place in the flow language",
                "branches",
                place,
                field,
                value=value,
            )
