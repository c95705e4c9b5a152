"""A walk tells what the caller hears, what is set, which way is taken and how it ends."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.simulate import (
    EFFECTS,
    Caller,
    Library,
    Program,
    Trace,
    Way,
    describe_ending,
    vocabulary,
    walk,
)
from flowport.simulate.behaviours import matches
from simulate.blocks import block, flow

CALM = Caller(1, trouble=0)
TROUBLED = Caller(1, trouble=100)
END = block("end", "DisconnectParticipant")


def walked(*blocks: dict[str, Any], caller: Caller = CALM) -> Trace:
    """The walk through a flow of these blocks and an ending."""
    return walk(Program.of(flow(*blocks, END)), caller)


def blocks_of(trace: Trace) -> list[str]:
    """The blocks that were come to, in order."""
    return [event.block for event in trace.events]


def test_a_prompt_is_told_with_its_attributes_filled_in() -> None:
    """What is said holds what the attribute was set to."""
    trace = walked(
        block("set", "UpdateContactAttributes", {"Attributes": {"name": "Ann"}}, to="say"),
        block("say", "MessageParticipant", {"Text": "Hello $.Attributes.name."}, to="end"),
    )

    assert trace.events[1].detail == (("Text", "Hello Ann."),)


def test_an_ending_is_told() -> None:
    """A hang-up ends the walk."""
    assert walked().ending == "disconnected"


def test_a_branch_to_nowhere_ends_unconnected() -> None:
    """A draft's loose end is reported as one."""
    assert walked(block("say", "MessageParticipant", to="")).ending == "unconnected"


def test_a_flow_without_a_way_out_ends_unfinished() -> None:
    """A ring of blocks is left after the step limit."""
    trace = walked(block("say", "MessageParticipant", to="say"))

    assert (trace.ending, len(trace.events)) == ("unfinished", 1000)


@pytest.mark.parametrize(
    ("type", "parameters"),
    [
        ("UpdateContactAttributes", {"Attributes": {"x": "$.Attributes.x/$.Attributes.x/"}}),
        (
            "UpdateFlowAttributes",
            {"FlowAttributes": {"x": {"Value": "$.FlowAttributes.x/$.FlowAttributes.x/"}}},
        ),
        ("UpdateContactTargetQueue", {"QueueId": "queue/$.Queue.ARN/$.Queue.ARN/"}),
    ],
)
def test_a_value_that_doubles_ends_the_call(
    type: str,  # noqa: A002  the language's word
    parameters: dict[str, Any],
) -> None:
    """A setting that is made of itself twice, without an error branch, does not grow for ever."""
    trace = walked(block("double", type, parameters, to="double"))

    assert trace.ending == "unconnected"


def test_an_error_branch_is_taken() -> None:
    """A caller with nothing but trouble takes the error branch."""
    trace = walked(
        block("say", "MessageParticipant", to="", fails={"NoMatchingError": "end"}),
        caller=TROUBLED,
    )

    assert trace.events[0].branch == "error:NoMatchingError"


def test_a_loop_goes_round_as_often_as_it_says() -> None:
    """Three rounds are three prompts, then the way out."""
    trace = walked(
        block(
            "loop",
            "Loop",
            {"LoopCount": "3"},
            to="end",
            when={"ContinueLooping": "say", "DoneLooping": "end"},
        ),
        block("say", "MessageParticipant", {"Text": "again"}, to="loop"),
    )

    assert blocks_of(trace).count("say") == 3


@pytest.mark.parametrize(
    ("operator", "value", "operand", "met"),
    [
        ("Equals", "a", "a", True),
        ("Equals", "a", "A", False),
        ("TextStartsWith", "abc", "ab", True),
        ("TextEndsWith", "abc", "bc", True),
        ("TextContains", "abc", "b", True),
        ("NumberGreaterThan", "10", "9", True),
        ("NumberLessThan", "10", "9", False),
        ("NumberGreaterOrEqualTo", "9.0", "9", True),
        ("NumberLessOrEqualTo", "", "9", False),
        ("NumberLessThan", "many", "9", False),
        ("Unheard", "9", "9", False),
    ],
)
def test_conditions(operator: str, value: str, operand: str, *, met: bool) -> None:
    """Texts compare with case; numbers only where both sides are."""
    assert matches(operator, value, operand) is met


