"""A flow of all that a reviewer meets, and the ways to say it differently with the same meaning."""

from __future__ import annotations

import json
import random
import uuid
from typing import Any

from flowport.model import Flow
from flowport.model.edit import rename

__all__ = ["SAMPLE", "condition", "error", "reidentified", "shuffled", "step"]

QUEUE = "arn:aws:connect:us-east-1:111122223333:instance/11111111-2222-3333-4444-555555555555"


def error(kind: str, target: str) -> dict[str, Any]:
    """An error branch."""
    return {"NextAction": target, "ErrorType": kind}


def condition(operand: str, target: str, operator: str = "Equals") -> dict[str, Any]:
    """A condition's branch."""
    return {"NextAction": target, "Condition": {"Operator": operator, "Operands": [operand]}}


def step(  # noqa: PLR0917  the order is that of the file, and reads as a table
    name: str,
    kind: str,
    parameters: dict[str, Any],
    target: str | None = None,
    errors: tuple[dict[str, Any], ...] = (),
    conditions: tuple[dict[str, Any], ...] = (),
) -> dict[str, Any]:
    """An action; without errors and conditions it has but its next action, if that."""
    transitions: dict[str, Any] = {} if target is None else {"NextAction": target}
    if errors:
        transitions["Errors"] = list(errors)
    if conditions:
        transitions["Conditions"] = list(conditions)
    return {
        "Parameters": parameters,
        "Identifier": name,
        "Type": kind,
        "Transitions": transitions,
    }


_ACTIONS = [
    step(
        "Greeting",
        "MessageParticipant",
        {"Text": "Welcome to the bakery."},
        "Hours",
        (error("NoMatchingError", "Hours"),),
    ),
    step(
        "Hours",
        "CheckHoursOfOperation",
        {"HoursOfOperationId": f"{QUEUE}/operating-hours/aaaa"},
        "Closed",
        (error("NoMatchingError", "Closed"),),
        (condition("True", "Menu"), condition("False", "Closed")),
    ),
    step(
        "Menu",
        "GetParticipantInput",
        {"Text": "For orders press 1, for help 2.", "StoreInput": "False", "Limit": {}},
        "Bye",
        (
            error("InputTimeLimitExceeded", "Sorry"),
            error("NoMatchingCondition", "Sorry"),
            error("NoMatchingError", "Bye"),
        ),
        (condition("1", "Queue"), condition("2", "Lookup")),
    ),
    step(
        "Lookup",
        "InvokeLambdaFunction",
        {
            "LambdaFunctionARN": "arn:aws:lambda:us-east-1:111122223333:function:lookup",
            "InvocationTimeLimitSeconds": "3",
            "LambdaInvocationAttributes": {"phone": "$.CustomerEndpoint.Address"},
        },
        "Tier",
        (error("NoMatchingError", "Sorry"),),
    ),
    step(
        "Tier",
        "Compare",
        {"ComparisonValue": "$.External.orders"},
        "Tag",
        (error("NoMatchingCondition", "Tag"),),
        (
            condition("100", "Queue", "NumberGreaterThan"),
            condition("10", "Tag", "NumberGreaterThan"),
        ),
    ),
    step(
        "Tag",
        "UpdateContactAttributes",
        {"Attributes": {"customerTier": "plain", "reason": "help"}},
        "Queue",
        (error("NoMatchingError", "Bye"),),
    ),
    step(
        "Queue",
        "UpdateContactTargetQueue",
        {"QueueId": f"{QUEUE}/queue/bbbb"},
        "Transfer",
        (error("NoMatchingError", "Sorry"),),
    ),
    step(
        "Transfer",
        "TransferContactToQueue",
        {},
        "Bye",
        (error("QueueAtCapacity", "Sorry"), error("NoMatchingError", "Bye")),
    ),
    step(
        "Sorry",
        "MessageParticipant",
        {"Text": "Sorry, that did not work."},
        "Bye",
        (error("NoMatchingError", "Bye"),),
    ),
    step(
        "Closed",
        "MessageParticipant",
        {"Text": "We are closed."},
        "Bye",
        (error("NoMatchingError", "Bye"),),
    ),
    step("Bye", "DisconnectParticipant", {}),
]


def _note(name: str, text: str, pinned: str = "") -> dict[str, Any]:
    return {
        "type": "default",
        "id": name,
        "content": text,
        "actionId": pinned,
        "isFolded": False,
        "position": {"x": 10, "y": 400},
        "size": {"height": 295, "width": 300},
    }


#: The flow that the edits of ``edits`` begin from.
SAMPLE = Flow.from_tree(
    {
        "Version": "2019-10-30",
        "StartAction": "Greeting",
        "Metadata": {
            "entryPointPosition": {"x": 0, "y": 0},
            "snapToGrid": False,
            "name": "Main line",
            "description": "Orders and help",
            "type": "contactFlow",
            "status": "saved",
            "ActionMetadata": {
                action["Identifier"]: {
                    "position": {"x": 250 * place, "y": 40},
                    "isFriendlyName": True,
                    "parameters": {},
                }
                for place, action in enumerate(_ACTIONS)
            },
            "Annotations": [
                _note("n1", "Ask marketing for the text", "Greeting"),
                _note("n2", "Opening hours change in winter"),
            ],
        },
        "Actions": _ACTIONS,
    }
)


def shuffled(flow: Flow, seed: int = 0) -> Flow:
    """The flow with its actions, keys and error branches in another order."""
    chance = random.Random(seed)  # noqa: S311  nothing secret about an order
    tree = _mixed(json.loads(json.dumps(flow.tree)), chance)
    chance.shuffle(tree["Actions"])
    for action in tree["Actions"]:
        chance.shuffle((action.get("Transitions") or {}).get("Errors") or [])
    return Flow.from_tree(tree)


def _mixed(value: Any, chance: random.Random) -> Any:
    if isinstance(value, list):
        return [_mixed(item, chance) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    chance.shuffle(keys)
    return {key: _mixed(value[key], chance) for key in keys}


def reidentified(flow: Flow, seed: int = 0) -> Flow:
    """The flow with a new identifier for every block."""
    chance = random.Random(seed)  # noqa: S311  the identifiers must be the same in each run
    for action in flow.actions:
        flow = rename(flow, action.id, str(uuid.UUID(int=chance.getrandbits(128), version=4)))
    return flow
