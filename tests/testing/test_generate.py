"""Generated cases take every branch that can be taken, pass, and what they leave out is proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus import corpus_files, needs_corpus
from flowport.model import Flow, read_bytes
from flowport.simulate import Caller, Library, Program, run, started
from flowport.testing import read_case
from flowport.testing.coverage import Coverage, edges_in
from flowport.testing.explore import edges_of
from flowport.testing.generate import generate
from flowport.testing.verdict import Stage, run_case
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.testing.generate import Suite

END = block("end", "DisconnectParticipant")
SOME = corpus_files("language")[::40]


def suite_of(*blocks: dict[str, object], native: bool = False) -> Suite:
    """The cases of a flow of these blocks and an ending."""
    made = flow(*blocks, END)
    return generate(Program.of(made), Library.of([made]), flow="Flow", native=native)


def counting() -> list[dict[str, object]]:
    """A menu in a loop of three rounds, a function, and a comparison of its answer."""
    return [
        block("loop", "Loop", {"LoopCount": "3"}, when={"ContinueLooping": "menu",
              "DoneLooping": "end"}, to="end"),
        block("menu", "GetParticipantInput", {"Text": "Press 1"}, when={"1": "ask"},
              fails={"InputTimeLimitExceeded": "loop", "NoMatchingCondition": "loop",
                     "NoMatchingError": "end"}),
        block("ask", "InvokeLambdaFunction", {"LambdaFunctionARN": "arn:aws:lambda:x:1:function:f"},
              to="set", fails={"NoMatchingError": "end"}),
        block("set", "UpdateContactAttributes", {"Attributes": {"tier": "$.External.tier"}},
              to="compare", fails={"NoMatchingError": "end"}),
        block("compare", "Compare", {"ComparisonValue": "$.Attributes.tier"},
              when={"gold": "end", "silver": "end"}, fails={"NoMatchingCondition": "end"}),
    ]  # fmt: skip


@pytest.mark.parametrize("native", [False, True])
def test_every_branch_is_taken(*, native: bool) -> None:
    """Rounds of a loop, values that travel through attributes, and failures."""
    suite = suite_of(*counting(), native=native)

    taken = {edge for _, edges in suite.cases for edge in edges}
    assert edges_of(Program.of(flow(*counting(), END))) - taken == set(suite.impossible)
    assert not suite.missed
    assert all(read_case(tree, "case").ends for tree, _ in suite.cases)


def test_a_branch_that_cant_be_taken_is_proved() -> None:
    """The same condition twice, a value that nothing fills, and a block without a way to it."""
    suite = suite_of(
        block("a", "Compare", {"ComparisonValue": "$.Attributes.a"}, when={"x": "b"},
              fails={"NoMatchingCondition": "b"}),
        block("b", "Compare", {"ComparisonValue": "$.External.b"}, when={"y": "alone"},
              fails={"NoMatchingCondition": "end"}),
        block("alone", "MessageParticipant", {"Text": "never"}, to="end"),
    )  # fmt: skip

    assert {(edge[1], edge[2]): reason for edge, reason in suite.impossible.items()} == {
        ("b", "condition:0"): "nothing fills $.External before this block",
        ("alone", "next"): "no way leads from the start to this block",
    }


def test_few_cases_are_enough() -> None:
    """Two menus in a row need one case a branch of the larger one."""
    keys = {str(n): "second" for n in range(5)}
    late = {"InputTimeLimitExceeded": "end"}
    suite = suite_of(
        block("first", "GetParticipantInput", {"Text": "First"}, when=keys, fails=late),
        block("second", "GetParticipantInput", {"Text": "Second"},
              when={str(n): "end" for n in range(5)}, fails=late),
    )  # fmt: skip

    assert len(suite.cases) <= 7


@needs_corpus
@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_cases_of_real_flows_pass_and_reach_what_can_be_reached(path: Path) -> None:
    """99 of 100 branches, and every case passes when it is run alone."""
    made = read_bytes(path.read_bytes(), name=path.name)
    assert isinstance(made, Flow)
    program = Program.of(made)
    library = Library.of([made])
    suite = generate(program, library, flow="flow")
    stage, covered = Stage(library=library, stems={"flow": program}, blocks=1000), Coverage()

    for tree, _ in suite.cases:
        verdict = run_case(read_case(tree, "case"), stage)
        assert verdict.passed, verdict.reason
        assert not [each for each in verdict.warnings if "was not used" in each]
        covered.add(verdict.trace)

    possible = edges_of(program) - set(suite.impossible)
    assert len(possible & covered.reached) >= 0.99 * len(possible)


def test_a_long_ring_is_bounded_work_and_proves_nothing() -> None:
    """What the limits cut off is missed, and not called impossible."""
    count = 3000
    ring = [
        block(f"b{n}", "UpdateFlowLoggingBehavior", to=f"b{(n + 1) % count}") for n in range(count)
    ]

    suite = suite_of(*ring)

    assert not [edge for edge in suite.impossible if edge[1] != "end"]
    assert suite.missed


def test_the_way_back_from_a_module_is_a_branch() -> None:
    """A call that comes back from a module takes the branch of the block that invoked it."""
    invoke = block("invoke", "InvokeFlowModule", {"FlowModuleId": "Sub"}, to="end",
                   fails={"NoMatchingError": "end"})  # fmt: skip
    made = flow(invoke, END)
    module = Program.of(flow(block("back", "EndFlowModuleExecution"), name="Sub"))
    library = Library({"Sub": module})
    call = started(Program.of(made), Caller(1, quiet=frozenset({"invoke"})), library=library)

    assert ("Flow", "invoke", "next") in edges_in(run(call).events)
    assert not generate(Program.of(made), library, flow="Flow").missed


@pytest.mark.parametrize("native", [False, True])
def test_the_final_queue_is_checked(*, native: bool) -> None:
    """A case that ends in a queue fails on a flow that leads to another one."""

    def made(queue: str) -> Flow:
        return flow(
            block("set", "UpdateContactTargetQueue", {"QueueId": queue}, to="go"),
            block("go", "TransferContactToQueue", to="end", fails={"QueueAtCapacity": "end"}),
            END,
        )

    program = Program.of(made("sales"))
    suite = generate(program, Library.of([made("sales")]), flow="Flow", native=native)
    cases = [read_case(tree, "case") for tree, _ in suite.cases]
    verdicts = {
        queue: [
            run_case(
                case, Stage(library=Library({}), stems={"Flow": Program.of(made(queue))})
            ).passed
            for case in cases
        ]
        for queue in ("sales", "support")
    }

    assert all(verdicts["sales"])
    assert not all(verdicts["support"])
    assert any(case.ends for case in cases)


def test_a_queue_from_an_attribute_is_set_and_unset() -> None:
    """An empty attribute names no queue, so cases have it and have it not."""
    made = flow(
        block("put", "UpdateContactTargetQueue", {"QueueId": "$.Attributes.q"}, to="go",
              fails={"NoMatchingError": "bye"}),
        block("go", "TransferContactToQueue", fails={"NoMatchingError": "bye"}),
        block("bye", "DisconnectParticipant"),
    )  # fmt: skip
    suite = generate(Program.of(made), Library.of([made]))

    assert not suite.missed
    assert not suite.impossible


def test_success_without_a_working_queue_is_written_as_a_mock() -> None:
    """A run would take the error branch, for no block sets a queue; a mock says otherwise."""
    suite = suite_of(
        block("go", "TransferContactToQueue", fails={"NoMatchingError": "end"}),
    )

    assert {edge[2] for _, edges in suite.cases for edge in edges} >= {"", "error:NoMatchingError"}


FORMS = [
    block("b", "Loop", {"LoopCount": "$.Attributes.n"},
          when={"ContinueLooping": "b", "DoneLooping": "end"}, fails={"NoMatchingError": "end"}),
    block("b", "Compare", {"ComparisonValue": "$.Attributes.n"}, operator="NumberLessThan",
          when={"9.5": "end", "9.75": "end"}, fails={"NoMatchingCondition": "end"}),
    block("b", "Compare", {"ComparisonValue": "$.Attributes.n"}, operator="NumberGreaterThan",
          when={"$.Attributes.most": "end"}, fails={"NoMatchingCondition": "end"}),
    block("b", "DistributeByPercentage", operator="NumberLessThan",
          when={"$.Attributes.share": "end"}, fails={"NoMatchingCondition": "end"}),
    block("b", "UpdateContactCallbackNumber", {"CallbackNumber": "$.Attributes.n"}, to="end",
          fails={"InvalidCallbackNumber": "end", "NoMatchingError": "end"}),
    block("b", "GetParticipantInput", {"Text": "x"}, when={"$.Attributes.key": "end"},
          fails={"InputTimeLimitExceeded": "end", "NoMatchingCondition": "end"}),
    block("b", "GetParticipantInput", {"Text": "x", "StoreInput": "$.Attributes.s"}, to="end",
          when={"1": "end"}, fails={"NoMatchingError": "end"}),
]  # fmt: skip


@pytest.mark.parametrize("made", FORMS)
def test_values_of_every_form_are_tried(made: dict[str, object]) -> None:
    """What is read from an attribute may be no number, or between two limits, or a key."""
    suite = suite_of(made)

    assert not any(reason.startswith("all states") for reason in suite.impossible.values())


JOINED = [
    [block("b", "Loop", {"Elements": "$.External.list"},
           when={"ContinueLooping": "b", "DoneLooping": "end"}, to="end")],
    [block("b", "Compare", {"ComparisonValue": "a$.Attributes.n"}, when={"ab": "end"},
           fails={"NoMatchingCondition": "end"})],
    [block("set", "UpdateContactAttributes", {"Attributes": {"n": "a$.Attributes.m"}}, to="b"),
     block("b", "Compare", {"ComparisonValue": "$.Attributes.n"}, when={"ab": "end"},
           fails={"NoMatchingCondition": "end"})],
]  # fmt: skip


@pytest.mark.parametrize("blocks", JOINED)
def test_values_that_are_not_tried_prove_nothing(blocks: list[dict[str, object]]) -> None:
    """A list from outside and a joined text: a branch that was not taken is not ruled out."""
    suite = suite_of(*blocks)

    assert suite.missed
    assert not any(reason.startswith("all states") for reason in suite.impossible.values())


SILENT = {"InputTimeLimitExceeded": "sorry", "NoMatchingCondition": "sorry"}


@pytest.mark.parametrize("native", [False, True])
@pytest.mark.parametrize(
    "asking",
    [
        block("ask", "GetParticipantInput", {"Text": "Press 1"}, when={"1": "thanks"},
              fails=SILENT),
        block("ask", "ConnectParticipantWithLexBot",
              {"Text": "How can I help?", "LexV2Bot": {"AliasArn": "bot"}},
              when={"Yes": "thanks"}, fails={"NoMatchingCondition": "sorry"}),
    ],
)  # fmt: skip
def test_no_case_waits_for_the_five_minutes(asking: dict[str, object], *, native: bool) -> None:
    """Where a flow asks again for ever, the contact hangs up or the test ends."""
    made = flow(
        asking,
        block("thanks", "MessageParticipant", {"Text": "Thanks"}, to="ask"),
        block("sorry", "MessageParticipant", {"Text": "Sorry"}, to="ask"),
    )
    program, library = Program.of(made), Library.of([made])
    suite = generate(program, library, flow="flow", native=native)
    stage = Stage(library=library, stems={"flow": program})
    verdicts = [run_case(read_case(tree, "case"), stage) for tree, _ in suite.cases]

    assert not suite.missed
    assert {verdict.trace.ending for verdict in verdicts} <= {"hung up", "test ended"}
    assert max(verdict.seconds for verdict in verdicts) < 300
