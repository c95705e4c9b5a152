"""What fails by the service's own rules fails without being asked about, and says why."""

from __future__ import annotations

from typing import Any

from flowport.simulate import Assumed, Library, Program, Trace, run, started
from simulate.blocks import block, flow

FAILS = {"NoMatchingError": "bye"}
BYE = block("bye", "DisconnectParticipant")
OK = block("ok", "MessageParticipant", {"Text": "It worked"}, to="bye")


def called(*blocks: dict[str, Any], channel: str = "VOICE", **more: Any) -> Trace:
    """The trace of a call of these blocks, with nothing mocked."""
    made = flow(*blocks, OK, BYE, name="Main")
    library = Library.of([made])
    return run(started(Program.of(made), Assumed(), library=library, channel=channel, **more))


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


def test_modules_are_nested_five_deep() -> None:
    """A module that invokes itself comes to an end."""
    again = block("again", "InvokeFlowModule", {"FlowModuleId": "Main"}, to="ok", fails=FAILS)
    trace = called(again)

    assert [event.block for event in trace.events].count("again") == 6
    assert trace.ending == "disconnected"
