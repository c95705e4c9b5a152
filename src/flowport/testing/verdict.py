"""Running a test case over flows: the verdict, why, and what was covered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.errors import CaseError
from flowport.remedies import Remedy
from flowport.simulate import (
    BLOCKS,
    Assumed,
    Layered,
    Library,
    Mocked,
    Mocks,
    Program,
    Trace,
    note_unused_mocks,
    read_mocks,
    run,
    started,
)
from flowport.testing.observer import SECONDS, Observer
from flowport.testing.overrides import Overrides
from flowport.testing.reasons import missing_in, unmatched
from flowport.testing.records import completion, opening

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.simulate import Call, World
    from flowport.simulate.mocks import Command, MockName
    from flowport.testing.case import Case

__all__ = ["Stage", "Verdict", "perform_case", "run_case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What test cases are run on.

    Attributes:
        library: All flows and modules.
        stems: The flows by the stems of their files.
        twice: Names that more than one flow has.
        schedules: The world that knows hours of operation.
        mocks: The mocks.
        begins: When contacts begin, in seconds since 1970.
        seed: Draws the percentages.
        command: Runs the commands of mocks.
        blocks: After how many blocks a contact is stopped.
        used: The mocks that answered a case, which running one adds to.
        moments: From a case's own moment to seconds since 1970 and who knows hours then.
    """

    library: Library
    stems: Mapping[str, Program]
    twice: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    schedules: World | None = None
    mocks: Mocks = field(default_factory=Mocks)
    begins: float = 0.0
    seed: int = 0
    command: Command | None = None
    blocks: int = BLOCKS
    used: set[MockName] = field(default_factory=set)
    moments: Callable[[str], tuple[float, World | None]] | None = None

    def at(self, moment: str) -> tuple[float, World | None]:
        """When a case begins, and who knows hours then."""
        if moment and self.moments:
            return self.moments(moment)
        return self.begins, self.schedules


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a test case ended.

    Attributes:
        case: The test case.
        passed: Whether it passed.
        reason: Why it failed; ``""`` where it passed.
        records: The records of the execution.
        trace: What happened to the contact.
        seconds: How long the contact lasted, on the virtual clock.
        warnings: What was assumed, and what is contested.
    """

    case: Case
    passed: bool
    reason: str
    records: tuple[dict[str, Any], ...]
    trace: Trace
    seconds: float
    warnings: tuple[str, ...]


def run_case(case: Case, stage: Stage) -> Verdict:
    """Run a test case.

    Raises:
        CaseError: its flow is not there, or more than one flow fits.
        MockError: its own mocks are invalid.
    """
    observer, call = perform_case(case, stage)
    trace = call.trace()
    return _verdict(case, observer, call, trace)


def perform_case(case: Case, stage: Stage, unknown: World | None = None) -> tuple[Observer, Call]:
    """Run a test case to its end: its observer, and the call.

    Args:
        case: The case.
        stage: What it is run on.
        unknown: Who answers what neither the case nor the stage knows; by default the best is
            assumed, with a warning.

    Raises:
        CaseError: its flow is not there, or more than one flow fits.
        MockError: its own mocks are invalid.
    """
    mocks = read_mocks(case.mocks, case.name) if case.mocks else Mocks()
    program = _program(case, stage, {**stage.mocks.entry_points, **mocks.entry_points})
    begins, schedules = stage.at(case.at or mocks.at)
    mocked = [Mocked(mocks, stage.command), Mocked(stage.mocks, stage.command)]
    layers: list[World] = [*mocked]
    if schedules is not None:
        layers.append(schedules)
    overrides = Overrides(Layered((*layers, Assumed(stage.seed, silent=True))))
    observer = Observer(case, overrides, {**stage.mocks.prompts, **mocks.prompts})
    world = Layered((overrides, *layers, observer, unknown or Assumed(stage.seed)))
    call = started(
        program,
        world,
        library=stage.library,
        channel=case.entry.channel,
        given=_given(case),
        attributes={**stage.mocks.attributes, **mocks.attributes, **case.attributes},
        begins=begins,
        listener=observer,
    )
    observer.begin(call)
    run(call, stage.blocks)
    note_unused_mocks(call, mocked[0], own=True)
    note_unused_mocks(call, mocked[1])
    stage.used.update(mocked[1].used)
    observer.finish(call)
    return observer, call


def _given(case: Case) -> dict[str, str]:
    entry = case.entry
    given = {"Channel": entry.channel}
    if entry.source:
        given["CustomerEndpoint.Address"] = entry.source
    if entry.destination:
        given["SystemEndpoint.Address"] = entry.destination
    return given


def _program(case: Case, stage: Stage, numbers: Mapping[str, str]) -> Program:
    """The flow that a case enters: by its file's stem, then by name, then in the instance."""
    named = case.entry.flow or numbers.get(case.entry.destination, "")
    if not named:
        return _only(case, stage)
    found = stage.stems.get(named) if named not in stage.twice else None
    found = found or stage.library.find(named)
    if found:
        return found
    raise CaseError(f'there is no flow for "{named}"; {Remedy.FLOW_FILES}')


def _only(case: Case, stage: Stage) -> Program:
    every = list(stage.stems.values())
    entered = [program for program in every if not program.is_module] or every
    if len(entered) == 1:
        return entered[0]
    number = case.entry.destination
    about = f"enters at the number {number}" if number else "has no entry point"
    what = (
        'say which flow the number leads to: entry_points: {"NUMBER": FLOW} ' + Remedy.MOCK_NUMBERS
        if number
        else Remedy.ONE_FLOW
    )
    raise CaseError(f"the case {about}, and there are {len(entered)} flows; {what}")


def _verdict(case: Case, observer: Observer, call: Call, trace: Trace) -> Verdict:
    missing = [] if observer.ended else missing_in(case, observer)
    reason, kind, reasons = "", "SUCCESS", []
    if observer.failure:
        reason, kind, reasons = observer.failure.text, "FAILURE", [observer.failure.kind]
    elif missing:
        late = trace.ending == "timeout" or call.clock > SECONDS
        kind, reasons = ("TIMEOUT" if late else "FAILURE"), ["OBSERVE_EVENT"]
        reason = unmatched(missing, observer, call, trace)
    warnings = [*case.notes, *call.notes]
    if not case.ends:
        warnings.append("no action ends the test: the service may wait until its five minutes end")
    status = "FAILED" if reason else "PASSED"
    records = [
        *opening(),
        *(record.as_json() for record in observer.records),
        completion(status, kind, reason, reasons),
    ]
    return Verdict(
        case, not reason, reason, tuple(records), trace, round(call.clock, 1), tuple(warnings)
    )
