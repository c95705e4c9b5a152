"""When two actions are the same although they come from two instances and two designers."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["agreement", "same_action", "shape"]

#: A resource of some instance: an ARN, a placeholder, a bare id, or nothing at all.
_RESOURCE = re.compile(
    r"arn:|\$\{|\{\{|%|<(?!speak)\w|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|$", re.IGNORECASE
)
_NEWER = ("ResponseValidation", "TargetContact")


def _masked(value: Any) -> Any:
    """A parameter's value with resources masked, numbers as text, and empty parts left out."""
    if isinstance(value, dict):
        parts = {key: _masked(part) for key, part in value.items() if key not in _NEWER}
        return {key: part for key, part in parts.items() if part is not None} or None
    if isinstance(value, list):
        return [_masked(part) for part in value] or None
    if value is None:
        return None
    text = str(value)
    return "<resource>" if _RESOURCE.match(text) else text


def shape(action: dict[str, Any]) -> dict[str, Any]:
    """The parts of an action that must be equal, in a comparable form."""
    transitions = action.get("Transitions") or {}
    conditions = {
        (
            branch["Condition"].get("Operator"),
            tuple(str(operand) for operand in branch["Condition"].get("Operands") or ()),
            branch["NextAction"],
        )
        for branch in transitions.get("Conditions") or ()
    }
    return {
        "type": action["Type"],
        "parameters": _masked(action.get("Parameters") or {}),
        "next": transitions.get("NextAction"),
        "errors": {(e["ErrorType"], e["NextAction"]) for e in transitions.get("Errors") or ()},
        "conditions": conditions,
    }


def same_action(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two actions say the same."""
    return shape(one) == shape(other)


def agreement(one: dict[str, Any], other: dict[str, Any]) -> tuple[int, int, int]:
    """Of two flows' shared blocks: how many, how many of one type, how many the same."""
    theirs = {action["Identifier"]: action for action in other["Actions"]}
    shared = [(a, theirs[a["Identifier"]]) for a in one["Actions"] if a["Identifier"] in theirs]
    types = sum(a["Type"] == b["Type"] for a, b in shared)
    return len(shared), types, sum(same_action(a, b) for a, b in shared)
