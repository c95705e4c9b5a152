"""Executions of test cases: started, run by the simulator, listed, with their records.

An execution is over when its start is answered: the simulator's clock is a virtual one. It runs in
a process for heavy work, which is ended where it takes too long. Its records are kept separately,
so that lists need not read them; both belong to the test case and go with it.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from flowport.errors import FlowportError, NotFoundError
from flowport.server.identifiers import bare
from flowport.server.operations.cases import CASE, case_in
from flowport.server.operations.operation_registry import Work, operation
from flowport.server.protocol.errors import ServiceError, missing
from flowport.server.simulated_instance import entered, stage_of
from flowport.store import resources, tags
from flowport.testing import run_case
from flowport.testing.records import completion, opening

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from flowport.errors import WorkLimitError
    from flowport.server.operation_call import ApiCall
    from flowport.store import Store
    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource
    from flowport.testing import Case

_KIND = "test-case-execution"
_RECORDS = "test-case-records"


def _case(call: ApiCall) -> StoredResource:
    """The test case that a call names."""
    return _named(call, CASE.kind, call.params["TestCaseId"])


def _named(call: ApiCall, kind: str, name: str, parent: str | None = None) -> StoredResource:
    wanted = bare(name, call.instance.arn)
    try:
        return resources.get(call.connection, call.instance.id, kind, wanted, parent=parent)
    except NotFoundError as error:
        raise missing(str(error)) from error


def _execution(call: ApiCall, kind: str = _KIND) -> StoredResource:
    """The execution that a call names, of the test case that it names."""
    return _named(call, kind, call.params["TestCaseExecutionId"], _case(call).id)


@dataclass(frozen=True, slots=True)
class _Execution:
    """A run of a test case: its id, when it began and ended, and its records."""

    id: str
    began: float
    ended: float
    records: list[dict[str, Any]]


def _work(call: ApiCall) -> Work:
    """The run of the test case that a call names."""
    row = _case(call)
    if row.body["Status"] != "PUBLISHED":
        reason = f"The test case {row.id} has not been published."
        raise ServiceError("InvalidRequestException", reason)
    execution, began = str(uuid.uuid4()), time.time()

    def stopped(error: WorkLimitError) -> _Execution:
        records = [opening()[0], completion("FAILED", "TIMEOUT", str(error), ["OBSERVE_EVENT"])]
        return _Execution(execution, began, time.time(), records)

    case = case_in(row.body, row.name)
    return Work(_executed, (call.instance, case, execution, began), stopped)


def _executed(
    store: Store, instance: InstanceRow, case: Case, execution: str, began: float
) -> _Execution:
    with store.reading() as connection:
        records = _run(connection, instance, case, began, uuid.UUID(execution).int)
    return _Execution(execution, began, time.time(), records)


@operation("StartTestCaseExecution", writes=True, needs="TestCases.Edit", heavy=_work)
def _start(call: ApiCall) -> Mapping[str, Any]:
    row, done = _case(call), call.prepared
    body = {
        "StartTime": done.began,
        "EndTime": done.ended,
        "Status": done.records[-1]["Status"],
        "ObservationSummary": _summary(case_in(row.body, row.name), done.records),
    }
    _keep(call, row, _KIND, done.id, body)
    _keep(call, row, _RECORDS, done.id, {"Records": done.records})
    return {"TestCaseExecutionId": done.id, "TestCaseId": row.id, "Status": "INITIATED"}


def _keep(
    call: ApiCall, case: StoredResource, kind: str, execution: str, body: Mapping[str, Any]
) -> None:
    resources.create(
        call.connection,
        call.instance.id,
        kind,
        name=execution,
        arn=f"{case.arn}/execution/{execution}",
        body=body,
        parent=case.id,
        resource_id=execution,
        unique=False,
    )


def _run(
    connection: Connection, instance: InstanceRow, case: Case, began: float, seed: int
) -> list[dict[str, Any]]:
    """The records of a run; one that can't begin fails as the service says it."""
    try:
        stage = stage_of(connection, instance, begins=began, seed=seed)
        records = run_case(entered(connection, instance, case), stage).records
    except FlowportError as error:
        return _refused(str(error))
    return [_with_contact(each) for each in records]


