"""The test cases of a flow, run on the document that is open, and what they reach of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flowport.errors import FlowportError, UnexpectedError
from flowport.jobs.isolation import isolated
from flowport.server.designer.calling.phone import event_json
from flowport.server.designer.calling.scene import scene_of
from flowport.server.designer.dropped_files import FAULT
from flowport.server.operations.cases import CASE, case_in
from flowport.server.protocol.errors import ServiceError
from flowport.server.simulated_instance import entered
from flowport.store import associations, resources
from flowport.testing import run_case
from flowport.testing.coverage import edges_in
from flowport.testing.explore import edges_of
from flowport.testing.reasons import expected_in
from flowport.testing.unreachable import impossible_edges

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from flowport.designer.schema.call_schema import (
        CheckedValueJSON,
        ObservationJSON,
        RanJSON,
        ReachableJSON,
        TestCaseJSON,
        TestOutcomeJSON,
        VerdictJSON,
    )
    from flowport.server.designer.ask import Ask
    from flowport.server.designer.calling.scene import Opened, Scene
    from flowport.simulate import Program
    from flowport.store.resources import StoredResource
    from flowport.testing import Case, Verdict

__all__ = ["case_json", "cases_of", "program_json", "ran", "verdict_json"]

#: How long one call of the page may run cases, in seconds; the page asks again for the rest.
_SECONDS = 2.0
_MOST_EVENTS, _LONGEST = 200, 500
_ENTRIES = ("VoiceCallEntryPointParameters", "ChatEntryPointParameters")


def cases_of(ask: Ask, flow: str) -> list[StoredResource]:
    """The test cases that enter at a flow, by name."""
    rows = resources.page(ask.connection, ask.instance.id, CASE.kind)
    numbers = _numbers(ask, flow)
    return [row for row in rows if _enters(row.body, flow, numbers)]


def _numbers(ask: Ask, flow: str) -> frozenset[str]:
    """The phone numbers that lead to a flow."""
    led = {
        each.resource
        for each in associations.every(ask.connection, ask.instance.id)
        if each.flow.rpartition("/")[2] == flow
    }
    rows = resources.page(ask.connection, ask.instance.id, "phone-number") if led else ()
    return frozenset(row.name for row in rows if row.arn in led)


def _enters(body: Mapping[str, Any], flow: str, numbers: frozenset[str]) -> bool:
    entry = body.get("EntryPoint")
    given = [entry.get(key) for key in _ENTRIES] if isinstance(entry, dict) else []
    for each in given:
        if isinstance(each, dict):
            named = str(each.get("FlowId") or "").rpartition("/")[2].partition(":")[0]
            number = str(each.get("DestinationPhoneNumber") or "")
            return named == flow if named else number in numbers
    return False


def case_json(row: StoredResource) -> TestCaseJSON:
    """A test case in the list."""
    return {
        "id": row.id,
        "name": row.name,
        "description": row.body.get("Description") or "",
        "status": str(row.body.get("Status") or ""),
        "modified": row.modified,
    }


def ran(connection: Connection, opened: Opened, ids: Sequence[str]) -> RanJSON:
    """The results of test cases, and those that there was no time for."""
    scene = scene_of(connection, opened)
    results, left = _ran(connection, scene, ids)
    return {"results": results, "left": left, "flow": program_json(scene.program)}


def _ran(
    connection: Connection, scene: Scene, ids: Sequence[str]
) -> tuple[list[TestOutcomeJSON], list[str]]:
    until = time.thread_time() + _SECONDS
    results: list[TestOutcomeJSON] = []
    for number, each in enumerate(ids):
        if number and time.thread_time() > until:
            return results, list(ids[number:])
        row = resources.get(connection, scene.instance.id, CASE.kind, each)
        results.append({**case_json(row), **_result(connection, scene, row)})
    return results, []


def _result(connection: Connection, scene: Scene, row: StoredResource) -> VerdictJSON:
    try:
        case = entered_case(connection, scene, row)
        with isolated(row.name):
            return verdict_json(run_case(case, scene.stage), scene)
    except UnexpectedError:
        return _failed(FAULT)
    except (FlowportError, ServiceError) as error:
        problems = getattr(error, "problems", None) or ()
        reason = "; ".join([str(error), *map(str, problems)])
        return _failed(reason)


def _failed(reason: str) -> VerdictJSON:
    """The verdict of a case that could not run."""
    return {
        "passed": False,
        "reason": reason,
        "rows": [],
        "trail": [],
        "warnings": [],
        "seconds": 0.0,
        "reached": [],
    }


def entered_case(connection: Connection, scene: Scene, row: StoredResource) -> Case:
    """A stored test case with the flow that it enters, which need not be published here."""
    case = case_in(row.body, row.name)
    return case if case.entry.flow else entered(connection, scene.instance, case)


def verdict_json(verdict: Verdict, scene: Scene) -> VerdictJSON:
    """How a test case ended: expected beside heard, and the trail."""
    name = scene.program.name
    events = verdict.trace.events
    return {
        "passed": verdict.passed,
        "reason": verdict.reason,
        "rows": list(_rows(verdict)),
        "trail": [event_json(event, scene) for event in events[-_MOST_EVENTS:]],
        "warnings": list(verdict.warnings)[:50],
        "seconds": verdict.seconds,
        "reached": sorted(
            (block, branch)
            for flow, block, branch in edges_in(verdict.trace.events)
            if flow == name
        ),
    }


def _rows(verdict: Verdict) -> Iterator[ObservationJSON]:
    """For each observation, what was expected and what was heard."""
    records = {record.get("Identifier"): record for record in verdict.records}
    for observation in verdict.case.observations:
        record = records.get(observation.id)
        heard = str(record["Event"]["Properties"].get("Text", "")) if record else ""
        checks = [_check(each) for each in record["Actions"]] if record else []
        yield {
            "id": observation.id,
            "event": observation.event,
            "expected": expected_in(observation)[:_LONGEST],
            "heard": heard[:_LONGEST],
            "status": record["Status"] if record else "MISSING",
            "checks": [each for each in checks if each],
        }


def _check(action: Mapping[str, Any]) -> CheckedValueJSON | None:
    """A check of a value, as the record has it."""
    if action.get("Type") != "Assert":
        return None

    def member(key: str) -> str:
        return str(action.get(key, ""))[:_LONGEST]

    return {
        "namespace": member("Namespace"),
        "operator": member("Operator"),
        "expected": member("Expected"),
        "actual": member("Actual"),
        "status": member("Status"),
    }


def program_json(program: Program) -> ReachableJSON:
    """What there is to reach in a document, and what can't be reached, with the reason."""
    impossible = impossible_edges(program)
    return {
        "blocks": len(program.blocks),
        "branches": len(edges_of(program)),
        "impossible": sorted((edge[1], edge[2], reason) for edge, reason in impossible.items()),
    }
