"""Cycles, long flows, large suites and wrong mocks: an ending or a sentence, in bounded work."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.errors import CaseError, MockError
from flowport.simulate import (
    ENDLESS,
    Assumed,
    Layered,
    Library,
    Mocked,
    Program,
    read_mocks,
    started,
)
from flowport.simulate import run as run_call
from flowport.testing import Stage, behaviour, compile_short, read_cases, run_case
from flowport.testing.behaviour import compare_calls
from flowport.testing.generate import generate
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from flowport.model import Flow

END = block("end", "DisconnectParticipant")
RETURN = block("back", "EndFlowModuleExecution")


def leading(name: str, type_: str, target: str, last: dict[str, Any]) -> Flow:
    """A flow that leads to another, and then ends."""
    key = "FlowModuleId" if type_ == "InvokeFlowModule" else "ContactFlowId"
    way = block("go", type_, {key: target}, to=last["Identifier"],
                fails={"NoMatchingError": last["Identifier"]})  # fmt: skip
    return flow(way, last, name=name)


def hooked(name: str, again: bool) -> Flow:
    """A flow into a queue whose flows, at every event, come back to something of themselves."""
    hooks = dict.fromkeys(("AgentWhisper", "CustomerWhisper", "CustomerHold"), "Whisper")
    hooks |= {"CustomerQueue": "Queue", "CustomerRemaining": name if again else "Whisper"}
    return flow(
        block("hooks", "UpdateContactEventHooks", {"EventHooks": hooks}, to="go"),
        block("go", "TransferContactToQueue", {"QueueId": "q"}, to="end",
              fails={"QueueAtCapacity": "end"}),
        END,
        name=name,
    )  # fmt: skip


QUEUE = flow(
    block("again", "DequeueContactAndTransferToQueue", {"QueueId": "q"}, to="again",
          fails={"QueueAtCapacity": "again"}),
    name="Queue",
)  # fmt: skip
WHISPER = flow(
    block("say", "MessageParticipant", {"Text": "Hello"}, to="over"),
    block("over", "EndFlowExecution"),
    name="Whisper",
)
WAITING = flow(
    block("say", "MessageParticipantIteratively", {"Messages": [{"Text": "Wait"}]},
          when={"MessagesInterrupted": "say"}, fails={"NoMatchingError": "say"}),
    name="Queue",
)  # fmt: skip
CYCLES = {
    "a flow that leads to itself": [leading("A", "TransferToFlow", "A", END)],
    "two flows that lead to each other": [
        leading("A", "TransferToFlow", "B", END),
        leading("B", "TransferToFlow", "A", END),
    ],
    "modules that invoke each other": [
        leading("A", "InvokeFlowModule", "B", END),
        leading("B", "InvokeFlowModule", "C", RETURN),
        leading("C", "InvokeFlowModule", "B", RETURN),
    ],
    "a queue flow that transfers to its own queue": [hooked("A", again=False), QUEUE, WHISPER],
    "a disconnect flow that enters the queue again": [hooked("A", again=True), WAITING, WHISPER],
    "a block that leads to itself": [flow(block("a", "Wait", {"TimeLimitSeconds": "1"}, to="a"))],
}


@pytest.mark.parametrize("flows", CYCLES.values(), ids=CYCLES)
@pytest.mark.parametrize("turns", [(), ("agent", "agent hangs up") * 40])
def test_a_cycle_comes_to_an_end(flows: list[Flow], turns: tuple[str, ...]) -> None:
    """By itself, or at the limit of blocks."""
    world = Layered((Mocked(read_mocks({"waiting": list(turns)})), Assumed()))

    trace = run_call(started(Program.of(flows[0]), world, library=Library.of(flows)))

    assert trace.ending
    assert len(trace.events) < 10_000 or trace.ending == ENDLESS


@pytest.mark.parametrize("flows", CYCLES.values(), ids=CYCLES)
def test_cases_of_a_cycle_are_generated_and_no_call_differs(flows: list[Flow]) -> None:
    """Every branch is taken or can't be; the comparison is bounded."""
    side = Program.of(flows[0]), Library.of(flows)

    assert not generate(*side).missed
    assert not compare_calls(side, side).differences


def chain(count: int) -> Flow:
    """Prompts in a row, each of which can fail."""
    return flow(
        *(
            block(f"b{n}", "MessageParticipant", {"Text": f"Line {n}"},
                  to=f"b{n + 1}" if n + 1 < count else "end", fails={"NoMatchingError": "end"})
            for n in range(count)
        ),
        END,
        name="Chain",
    )  # fmt: skip


def test_a_call_of_10_000_blocks_is_walked_to_its_limit() -> None:
    """The chain has more blocks than a call may run."""
    program = Program.of(chain(10_001))

    assert run_call(started(program, Assumed())).ending == ENDLESS


