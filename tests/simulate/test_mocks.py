"""Mocks answer for resources by name, in order; what does not fit is an error or a note."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.errors import MockError
from flowport.simulate import (
    Assumed,
    Layered,
    Mocked,
    Program,
    Trace,
    note_unused_mocks,
    read_mocks,
    run,
    started,
)
from simulate.blocks import block, flow

END = block("end", "DisconnectParticipant")
LAMBDA = "arn:aws:lambda:eu-central-1:123456789012:function:look-up:live"


def called(*blocks: dict[str, Any], mocks: dict[str, Any]) -> Trace:
    """A call of these blocks and an ending, in a world of these mocks."""
    world = Layered((Mocked(read_mocks(mocks)), Assumed()))
    return run(started(Program.of(flow(*blocks, END)), world))


def function(to: str, identifier: str = "look up", **parameters: Any) -> dict[str, Any]:
    """A block that invokes the function."""
    parameters = {"LambdaFunctionARN": LAMBDA, **parameters}
    fails = {"NoMatchingError": "end"}
    return block(identifier, "InvokeLambdaFunction", parameters, to=to, fails=fails)


def say(text: str) -> dict[str, Any]:
    """A prompt that goes to the end."""
    return block("say", "MessageParticipant", {"Text": text}, to="end")


@pytest.mark.parametrize("name", ["look-up", LAMBDA, "*"])
def test_a_function_is_mocked_by_name_arn_or_star(name: str) -> None:
    """The result is what External reads."""
    trace = called(
        function("say"),
        say("Hello $.External.who.name"),
        mocks={"functions": {name: {"result": {"who": {"name": "Ann"}}}}},
    )

    assert trace.events[1].heard == "Hello Ann"


def test_results_are_used_in_order_and_the_last_stays() -> None:
    """Three invocations of two results."""
    trace = called(
        function("a1", "f1"),
        block("a1", "MessageParticipant", {"Text": "$.External.n"}, to="f2"),
        function("a2", "f2"),
        block("a2", "MessageParticipant", {"Text": "$.External.n"}, to="f3"),
        function("say", "f3"),
        say("$.External.n"),
        mocks={"functions": {"look-up": [{"result": {"n": 1}}, {"result": {"n": 2}}]}},
    )

    assert [event.heard for event in trace.events if event.heard] == ["1", "2", "2"]


def test_a_delay_beyond_the_limit_is_an_error() -> None:
    """The function has three seconds."""
    trace = called(
        function("say", InvocationTimeLimitSeconds="3"),
        say("never"),
        mocks={"functions": {"look-up": {"result": {}, "delay": 4}}},
    )

    assert (trace.events[0].branch, trace.events[1].clock) == ("error:NoMatchingError", 3.0)


def test_a_block_is_made_to_fail_by_its_title() -> None:
    """Any block that has an error branch can be made to take it."""
    trace = called(
        block("Voice", "UpdateContactTextToSpeechVoice", to="", fails={"NoMatchingError": "end"}),
        mocks={"blocks": {"Voice": {"error": "NoMatchingError"}}},
    )

    assert trace.events[0].branch == "error:NoMatchingError"


@pytest.mark.parametrize(
    ("metric", "mock", "branch"),
    [
        ("NumberOfAgentsAvailable", {"available": 1}, "condition:0"),
        ("NumberOfAgentsAvailable", {"agents": 0}, "error:NoMatchingCondition"),
        ("NumberOfContactsInQueue", {"in_queue": 7}, "condition:0"),
    ],
)
def test_a_queue_is_as_busy_as_its_mock(metric: str, mock: dict[str, Any], branch: str) -> None:
    """Agents and waiting contacts are compared with the conditions."""
    trace = called(
        block(
            "check",
            "CheckMetricData",
            {"MetricType": metric, "QueueId": "arn:aws:connect:x:1:instance/i/queue/support"},
            when={"0": "end"},
            operator="NumberGreaterThan",
            fails={"NoMatchingCondition": "end", "NoMatchingError": "end"},
        ),
        mocks={"queues": {"support": mock}},
    )

    assert trace.events[0].branch == branch


def test_a_mock_without_a_branch_is_noted() -> None:
    """A mock that does not fit is not silently used."""
    trace = called(
        function("end"), mocks={"functions": {"look-up": {"error": "TimeLimitExceeded"}}}
    )

    assert "has no branch TimeLimitExceeded" in trace.notes[0]


@pytest.mark.parametrize(
    ("mocks", "told"),
    [
        ([], "a list"),
        ({"lambdas": {}}, 'unknown section "lambdas"'),
        ({"functions": {"f": {"answer": 1}}}, 'unknown member "answer"'),
        ({"functions": {"f": {"delay": "soon"}}}, "delay must be a number"),
        ({"hours": {"h": "perhaps"}}, "open or closed"),
        ({"percent": 0}, "from 1 to 100"),
        ({"values": ["x"]}, "values is"),
        ({"values": {"foo": 1}}, 'values: "foo" is not a path'),
        ({"values": {"$.Queue.Name": {}}}, "must be a string"),
        ({"waiting": ["fly"]}, "waiting is a list of"),
        ({"queues": {"Q": {"then": "dance"}}}, "then must be one of agent hangs up"),
        ({"entry_points": {"abc": "Main"}}, '"abc" is not a phone number'),
        ({"functions": {"f": None}}, "functions.f: write an object"),
        ({"functions": {"f": [[1, 2]]}}, "functions.f: write an object"),
        ({"functions": {"f": []}}, "functions.f: is an empty list"),
        ({"blocks": {"b": []}}, "blocks.b: is an empty list"),
        ({"actions": {"Dance": {"error": "x"}}}, '"Dance" is not the type of an action'),
        ({"functions": {"f": {"result": {}, "command": "x"}}}, "a command and a result"),
        ({"functions": {"f": "text"}}, '"text" is not an error'),
        ({"numbers": {"+15550100": [1, 2]}}, '"1" is not an error'),
    ],
)
def test_invalid_mocks_are_reported(mocks: Any, told: str) -> None:
    """Each fault is one sentence with its place."""
    with pytest.raises(MockError, match=told):
        read_mocks(mocks)


def test_a_bot_without_a_mock_has_no_intent() -> None:
    """An empty answer is no intent, and a note says what was assumed."""
    bot = block(
        "bot",
        "ConnectParticipantWithLexBot",
        {"LexV2Bot": {"AliasArn": "arn:bot"}},
        when={"Sales": "end"},
        fails={"NoMatchingCondition": "end", "NoMatchingError": "end"},
    )

    trace = called(bot, mocks={})

    assert trace.events[0].branch == "error:NoMatchingCondition"
    assert trace.notes


@pytest.mark.parametrize(
    ("mocks", "note"),
    [
        ({"nobody": {"error": "x"}}, "no block has that id or title"),
        ({"say": {"outcome": "x"}}, "the block asks nothing that it answers"),
        ({"look up": {"outcome": "Perhaps"}}, "has no branch Perhaps; its mock asks for it"),
    ],
)
def test_a_mock_of_a_block_that_does_not_fit_is_noted(mocks: dict[str, Any], note: str) -> None:
    """No block of that name, a block that takes none, and an outcome without a branch."""
    mocked = Mocked(read_mocks({"blocks": mocks}))
    made = Program.of(flow(function("say"), say("x"), END))
    call = started(made, Layered((mocked, Assumed(silent=True))))
    run(call)

    note_unused_mocks(call, mocked)

    assert [note in each for each in call.notes] == [True]


def test_a_mock_of_a_block_that_the_call_passed_by_is_not_noted() -> None:
    """It may be meant for other calls."""
    mocked = Mocked(read_mocks({"blocks": {"say": {"outcome": "x"}}}))
    call = started(Program.of(flow(END, say("x"))), mocked)
    run(call)

    note_unused_mocks(call, mocked)

    assert not call.notes


@pytest.mark.parametrize(
    ("mocks", "unused"),
    [
        ({"blocks": {"say": {"outcome": "x"}}}, ["say"]),
        (
            {"functions": {"look-up": {"error": "x"}, "*": {}}, "hours": {"h": {"error": "x"}}},
            ["h"],
        ),
        ({"queues": {"q": {"agents": 1}}, "actions": {"ShowView": {"error": "x"}}}, ["ShowView"]),
    ],
)
def test_every_unused_mock_of_a_call_of_its_own_is_noted(
    mocks: dict[str, Any], unused: list[str]
) -> None:
    """A mock that was written for one call alone is misspelt if it answers nothing there."""
    mocked = Mocked(read_mocks(mocks))
    queue = block("queue", "TransferContactToQueue", {"QueueId": "q"}, to="end")
    made = Program.of(flow(function("queue"), queue, END, say("x")))
    call = started(made, Layered((mocked, Assumed(silent=True))))
    run(call)

    note_unused_mocks(call, mocked, own=True)

    assert [note.split('"')[1] for note in call.notes if "was not used" in note] == unused
