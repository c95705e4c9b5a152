"""A test hears a call as the service does, answers for its customer, and ends with a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from flowport.testing import run_case
from simulate.blocks import block, flow
from testing.cases import END, case_of, check, observe, on, override, press, stage_of, tried

if TYPE_CHECKING:
    from flowport.model import Flow

LAMBDA = "arn:aws:lambda:eu-central-1:123456789012:function:look-up"
ERRORS = {
    "InputTimeLimitExceeded": "late",
    "NoMatchingCondition": "wrong",
    "NoMatchingError": "bye",
}


def menu(**changes: Any) -> Flow:
    """Two prompts, a menu, and a prompt behind each of its branches."""
    fails = {**ERRORS, **changes}
    return flow(
        say("hello", "Welcome to Acme.", "notice"),
        say("notice", "This call is recorded.", "menu"),
        block(
            "menu",
            "GetParticipantInput",
            {"Text": "Press one for sales.", "InputTimeLimitSeconds": "5"},
            when={"1": "sales"},
            fails=fails,
        ),
        say("sales", "You reached sales.", "bye"),
        say("wrong", "That was wrong.", "menu"),
        say("late", "Too late.", "bye"),
        block("bye", "DisconnectParticipant"),
    )


def say(identifier: str, text: str, to: str) -> dict[str, Any]:
    """A prompt."""
    return block(identifier, "MessageParticipant", {"Text": text}, to=to)


def heard(verdict: Any, identifier: str) -> str:
    """What the record of an observation says was heard."""
    records = [r for r in verdict.records if r.get("Identifier") == identifier]
    return str(records[0]["Event"]["Properties"]["Text"])


def test_prompts_are_matched_one_by_one() -> None:
    """Consecutive prompts are observed separately."""
    verdict = tried(
        menu(),
        observe("a", "welcome", next=["b"]),
        observe("b", "call is recorded", next=["c"]),
        observe("c", "press 1", press(1), next=["d"]),
        observe("d", "you reached sales", END),
    )

    assert verdict.passed, verdict.reason


def test_an_observation_may_span_prompts() -> None:
    """A message that needs two prompts is matched when the second was said."""
    verdict = tried(menu(), observe("a", "Acme this call", END))

    assert heard(verdict, "a") == "Welcome to Acme. This call is recorded."


def test_what_nobody_takes_belongs_to_the_message_before() -> None:
    """The record has the prompts that followed."""
    verdict = tried(
        menu(), observe("a", "welcome", next=["b"]), observe("b", "press one", press("1"))
    )

    assert heard(verdict, "a") == "Welcome to Acme. This call is recorded."


def test_after_an_answer_everything_up_to_the_menu_is_its_message() -> None:
    """The menu's own words are not offered to the next observation."""
    verdict = tried(
        menu(),
        observe("a", "welcome", press(1), next=["b"]),
        observe("b", "press one", END),
    )

    assert (verdict.passed, heard(verdict, "a")) == (
        False,
        "Welcome to Acme. This call is recorded. Press one for sales. You reached sales.",
    )


def test_the_error_text_comes_after_the_menus_text() -> None:
    """A wrong key interrupted the menu: its words and the error are one message."""
    verdict = tried(
        menu(),
        observe("a", "press one", press(9), next=["b"]),
        observe("b", "that was wrong", END),
    )

    assert heard(verdict, "b") == "Press one for sales. That was wrong."


def test_a_menu_that_leads_to_itself_is_not_heard_again() -> None:
    """The second time nothing was said between."""
    verdict = tried(
        menu(NoMatchingCondition="menu"),
        observe("a", "press one", press(9), next=["b"]),
        observe("b", "press one", END),
    )

    assert not verdict.passed


def test_starting_observations_are_active_together() -> None:
    """Two observations that no other leads to, in the order in which they happen."""
    verdict = tried(menu(), observe("b", "recorded"), observe("a", "welcome", END))

    assert [r.get("Identifier") for r in verdict.records][2:-1] == ["a"]


def test_one_observation_takes_an_event() -> None:
    """Of two that fit, the longest active takes it."""
    verdict = tried(menu(), observe("a", "welcome"), observe("b", "welcome"))

    assert verdict.reason.startswith('observation "b" never happened')


def test_a_case_without_an_end_passes_when_all_was_observed() -> None:
    """The contact ended, and nothing is missing."""
    verdict = tried(menu(), observe("a", "welcome", next=["b"]), observe("b", "too late"))

    assert verdict.passed, verdict.reason


@pytest.mark.parametrize(
    ("criteria", "text", "passed"),
    [
        ("Inclusion", "WELCOME, to a c m e!", True),
        ("Inclusion", "<speak>welcome</speak>", True),
        ("Inclusion", "welcome to Ace", False),
        ("Similarity", "welcome to the Acme company", True),
        ("Similarity", "goodbye", False),
    ],
)
def test_how_messages_match(criteria: str, text: str, *, passed: bool) -> None:
    """Case, punctuation, markup and spaces don't count; similar ones share words."""
    assert tried(menu(), observe("a", text, END, criteria=criteria)).passed is passed


def test_a_failed_assertion_says_what_it_found() -> None:
    """Path, operator, expected and found."""
    verdict = tried(menu(), observe("a", "welcome", check("$.Attributes.tier", "gold"), END))

    assert verdict.reason == ('observation "a": $.Attributes.tier Equals "gold" is false; found ""')


