"""Paces: as fast as the rate allows, slower when told so, and final where waiting won't help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from flowport.errors import QuotaError, ThrottledError
from flowport.jobs.moving.pace import Pace, PacedCalls
from jobs.moving.running import apply, plan
from jobs.moving.world import FakeClock, Memory, populate

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.ports import FlowSummary, NewFlow


class Full(Memory):
    """A target with room for two more flows."""

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow, if there is room."""
        if len(self.held) >= 2:
            raise QuotaError("the number of flows is limited")
        return super().create(new, publish=publish)


def test_many_calls_take_what_the_rate_says() -> None:
    """A hundred calls take 97 % of two a second, but for the burst."""
    clock = FakeClock()
    paced, began = PacedCalls(Pace(clock), clock, lambda: False), clock.now()
    for _ in range(100):
        paced.call("create", "flow", lambda: None)

    assert clock.now() - began == pytest.approx((100 - 4.5) / 1.94, rel=0.01)


def test_a_throttle_is_tried_again() -> None:
    """A call that is refused for its rate is made once more, later."""
    clock, answers = FakeClock(), [ThrottledError("Rate exceeded"), None]
    pace = Pace(clock)

    def call() -> None:
        answer = answers.pop(0)
        if answer:
            raise answer

    PacedCalls(pace, clock, lambda: False).call("read", "flow", call)

    assert (pace.calls["DescribeContactFlow"], pace.throttles["DescribeContactFlow"]) == (2, 1)


def full(tmp_path: Path) -> Any:
    """What becomes of four flows where two have room."""
    source, target = Memory(), Full("444455556666")
    populate(source, {f"flow:{n}": [] for n in range(4)})
    return apply(plan(source, target), target, tmp_path / "journal")


def test_a_quota_is_final(tmp_path: Path) -> None:
    """Once the quota is used up nothing is tried again."""
    result = full(tmp_path)

    assert result.pace.calls["CreateContactFlow"] == 3


def test_a_quota_is_told_with_its_value(tmp_path: Path) -> None:
    """The sentence names the quota and what it is by default."""
    told = {reason for outcome in full(tmp_path).outcomes for reason in outcome.reasons}

    assert told == {
        "the quota of flows is used up (100 unless it was raised): the number of flows is limited"
    }
