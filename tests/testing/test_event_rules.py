"""Rules of the live engine's events, one test each; a page lists which test holds which rule."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from flowport.simulate import BEHAVIOURS
from flowport.testing import read_case, run_case
from flowport.testing.observable import COMPLETED, STARTED
from simulate.blocks import block, flow
from testing.cases import END, check, content, observe, on, override, press, stage_of, tried
from testing.test_verdict import LAMBDA, heard, menu, say

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "contributing" / "test-rules.md"
TESTS = ROOT / "tests" / "testing"


def test_the_page_names_tests_that_exist() -> None:
    """Each rule of the page has its test."""
    named = re.findall(r"`(test_\w+)\.py::(test_\w+)`", PAGE.read_text(encoding="utf-8"))

    assert len(named) > 30
    for file, test in named:
        assert f"def {test}(" in (TESTS / f"{file}.py").read_text(encoding="utf-8"), test


@pytest.mark.parametrize("key", sorted(set("023456789*#")))
def test_every_other_key_is_wrong(key: str) -> None:
    """None of the keypad's other keys is mistaken for a key of the menu."""
    verdict = tried(
        menu(),
        observe("a", "press one", press(key), next=["b"]),
        observe("b", "that was wrong", END),
    )

    assert heard(verdict, "b") == "Press one for sales. That was wrong."


def test_the_text_after_a_timeout_stands_alone() -> None:
    """Silence does not interrupt the menu."""
    verdict = tried(menu(), observe("a", "press one", next=["b"]), observe("b", "too late", END))

    assert heard(verdict, "b") == "Too late."


def test_stored_input_has_no_wrong_key() -> None:
    """What follows stored digits stands alone, whatever they are."""
    made = flow(
        block("ask", "GetParticipantInput",
              {"Text": "Your number, please", "StoreInput": "True", "InputTimeLimitSeconds": "5"},
              to="thanks", fails={"NoMatchingError": "bye"}),
        say("thanks", "Thank you.", "bye"),
        block("bye", "DisconnectParticipant"),
    )  # fmt: skip
    verdict = tried(
        made,
        observe("a", "your number", press("987"), next=["b"]),
        observe("b", "thank you", END),
    )

    assert heard(verdict, "b") == "Thank you."


SILENT = [
    ("UpdateContactAttributes", {"Attributes": {"a": "b"}}),
    ("UpdateContactTargetQueue", {"QueueId": "q"}),
    ("UpdateContactRecordingBehavior", {"RecordingBehavior": {"RecordedParticipants": []}}),
    ("CreateWisdomSession", {"WisdomAssistantArn": "w"}),
    ("UpdateContactRoutingBehavior", {"QueuePriority": "1"}),
    ("UpdateContactEventHooks", {"EventHooks": {}}),
    ("InvokeLambdaFunction", {"LambdaFunctionARN": LAMBDA}),
]


@pytest.mark.parametrize(("type_", "parameters"), SILENT, ids=[each[0] for each in SILENT])
def test_silent_blocks_do_not_cut_a_message(type_: str, parameters: dict[str, Any]) -> None:
    """A message may span prompts with a silent block between, and either is matched alone."""
    made = flow(
        say("one", "Welcome to Acme.", "quiet"),
        block("quiet", type_, parameters, to="two", fails={"NoMatchingError": "bye"}),
        say("two", "Please wait.", "bye"),
        block("bye", "DisconnectParticipant"),
    )
    spanning = tried(made, observe("a", "acme please", END))
    alone = tried(made, observe("a", "welcome", next=["b"]), observe("b", "please wait", END))

    assert heard(spanning, "a") == "Welcome to Acme. Please wait."
    assert alone.passed


def test_input_cuts_a_message() -> None:
    """A message does not span what was said before and after a key."""
    verdict = tried(menu(), observe("a", "sales you reached"), observe("k", "one", press(1)))

    assert "a" not in [record.get("Identifier") for record in verdict.records]


