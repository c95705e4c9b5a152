"""A block's branches: one falls through, the others become errors and conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.legacy import LEGACY_OPERATORS, LegacyBranch, Level
from flowport.convert.notes import Kind
from flowport.convert.values import written

if TYPE_CHECKING:
    from flowport.convert.draft import Draft
    from flowport.convert.plan import Plan

__all__ = ["operator_for", "place_branches", "target_of"]

_FIELDS = frozenset({"condition", "transition"})
_EVALUATED = _FIELDS | {"conditionType", "conditionValue"}


def place_branches(draft: Draft, plan: Plan, ids: frozenset[str]) -> None:
    """Fill the draft's transitions from the legacy block's branches."""
    branches = draft.module.get("branches")
    if not isinstance(branches, list):
        if branches is not None:
            draft.drop("The branches are no list", "branches", value=branches)
        branches = []
    default = _default(plan, branches)
    for place, branch in enumerate(branches):
        if not isinstance(branch, dict):
            draft.drop("The branch is no object", "branches", place, value=branch)
            continue
        name = branch.get("condition")
        rule = plan.branches.get(name) if isinstance(name, str) else None
        target = target_of(draft, place, branch, ids)
        if rule is None:
            keep_branch(draft, place, branch, target)
        else:
            _place(draft, place, branch, rule, target, falls=name == default)
    if draft.next is None and plan.block.default:
        draft.next = ""


def _default(plan: Plan, branches: list[Any]) -> str:
    """The name of the branch that becomes ``NextAction``: the first declared one that is there."""
    wanted = plan.block.default
    if len(wanted) > 1:
        there = [branch.get("condition") for branch in branches if isinstance(branch, dict)]
        return next((name for name in wanted if name in there), "")
    return wanted[0] if wanted else ""


def _place(
    draft: Draft,
    place: int,
    branch: dict[str, Any],
    rule: LegacyBranch,
    target: str,
    *,
    falls: bool,
) -> None:
    used = False
    if falls and draft.next is None:
        draft.next = target
        used = True
    if rule.error:
        draft.error(rule.error, target)
    elif rule.operator:
        draft.condition(rule.operator, rule.operand, target)
    elif rule.evaluate:
        _evaluate(draft, place, branch, target)
    elif not used:
        draft.error(rule.name, target)
        draft.note(
            Kind.UNKNOWN,
            f"A second {rule.name} branch has no place; it was kept as an error of that name",
            "branches",
            place,
            value=rule.name,
        )
    known = _EVALUATED if rule.evaluate else _FIELDS
    if not branch.keys() <= known:
        _leftovers(draft, place, branch, known)


def _evaluate(draft: Draft, place: int, branch: dict[str, Any], target: str) -> None:
    operator = operator_for(draft, place, branch)
    operand = branch.get("conditionValue")
    if not isinstance(operand, str):
        operand = written(draft, operand, "branches", place, "conditionValue")
    draft.condition(operator, operand, target)


def operator_for(draft: Draft, place: int, branch: dict[str, Any]) -> str:
    """The operator of a branch that carries its own condition; a strange one is kept."""
    word = branch.get("conditionType")
    known = LEGACY_OPERATORS.get(word) if isinstance(word, str) else None
    if known is None:
        draft.note(
            Kind.UNKNOWN,
            "The operator of the branch is not known; it was kept as it stands",
            "branches",
            place,
            "conditionType",
            value=word,
        )
        return str(written(draft, word, "branches", place, "conditionType"))
    if known[1] is not Level.A:
        draft.note(
            Kind.ASSUMED,
            f"The operator {word} was taken for {known[0]}",
            "branches",
            place,
            "conditionType",
            value=word,
            level=known[1],
        )
    return known[0]


def target_of(draft: Draft, place: int, branch: dict[str, Any], ids: frozenset[str]) -> str:
    """Where a branch leads; empty for one that is not connected."""
    target = branch.get("transition")
    if isinstance(target, str):
        if target not in ids and target:
            draft.note(
                Kind.UNKNOWN,
                f"The branch leads to {target}, and no block has that id",
                "branches",
                place,
                "transition",
                value=target,
            )
        return target
    if target is not None:
        draft.drop("The branch leads to no text", "branches", place, "transition", value=target)
    return ""


def keep_branch(draft: Draft, place: int, branch: dict[str, Any], target: str) -> None:
    """Keep a branch that the table does not know, as a condition or an error of its own name."""
    name = branch.get("condition")
    known = _FIELDS
    if "conditionType" in branch:
        known = _EVALUATED
        _evaluate(draft, place, branch, target)
    elif name == "Error":
        draft.error("NoMatchingError", target)
    else:
        draft.error(str(written(draft, name, "branches", place, "condition")), target)
    draft.note(
        Kind.UNKNOWN,
        f"The block is not known to have a branch {name}; it was kept",
        "branches",
        place,
        value=name,
    )
    _leftovers(draft, place, branch, known)


def _leftovers(draft: Draft, place: int, branch: dict[str, Any], known: frozenset[str]) -> None:
    for field, value in branch.items():
        if field not in known and value is not None:
            draft.drop(
                f"The field {field} of the branch has no place in the flow language",
                "branches",
                place,
                field,
                value=value,
            )
