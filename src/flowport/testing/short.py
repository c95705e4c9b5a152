"""The short form of a test case: given, when, then; it compiles to a native document."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.errors import CaseError
from flowport.testing.native import CHANNELS, VERSION, read_native
from flowport.testing.short_words import CHECKS, PARAMETERS, PLAIN_EVENTS, TEXTS

if TYPE_CHECKING:
    from flowport.testing.case import Case

__all__ = ["compile_short", "is_short", "read_short"]

_TOP = frozenset({"name", "given", "steps", "metadata"})
_GIVEN = frozenset({"flow", "channel", "from", "to", "at", "attributes", "segment", "mocks"})
_STEP = frozenset({"when", "then", "id", "event", "next", "usage"})


def is_short(tree: Any) -> bool:
    """Whether a value is a test case in the short form."""
    return isinstance(tree, dict) and "steps" in tree and "Observations" not in tree


def read_short(tree: dict[str, Any], name: str) -> Case:
    """A case from the short form.

    Raises:
        CaseError: a word is unknown or of a wrong type, or the native document would be refused.
    """
    return replace(read_native(compile_short(tree, name), name), tree=tree)


def compile_short(tree: dict[str, Any], name: str) -> dict[str, Any]:
    """The native document of a short form, with its name and entry point.

    What only Flowport knows (``mocks``, ``at``, other channels) is kept in the metadata.

    Raises:
        CaseError: a word is unknown or of a wrong type.
    """
    _known(tree, _TOP, "")
    given = tree.get("given") or {}
    _known(given, _GIVEN, "/given")
    steps = tree.get("steps")
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise _problem("/steps", "must be a list of objects with when and then")
    ids = [str(step.get("id") or number) for number, step in enumerate(steps, 1)]
    content = {
        "Version": VERSION,
        "Metadata": _metadata(tree.get("metadata") or {}, given),
        "Observations": [_observation(step, index, ids) for index, step in enumerate(steps)],
    }
    found: dict[str, Any] = {"Name": str(tree.get("name") or name)}
    if entry := _entry(given):
        found["EntryPoint"] = entry
    if "attributes" in given or "segment" in given:
        data = {
            "Attributes": _strings(given.get("attributes"), "/given/attributes"),
            "SegmentAttributes": given.get("segment") or {},
        }
        found["InitializationData"] = json.dumps(data, ensure_ascii=False)
    return {**found, "Content": content}


def _metadata(metadata: Any, given: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(metadata, dict):
        raise _problem("/metadata", "must be an object")
    own = {key: given[key] for key in ("mocks", "at") if given.get(key)}
    channel = str(given.get("channel") or "").upper()
    if channel in CHANNELS:
        own["channel"] = channel
    return {**metadata, "flowport": own} if own else metadata


def _problem(pointer: str, text: str) -> CaseError:
    return CaseError("invalid test case", problems=(f"{pointer or '/'}: {text}",))


def _known(tree: Any, words: frozenset[str], pointer: str) -> None:
    if not isinstance(tree, dict):
        raise _problem(pointer, "must be an object")
    for key in tree:
        if key not in words:
            raise _problem(f"{pointer}/{key}", f"unknown word. Use one of {_list(words)}")


def _list(words: frozenset[str] | dict[str, Any]) -> str:
    return ", ".join(sorted(words))


def _strings(value: Any, pointer: str) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _problem(pointer, "must be an object of names and strings")
    for key, each in value.items():
        if isinstance(each, (dict, list)):
            raise _problem(f"{pointer}/{key}", "must be a string")
    return {str(key): _text(each) for key, each in value.items()}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if not isinstance(value, (dict, list)) else json.dumps(value)


def _entry(given: dict[str, Any]) -> dict[str, Any] | None:
    channel = str(given.get("channel") or "voice").lower()
    if channel not in {"voice", "chat", "task", "email"}:
        raise _problem("/given/channel", "must be voice, chat, task or email")
    keys = {"FlowId": "flow", "SourcePhoneNumber": "from", "DestinationPhoneNumber": "to"}
    for word in keys.values():
        if isinstance(given.get(word), (dict, list)):
            raise _problem(f"/given/{word}", "must be a string")
    parameters = {key: str(given[word]) for key, word in keys.items() if given.get(word)}
    if not parameters:
        return None
    if channel == "chat":
        return {"Type": "CHAT", "ChatEntryPointParameters": parameters}
    return {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": parameters}


def _observation(step: dict[str, Any], index: int, ids: list[str]) -> dict[str, Any]:
    pointer = f"/steps/{index}"
    _known(step, _STEP, pointer)
    targets = step.get("next", ids[index + 1 : index + 2])
    if not isinstance(targets, list):
        targets = [targets]
    event = _event(step.get("when"), f"{pointer}/when")
    actions = step.get("then") or []
    actions = actions if isinstance(actions, list) else [actions]
    steps = [_action(each, f"{pointer}/then/{n}", n) for n, each in enumerate(actions)]
    for number, each in enumerate(steps, 1):
        after = steps[number : number + 1]
        each["Transitions"] = {"NextAction": after[0]["Identifier"]} if after else {}
    found = {
        "Identifier": ids[index],
        "Event": {"Identifier": str(step.get("event") or f"{ids[index]}-event"), **event},
        "Actions": steps,
        "Transitions": {"NextObservations": [str(target) for target in targets]},
    }
    return found | ({"Usage": step["usage"]} if "usage" in step else {})


def _event(when: Any, pointer: str) -> dict[str, Any]:
    if isinstance(when, str) and when in PLAIN_EVENTS:
        return {"Type": PLAIN_EVENTS[when], "Actor": "System", "Properties": {}}
    if not isinstance(when, dict) or len(when) != 1:
        words = _list({**PLAIN_EVENTS, **TEXTS, "begins": 1, "completes": 1})
        raise _problem(pointer, f"must be one event: {words}")
    word, value = next(iter(when.items()))
    if word in TEXTS:
        member, criteria = TEXTS[word]
        if value in {None, ""} if not isinstance(value, (dict, list)) else member != "Media":
            raise _problem(f"{pointer}/{word}", "must say what is heard")
        properties: dict[str, Any] = {member: value if member == "Media" else _text(value)}
        properties["MatchingCriteria"] = {"Type": criteria}
        return {"Type": "MessageReceived", "Actor": "System", "Properties": properties}
    if word in {"begins", "completes"}:
        kind = "FlowActionStarted" if word == "begins" else "FlowActionCompleted"
        properties = _resource(value, f"{pointer}/{word}")
        return {"Type": kind, "Actor": "System", "Properties": properties}
    raise _problem(
        f"{pointer}/{word}", f"unknown event. Use one of {_list(TEXTS)}, begins, completes"
    )


def _resource(value: Any, pointer: str) -> dict[str, Any]:
    """An action type with its resource: ``{InvokeLambdaFunction: ARN}``, or its parameters."""
    if isinstance(value, str):
        return {"ActionType": value, "ActionParameters": {}}
    if not isinstance(value, dict) or len(value) != 1:
        raise _problem(pointer, "must be an action type with its resource")
    action, named = next(iter(value.items()))
    if isinstance(named, dict):
        return {"ActionType": action, "ActionParameters": named}
    if action == "ConnectParticipantWithLexBot":
        return {"ActionType": action, "ActionParameters": {"LexV2Bot": {"AliasArn": str(named)}}}
    if action not in PARAMETERS:
        raise _problem(pointer, f"unknown action type. Use one of {_list(PARAMETERS)}")
    return {"ActionType": action, "ActionParameters": {PARAMETERS[action]: str(named)}}


def _action(tree: Any, pointer: str, number: int) -> dict[str, Any]:
    tree = {tree: None} if isinstance(tree, str) else tree
    if not isinstance(tree, dict):
        raise _problem(pointer, "must be an action")
    word = next((each for each in _ACTIONS if each in tree), None)
    if word is None:
        raise _problem(pointer, f"unknown action. Use one of {_list(frozenset(_ACTIONS))}")
    kind, parameters = _ACTIONS[word](tree, pointer)
    if kind != "Assert":
        parameters = {"ActionType": kind, **parameters}
    if kind == "SendInstruction":
        parameters["Actor"] = "Customer"
    identifier = str(tree.get("id") or f"action-{number + 1}")
    return {"Identifier": identifier, "Type": kind, "Parameters": parameters}


def _press(tree: dict[str, Any], pointer: str) -> tuple[str, dict[str, Any]]:
    _known(tree, frozenset({"press", "id"}), pointer)
    value = {"Type": "DtmfInput", "Properties": {"Value": str(tree["press"])}}
    return "SendInstruction", {"Instruction": value}


def _say(tree: dict[str, Any], pointer: str) -> tuple[str, dict[str, Any]]:
    _known(tree, frozenset({"say", "language", "id"}), pointer)
    properties = {"Value": _text(tree["say"])}
    if "language" in tree:
        properties["LanguageCode"] = str(tree["language"])
    return "SendInstruction", {"Instruction": {"Type": "Utterance", "Properties": properties}}


def _hang_up(tree: dict[str, Any], pointer: str) -> tuple[str, dict[str, Any]]:
    _known(tree, frozenset({"hang_up", "id"}), pointer)
    return "SendInstruction", {"Instruction": {"Type": "Disconnect"}}


def _end(tree: dict[str, Any], pointer: str) -> tuple[str, dict[str, Any]]:
    _known(tree, frozenset({"end", "id"}), pointer)
    return "TestControl", {"Command": {"Type": "EndTest"}}


def _log(tree: dict[str, Any], pointer: str) -> tuple[str, dict[str, Any]]:
    _known(tree, frozenset({"log", "id"}), pointer)
    expressions = _strings(tree["log"], f"{pointer}/log")
    return "TestControl", {
        "Command": {"Type": "LogData", "Properties": {"Expressions": expressions}}
    }


def _check(tree: dict[str, Any], pointer: str) -> tuple[str, dict[str, Any]]:
    _known(tree, frozenset({"check", "id", *CHECKS}), pointer)
    words = [word for word in CHECKS if word in tree]
    if len(words) != 1:
        raise _problem(pointer, f"needs one of {_list(CHECKS)} beside check")
    operand = tree[words[0]]
    found = {"Namespace": str(tree["check"]), "Operator": CHECKS[words[0]]}
    return "Assert", found if words[0] == "exists" else {**found, "Operand": _text(operand)}


def _mock(tree: dict[str, Any], pointer: str) -> tuple[str, dict[str, Any]]:
    _known(tree, frozenset({"mock", "result", "error", "delay", "use", "id"}), pointer)
    properties = _resource(tree["mock"], f"{pointer}/mock")
    properties["Strategy"] = _strategy(tree, properties["ActionType"])
    return "OverrideSystemBehavior", {"Behavior": {"Type": "FlowAction", "Properties": properties}}


def _strategy(tree: dict[str, Any], action: str) -> dict[str, Any]:
    if "use" in tree:
        return {"Type": "SubstituteResource", "SubstituteArn": str(tree["use"])}
    delay = {"DelaySeconds": tree["delay"]} if "delay" in tree else {}
    if "error" in tree:
        response: dict[str, Any] = {
            "Type": "Error",
            "Error": {"Value": str(tree["error"]), **delay},
        }
        return {"Type": "MockResponse", "Response": response}
    result = tree.get("result")
    if action == "CheckHoursOfOperation":
        value: dict[str, Any] = {"Value": str(result)}
    else:
        value = {"LoadedData": result if isinstance(result, str) else json.dumps(result or {})}
    found = {"Type": "ExecutionResult", "ExecutionResult": {**value, **delay}}
    return {"Type": "MockResponse", "Response": found}


_ACTIONS = {
    "press": _press,
    "say": _say,
    "hang_up": _hang_up,
    "check": _check,
    "mock": _mock,
    "log": _log,
    "end": _end,
}
