"""The reason of a failure names what really kept an observation from its event."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.testing.both_verdicts import verdict_differences
from flowport.testing.records import completion, opening
from simulate.blocks import block, flow
from testing.cases import END, observe, press, tried
from testing.test_verdict import menu, say

TWO = flow(say("one", "First part.", "two"), say("two", "Second part.", "bye"),
           block("bye", "DisconnectParticipant"))  # fmt: skip


@pytest.mark.parametrize("criteria", ["Inclusion", "Similarity"])
def test_what_was_heard_too_early_is_said_to_be(criteria: str) -> None:
    """The words were heard, before the observation that expects them was active."""
    verdict = tried(
        TWO,
        observe("a", "second part", next=["b"], criteria=criteria),
        observe("b", "first part", END, criteria=criteria),
    )

    assert '"First part." was heard in "one", but too early' in verdict.reason


def test_what_another_observation_took_is_said_to_be() -> None:
    """After an answer everything up to the menu is part of the message before."""
    verdict = tried(
        menu(), observe("a", "welcome", press(1), next=["b"]), observe("b", "is recorded", END)
    )

    assert '"This call is recorded." was heard in "notice", but it is part of' in verdict.reason


def test_an_event_that_happened_too_rarely_is_counted() -> None:
    """It did happen: the reason says how often, and how often was expected."""
    three = {**observe("a", "first part"), "Usage": {"Type": "Exactly", "Times": 3}}

    assert 'observation "a" happened 1 of 3 times' in tried(TWO, three).reason


@pytest.mark.parametrize(
    ("observations", "why"),
    [
        ([observe("a", "first", next=["b"]), observe("b", "second", next=["a"])],
         'no active observation leads to "a", "b", so the test never expects them: each'),
        ([observe("c", "first"), observe("a", "first", next=["b"]),
          observe("b", "second", next=["a"])],
         'no active observation leads to "a", "b", so the test never expects them'),
    ],
    ids=["none starts", "one starts"],
)  # fmt: skip
def test_observations_in_a_circle_are_said_to_be(
    observations: list[dict[str, Any]], why: str
) -> None:
    """No event can be missing where no observation waits for one."""
    assert tried(TWO, *observations).reason.startswith(why)


def test_an_observation_that_waits_for_a_missing_one_is_counted() -> None:
    """The reason is that of the first that is missing."""
    verdict = tried(TWO, observe("a", "third", next=["b"]), observe("b", "second"))

    assert verdict.reason.startswith('observation "a" never happened')
    assert verdict.reason.endswith("and 1 more")


def test_an_end_at_the_end_excuses_nothing() -> None:
    """A test that ends when the call ends still misses what did not happen."""
    last = observe("z", "", END, event={"Identifier": "e", "Type": "TestCompleted"})

    assert not tried(TWO, observe("a", "third"), last).passed
    assert tried(TWO, observe("a", "second"), last).passed


def test_the_end_of_the_five_minutes_is_named() -> None:
    """Not the ending of the contact, which the test did not wait for."""
    wait = {"InputTimeLimitSeconds": "180"}
    slow = flow(block("menu", "GetParticipantInput", wait, fails={"NoMatchingError": "menu",
                "InputTimeLimitExceeded": "menu"}))  # fmt: skip

    assert "; the test's five minutes were over at" in tried(slow, observe("a", "hello")).reason


def test_a_test_that_could_not_begin_elsewhere_is_a_difference() -> None:
    """FAILED here and FAILED there are not the same where it did not even begin there."""
    ours = [*opening(), completion("FAILED", "FAILURE", "no", ["OBSERVE_EVENT"])]
    theirs = [opening()[0], completion("FAILED", "FAILURE", "busy", ["INITIALIZATION_FAILURE"])]

    assert list(verdict_differences(ours, theirs, "x")) == ["it could not begin on x: busy"]
    assert not list(verdict_differences(theirs, theirs, "x"))
