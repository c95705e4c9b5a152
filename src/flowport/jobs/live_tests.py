"""Test cases run by the service itself: created, started, watched, read, and deleted again."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from flowport.errors import ForbiddenError, InstanceError, QuotaError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from flowport.ports import Clock

__all__ = ["LiveOutcome", "LiveTest", "TestService", "run_live"]

#: How many executions an instance runs at once.
AT_ONCE = 5
#: How long to wait between two looks at what is running, in seconds.
PAUSE = 2.0
#: How long an execution may take, in seconds: five minutes, and some to begin.
LONGEST = 420.0
#: How often a start is tried again when the instance has no room, and after how many seconds.
TRIES, ROOM_PAUSE = 30, 10.0
_OVER = frozenset({"PASSED", "FAILED", "STOPPED"})


class TestService(Protocol):
    """The test-case operations of an instance.

    Every method raises ``InstanceError`` or one of its kinds.
    """

    def create(self, name: str, members: Mapping[str, Any]) -> str:
        """Create a published test case; its id."""
        ...

    def start(self, case: str) -> str:
        """Start an execution; its id. ``QuotaError`` where too many are running."""
        ...

    def status(self, case: str, execution: str) -> str:
        """The status of an execution."""
        ...

    def records(self, case: str, execution: str) -> list[dict[str, Any]]:
        """The records of an execution, in order."""
        ...

    def stop(self, case: str, execution: str) -> None:
        """Stop an execution."""
        ...

    def delete(self, case: str) -> None:
        """Delete a test case."""
        ...

    def named(self, prefix: str) -> Sequence[str]:
        """The ids of the test cases whose name begins so."""
        ...


@dataclass(frozen=True, slots=True)
class LiveTest:
    """A test case for the service: its name, and the members of its creation."""

    name: str
    members: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LiveOutcome:
    """How the service's execution of a case ended.

    Attributes:
        status: ``PASSED``, ``FAILED`` or ``STOPPED``; ``""`` where it was not run.
        reason: Why it did not pass, or was not run.
        records: The records of the execution.
    """

    status: str
    reason: str = ""
    records: tuple[dict[str, Any], ...] = ()


@dataclass(slots=True)
class _Running:
    number: int
    case: str
    execution: str = ""
    since: float = 0.0
    tries: int = 0


@dataclass(slots=True)
class _LiveRun:
    """A run on its way; whatever it created is deleted at its end."""

    service: TestService
    clock: Clock
    prefix: str
    tests: Sequence[LiveTest]
    found: dict[int, LiveOutcome] = field(default_factory=dict)
    held: dict[str, _Running] = field(default_factory=dict)
    stuck: list[str] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)
    unsure: bool = False

    def go(self, tell: Callable[[int, LiveOutcome], None]) -> None:
        """Run all cases, at most so many at once."""
        waiting = list(range(len(self.tests)))
        while waiting or self.held:
            while waiting and len(self.held) < AT_ONCE:
                self._create(waiting.pop(0))
            for each in list(self.held.values()):
                self._look(each)
            for number in sorted(set(self.found) - self.shown):
                self.shown.add(number)
                tell(number, self.found[number])
            if self.held:
                self.clock.sleep(PAUSE)

    def _create(self, number: int) -> None:
        test = self.tests[number]
        with self._failing(number):
            self.unsure = True
            try:
                case = self.service.create(f"{self.prefix} {number + 1} {test.name}", test.members)
            except RefusedError:
                self.unsure = False
                raise
            self.held[case] = _Running(number, case)
            self.unsure = False

    @contextlib.contextmanager
    def _failing(self, number: int) -> Iterator[None]:
        """Keep what goes wrong with one case; what concerns all of them ends the run."""
        try:
            yield
        except ForbiddenError:
            raise
        except InstanceError as error:
            self.found[number] = LiveOutcome("", str(error))

    def _look(self, each: _Running) -> None:
        with self._failing(each.number):
            if not each.execution:
                self._start(each)
            if not each.execution:
                return
            status = self.service.status(each.case, each.execution)
            if status in _OVER:
                records = self.service.records(each.case, each.execution)
                self.found[each.number] = LiveOutcome(status, _reason(records), tuple(records))
            elif self.clock.now() - each.since > LONGEST:
                self.found[each.number] = LiveOutcome("", f"still {status} after {LONGEST:.0f} s")
        if each.number in self.found:
            self.drop(each.case)

    def _start(self, each: _Running) -> None:
        if self.clock.now() < each.since:
            return
        try:
            each.execution = self.service.start(each.case)
            each.since = self.clock.now()
        except QuotaError:
            each.tries += 1
            each.since = self.clock.now() + ROOM_PAUSE
            if each.tries > TRIES:
                raise

    def drop(self, case: str) -> None:
        """Stop and delete a case; one that can't be deleted now is tried again at the end."""
        each = self.held.pop(case)
        if each.execution and each.number not in self.found:
            with contextlib.suppress(InstanceError):
                self.service.stop(case, each.execution)
        try:
            self.service.delete(case)
        except InstanceError:
            self.stuck.append(case)

    def clear(self) -> list[str]:
        """Delete everything; the ids of what is left."""
        for case in list(self.held):
            self.drop(case)
        if not (self.unsure or self.stuck):
            return []
        left = list(self.stuck)
        with contextlib.suppress(InstanceError):
            for case in self.service.named(self.prefix):
                self.service.delete(case)
            left = list(self.service.named(self.prefix))
        return left


def _reason(records: Sequence[Mapping[str, Any]]) -> str:
    """Why an execution did not pass, by its last record."""
    for record in reversed(records):
        reason = record.get("CompletionReason")
        if isinstance(reason, dict):
            words = [
                str(reason.get("Message") or ""),
                ", ".join(reason.get("FailureReasons") or ()),
            ]
            message = "; ".join(filter(None, words))
            return "" if reason.get("Type") == "SUCCESS" else message or str(reason.get("Type"))
    return ""


def run_live(
    service: TestService,
    tests: Sequence[LiveTest],
    clock: Clock,
    prefix: str,
    tell: Callable[[int, LiveOutcome], None] = lambda _number, _outcome: None,
) -> tuple[list[LiveOutcome], list[str]]:
    """Run test cases on an instance, five at a time, and delete them again, whatever happens.

    Args:
        service: The instance's operations.
        tests: The cases.
        clock: Waits between two looks.
        prefix: What the names of created cases begin with, so that they are found again.
        tell: Called with the number of a case and its outcome.

    Returns:
        An outcome for each case, and the ids of created cases that could not be deleted.

    Raises:
        ForbiddenError: The caller may not do that, or the credentials are not valid.
    """
    run = _LiveRun(service, clock, prefix, tests)
    try:
        run.go(tell)
    finally:
        left = run.clear()
    return [run.found[number] for number in range(len(tests))], left