def test_a_transfer_to_a_flow_does_not_cut_a_message() -> None:
    """The other flow's words follow in the same test."""
    first = flow(
        say("one", "Welcome to Acme.", "go"),
        block("go", "TransferToFlow", {"ContactFlowId": "Other"}, fails={"NoMatchingError": "bye"}),
        block("bye", "DisconnectParticipant"),
        name="Main",
    )
    other = flow(say("two", "Hours are nine.", "bye"), block("bye", "DisconnectParticipant"),
                 name="Other")  # fmt: skip
    entry = {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": {"FlowId": "Main"}}
    document = content(observe("a", "acme hours are 9", END))
    case = read_case({"EntryPoint": entry, "Content": document}, "case")

    assert run_case(case, stage_of(first, other)).passed


def test_messages_of_a_chat_are_whole() -> None:
    """They are written, not heard: none spans two."""
    made = flow(
        say("one", "Welcome to Acme.", "two"),
        say("two", "Please wait.", "bye"),
        block("bye", "DisconnectParticipant"),
    )
    entry = {"Type": "CHAT", "ChatEntryPointParameters": {"FlowId": "Main"}}
    passed = []
    for text in ("acme please", "please wait"):
        tree = {"EntryPoint": entry, "Content": content(observe("a", text, END))}
        found = flow(*made.tree["Actions"], start="one", name="Main")
        passed.append(run_case(read_case(tree, "case"), stage_of(found)).passed)

    assert passed == [False, True]


def test_keys_pressed_into_a_prompt_are_a_warning() -> None:
    """The service may lose them; the verdict is that of the recorded executions."""
    verdict = tried(
        menu(), observe("a", "welcome", press(1), next=["b"]), observe("b", "you reached", END)
    )

    assert any("still speaks when 1 is pressed" in each for each in verdict.warnings)


def test_keys_pressed_at_the_menu_are_no_warning() -> None:
    """The menu's own words are the place for keys."""
    verdict = tried(
        menu(), observe("a", "press one", press(1), next=["b"]), observe("b", "reached", END)
    )

    assert verdict.passed
    assert not any("still speaks" in each for each in verdict.warnings)


def test_the_figure_of_similarity_is_recorded() -> None:
    """In the record where it fits, in the reason where it does not."""
    fits = tried(menu(), observe("a", "welcome to acme", END, criteria="Similarity"))
    fails = tried(menu(), observe("a", "gardening tips for spring", criteria="Similarity"))

    assert [r["Similarity"] for r in fits.records if "Similarity" in r] == [1.0]
    assert "similarity 0" in fails.reason


@pytest.mark.parametrize("type_", sorted(BEHAVIOURS))
def test_only_five_actions_begin_observably(type_: str) -> None:
    """Those that the guide lists; three end observably."""
    assert (type_ in STARTED) == (
        type_
        in {
            "InvokeLambdaFunction",
            "CheckHoursOfOperation",
            "TransferContactToQueue",
            "DequeueContactAndTransferToQueue",
            "ConnectParticipantWithLexBot",
        }
    )
    assert (type_ in COMPLETED) == (
        type_
        in {
            "InvokeLambdaFunction",
            "ConnectParticipantWithLexBot",
            "ConnectParticipantWithAgenticCX",
        }
    )


def invoked() -> Any:
    """A function, then a prompt with its answer."""
    return flow(
        block("ask", "InvokeLambdaFunction", {"LambdaFunctionARN": LAMBDA}, to="say",
              fails={"NoMatchingError": "wrong"}),
        say("say", "Hello $.External.name.", "bye"),
        say("wrong", "Something failed.", "bye"),
        block("bye", "DisconnectParticipant"),
    )  # fmt: skip


def mocked(response: dict[str, Any]) -> dict[str, Any]:
    """A start that mocks the function."""
    strategy = {"Type": "MockResponse", "Response": response}
    mock = override("InvokeLambdaFunction", strategy, LambdaFunctionARN=LAMBDA)
    return observe("start", "", mock, event=on("TestInitiated"), next=["done", "say"])


@pytest.mark.parametrize("member", ["LoadedData", "Value"])
def test_an_action_that_ended_well_is_observed(member: str) -> None:
    """Then both spellings of its result can be checked, and paths in prompts are filled in."""
    result = {"Type": "ExecutionResult", "ExecutionResult": {member: '{"name": "Ann"}'}}
    done = on(
        "FlowActionCompleted",
        ActionType="InvokeLambdaFunction",
        ActionParameters={"LambdaFunctionARN": LAMBDA},
    )
    second = {**check("$.LambdaInvocation.ResultData.name", "Ann"), "Identifier": "second"}
    two = [check("$.External.name", "Ann"), second]
    verdict = tried(
        invoked(),
        mocked(result),
        observe("done", "", *two, event=done),
        observe("say", "hello ann", END),
    )

    assert verdict.passed, verdict.reason


def test_an_action_that_failed_is_not_observed_to_end() -> None:
    """Its error branch is none of its good ends."""
    error = {"Type": "Error", "Error": {"Value": "NoMatchingError"}}
    done = on("FlowActionCompleted", ActionType="InvokeLambdaFunction", ActionParameters={})
    verdict = tried(
        invoked(),
        mocked(error),
        observe("done", "", event=done),
        observe("say", "something failed", END),
    )

    assert "done" not in [record.get("Identifier") for record in verdict.records]
    assert verdict.passed


def test_a_mocked_action_begins_observably() -> None:
    """The guide's own example."""
    result = {"Type": "ExecutionResult", "ExecutionResult": {"LoadedData": "{}"}}
    begins = on("FlowActionStarted", ActionType="InvokeLambdaFunction",
                ActionParameters={"LambdaFunctionARN": LAMBDA})  # fmt: skip
    verdict = tried(
        invoked(),
        mocked(result),
        observe("done", "", event=begins, next=["x"]),
        observe("say", "hello"),
        observe("x", "hello", END),
    )

    assert "done" in [record.get("Identifier") for record in verdict.records]


def test_a_bots_own_prompt_is_not_heard() -> None:
    """What was said before and after it is; keys reach the bot as text."""
    made = flow(
        say("one", "Welcome.", "bot"),
        block("bot", "ConnectParticipantWithLexBot",
              {"Text": "How can I help?", "LexV2Bot": {"AliasArn": "arn:bot"}},
              when={"1": "two"}, fails={"NoMatchingCondition": "bye", "NoMatchingError": "bye"}),
        say("two", "Sales it is.", "bye"),
        block("bye", "DisconnectParticipant"),
    )  # fmt: skip
    verdict = tried(
        made,
        observe("a", "welcome", press(1), next=["b"]),
        observe("never", "how can i help"),
        observe("b", "sales it is", END),
    )

    assert verdict.passed, verdict.reason
    assert "help" not in heard(verdict, "a")


def test_the_event_that_begins_a_test_comes_before_the_first_block() -> None:
    """An override that is set then counts from the first block."""
    result = {"Type": "ExecutionResult", "ExecutionResult": {"LoadedData": '{"name": "Ann"}'}}
    verdict = tried(invoked(), mocked(result), observe("done", "never"), observe("say", "ann", END))

    assert verdict.passed, verdict.reason


def test_a_piece_belongs_to_one_message() -> None:
    """What was added to the message before is not part of the next one."""
    verdict = tried(menu(), observe("a", "welcome", next=["b"]), observe("b", "press one", END))

    assert heard(verdict, "a") == "Welcome to Acme. This call is recorded."
    assert heard(verdict, "b") == "Press one for sales."


def test_the_newest_of_the_messages_is_the_nearest() -> None:
    """Where none resembles what was expected, the reason shows what was heard last."""
    verdict = tried(menu(), observe("a", "gardening"))

    assert 'the nearest that was heard is "Too late."' in verdict.reason


def typed_ahead(skips: str) -> tuple[Any, list[dict[str, Any]]]:
    """A menu behind two prompts with touchtone buffering on, and a key pressed into the first."""
    made = flow(
        block("on", "GetParticipantInput", {"EnableDTMFBuffer": "true"}, to="one"),
        say("one", "Welcome to Acme.", "two"),
        block("two", "MessageParticipant",
              {"Text": "Our offers.", "SkipWhenDTMFBufferEnabled": skips}, to="menu"),
        block("menu", "GetParticipantInput", {"Text": "Press 1."}, when={"1": "sales"},
              fails={"NoMatchingCondition": "bye", "InputTimeLimitExceeded": "bye"}),
        say("sales", "Sales.", "bye"),
        block("bye", "DisconnectParticipant"),
    )  # fmt: skip
    return made, [observe("a", "welcome", press(1), next=["b"]), observe("b", "sales", END)]


@pytest.mark.parametrize(("skips", "heard"), [("true", "Sales."), ("false", "Our offers.")])
def test_a_key_typed_ahead_skips_prompts(skips: str, heard: str) -> None:
    """With buffering on it waits for the menu, whose own prompt is skipped too."""
    made, observations = typed_ahead(skips)
    verdict = tried(made, *observations)
    said = [event.heard for event in verdict.trace.events if event.heard]

    assert verdict.passed
    assert said[1] == heard
    assert "Press 1." not in said


def test_what_is_said_after_a_key_typed_ahead_is_a_message_of_its_own() -> None:
    """The menu took the key: its words are not part of the message before."""
    made, observations = typed_ahead("false")
    verdict = tried(made, *observations)
    texts = [r["Event"]["Properties"]["Text"] for r in verdict.records if "Event" in r]

    assert texts == ["Welcome to Acme. Our offers.", "Sales."]
