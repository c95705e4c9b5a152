"""Two flows are called with the same callers: what differs is found, and nothing else is."""

from __future__ import annotations

import copy
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from corpus import corpus_files, needs_corpus
from flowport.errors import SplitError
from flowport.model import Flow, read_bytes
from flowport.simulate import Library, Program
from flowport.split import Limits, split
from flowport.testing import Stage, read_case, run_case
from flowport.testing.behaviour import compare_calls
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.testing.behaviour import CallComparison

SOME = corpus_files("language")[5::40]


def menu() -> dict[str, Any]:
    """A menu, a function, a comparison, attributes and a queue."""
    tree = flow(
        block("hello", "MessageParticipant", {"Text": "Welcome"}, to="menu"),
        block("menu", "GetParticipantInput", {"Text": "Press 1", "InputTimeLimitSeconds": "5"},
              when={"1": "ask", "2": "bye"},
              fails={"InputTimeLimitExceeded": "bye", "NoMatchingCondition": "menu"}),
        block("ask", "InvokeLambdaFunction", {"LambdaFunctionARN": "function:f"}, to="age",
              fails={"NoMatchingError": "bye"}),
        block("age", "Compare", {"ComparisonValue": "$.External.age"},
              when={"5": "young", "10": "old"}, operator="NumberGreaterThan",
              fails={"NoMatchingCondition": "bye"}),
        block("young", "UpdateContactAttributes", {"Attributes": {"a": "young"}}, to="queue"),
        block("old", "UpdateContactAttributes", {"Attributes": {"a": "old"}}, to="queue"),
        block("queue", "UpdateContactTargetQueue", {"QueueId": "q-1"}, to="go"),
        block("go", "TransferContactToQueue", to="bye", fails={"QueueAtCapacity": "bye"}),
        block("bye", "DisconnectParticipant"),
    ).tree  # fmt: skip
    return copy.deepcopy(tree)


def compared(before: Any, after: Any) -> CallComparison:
    """Two flows, alone."""
    flows = [each if isinstance(each, Flow) else Flow.from_tree(each) for each in (before, after)]
    one, other = ((Program.of(each), Library.of([each])) for each in flows)
    return compare_calls(one, other)


def act(tree: dict[str, Any], identifier: str) -> dict[str, Any]:
    """An action of a flow's JSON."""
    return next(a for a in tree["Actions"] if a["Identifier"] == identifier)


def _digit(tree: dict[str, Any]) -> None:
    act(tree, "menu")["Transitions"]["Conditions"][1]["Condition"]["Operands"] = ["3"]


def _order(tree: dict[str, Any]) -> None:
    act(tree, "age")["Transitions"]["Conditions"].reverse()


def _target(tree: dict[str, Any]) -> None:
    act(tree, "ask")["Transitions"]["Errors"][0]["NextAction"] = "queue"


def _limit(tree: dict[str, Any]) -> None:
    act(tree, "menu")["Parameters"]["InputTimeLimitSeconds"] = "9"


def _queue(tree: dict[str, Any]) -> None:
    act(tree, "queue")["Parameters"]["QueueId"] = "q-2"


def _attribute(tree: dict[str, Any]) -> None:
    act(tree, "young")["Parameters"]["Attributes"]["a"] = "younger"


@pytest.mark.parametrize("change", [_digit, _order, _target, _limit, _queue, _attribute])
def test_a_change_of_behaviour_is_found_and_proved(change: Any) -> None:
    """The proof is a test case that passes on the first flow."""
    before, after = menu(), menu()
    change(after)
    found = compared(before, after)

    assert found.differences
    case = read_case(found.differences[0].case, "proof")
    made = Flow.from_tree(before)
    stage = Stage(library=Library.of([made]), stems={"Flow": Program.of(made)})
    assert run_case(case, stage).passed


def test_two_changes_are_two_differences() -> None:
    """A changed prompt does not hide a changed key."""
    after = menu()
    act(after, "hello")["Parameters"]["Text"] = "Hello"
    _digit(after)

    parted = {each.block_before for each in compared(menu(), after).differences}

    assert {"hello", "bye"} <= parted


def test_the_shortest_call_is_the_proof() -> None:
    """One key and one answer are needed, and no more is reported."""
    after = menu()
    _queue(after)

    turns = compared(menu(), after).differences[0].turns

    assert len(turns) == 2
    assert turns[0] == "press 1"


def renamed(tree: dict[str, Any], seed: int) -> dict[str, Any]:
    """The same flow: other identifiers, actions in another order, no layout."""
    text = json.dumps(tree)
    made: dict[str, Any] = json.loads(text)
    ids = {a["Identifier"]: f"block-{number}" for number, a in enumerate(made["Actions"])}
    made["Metadata"] = {"name": "Renamed"}
    made["StartAction"] = ids.get(made["StartAction"], made["StartAction"])
    for action in made["Actions"]:
        action["Identifier"] = ids[action["Identifier"]]
        ways = action.get("Transitions") or {}
        for way in (ways, *(ways.get("Conditions") or ()), *(ways.get("Errors") or ())):
            if "NextAction" in way:
                way["NextAction"] = ids.get(way["NextAction"], way["NextAction"])
    random.Random(seed).shuffle(made["Actions"])  # noqa: S311  an order, no secret
    return made


@needs_corpus
@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_no_call_differs_when_nothing_changed(path: Path) -> None:
    """Identifiers, order of actions, names and layout are not behaviour."""
    made = read_bytes(path.read_bytes(), name=path.name)
    assert isinstance(made, Flow)
    if len({action.id for action in made.actions}) < len(made.actions):
        pytest.skip("two blocks share an identifier")

    assert not compared(made, renamed(made.tree, 7)).differences


@needs_corpus
@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_no_call_differs_after_a_split(path: Path) -> None:
    """The parts do what the flow did."""
    made = read_bytes(path.read_bytes(), name=path.name)
    assert isinstance(made, Flow)
    try:
        parts = split(made, name="Whole", limits=Limits(blocks=max(6, len(made.actions) // 2)))
    except SplitError:
        pytest.skip("it can't be cut so")

    found = compare_calls(
        (Program.of(made), Library.of([made])),
        (Program.of(parts.flows[0]), Library.of(parts.flows)),
        ignore=parts.prefix,
    )

    assert not found.differences
