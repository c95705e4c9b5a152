"""Whatever is in a flow that can be read, a check of it ends with findings, not a traceback."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breaking import EXAMPLES, example
from corpus import corpus_files
from flowport.check import apply, check
from flowport.check.check_report import Placed, Report
from flowport.check.formats import names, render
from flowport.errors import ConversionError, FlowportError
from flowport.model import Flow, LegacyFlow, read_bytes

INSTANCE = "arn:aws:connect:eu-west-2:111111111111:instance/99999999-9999-4999-8999-999999999999"
TYPES = (None, "MODULE", "CONTACT_FLOW", "CUSTOMER_QUEUE", "CUSTOMER_WHISPER")
LARGE = 40_000

#: Values that come near to what a rule looks for, beside random ones.
NEAR: tuple[Any, ...] = (
    "",
    "$.",
    "$.Attributes.",
    "$.FlowAttributes['x']",
    "arn:",
    "arn:aws:connect:us-east-1:1:instance/a/queue/b",
    "9" * 5000,
    10**400,
    "1e999",
    "nan",
    "²",
    "\u0661",
    "\ud800",
    True,
    [[]],
    [{}],
    {"": ""},
)

anything = st.sampled_from(NEAR) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@cache
def sources() -> tuple[bytes, ...]:
    """The examples of the rules, and the real flows of moderate size where there are any."""
    made = [example(path).to_bytes() for path in sorted(EXAMPLES.glob("*/bad.json"))]
    real = [path.read_bytes() for path in corpus_files()]
    return tuple(text for text in (*made, *real) if len(text) < LARGE)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container in a JSON value with each of its keys."""
    found = []
    waiting = [value]
    while waiting:
        here = waiting.pop()
        keys = here if isinstance(here, dict) else range(len(here))
        found += [(here, key) for key in keys]
        waiting += [here[key] for key in keys if isinstance(here[key], (dict, list))]
    return found


@st.composite
def odd(draw: st.DrawFn) -> Flow | LegacyFlow | None:
    """A flow with some values replaced by anything; None where it can't be read any more."""
    tree = json.loads(draw(st.sampled_from(sources())))
    for value in draw(st.lists(anything, min_size=1, max_size=3)):
        here, key = draw(st.sampled_from(places(tree) or [({}, "x")]))
        here[key] = copy.deepcopy(value)
    try:
        return read_bytes(json.dumps(tree).encode())
    except FlowportError:
        return None


@settings(max_examples=300, deadline=None)
@given(odd(), st.sampled_from(TYPES), st.sampled_from([None, INSTANCE]))
def test_check_never_raises(
    flow: Flow | LegacyFlow | None, kind: str | None, instance: str | None
) -> None:
    """A document that reads is checked, shown in every format and fixed without an exception."""
    if flow is None:
        return
    try:
        found = check(flow, type=kind, instance=instance)
    except ConversionError:
        assert isinstance(flow, LegacyFlow)
        return
    report = Report(("x.json",), tuple(Placed("x.json", finding) for finding in found), "1")
    shown = [render(name, report) for name in names()]
    mended = apply(flow, found)[0] if isinstance(flow, Flow) else None

    assert all(shown)
    assert mended is None or isinstance(check(mended), tuple)


def flow_with(**action: Any) -> Flow:
    """A flow of one action."""
    whole = {"Identifier": "a", "Type": "Wait", "Parameters": {}, "Transitions": {}, **action}
    return Flow.from_tree(
        {"Version": "2019-10-30", "StartAction": "a", "Metadata": {}, "Actions": [whole]}
    )


@pytest.mark.parametrize("wrong", [[], {}, 5, True])
def test_error_that_is_no_text_is_unknown(wrong: object) -> None:
    """An error type of another kind than text is reported as one that the action does not have."""
    errors = [{"ErrorType": wrong, "NextAction": "a"}]

    assert "B002" in {f.code for f in check(flow_with(Transitions={"Errors": errors}))}


@pytest.mark.parametrize("wrong", [[], {}, 5, True])
def test_target_that_is_no_text_is_dangling(wrong: object) -> None:
    """A branch to something that is not a text leads to no block."""
    assert "S009" in {f.code for f in check(flow_with(Transitions={"NextAction": wrong}))}


@pytest.mark.parametrize("number", ["9" * 5000, 10**400, "1e999"])
def test_enormous_number_is_out_of_range(number: object) -> None:
    """A number that no machine number holds is past every bound."""
    found = check(flow_with(Parameters={"TimeLimitSeconds": number}), select=["C008"])

    assert [f.code for f in found] == ["C008"]


def test_legacy_flow_of_unknown_type_is_checked() -> None:
    """A legacy flow whose type nobody knows is checked as one that does not say its type."""
    block = {"id": "a", "type": "Disconnect", "branches": [], "parameters": [], "metadata": {}}
    tree = {"modules": [block], "version": "1", "type": "odd", "start": "a", "metadata": {}}

    assert isinstance(check(read_bytes(json.dumps(tree).encode())), tuple)
