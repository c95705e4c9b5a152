"""What fails by the service's own rules fails without being asked about, and says why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flowport.catalogue import FlowType
from flowport.simulate import (
    Assumed,
    Layered,
    Library,
    Mocked,
    Program,
    Trace,
    World,
    read_mocks,
    run,
    started,
)
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.model import Flow

FAILS = {"NoMatchingError": "bye"}
BYE = block("bye", "DisconnectParticipant")
OK = block("ok", "MessageParticipant", {"Text": "It worked"}, to="bye")


def called(
    *blocks: dict[str, Any],
    world: World | None = None,
    others: Sequence[Flow] = (),
    **more: Any,
) -> Trace:
    """The trace of a call of these blocks, with nothing mocked."""
    made = flow(*blocks, OK, BYE, name="Main")
    library = Library.of([made, *others])
    return run(started(Program.of(made), world or Assumed(), library=library, **more))


def branch(trace: Trace) -> str:
    """The branch of the first block."""
    return trace.events[0].branch


def test_a_transfer_without_a_working_queue_fails() -> None:
    """No block has set one, and the block names none."""
    trace = called(block("go", "TransferContactToQueue", fails=FAILS))

    assert branch(trace) == "error:NoMatchingError"
    assert "no working queue" in trace.notes[0]


def test_hours_without_a_queue_are_closed() -> None:
    """As tests on the service were answered; the note tells the guide's word too."""
    hours = block("ask", "CheckHoursOfOperation", when={"True": "ok", "False": "bye"}, fails=FAILS)
    trace = called(hours)

    assert trace.events[0].label == "False"
    assert "its guide says Error" in trace.notes[0]


def test_a_queue_that_reads_empty_is_no_queue() -> None:
    """An attribute that was never set names none; one that was set does."""
    put = block("put", "UpdateContactTargetQueue", {"QueueId": "$.Attributes.q"}, to="ok",
                fails=FAILS)  # fmt: skip

    assert branch(called(put)) == "error:NoMatchingError"
    assert branch(called(put, attributes={"q": "sales"})) == "next"


def test_a_recording_is_not_played_in_a_chat() -> None:
    """It has no text to write."""
    play = block("play", "MessageParticipant", {"PromptId": "p"}, to="ok", fails=FAILS)

    assert branch(called(play)) == "next"
    assert branch(called(play, channel="CHAT")) == "error:NoMatchingError"


def test_a_message_has_a_greatest_length() -> None:
    """6,000 characters are said, one more is not."""
    play = [
        block("play", "MessageParticipant", {"Text": "a" * n}, to="ok", fails=FAILS)
        for n in (6_000, 6_001)
    ]

    assert [branch(called(each)) for each in play] == ["next", "error:NoMatchingError"]


DAMAGED = [
    "<speak>Terms & conditions</speak>",
    "<speak>Not closed",
    "<speak><b>Not spoken</b></speak>",
    "<break/>",
    "<speak>Twice</speak><speak/>",
    "<!DOCTYPE speak><speak>Typed</speak>",
    "<speak>$.Attributes.company</speak>",
]


def speaking(ssml: str) -> list[dict[str, Any]]:
    """Each action that speaks SSML, with a branch for success and one for errors."""
    own = {"SSML": ssml}
    return [
        block("a", "MessageParticipant", own, to="ok", fails=FAILS),
        block("a", "GetParticipantInput", {**own, "StoreInput": "True"}, to="ok", fails=FAILS),
        block("a", "GetParticipantInput", own, when={"1": "ok"}, fails=FAILS),
        block("a", "ConnectParticipantWithLexBot", own, when={"yes": "ok"}, to="ok", fails=FAILS),
        block("a", "MessageParticipantIteratively", {"Messages": [own]}, fails=FAILS),
    ]


@pytest.mark.parametrize("ssml", DAMAGED)
def test_damaged_ssml_is_not_spoken(ssml: str) -> None:
    """Amazon Polly refuses all of it, so that every block that speaks takes its error branch."""
    for each in speaking(ssml):
        trace = called(each, attributes={"company": "Smith & Sons"})

        assert branch(trace) == "error:NoMatchingError", each["Type"]
        assert trace.events[0].heard == ""
        assert "can't be spoken" in trace.notes[0]


@pytest.mark.parametrize("ssml", ["$.Attributes.none", "${ssml}", "<speak>${a & b}</speak>"])
def test_ssml_that_is_not_known_is_spoken(ssml: str) -> None:
    """What is filled in later, or read whole from the contact, is not judged."""
    assert branch(called(speaking(ssml)[0])) == "next"


def test_damaged_ssml_goes_on_where_there_is_no_error_branch() -> None:
    """Older blocks always go on; nothing is heard."""
    trace = called(block("play", "MessageParticipant", {"SSML": DAMAGED[0]}, to="ok"))

    assert branch(trace) == "next"
    assert trace.events[0].heard == ""


def test_ssml_is_heard_without_its_tags() -> None:
    """Tags part words, and what XML writes as entities is heard as it is."""
    ssml = '<speak>Terms &amp; conditions<break time="1s"/>apply</speak>'
    trace = called(block("play", "MessageParticipant", {"SSML": ssml}, to="ok", fails=FAILS))

    assert trace.events[0].heard == "Terms & conditions apply"


