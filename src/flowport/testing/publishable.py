"""A test case as the service takes it, and why it takes some cases not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flowport.errors import CaseError
from flowport.testing.short import compile_short, is_short
from flowport.testing.short_words import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.testing.case import Case

__all__ = ["publishable"]

_KINDS = {
    "LambdaFunctionARN": "lambda_function",
    "HoursOfOperationId": "hours_of_operation",
    "QueueId": "queue",
}
_CHANNELS = frozenset({"VOICE", "CHAT"})


def publishable(case: Case, flow: str, named: Callable[[str, str], str]) -> dict[str, Any]:
    """The members of ``CreateTestCase`` but for the name.

    Args:
        case: The case.
        flow: The id of the flow that it enters, in the instance.
        named: Gives the ARN of a resource of the instance by reference kind and name.

    Raises:
        CaseError: It holds what only Flowport has: mocks, a moment, tasks, email.
    """
    _require_native(case)
    tree = compile_short(case.tree, case.name) if is_short(case.tree) else dict(case.tree)
    content = tree.get("Content", tree) if _is_whole(tree) else tree
    content = json.loads(content) if isinstance(content, str) else json.loads(json.dumps(content))
    for properties in _resources_in(content):
        _resolve(properties, named)
    found = {"Content": json.dumps(content, ensure_ascii=False), "EntryPoint": _entry(case, flow)}
    data = tree.get("InitializationData") if _is_whole(tree) else None
    if data:
        found["InitializationData"] = data if isinstance(data, str) else json.dumps(data)
    return found


def _is_whole(tree: dict[str, Any]) -> bool:
    return "Observations" not in tree


def _require_native(case: Case) -> None:
    if case.mocks:
        raise CaseError("its mocks are Flowport's own. Write them as mock actions (overrides)")
    if case.at:
        raise CaseError("its moment (at) is Flowport's own: the service tests now")
    if case.entry.channel not in _CHANNELS:
        raise CaseError(f"the service has no tests of {case.entry.channel.lower()} contacts")


def _entry(case: Case, flow: str) -> dict[str, Any]:
    if case.entry.channel == "CHAT":
        return {"Type": "CHAT", "ChatEntryPointParameters": {"FlowId": flow}}
    given = {"FlowId": flow, "SourcePhoneNumber": case.entry.source}
    parameters = {key: value for key, value in given.items() if value}
    return {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": parameters}


def _resources_in(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The objects of a document that name resources: of events and of overrides."""
    found: list[dict[str, Any]] = []
    for observation in content["Observations"]:
        found.append(observation["Event"].get("Properties") or {})
        for action in observation.get("Actions") or ():
            behavior = (action.get("Parameters") or {}).get("Behavior") or {}
            found.append(behavior.get("Properties") or {})
    return found


def _resolve(properties: dict[str, Any], named: Callable[[str, str], str]) -> None:
    """Write ARNs for names of resources."""
    action = str(properties.get("ActionType"))
    member = PARAMETERS.get(action)
    parameters = properties.get("ActionParameters")
    if member is None or not isinstance(parameters, dict):
        return
    kind = _KINDS[member]
    if isinstance(parameters.get(member), str):
        parameters[member] = named(kind, parameters[member]) or parameters[member]
    strategy = properties.get("Strategy")
    arn = strategy.get("SubstituteArn") if isinstance(strategy, dict) else None
    if isinstance(strategy, dict) and isinstance(arn, str):
        strategy["SubstituteArn"] = named(kind, arn) or arn
