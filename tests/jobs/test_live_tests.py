"""Test cases on an instance: five at a time, polled with patience, and nothing left behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from flowport.errors import ForbiddenError, QuotaError, RefusedError, UnreachableError
from flowport.jobs.live_tests import AT_ONCE, LONGEST, LiveTest, run_live

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass
class Clock:
    """A clock that only moves when someone waits."""

    time: float = 0.0

    def now(self) -> float:
        """The time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.time += seconds


@dataclass
class Service:
    """A service whose executions take some time."""

    clock: Clock
    lasts: float = 5.0
    room: int = 100
    names: dict[str, str] = field(default_factory=dict)
    began: dict[str, float] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)
    most: int = 0
    fails: dict[str, Callable[[], None]] = field(default_factory=dict)

    def _may(self, step: str) -> None:
        self.fails.get(step, lambda: None)()

    def create(self, name: str, members: Mapping[str, Any]) -> str:
        """Keep a case."""
        if members.get("bad"):
            raise RefusedError("prod: can't create the test case: an empty message")
        case = f"case-{len(self.names)}-{name}"
        self.names[case] = name
        self._may("create")
        return case

    def start(self, case: str) -> str:
        """Begin."""
        self._may("start")
        if len(self._running()) >= self.room:
            raise QuotaError("prod: too many")
        self.began[case] = self.clock.now()
        self.most = max(self.most, len(self._running()))
        return f"run of {case}"

    def _running(self) -> list[str]:
        now = self.clock.now()
        return [case for case, since in self.began.items() if now - since < self.lasts]

    def status(self, case: str, execution: str) -> str:
        """Whether it is over."""
        assert execution == f"run of {case}"
        self._may("status")
        return "IN_PROGRESS" if case in self._running() else "PASSED"

    def records(self, case: str, execution: str) -> list[dict[str, Any]]:
        """One record."""
        del execution
        return [{"Type": "COMPLETION", "CompletionReason": {"Type": "SUCCESS"}, "case": case}]

    def stop(self, case: str, execution: str) -> None:
        """Stop it."""
        del execution
        self.stopped.append(case)

    def delete(self, case: str) -> None:
        """Delete it."""
        self._may("delete")
        del self.names[case]

    def named(self, prefix: str) -> list[str]:
        """Those of a prefix."""
        return [case for case, name in self.names.items() if name.startswith(prefix)]


def some(count: int) -> list[LiveTest]:
    """Some cases."""
    return [LiveTest(f"test {number}", {}) for number in range(count)]


def test_five_run_at_once_and_all_are_deleted() -> None:
    """Each outcome is of its case, in order."""
    clock = Clock()
    service = Service(clock)

    outcomes, left = run_live(service, some(12), clock, "p")

    assert [outcome.status for outcome in outcomes] == ["PASSED"] * 12
    assert [str(o.records[0]["case"])[-7:].strip() for o in outcomes[:3]] == [
        "test 0",
        "test 1",
        "test 2",
    ]
    assert (service.most, service.names, left) == (AT_ONCE, {}, [])


def test_a_full_instance_is_waited_for() -> None:
    """Others may run tests there too."""
    clock = Clock()
    service = Service(clock, room=1)

    outcomes, _ = run_live(service, some(3), clock, "p")

    assert [outcome.status for outcome in outcomes] == ["PASSED"] * 3
    assert service.most == 1


def test_one_that_is_refused_does_not_stop_the_others() -> None:
    """Its reason is the service's."""
    clock = Clock()
    service = Service(clock)

    outcomes, _ = run_live(service, [LiveTest("bad", {"bad": True}), *some(1)], clock, "p")

    assert [(o.status, "empty message" in o.reason) for o in outcomes] == [
        ("", True),
        ("PASSED", False),
    ]


def test_one_that_never_ends_is_stopped() -> None:
    """After five minutes and some to begin."""
    clock = Clock()
    service = Service(clock, lasts=1e9)

    outcomes, _ = run_live(service, some(1), clock, "p")

    assert outcomes[0].reason.startswith("still IN_PROGRESS")
    assert clock.time >= LONGEST
    assert service.names == {}


@pytest.mark.parametrize("step", ["status", "start", "create"])
def test_an_interruption_leaves_nothing(step: str) -> None:
    """What runs is stopped, and everything that was created is deleted, whenever it comes."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    clock = Clock()
    service = Service(clock, fails={step: interrupt})
    with pytest.raises(KeyboardInterrupt):
        run_live(service, some(4), clock, "p")

    assert service.names == {}
    assert service.stopped == list(service.began)


def test_a_create_without_an_answer_leaves_nothing() -> None:
    """The case may be there all the same: it is found by its name."""

    def lost() -> None:
        raise UnreachableError("prod: no answer")

    clock = Clock()
    service = Service(clock, fails={"create": lost})

    outcomes, left = run_live(service, some(2), clock, "p")

    assert [outcome.reason for outcome in outcomes] == ["prod: no answer"] * 2
    assert (service.names, left) == ({}, [])


def test_missing_rights_end_the_run() -> None:
    """And nothing is left."""

    def forbidden() -> None:
        raise ForbiddenError("prod: not allowed")

    clock = Clock()
    service = Service(clock, fails={"start": forbidden})
    with pytest.raises(ForbiddenError):
        run_live(service, some(3), clock, "p")

    assert service.names == {}


def test_what_cannot_be_deleted_is_reported() -> None:
    """By its id."""

    def refuses() -> None:
        raise UnreachableError("prod: no answer")

    clock = Clock()
    service = Service(clock, fails={"delete": refuses})

    _, left = run_live(service, some(1), clock, "p")

    assert left == list(service.names)
