"""Small flows for tests, told as blocks: what is left out goes to the error's or no place."""

from __future__ import annotations

from typing import Any

from flowport.model import Flow

__all__ = ["block", "flow"]


def block(
    identifier: str,
    type: str,  # noqa: A002 - the language's word
    parameters: dict[str, Any] | None = None,
    *,
    to: str | None = None,
    when: dict[str, str] | None = None,
    fails: dict[str, str] | None = None,
    operator: str = "Equals",
) -> dict[str, Any]:
    """An action: ``to`` its next, ``when`` its conditions by operand, ``fails`` its errors."""
    transitions: dict[str, Any] = {} if to is None else {"NextAction": to}
    if when:
        transitions["Conditions"] = [
            {"NextAction": target, "Condition": {"Operator": operator, "Operands": [operand]}}
            for operand, target in when.items()
        ]
    if fails:
        transitions["Errors"] = [
            {"NextAction": target, "ErrorType": name} for name, target in fails.items()
        ]
    return {
        "Identifier": identifier,
        "Type": type,
        "Parameters": parameters or {},
        "Transitions": transitions,
    }


def flow(
    *blocks: dict[str, Any],
    name: str = "Flow",
    type: str = "contactFlow",  # noqa: A002 - the export's word
    start: str | None = None,
    metadata: dict[str, Any] | None = None,
) -> Flow:
    """A flow that starts with its first block, or the one said."""
    return Flow.from_tree(
        {
            "Version": "2019-10-30",
            "StartAction": start if start is not None else blocks[0]["Identifier"],
            "Metadata": {"name": name, "type": type, "ActionMetadata": metadata or {}},
            "Actions": list(blocks),
        }
    )