def test_the_first_true_condition_wins() -> None:
    """Conditions are tried in order."""
    trace = walked(
        block("set", "UpdateContactAttributes", {"Attributes": {"n": "7"}}, to="compare"),
        block(
            "compare",
            "Compare",
            {"ComparisonValue": "$.Attributes.n"},
            to="end",
            when={"5": "end", "6": "end"},
            operator="NumberGreaterThan",
            fails={"NoMatchingCondition": "end"},
        ),
    )

    assert trace.events[1].branch == "condition:0"


def test_leaving_for_a_queue_tells_the_queue() -> None:
    """The place is the queue that was set before."""
    trace = walked(
        block("set", "UpdateContactTargetQueue", {"QueueId": "arn:queue"}, to="go"),
        block("go", "TransferContactToQueue", to="end", fails={"QueueAtCapacity": "end"}),
    )

    assert (trace.ending, trace.place) == ("queue", "arn:queue")


def test_a_transfer_outside_the_library_ends_there() -> None:
    """A flow that nobody gave is a place, not a way."""
    trace = walked(block("go", "TransferToFlow", {"ContactFlowId": "arn:other"}, to="end"))

    assert (trace.ending, trace.place) == ("flow", "arn:other")


def transferred(*, before: dict[str, Any], says: str) -> Trace:
    """A walk that does one thing, comes to a second flow, and says something there."""
    first = flow(
        {**before, "Transitions": {"NextAction": "go"}},
        block("go", "TransferToFlow", {"ContactFlowId": "arn:unknown"}, to=""),
        metadata={"go": {"ContactFlow": {"text": "Second"}}},
    )
    second = flow(block("say", "MessageParticipant", {"Text": says}, to="end"), END, name="Second")
    return walk(Program.of(first), CALM, library=Library.of([first, second]))


def test_a_transfer_is_found_by_the_name_that_the_designer_keeps() -> None:
    """The name counts in place of an ARN of another instance."""
    trace = transferred(before=block("set", "GetMetricData"), says="here")

    assert blocks_of(trace) == ["set", "go", "say", "end"]


@pytest.mark.parametrize(
    ("before", "says"),
    [
        (block("set", "UpdateFlowAttributes", {"FlowAttributes": {"a": {"Value": "b"}}}),
         "$.FlowAttributes.a"),
        (block("set", "InvokeLambdaFunction"), "$.External.a"),
        (block("set", "ConnectParticipantWithLexBot"), "$.Lex.IntentName"),
        (block("set", "GetMetricData"), "$.Metrics.Queue.Size"),
        (block("set", "GetParticipantInput", {"StoreInput": "True"}), "$.StoredCustomerInput"),
    ],
)  # fmt: skip
def test_what_a_transfer_clears(before: dict[str, Any], says: str) -> None:
    """A flow's own values are gone in the next flow."""
    trace = transferred(before=before, says=says)

    assert trace.events[2].detail == (("Text", ""),)


def test_attributes_survive_a_transfer() -> None:
    """Contact attributes are the contact's."""
    trace = transferred(
        before=block("set", "UpdateContactAttributes", {"Attributes": {"a": "b"}}),
        says="$.Attributes.a",
    )

    assert trace.events[2].detail == (("Text", "b"),)


def test_logging_ends_with_the_flow() -> None:
    """Logging is a setting of the flow, not of the contact."""
    trace = transferred(
        before=block("set", "UpdateFlowLoggingBehavior", {"FlowLoggingBehavior": "Enabled"}),
        says="",
    )

    assert (trace.events[1].settings, trace.events[2].settings) == (
        (("logging", (("FlowLoggingBehavior", "Enabled"),)),),
        (),
    )