def looking_up() -> Flow:
    """A function twice, each time with its answer said."""
    return flow(
        block("f", "InvokeLambdaFunction", {"LambdaFunctionARN": LAMBDA}, to="one"),
        say("one", "First $.External.n", "g"),
        block(
            "g",
            "InvokeLambdaFunction",
            {"LambdaFunctionARN": LAMBDA, "InvocationTimeLimitSeconds": "2"},
            to="two",
            fails={"NoMatchingError": "failed"},
        ),
        say("two", "Second $.External.n", "bye"),
        say("failed", "No answer", "bye"),
        block("bye", "DisconnectParticipant"),
    )


def answers(data: str, **more: Any) -> dict[str, Any]:
    """A mocked execution."""
    result = {"LoadedData": data, **more}
    response = {"Type": "ExecutionResult", "ExecutionResult": result}
    mock = {"Type": "MockResponse", "Response": response}
    return override("InvokeLambdaFunction", mock, LambdaFunctionARN=LAMBDA)


def test_overrides_are_used_once_and_in_order() -> None:
    """The first set answers the first use."""
    verdict = tried(
        looking_up(),
        observe(
            "s", "", answers('{"n": "uno"}'), answers('{"n": "due"}'), event=on("TestInitiated"),
            next=["a"],
        ),
        observe("a", "first uno", next=["b"]),
        observe("b", "second due", END),
    )  # fmt: skip

    assert verdict.passed, verdict.reason


def test_an_override_of_a_resource_in_use_waits_for_its_next_use() -> None:
    """Set when the function begins, it answers the second invocation."""
    verdict = tried(
        looking_up(),
        observe(
            "s", "", answers('{"n": "late"}'), event=on("FlowActionStarted",
            ActionType="InvokeLambdaFunction", ActionParameters={"LambdaFunctionARN": LAMBDA}),
            next=["b"],
        ),
        observe("b", "second late", END),
    )  # fmt: skip

    assert verdict.passed, verdict.reason


def test_a_delay_beyond_the_blocks_limit_is_a_time_out() -> None:
    """The virtual clock decides."""
    verdict = tried(
        looking_up(),
        observe(
            "s", "", answers("{}"), answers("{}", DelaySeconds=3), event=on("TestInitiated"),
            next=["b"],
        ),
        observe("b", "no answer", END),
    )  # fmt: skip

    assert verdict.passed, verdict.reason


def test_results_read_empty_until_their_action_was_observed_to_end() -> None:
    """The guide's rule, with a warning."""
    verdict = tried(
        looking_up(),
        observe("s", "", answers('{"n": "1"}'), event=on("TestInitiated"), next=["a"]),
        observe("a", "first", check("$.External.n", "1"), END),
    )

    assert not verdict.passed
    assert any("reads empty" in warning for warning in verdict.warnings)


def test_results_are_read_after_their_action_was_observed_to_end() -> None:
    """The spelling of the event is not documented, which is noted."""
    done = on("FlowActionCompleted", ActionType="InvokeLambdaFunction")
    verdict = tried(
        looking_up(),
        observe("s", "", answers('{"n": "1"}'), event=on("TestInitiated"), next=["d"]),
        observe("d", "", event=done, next=["a"]),
        observe("a", "first", check("$.External.n", "1"), END),
    )

    assert verdict.passed, verdict.reason


def test_five_minutes_end_a_test() -> None:
    """A loop of prompts outlasts the test's time."""
    endless = flow(say("on", "Please hold the line. " * 20, "on"))

    verdict = tried(endless, observe("a", "goodbye"))

    assert verdict.records[-1]["CompletionReason"]["Type"] == "TIMEOUT"
    assert verdict.seconds < 400


def test_seeds_reach_both_sides_of_a_half() -> None:
    """The same seed gives the same verdict; two dozen give both."""
    half = flow(
        block(
            "half",
            "DistributeByPercentage",
            when={"51": "left"},
            operator="NumberLessThan",
            fails={"NoMatchingCondition": "right"},
        ),
        say("left", "left", "bye"),
        say("right", "right", "bye"),
        block("bye", "DisconnectParticipant"),
    )
    case = case_of(observe("a", "left", END))

    verdicts = [run_case(case, stage_of(half, seed=seed)).passed for seed in range(24)]

    assert set(verdicts) == {True, False}
    assert verdicts == [run_case(case, stage_of(half, seed=seed)).passed for seed in range(24)]


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("Text", "Terms & conditions apply"),
        ("SSML", "<speak>Terms &amp; conditions <b/>apply</speak>"),
        ("SSML", "<speak>Terms &amp; conditions"),
    ],
)
def test_ssml_is_compared_by_its_words(member: str, said: str) -> None:
    """Entities and tags of what a block says, and of what a test expects, are read."""
    ssml = '<speak>Terms &amp; conditions<break time="1s"/>apply</speak>'
    made = flow(
        block("a", "MessageParticipant", {"SSML": ssml}, to="bye"),
        block("bye", "DisconnectParticipant"),
    )
    event = on("MessageReceived", **{member: said, "MatchingCriteria": {"Type": "Inclusion"}})
    verdict = tried(made, observe("a", "", END, event=event))

    assert verdict.passed, verdict.reason
