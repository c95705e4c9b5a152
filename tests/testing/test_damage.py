"""Whatever a document holds, it is run to a verdict or refused; nothing else happens."""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.errors import CaseError, MockError
from flowport.testing import read_case, run_case, shorten
from simulate.blocks import block, flow
from testing.cases import END, check, content, observe, on, override, press, stage_of

FLOW = flow(
    block("f", "InvokeLambdaFunction", {"LambdaFunctionARN": "arn:f"}, to="ask"),
    block("ask", "GetParticipantInput", {"Text": "Press 1"}, when={"1": "bye"},
          fails={"InputTimeLimitExceeded": "ask", "NoMatchingCondition": "ask"}),
    block("bye", "DisconnectParticipant"),
)  # fmt: skip
RESULT = {"Type": "ExecutionResult", "ExecutionResult": {"LoadedData": "{}", "DelaySeconds": 1}}
TREE = {
    "Name": "n",
    "EntryPoint": {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": {"FlowId": "flow"}},
    "InitializationData": {"Attributes": {"a": "b"}, "SegmentAttributes": {}},
    "Content": content(
        observe("s", "", override("InvokeLambdaFunction", {"Type": "MockResponse",
                "Response": RESULT}, LambdaFunctionARN="arn:f"), event=on("TestInitiated"),
                next=["a"]),
        observe("a", "press 1", press("1"), next=["b"]),
        observe("b", "", check("$.Attributes.a", "b"), END,
                event=on("FlowActionStarted", ActionType="InvokeLambdaFunction",
                         ActionParameters={"LambdaFunctionARN": "arn:f"})),
    ),
}  # fmt: skip


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in a JSON value."""
    found = [path] if path else []
    items: Any = ()
    if isinstance(tree, dict):
        items = tree.items()
    elif isinstance(tree, list):
        items = enumerate(tree)
    for key, value in items:
        found += places(value, (*path, key))
    return found


VALUES = st.sampled_from(
    [None, "", "x", "$", "$.", "{", 0, 1.5, True, [], [1], {}, {"x": 1}, "9" * 40]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(places(TREE)), VALUES), min_size=1, max_size=2))
def test_any_damage_is_a_verdict_or_a_refusal(damage: list[tuple[tuple[Any, ...], Any]]) -> None:
    """One or two values replaced by others of any type."""
    tree = copy.deepcopy(TREE)
    for path, value in damage:
        at: Any = tree
        try:
            for key in path[:-1]:
                at = at[key]
            at[path[-1]] = copy.deepcopy(value)
        except (KeyError, IndexError, TypeError):
            continue
    with suppress(CaseError, MockError):
        case = read_case(tree, "case")
        run_case(case, stage_of(FLOW))
        read_case(shorten(case), "case")
