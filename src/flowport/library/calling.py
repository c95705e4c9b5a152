"""Calling a flow offline, and running its test cases, as ``flowport call`` and ``test`` do."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowport.errors import CaseError, UsageError
from flowport.files import read_whole
from flowport.input_files import list_files
from flowport.jobs.simulating import clock_at, library_of, resource_names, schedules_of
from flowport.library.conversation import Conversation
from flowport.simulate import (
    Answer,
    Assumed,
    Layered,
    Mocked,
    Mocks,
    Schedules,
    describe_ending,
    note_unused_answers,
    note_unused_mocks,
    read_mocks,
    run,
    started,
)
from flowport.simulate.script import Script
from flowport.testing import Stage, read_cases, run_case
from flowport.testing.trail import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.library.editing import OpenFlow
    from flowport.ports import Instance
    from flowport.testing import Case, Verdict

__all__ = ["call_flow", "run_cases"]

_KEYS = frozenset("0123456789*#")
_MOST = 20_000_000  # bytes of a file with test cases


def call_flow(
    flow: OpenFlow,
    answers: Sequence[str],
    others: Sequence[OpenFlow],
    instance: Instance | None,
    *,
    attributes: Mapping[str, str],
    mocks: Mapping[str, Any],
    at: str,
    channel: str,
    seed: int,
) -> Conversation:
    """Call a flow; see ``OpenFlow.call``.

    Raises:
        MockError: The mocks are invalid.
        UsageError: ``at`` is not a moment.
    """
    known = read_mocks(dict(mocks)) if mocks else Mocks()
    names = resource_names(instance) if instance else {}
    library, stems, _ = library_of(_stems([flow, *others]), names=names)
    begins, local = clock_at(at or known.at, time.time())
    hours = schedules_of(instance, local) if instance else Schedules({}, local)
    turns = [Answer(*_turn(each)) for each in answers]
    mocked, script = Mocked(known), Script(turns, ends=True)
    world = Layered((mocked, hours, script, Assumed(seed)))
    call = started(
        next(iter(stems.values())),
        world,
        library=library,
        channel=channel.upper(),
        attributes={**known.attributes, **attributes},
        begins=begins,
    )
    run(call)
    note_unused_mocks(call, mocked)
    note_unused_answers(call, script)
    trace = call.trace()
    ending = describe_ending(trace, library.names)
    text = as_text(call, trace, [flow.document])
    return Conversation(flow.name, ending, trace.place, call.clock, text, trace)


def _turn(answer: str) -> tuple[str, str] | tuple[str]:
    """What a caller does: keys, words, or nothing for an empty string."""
    if not answer:
        return ("silence",)
    return ("keys" if set(answer) <= _KEYS else "words", answer)


def run_cases(
    flows: Sequence[OpenFlow], cases: Sequence[str | Path | Mapping[str, Any]], *, seed: int
) -> tuple[Verdict, ...]:
    """Run test cases on flows.

    Args:
        flows: The flows that the cases name, and those that they lead to.
        cases: Paths of files or folders, or cases as Python values.
        seed: Draws percentages.

    Raises:
        CaseError: A case can't be read, or names a flow that is not there.
        UsageError: There is no case.
    """
    library, stems, twice = library_of(_stems(flows))
    begins, hours = _moment("")
    stage = Stage(
        library=library,
        stems=stems,
        twice=twice,
        schedules=hours,
        begins=begins,
        seed=seed,
        moments=_moment,
    )
    found = [case for each in cases for case in _cases(each)]
    if not found:
        raise UsageError("there is no test case")
    return tuple(run_case(case, stage) for case in found)


def _moment(text: str) -> tuple[float, Schedules]:
    """When a case begins, and the clocks then; hours of operation are those of its mocks."""
    begins, local = clock_at(text, time.time())
    return begins, Schedules({}, local)


def _cases(given: str | Path | Mapping[str, Any]) -> list[Case]:
    if isinstance(given, str | Path):
        path = Path(given)
        if path.is_dir():
            files = (each.path for each in list_files([str(path)]))
            inside = sorted(p for p in files if p.suffix in {".json", ".yaml", ".yml"})
            return [case for one in inside for case in _cases(one)]
        text, name = read_whole(path, _MOST).decode(errors="replace"), str(path)
    else:
        path, text, name = Path("case"), json.dumps(given), "the test case"
    read = read_cases(text, name, path.stem)
    for each in read:
        if isinstance(each, CaseError):
            raise each
    return [each for each in read if not isinstance(each, CaseError)]


def _stems(flows: Sequence[OpenFlow]) -> list[tuple[str, Any]]:
    return [(flow.path.stem if flow.path else flow.name, flow.document) for flow in flows]
