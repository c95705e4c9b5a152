"""A native test case in the short form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flowport.testing.short_words import CHECKS, PARAMETERS, PLAIN_EVENTS, TEXTS
from flowport.testing.steps import instruction_text

if TYPE_CHECKING:
    from flowport.testing.case import Case, CaseAction, Observation

__all__ = ["shorten"]

_WORDS = {value: word for word, value in TEXTS.items()}
_EVENTS = {value: word for word, value in PLAIN_EVENTS.items()}
_CHECKS = {value: word for word, value in CHECKS.items()}


def shorten(case: Case) -> dict[str, Any]:
    """The short form of a case; compiling it gives a document that means the same."""
    found: dict[str, Any] = {"name": case.name}
    if given := _given(case):
        found["given"] = given
    ids = [observation.id for observation in case.observations]
    found["steps"] = [_step(o, index, ids) for index, o in enumerate(case.observations)]
    return found


def _given(case: Case) -> dict[str, Any]:
    entry = case.entry
    pairs = {
        "flow": entry.flow,
        "channel": "" if entry.channel == "VOICE" else entry.channel.lower(),
        "from": entry.source,
        "to": "" if entry.flow else entry.destination,
        "at": case.at,
        "attributes": case.attributes,
        "mocks": case.mocks,
    }
    return {key: value for key, value in pairs.items() if value}


def _step(observation: Observation, index: int, ids: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if observation.id != str(index + 1):
        found["id"] = observation.id
    found["when"] = _when(observation)
    if observation.steps:
        found["then"] = [_then(step, n) for n, step in enumerate(observation.steps, 1)]
    if list(observation.next) != ids[index + 1 : index + 2]:
        found["next"] = list(observation.next)
    if (observation.usage, observation.times) != ("Exactly", 1):
        found["usage"] = {"Type": observation.usage, "Times": observation.times}
    return found


def _when(observation: Observation) -> Any:
    if observation.event in _EVENTS:
        return _EVENTS[observation.event]
    properties = observation.properties
    if observation.event == "MessageReceived":
        criteria = properties["MatchingCriteria"]["Type"]
        for member in ("Text", "SSML", "PromptId", "Media"):
            if properties.get(member):
                plain = criteria if member in {"Text", "SSML"} else "Inclusion"
                return {_WORDS[member, plain]: properties[member]}
    word = "begins" if observation.event == "FlowActionStarted" else "completes"
    return {word: _resource(properties)}


def _resource(properties: dict[str, Any]) -> Any:
    action = str(properties.get("ActionType"))
    parameters = properties.get("ActionParameters") or {}
    if not parameters:
        return action
    if action in PARAMETERS and set(parameters) == {PARAMETERS[action]}:
        return {action: parameters[PARAMETERS[action]]}
    return {action: parameters}


def _then(step: CaseAction, number: int) -> Any:
    found = _ACTIONS[step.type](step.parameters)
    if step.id != f"action-{number}":
        found["id"] = step.id
    return next(iter(found)) if list(found.values()) == [None] else found


def _instruction(parameters: dict[str, Any]) -> dict[str, Any]:
    instruction = parameters["Instruction"]
    kind = instruction["Type"]
    if kind == "Disconnect":
        return {"hang_up": None}
    text = instruction_text(instruction)
    if kind == "DtmfInput":
        return {"press": text}
    language = (instruction.get("Properties") or {}).get("LanguageCode")
    return {"say": text, **({"language": language} if language else {})}


def _assertion(parameters: dict[str, Any]) -> dict[str, Any]:
    word = _CHECKS[parameters["Operator"]]
    operand = str(parameters.get("Operand", ""))
    return {"check": parameters["Namespace"], word: operand}


def _override(parameters: dict[str, Any]) -> dict[str, Any]:
    properties = parameters["Behavior"]["Properties"]
    strategy = properties["Strategy"]
    found: dict[str, Any] = {"mock": _resource(properties)}
    if strategy["Type"] == "SubstituteResource":
        return {**found, "use": strategy["SubstituteArn"]}
    response = strategy["Response"]
    inner = response.get(response["Type"]) or {}
    if response["Type"] == "Error":
        found["error"] = inner.get("Value")
    else:
        found["result"] = _data(inner.get("LoadedData", inner.get("Value")))
    return {**found, **({"delay": inner["DelaySeconds"]} if "DelaySeconds" in inner else {})}


def _data(value: Any) -> Any:
    """A result as an object, where its JSON string is written back the same."""
    if isinstance(value, str) and value.startswith("{"):
        try:
            tree = json.loads(value)
        except ValueError:
            return value
        return tree if json.dumps(tree) == value else value
    return value


def _control(parameters: dict[str, Any]) -> dict[str, Any]:
    command = parameters["Command"]
    if command["Type"] == "EndTest":
        return {"end": None}
    return {"log": dict(command["Properties"]["Expressions"])}


_ACTIONS = {
    "SendInstruction": _instruction,
    "Assert": _assertion,
    "OverrideSystemBehavior": _override,
    "TestControl": _control,
}