def test_modules_are_nested_five_deep() -> None:
    """A module that invokes itself comes to an end."""
    again = block("again", "InvokeFlowModule", {"FlowModuleId": "Main"}, to="ok", fails=FAILS)
    trace = called(again)

    assert [event.block for event in trace.events].count("again") == 6
    assert trace.ending == "disconnected"


@pytest.mark.parametrize("type_", ["CheckVoiceId", "StartVoiceIdStream"])
def test_a_service_that_ended_fails(type_: str) -> None:
    """Voice ID is no more; a mock of the block can still answer."""
    check = block("check", type_, to="ok", when={"Enrolled": "ok"}, fails=FAILS)
    mocked = Mocked(read_mocks({"blocks": {"check": {"outcome": "Enrolled"}}}))

    trace = called(check)

    assert branch(trace) == "error:NoMatchingError"
    assert "Voice ID ended" in trace.notes[0]
    assert branch(called(check, world=Layered((mocked, Assumed())))) != "error:NoMatchingError"


def test_figures_of_no_queue_fail() -> None:
    """No block has set a working queue, and the block names none."""
    check = block("check", "CheckMetricData", {"MetricType": "NumberOfAgentsStaffed"},
                  when={"0": "ok"}, fails=FAILS | {"NoMatchingCondition": "ok"},
                  operator="NumberGreaterThan")  # fmt: skip
    queue = block("put", "UpdateContactTargetQueue", {"QueueId": "q"}, to="check", fails=FAILS)

    assert branch(called(check)) == "error:NoMatchingError"
    assert called(queue, check).events[1].branch == "error:NoMatchingCondition"


@given(st.text(max_size=20))
@example("")
@example("abc")
@example("+1 (206) 555-0100")
@example("12065550100")
@settings(max_examples=60, deadline=None)
def test_a_callback_number_has_seven_to_fifteen_digits(number: str) -> None:
    """Anything else is an invalid number, wherever it comes from."""
    fails = {"InvalidCallbackNumber": "bye", "CallbackNumberNotDialable": "bye"}
    put = block("put", "UpdateContactCallbackNumber", {"CallbackNumber": "$.Attributes.n"}, to="ok",
                fails=fails)  # fmt: skip
    fits = 7 <= len(re.sub(r"[-+. ()/]", "", number)) <= 15 and re.fullmatch(
        r"[-+. ()/0-9]*", number, re.ASCII
    )

    assert branch(called(put, attributes={"n": number})) == (
        "next" if fits else "error:InvalidCallbackNumber"
    )


@pytest.mark.parametrize("declared", ["STRING_MAP", "JSON", None])
@given(value=st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                          lambda inner: st.lists(inner, max_size=2)
                          | st.dictionaries(st.text(max_size=3), inner, max_size=2)))  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_a_functions_answer_has_the_declared_form(declared: str | None, value: Any) -> None:
    """A string map is a flat object; where nothing is declared it is an object."""
    form = {"ResponseValidation": {"ResponseType": declared}} if declared else {}
    ask = block("ask", "InvokeLambdaFunction", {"LambdaFunctionARN": "f", **form}, to="ok",
                fails=FAILS)  # fmt: skip
    mocked = Mocked(read_mocks({"functions": {"f": {"result": value}}}))
    flat = isinstance(value, dict) and not any(isinstance(v, (dict, list)) for v in value.values())
    fits = {"STRING_MAP": flat, "JSON": True}.get(str(declared), isinstance(value, dict))

    assert branch(called(ask, world=Layered((mocked, Assumed())))) == (
        "next" if fits else "error:NoMatchingError"
    )


@pytest.mark.parametrize(
    ("type_", "limit", "error"),
    [
        ("TransferParticipantToThirdParty", "ThirdPartyConnectionTimeLimitSeconds",
         "ConnectionTimeLimitExceeded"),
        ("ShowView", "InvocationTimeLimitSeconds", "TimeLimitExceeded"),
        ("InvokeLambdaFunction", "InvocationTimeLimitSeconds", "NoMatchingError"),
    ],
)  # fmt: skip
def test_an_answer_after_the_time_limit_is_none(type_: str, limit: str, error: str) -> None:
    """The clock goes on by the limit, and the block's own branch is taken."""
    wait = block("wait", type_, {limit: "5"}, to="ok", fails={error: "bye"})
    mocked = Mocked(read_mocks({"blocks": {"wait": {"delay": 6}}}))

    trace = called(wait, world=Layered((mocked, Assumed())))

    assert (branch(trace), trace.events[0].clock) == (f"error:{error}", 5.0)


@pytest.mark.parametrize("type_", list(FlowType))
def test_a_transfer_leads_only_to_flows_that_take_it(type_: FlowType) -> None:
    """An inbound flow, a transfer to an agent, or one to a queue; a queue flow is an error."""
    go = block("go", "TransferToFlow", {"ContactFlowId": "Other"}, to="bye", fails=FAILS)
    other = flow(BYE, name="Other", type=type_)
    trace = called(go, others=[other])

    taken = {FlowType.CONTACT_FLOW, FlowType.AGENT_TRANSFER, FlowType.QUEUE_TRANSFER}
    assert branch(trace) == ("" if type_ in taken else "error:NoMatchingError")