def test_a_module_comes_back_and_leaves_its_own_values_behind() -> None:
    """The invoker's values are as before; the module's are gone."""
    main = flow(
        block("set", "UpdateFlowAttributes", {"FlowAttributes": {"a": {"Value": "main"}}}, to="go"),
        block("go", "InvokeFlowModule", {"FlowModuleId": "module-id"}, to="say"),
        block("say", "MessageParticipant", {"Text": "$.FlowAttributes.a"}, to="end"),
        END,
        metadata={"go": {"contactFlowModuleName": "Module"}},
    )
    module = flow(
        block("in", "UpdateFlowAttributes", {"FlowAttributes": {"a": {"Value": "mod"}}}, to="back"),
        block("back", "EndFlowModuleExecution"),
        name="Module",
    )

    trace = walk(Program.of(main), CALM, library=Library.of([module]))

    assert trace.events[4].detail == (("Text", "main"),)


def test_the_same_caller_answers_the_same_again() -> None:
    """Two walks with one caller are one walk."""
    asks = block("ask", "GetParticipantInput", to="end", when={str(n): "ask" for n in range(9)})

    assert walked(asks, caller=Caller(7)) == walked(asks, caller=Caller(7))


def test_callers_differ() -> None:
    """Many callers take many ways."""
    asks = block("ask", "GetParticipantInput", to="end", when={str(n): "end" for n in range(9)})

    ways = {walked(asks, caller=Caller(seed)).events[0].branch for seed in range(100)}

    assert {f"condition:{n}" for n in range(9)} <= ways


def test_every_condition_of_a_comparison_is_walked() -> None:
    """The caller knows the values that the flow tells apart."""
    made = flow(
        block("ask", "InvokeLambdaFunction", to="compare"),
        block(
            "compare",
            "Compare",
            {"ComparisonValue": "$.External.kind"},
            to="end",
            when={"rare": "end", "rarer": "end"},
            fails={"NoMatchingCondition": "end"},
        ),
        END,
    )
    words = vocabulary(made)
    program = Program.of(made)

    ways = {walk(program, Caller(seed, words)).events[1].branch for seed in range(100)}

    assert ways == {"condition:0", "condition:1", "error:NoMatchingCondition"}


@pytest.mark.parametrize("type", sorted(EFFECTS))  # the language's word
def test_every_action_can_be_walked(type: str) -> None:  # noqa: A002
    """No action stops the interpreter, whatever it lacks."""
    trace = walked(block("it", type, to="end"))

    assert trace.events[0].kind == EFFECTS[type].event


def test_an_unknown_action_is_told_and_passed() -> None:
    """An action of tomorrow does not stop a walk."""
    assert walked(block("it", "Tomorrow", to="end")).ending == "disconnected"


def test_only_ends_have_no_way_on() -> None:
    """The table ends a walk with the language's terminal actions."""
    ends = {name for name, effect in EFFECTS.items() if effect.way in {Way.END, Way.RETURN}}

    assert ends == {
        "DisconnectParticipant",
        "EndFlowExecution",
        "EndFlowModuleExecution",
        "TransferContactToAgent",
    }


def test_a_flow_without_a_first_block_is_said_to_be() -> None:
    """No branch leads nowhere where nothing was run."""
    trace = walk(Program.of(flow(END, start="")), CALM)

    assert describe_ending(trace, {}) == "the flow has no first block"


def test_an_object_in_the_place_of_a_text_is_not_said() -> None:
    """It is damage, and nobody hears Python's or JSON's signs."""
    made = flow(block("a", "MessageParticipant", {"Text": {"Text": "x"}}))

    assert walk(Program.of(made), CALM).events[0].heard == ""