def _with_contact(record: dict[str, Any]) -> dict[str, Any]:
    started = record["Type"] == "EXECUTION_START"
    return {**record, "ContactId": str(uuid.uuid4())} if started else record


def _refused(why: str) -> list[dict[str, Any]]:
    return [opening()[0], completion("FAILED", "FAILURE", why, ["INITIALIZATION_FAILURE"])]


def _summary(case: Case, records: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many observations passed; the two records of a beginning count as such."""
    seen = {record.get("Identifier", record["Type"]): record["Status"] for record in records[:-1]}
    passed = sum(status == "PASSED" for status in seen.values())
    total = len(case.observations) + len(opening())
    failed = sum(status == "FAILED" for status in seen.values())
    if "OBSERVE_EVENT" in records[-1]["CompletionReason"]["FailureReasons"]:
        failed = total - passed
    return {
        "TotalObservations": total,
        "ObservationsPassed": passed,
        "ObservationsFailed": failed,
    }


@operation("StopTestCaseExecution", writes=True, needs="TestCases.Edit")
def _stop(call: ApiCall) -> None:
    """Nothing is left to stop: every execution has ended, and its verdict stays."""
    _execution(call)


@operation("GetTestCaseExecutionSummary", needs="TestCases.View")
def _get(call: ApiCall) -> Mapping[str, Any]:
    return _execution(call).body


@operation("ListTestCaseExecutions", needs="TestCases.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    cases = {
        row.id: row
        for row in resources.page(call.connection, call.instance.id, CASE.kind)
        if _wanted(call, row)
    }
    found = [
        row
        for row in resources.page(call.connection, call.instance.id, _KIND, parent=None)
        if row.parent in cases and _meets(call.params, row.body)
    ]
    page = call.slice(sorted(found, key=lambda row: row.created, reverse=True))
    marks = tags.every(call.connection, call.instance.id)
    rows = [_shown(row, marks.get(cases[row.parent].arn)) for row in page.rows]
    return {call.operation.listed: rows, "NextToken": page.token}


def _wanted(call: ApiCall, case: StoredResource) -> bool:
    name, wanted = call.params.get("TestCaseName", case.name), call.params.get("TestCaseId")
    return case.name == name and (wanted is None or bare(wanted, call.instance.arn) == case.id)


def _meets(params: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    """Whether an execution has the status, and began in the time (milliseconds), asked for."""
    began = body["StartTime"] * 1000
    first, last = params.get("StartTime", 0), params.get("EndTime", began)
    wanted = params.get("Status", body["Status"])
    return bool(first <= began <= last and body["Status"] == wanted)


def _shown(row: StoredResource, marks: Mapping[str, str] | None) -> dict[str, Any]:
    return {
        **row.body,
        "TestCaseExecutionId": row.id,
        "TestCaseId": row.parent,
        "TestCaseExecutionStatus": row.body["Status"],
        "Tags": marks,
    }


@operation("ListTestCaseExecutionRecords", needs="TestCases.View")
def _list_records(call: ApiCall) -> Mapping[str, Any]:
    execution = _execution(call, _RECORDS)
    wanted = call.params.get("Status")
    found = [each for each in execution.body["Records"] if wanted in {None, each["Status"]}]
    page = call.slice(found)
    rows = [
        {
            "ObservationId": record.get("Identifier", record["Type"]),
            "Status": record["Status"],
            "Timestamp": execution.created + record.get("Seconds", 0.0),
            "Record": orjson.dumps(record).decode(),
        }
        for record in page.rows
    ]
    return {call.operation.listed: rows, "NextToken": page.token}
