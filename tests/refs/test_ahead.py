"""The quick looks at a flow's parameters see what the whole ones see."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.catalogue import ACTIONS
from flowport.model import Flow
from flowport.refs.all_references import declared_in, find
from flowport.refs.paths import steps
from flowport.refs.reference import ReferencePlace
from flowport.refs.unfilled import unfilled, unfilled_references

TYPES = [*ACTIONS, "Unheard"]
_HOME = "arn:aws:connect:eu-west-2:111122223333:instance/6f1a2b3c-0000-4000-8000-000000000001"
TEXTS = (
    "${queue}",
    "REPLACE_ME",
    "<<x>>",
    "{{x}}",
    f"{_HOME}/queue/6f1a2b3c-0000-4000-8000-0000000000aa",
    "6f1a2b3c-0000-4000-8000-0000000000aa",
)


def _put(tree: Any, path: tuple[str, ...], value: str) -> Any:
    """A tree in which a catalogue path leads to a value."""
    if not path:
        return value
    if path[0] == "[]":
        return [_put(None, path[1:], value)]
    tree = tree if isinstance(tree, dict) else {}
    key = "key" if path[0] == "*" else path[0]
    return {**tree, key: _put(tree.get(key), path[1:], value)}


def _flow(type_: str, text: str) -> Flow:
    """A flow of one block whose every parameter says the same."""
    known = ACTIONS.get(type_)
    parameters: dict[str, Any] = {}
    for each in known.parameters if known else ():
        parameters = _put(parameters, steps(each.name), text)
    parameters |= {"Odd": {"QueueId": text, "Text": text}, "PromptId": text, "ContactFlowId": text}
    action = {"Identifier": "b", "Type": type_, "Parameters": parameters, "Transitions": {}}
    return Flow.from_tree({"Version": "2019-10-30", "StartAction": "b", "Actions": [action]})


@pytest.mark.parametrize("type_", TYPES)
def test_references_in_parameters_are_those_of_find(type_: str) -> None:
    """Parameters refer to the same things whether or not the rest of the flow is read."""
    for text in TEXTS:
        flow = _flow(type_, text)
        whole = [each for each in find(flow) if each.place is ReferencePlace.PARAMETER]
        assert [(each.pointer, each.kind, each.written, each.form) for each in whole] == [
            (each.pointer, each.kind, each.written, each.form) for each in declared_in(flow)
        ]


@pytest.mark.parametrize("type_", TYPES)
def test_unfilled_references_are_those_of_all_placeholders(type_: str) -> None:
    """Where a resource belongs, the same placeholders are found as among all of them."""
    for text in TEXTS:
        flow = _flow(type_, text)
        assert list(unfilled_references(flow)) == [
            each for each in unfilled(flow) if each.reference
        ]
