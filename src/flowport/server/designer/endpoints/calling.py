"""Calling the open document and testing it: every request describes the whole call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server.designer.ask import DesignerReply
from flowport.server.designer.calling.document_calls import ran_in, recorded_in, walked_in
from flowport.server.designer.calling.phone import dialled
from flowport.server.designer.calling.scene import opened_in
from flowport.server.designer.calling.suite import case_json, cases_of
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.heavy import is_light
from flowport.server.designer.refusals import Refusal
from flowport.server.operations.cases import CASE, create_case
from flowport.server.protocol.errors import ServiceError
from flowport.store import resources

if TYPE_CHECKING:
    from flowport.designer.schema.call_schema import (
        CalledJSON,
        RanJSON,
        SavedTestJSON,
        TestCasesJSON,
        VerdictJSON,
    )
    from flowport.server.designer.ask import Ask

_MOST = 1_000  # test cases in one call


@endpoint("POST", "/{instance}/call", needs="View")
def call(ask: Ask) -> CalledJSON:
    """Where the answers lead, and what is asked next."""
    described = dialled(ask)
    light = is_light(described.opened.draft.flow)
    walked = walked_in(ask.app.store, described) if light else ask.read_apart(walked_in, described)
    module = described.opened.draft.is_module
    return {**walked, "maySave": ask.visit.principal.may("TestCases.Create") and not module}


@endpoint("GET", "/{instance}/tests", needs="View")
def every(ask: Ask) -> TestCasesJSON:
    """The test cases that enter at a flow."""
    ask.require("TestCases.View")
    flow = ask.flow(ask.query.get("flow", ""))
    found = [case_json(row) for row in cases_of(ask, flow.id)]
    return {"tests": found, "mayDelete": ask.visit.principal.may("TestCases.Delete")}


def _recorded(ask: Ask) -> tuple[dict[str, Any], VerdictJSON | None]:
    """The members of a call's test case, and how it ends."""
    ask.require("TestCases.Create")
    return ask.read_apart(recorded_in, ask.text("name").strip(), dialled(ask))


@endpoint("POST", "/{instance}/tests", needs="View", writes=True, prepare=_recorded)
def save(ask: Ask) -> DesignerReply:
    """Save a call as a test case of the instance."""
    ask.require("TestCases.Create")
    members, result = ask.prepared
    try:
        row = create_case(ask.connection, ask.instance, ask.app.shared.quotas, members)
    except ServiceError as error:
        if error.name != CASE.conflict:
            raise
        message = f'There is already a test named "{members["Name"]}".'
        raise Refusal("name-taken", message) from error
    saved: SavedTestJSON = {"test": case_json(row), "result": result}
    return DesignerReply(body=saved, status=201)


@endpoint("POST", "/{instance}/tests/run", needs="View")
def run(ask: Ask) -> RanJSON:
    """Run test cases on the open document; nothing is stored."""
    ask.require("TestCases.View")
    ids = ask.texts("ids")
    if len(ids) > _MOST:
        raise Refusal("bad-request", f"'ids' has at most {_MOST} test cases.")
    return ask.read_apart(ran_in, opened_in(ask), ids)


@endpoint("DELETE", "/{instance}/tests/{test}", needs="View", writes=True)
def delete(ask: Ask) -> dict[str, Any]:
    """Delete a test case with its executions."""
    ask.require("TestCases.Delete")
    row = resources.get(ask.connection, ask.instance.id, CASE.kind, ask.path["test"])
    resources.remove(ask.connection, row)
    return {}
