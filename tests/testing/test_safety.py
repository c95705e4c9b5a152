"""Whom the call of a test case could reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from flowport.testing.safety import danger_in
from simulate.blocks import block, flow
from testing.cases import END, case_of, observe, on, override, press, stage_of

if TYPE_CHECKING:
    from flowport.model import Flow
    from flowport.testing import Case

QUEUE = "arn:aws:connect:eu-central-1:123456789012:instance/i/queue/q"


def made(*first: Any, start: str = "menu") -> Flow:
    """A menu whose key 1 leads to a queue and key 2 to the end."""
    return flow(
        *first,
        block("menu", "GetParticipantInput", {"Text": "Press 1"}, when={"1": "say", "2": "end"},
              fails={"InputTimeLimitExceeded": "end", "NoMatchingCondition": "end"}),
        block("say", "MessageParticipant", {"Text": "One moment"}, to="queue"),
        block("queue", "UpdateContactTargetQueue", {"QueueId": QUEUE}, to="go"),
        block("go", "TransferContactToQueue", to="end", fails={"QueueAtCapacity": "end"}),
        block("end", "DisconnectParticipant"),
        start=start,
    )  # fmt: skip


def danger(case: Case, tested: Flow) -> str:
    """Whom a case of a flow could reach."""
    return danger_in(case, stage_of(tested))


def test_a_queue_at_the_end_is_a_danger() -> None:
    """The block is named."""
    case = case_of(observe("a", "press 1", press("1"), next=["b"]), observe("b", "one moment"))

    assert danger(case, made()) == '"go" could reach an agent through a queue'


def test_a_case_that_ends_before_is_safe() -> None:
    """The test ends with the prompt before the queue, or as the transfer begins."""
    first = observe("a", "press 1", press("1"), next=["b"])
    begins = on("FlowActionStarted", ActionType="TransferContactToQueue", ActionParameters={})
    for second in (observe("b", "one moment", END), observe("b", "", END, event=begins)):
        assert danger(case_of(first, second), made()) == ""


@pytest.mark.parametrize(
    "strategy",
    [
        {"Type": "SubstituteResource", "SubstituteArn": f"{QUEUE}2"},
        {
            "Type": "MockResponse",
            "Response": {"Type": "Error", "Error": {"Value": "QueueAtCapacity"}},
        },
    ],
)
def test_a_case_that_substitutes_the_queue_is_safe(strategy: dict[str, Any]) -> None:
    """Another queue, or an error."""
    mock = override("TransferContactToQueue", strategy, QueueId=QUEUE)
    case = case_of(
        observe("s", "", mock, event=on("TestInitiated")),
        observe("a", "press 1", press("1")),
    )

    assert danger(case, made()) == ""


def test_another_key_is_safe() -> None:
    """The call never comes to the queue."""
    assert danger(case_of(observe("a", "press 1", press("2"))), made()) == ""


@pytest.mark.parametrize(
    "first",
    [
        block("ask", "InvokeLambdaFunction", {"LambdaFunctionARN": "f"}, to="tier"),
        block("ask", "CheckHoursOfOperation", {"HoursOfOperationId": "h"},
              when={"True": "menu", "False": "say"}, fails={"NoMatchingError": "end"}),
        block("ask", "DistributeByPercentage", when={"51": "menu"}, operator="NumberLessThan",
              fails={"NoMatchingCondition": "say"}),
    ],
    ids=["function", "hours", "percentage"],
)  # fmt: skip
def test_what_is_not_mocked_may_answer_anything(first: dict[str, Any]) -> None:
    """A function, hours and percentages that could lead to the queue."""
    tier = block("tier", "Compare", {"ComparisonValue": "$.External.tier"}, when={"gold": "say"},
                 fails={"NoMatchingCondition": "menu"})  # fmt: skip
    case = case_of(observe("a", "press 1", press("2")))

    assert "agent through a queue" in danger(case, made(first, tier, start="ask"))


@pytest.mark.parametrize(
    ("type_", "parameters", "whom"),
    [
        ("TransferParticipantToThirdParty",
         {"ThirdPartyPhoneNumber": "+12065550100", "ContinueFlowExecution": "True"},
         "phone number"),
        ("CreateCallbackContact", {"QueueId": QUEUE}, "callback"),
        ("CreateTask", {"Name": "Call"}, "new contact"),
    ],
)  # fmt: skip
def test_others_are_reached_by_other_actions(
    type_: str, parameters: dict[str, Any], whom: str
) -> None:
    """A number, a callback, a task."""
    tested = flow(
        block("go", type_, parameters, to="end", fails={"NoMatchingError": "end"}),
        block("end", "DisconnectParticipant"),
    )

    assert whom in danger(case_of(observe("a", "never")), tested)
