"""How a valid flow is broken in one way: what the words in ``mutations.json`` mean."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

from flowport.model import Flow, LegacyFlow, edit, read_text

__all__ = ["EXAMPLES", "MUTATIONS", "broken", "example"]

HERE = Path(__file__).parents[1] / "check"
EXAMPLES = HERE / "examples"

#: One object a way: its ``name``, the action it is done ``on``, the rule to ``expect``, and what
#: to ``do``, step by step.
MUTATIONS: list[dict[str, Any]] = json.loads((HERE / "mutations.json").read_text(encoding="utf-8"))

_LARGE = re.compile(r'"x\*(\d+)"')


def example(path: Path) -> Flow | LegacyFlow:
    """An example; a text ``x*1000`` in it represents a thousand letters."""
    text = path.read_text(encoding="utf-8")
    return read_text(_LARGE.sub(lambda found: f'"{"x" * int(found[1])}"', text))


def broken(flow: Flow, mutation: dict[str, Any]) -> Flow | None:
    """The flow broken in one way; None where it has no action for that."""
    on = mutation["on"]
    matching = (i for i, a in enumerate(flow.tree["Actions"]) if _matches(a, on, flow))
    index = None if on == "flow" else next(matching, -1)
    if index == -1:
        return None
    tree = copy.deepcopy(flow.tree)
    here = tree if index is None else tree["Actions"][index]
    for word, *rest in mutation["do"]:
        _DO[word](tree, here, *rest)
    return Flow.from_tree(tree)


def _matches(action: dict[str, Any], on: str, flow: Flow) -> bool:
    transitions = action.get("Transitions") or {}
    parameters = action.get("Parameters") or {}
    type_ = action["Type"]
    goes_on = bool(transitions.get("NextAction"))
    named = {
        "*": goes_on,
        "has errors": bool(transitions.get("Errors")),
        "has conditions": bool(transitions.get("Conditions")),
        "requires next": goes_on and type_ != "MessageParticipantIteratively",
        "input": type_ == "GetParticipantInput" and parameters.get("StoreInput") == "True",
        "menu": type_ == "GetParticipantInput" and parameters.get("StoreInput") == "False",
        "MessageParticipant with Text": type_ == "MessageParticipant" and "Text" in parameters,
        "UpdateContactTargetQueue by queue": type_ == "UpdateContactTargetQueue"
        and "QueueId" in parameters,
    }
    if on in named:
        return named[on]
    if on.startswith("inbound "):
        return flow.type == "CONTACT_FLOW" and type_ == on.removeprefix("inbound ")
    return bool(type_ == on)


def _set(tree: dict[str, Any], here: Any, path: list[str | int], value: Any) -> None:
    for step in path[:-1]:
        here = here.setdefault(step, {}) if isinstance(here, dict) else here[step]
    here[path[-1]] = tree["StartAction"] if value == "@start" else value


def _remove(_: dict[str, Any], here: Any, path: list[str | int]) -> None:
    for step in path[:-1]:
        here = here[step]
    here.pop(path[-1], None)


def _rename(tree: dict[str, Any], here: Any, name: str) -> None:
    old = here["Identifier"]
    flow = edit.rename(Flow.from_tree(copy.deepcopy(tree)), old, name)
    tree.update(flow.tree)


def _append(tree: dict[str, Any], _: Any, action: dict[str, Any]) -> None:
    tree["Actions"].append(action)


def _duplicate(tree: dict[str, Any], here: Any) -> None:
    tree["Actions"].append(copy.deepcopy(here))


def _drop_error(_: dict[str, Any], here: Any, name: str) -> None:
    errors = here["Transitions"].get("Errors", [])
    here["Transitions"]["Errors"] = [e for e in errors if e["ErrorType"] != name]


def _add_error(_: dict[str, Any], here: Any, name: str) -> None:
    target = here["Transitions"]["NextAction"]
    here["Transitions"].setdefault("Errors", []).append({"NextAction": target, "ErrorType": name})


def _add_condition(_: dict[str, Any], here: Any, operator: str, operands: list[str]) -> None:
    condition = {"Operator": operator, "Operands": operands}
    entry = {"NextAction": here["Transitions"]["NextAction"], "Condition": condition}
    here["Transitions"].setdefault("Conditions", []).append(entry)


def _drop_condition(_: dict[str, Any], here: Any, operand: str) -> None:
    conditions = here["Transitions"]["Conditions"]
    kept = [entry for entry in conditions if operand not in entry["Condition"]["Operands"]]
    here["Transitions"]["Conditions"] = kept


_DO: dict[str, Any] = {
    "set": _set,
    "remove": _remove,
    "rename": _rename,
    "append": _append,
    "duplicate": _duplicate,
    "drop error": _drop_error,
    "add error": _add_error,
    "add condition": _add_condition,
    "drop condition": _drop_condition,
}
