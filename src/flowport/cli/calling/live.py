"""``flowport test --on``: the same cases run by an instance, through its test-case API."""

from __future__ import annotations

import contextlib
import signal
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.asking import GivenAnswers, allow_write, count_text
from flowport.cli.calling.cases import Unread
from flowport.cli.printed_lines import notice, say
from flowport.errors import CaseError, FlowportError, UsageError
from flowport.jobs.lazy_flows import held_flows
from flowport.jobs.live_tests import LiveTest, run_live
from flowport.jobs.moving.pace import SystemClock
from flowport.jobs.simulating import resource_names, schedules_of
from flowport.places import instance_at
from flowport.refs.resource import Index
from flowport.remote import RemoteInstance
from flowport.remote.testing import RemoteTests
from flowport.simulate import Library
from flowport.store.instance import StoredInstance
from flowport.testing.both_verdicts import BothOutcome, verdict_differences
from flowport.testing.publishable import publishable
from flowport.testing.safety import danger_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flowport.ports import Instance
    from flowport.simulate import Moment
    from flowport.testing import Case, Stage
    from flowport.testing.suite_report import CaseOutcome

__all__ = ["Elsewhere", "run_both", "target_at"]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An instance that runs test cases itself.

    Attributes:
        address: What the person wrote for it.
        instance: The instance.
        stage: Its flows as callers meet them, to run the cases on here.
    """

    address: str
    instance: RemoteInstance
    stage: Stage


def target_at(address: str, stage: Stage, local: Callable[[str, float], Moment]) -> Elsewhere:
    """The instance of an address, with the stage of the offline run but for its flows.

    A local instance answers in this process, until the command ends.

    Raises:
        UsageError: It is a folder.
    """
    instance = _with_api(address, instance_at(address))
    library = Library(held_flows(instance), resource_names(instance))
    held = replace(
        stage, library=library, stems={}, twice={}, schedules=schedules_of(instance, local)
    )
    return Elsewhere(address, instance, held)


def _with_api(address: str, instance: Instance) -> RemoteInstance:
    """An instance that answers calls of the API."""
    if isinstance(instance, RemoteInstance):
        return instance
    if not isinstance(instance, StoredInstance):
        raise UsageError(
            f"{address} is a folder, which has no test-case API. Leave out --on to run the cases "
            "offline, or use the name of an instance"
        )
    from flowport.server.in_process import InProcess  # noqa: PLC0415  only where it is wanted

    served = InProcess(instance.store, instance.row)
    click.get_current_context().call_on_close(served.close)
    return RemoteInstance(served.client, instance.row.arn, label=address)


def run_both(
    cases: Sequence[tuple[str, Case] | Unread],
    offline: Sequence[CaseOutcome],
    target: Elsewhere,
    answers: GivenAnswers,
    stems: dict[str, str],
) -> list[BothOutcome]:
    """Run cases on an instance, beside their offline outcomes.

    Args:
        cases: The cases with their files, and those that can't be read.
        offline: How each ended offline.
        target: Where they are run.
        answers: The options that answer the question.
        stems: The names of flows by the stems of their files.

    Raises:
        UsageError: The answer to the question is no, or there is nobody to ask.
        InstanceError: The instance can't be reached.
    """
    ready = [_ready(each, target, stems) for each in cases]
    tests = [each for each in ready if isinstance(each, LiveTest)]
    found = iter(_run(tests, target, answers)) if tests else iter(())
    both = []
    for each, ours in zip(ready, offline, strict=True):
        both.append(
            _both(ours, next(found), target)
            if isinstance(each, LiveTest)
            else BothOutcome(ours, "", each)
        )
    return both


def _run(tests: Sequence[LiveTest], target: Elsewhere, answers: GivenAnswers) -> list[Any]:
    what = f"Create, run and delete {count_text({'test case': len(tests)})} on"
    allow_write(what, target.instance, target.address, answers)
    prefix = f"flowport-{uuid.uuid4().hex[:12]}"

    def tell(number: int, outcome: Any) -> None:
        word = outcome.status or "not run"
        notice(f"{target.address}: {tests[number].name}: {word}")

    with _terminable():
        outcomes, left = run_live(RemoteTests(target.instance), tests, SystemClock(), prefix, tell)
    for case in left:
        say(f"flowport: the test case {case} could not be deleted on {target.address}", err=True)
    return outcomes


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """Let a request to end be one to stop, so that what was created is deleted."""

    def stop(_signal: int, _frame: Any) -> None:
        raise KeyboardInterrupt

    former = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


def _ready(
    case: tuple[str, Case] | Unread, target: Elsewhere, stems: dict[str, str]
) -> LiveTest | str:
    """The case as the service takes it; a sentence where it may or can not be run there."""
    if isinstance(case, Unread):
        return "it can't be read"
    try:
        return _checked(case[1], target, stems)
    except FlowportError as error:
        return str(error)


def _checked(case: Case, target: Elsewhere, stems: dict[str, str]) -> LiveTest:
    flow = _flow(case, target, stems)
    entered = replace(case, entry=replace(case.entry, flow=flow))
    members = publishable(case, flow.rpartition("/")[2], _named(target))
    if danger := danger_in(entered, target.stage):
        raise CaseError(
            f"refused: {danger}. End the test before it, or substitute the queue with a mock action"
        )
    return LiveTest(case.name, members)


def _flow(case: Case, target: Elsewhere, stems: dict[str, str]) -> str:
    """The ARN of the flow in the instance that a case enters: by ARN, id or name."""
    named = case.entry.flow
    if not named:
        number = case.entry.destination
        entered = f"it enters at the number {number}" if number else "it names no flow"
        raise CaseError(
            f"{entered}, and which flow that leads to is not known before the call. Use FlowId "
            "(flow, in the short form) in the entry point"
        )
    held = target.stage.library.programs
    for key in (named, named.rpartition("/")[2], stems.get(named.rpartition("/")[2], "")):
        if key and key in held:
            return held[key].ids[0]
    raise CaseError(f'{target.address} has no flow "{stems.get(named, named)}"')


def _named(target: Elsewhere) -> Callable[[str, str], str]:
    """Finds resources of the instance by name."""
    index = Index(target.instance.directory)

    def find(kind: str, name: str) -> str:
        if name.startswith("arn:"):
            return ""
        found = list(index.by_name(kind, name))
        return found[0].arn if len(found) == 1 else ""

    return find


def _both(ours: CaseOutcome, theirs: Any, target: Elsewhere) -> BothOutcome:
    place = target.address
    differences: list[str] = []
    if ours.verdict and theirs.status:
        word = "PASSED" if ours.passed else "FAILED"
        if word != theirs.status:
            differences.append(f"{word} offline, {theirs.status} on {place}")
        differences += verdict_differences(ours.verdict.records, theirs.records, place)
    return BothOutcome(ours, theirs.status, theirs.reason, theirs.records, tuple(differences))