def test_a_comparison_says_what_its_limit_of_work_left_out(monkeypatch: Any) -> None:
    """Nothing is counted as taken that no call took."""
    monkeypatch.setattr(behaviour, "WORK", 5_000)
    side = Program.of(chain(700)), Library.of([chain(700)])

    found = compare_calls(side, side)

    assert not found.differences
    assert found.missed > 100


def test_a_suite_of_10_000_cases_is_read_and_run() -> None:
    """One of them can't be read, and one fails."""
    made = flow(block("say", "MessageParticipant", {"Text": "Hello"}, to="end"), END)
    steps = '{"steps": [{"when": {"hears": "%s"}, "then": ["end"]}]}'
    texts = [*[steps % "hello"] * 9_998, steps % "goodbye", '{"steps": 5}']
    stage = Stage(library=Library.of([made]), stems={"flow": Program.of(made)})

    cases = read_cases(f"[{','.join(texts)}]", "suite.json", "suite")
    passed = [run_case(c, stage).passed for c in cases if not isinstance(c, CaseError)]

    assert (len(cases), sum(passed), len(passed)) == (10_000, 9_998, 9_999)


MEMBERS = (
    "result", "error", "outcome", "delay", "command", "intent", "slots", "session", "utterances",
    "agents", "in_queue", "oldest", "full", "answers_after", "hangs_up_after", "then", "metrics",
)  # fmt: skip
SECTIONS = ("functions", "bots", "hours", "queues", "modules", "views", "tables", "numbers")
WRONG = st.sampled_from(
    [None, "", "x", "True", 0, -1, 1.5, 1e400, float("nan"), True, [], [1], {}, {"x": {"y": 1}}]
)
ASKED = flow(
    block("f", "InvokeLambdaFunction", {"LambdaFunctionARN": "f"}, to="say"),
    block("say", "MessageParticipant", {"Text": "$.External.x.y"}, to="bot"),
    block("bot", "ConnectParticipantWithLexBot", {"LexV2Bot": {"AliasArn": "b"}},
          when={"A": "hours"}, fails={"NoMatchingCondition": "hours"}),
    block("hours", "CheckHoursOfOperation", {"HoursOfOperationId": "h"}, when={"True": "view"},
          fails={"NoMatchingError": "view"}),
    block("view", "ShowView", {"ViewResource": {"Id": "v"}}, when={"ok": "module"},
          fails={"NoMatchingCondition": "module"}),
    block("module", "InvokeFlowModule", {"FlowModuleId": "m"}, to="table"),
    block("table", "EvaluateDataTableValues", {"DataTableId": "t"}, to="size"),
    block("size", "CheckMetricData", {"MetricType": "NumberOfContactsInQueue", "QueueId": "q"},
          when={"1": "number"}, fails={"NoMatchingCondition": "number"}),
    block("number", "TransferParticipantToThirdParty", {"ThirdPartyPhoneNumber": "+15550100",
          "ContinueFlowExecution": "True"}, to="queue"),
    block("queue", "TransferContactToQueue", {"QueueId": "q"}, to="end",
          fails={"QueueAtCapacity": "end"}),
    END,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*SECTIONS, "blocks", "actions", "waiting", "percent", "values", "at"]),
        st.one_of(
            WRONG,
            st.dictionaries(
                st.sampled_from(["*", "f", "bot"]),
                st.dictionaries(st.sampled_from(MEMBERS), WRONG, max_size=3),
                max_size=2,
            ),
        ),
        max_size=3,
    )
)
def test_mocks_that_do_not_fit_are_refused_or_change_nothing_else(tree: dict[str, Any]) -> None:
    """Any member with any value: a sentence, or a call with a finite clock that ends."""
    with suppress(MockError):
        world = Layered((Mocked(read_mocks(tree)), Assumed()))
        trace = run_call(started(Program.of(ASKED), world))
        assert trace.ending
        assert trace.events[-1].clock < 1e9


@settings(max_examples=150, deadline=None)
@given(st.booleans(), st.integers(0, 400), st.integers(0, 400), st.text(max_size=4))
def test_damaged_text_is_refused_or_read(native: bool, start: int, stop: int, text: str) -> None:
    """A part of the text is replaced by another."""
    short = {"given": {"flow": "F"}, "steps": [{"when": {"hears": "a"}, "then": ["end"]}]}
    whole = str(compile_short(short, "c") if native else short).replace("'", '"')
    damaged = whole[: min(start, stop)] + text + whole[max(start, stop) :]

    with suppress(CaseError):
        read_cases(damaged, "c.json" if native else "c.yaml", "c")
