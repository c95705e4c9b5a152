"""Test cases: saved and published, described and changed; lists and searches are the plain ones."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, Any

from flowport.errors import CaseError, ConflictError
from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid, missing
from flowport.store import resources, tags
from flowport.testing import read_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from flowport.server.operation_call import ApiCall
    from flowport.server.quotas import Quotas
    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource
    from flowport.testing import Case

__all__ = ["CASE", "case_in", "create_case"]

CASE = plain.of_kind("test-case")
#: What is published and saved apart, as the content of a flow is.
_DOCUMENT = ("Content", "EntryPoint", "InitializationData")
#: The member of the body that holds the saved document where it differs from the published one.
_DRAFT = "Draft"
_MOST_PROBLEMS = 50
_LONGEST_PROBLEM = 256  # characters


def case_in(document: Mapping[str, Any], name: str) -> Case:
    """The test case of a document, if the service would publish it.

    Raises:
        ServiceError: It would not, with a sentence for each problem.
    """
    given = {member: document[member] for member in _DOCUMENT if member in document}
    try:
        return read_case({"Name": name, **given}, name)
    except CaseError as error:
        found = (error.problems or (str(error),))[:_MOST_PROBLEMS]
        problems = [{"message": each[:_LONGEST_PROBLEM]} for each in found]
        raise ServiceError("InvalidTestCaseException", str(error), Problems=problems) from error


def _document(given: Mapping[str, Any]) -> dict[str, Any]:
    """The members of a document, with the hash of its content."""
    digest = hashlib.sha256(given["Content"].encode()).hexdigest()
    members = {member: given[member] for member in _DOCUMENT if member in given}
    return {**members, "TestCaseSha256": digest}


@operation("CreateTestCase", writes=True, needs="TestCases.Create")
def _create(call: ApiCall) -> Mapping[str, Any]:
    made = create_case(
        call.connection, call.instance, call.shared.quotas, call.params, _wanted_id(call)
    )
    return plain.shown(call, CASE, made)


def create_case(
    connection: Connection,
    instance: InstanceRow,
    quotas: Quotas,
    params: Mapping[str, Any],
    wanted: str | None = None,
) -> StoredResource:
    """Store a test case with its tags.

    Args:
        connection: The transaction.
        instance: The instance.
        quotas: How many it may have.
        params: The members of CreateTestCase, with the content as a string.
        wanted: The id that it gets; None for a new one.

    Raises:
        ServiceError: The name is taken, the quota is used up, or it can't be published.
    """
    status = params.get("Status", "PUBLISHED")
    if status == "PUBLISHED":
        case_in(params, params["Name"])
    present = resources.count(connection, instance.id, CASE.kind)
    quotas.check(CASE.kind, present, "ServiceQuotaExceededException")
    try:
        made = resources.create(
            connection,
            instance.id,
            CASE.kind,
            name=params["Name"],
            arn=f"{instance.arn}/{CASE.family.slug}/{{id}}",
            body={"Description": params.get("Description"), "Status": status, **_document(params)},
            resource_id=wanted,
        )
    except ConflictError as error:
        raise ServiceError(CASE.conflict, str(error)) from error
    tags.add(connection, instance.id, made.arn, params.get("Tags", {}))
    return made


def _wanted_id(call: ApiCall) -> str | None:
    """The id that a replica of a test case asks for in a header."""
    wanted: str | None = call.params.get("TestCaseId")
    if wanted is None:
        return None
    try:
        plain_id = str(uuid.UUID(wanted))
    except ValueError as error:
        raise invalid(f"The TestCaseId {wanted} is not a UUID.") from error
    if resources.existing(call.connection, call.instance.id, {plain_id}):
        raise ServiceError(CASE.conflict, f"a {CASE.kind} {plain_id} exists already")
    return plain_id


@operation("DescribeTestCase", needs="TestCases.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    found = plain.fetch(call, CASE)
    members = {**plain.shown(call, CASE, found), "Tags": tags.of(call.connection, found.arn)}
    wanted = call.params.get("Status", found.body["Status"])
    if wanted == "PUBLISHED" and found.body["Status"] != "PUBLISHED":
        raise missing(f"The test case {found.id} has not been published.")
    if wanted == "SAVED" and _DRAFT in found.body:
        members = {**members, **dict.fromkeys(_DOCUMENT), **found.body[_DRAFT]}
    return {call.operation.described: {**members, "Status": wanted}}


@operation("UpdateTestCase", writes=True, needs="TestCases.Edit")
def _update(call: ApiCall) -> None:
    found, params = plain.fetch(call, CASE), call.params
    name, status = params.get("Name", found.name), params.get("Status", found.body["Status"])
    saved = found.body.get(_DRAFT) or found.body
    draft = _document({**saved, **{key: params[key] for key in _DOCUMENT if key in params}})
    held = {key: each for key, each in found.body.items() if key != _DRAFT}
    if "Description" in params:
        held["Description"] = params["Description"]
    if status == "PUBLISHED":
        case_in(draft, name)
        held |= {**dict.fromkeys(_DOCUMENT), **draft, "Status": status}
    elif held["Status"] == "PUBLISHED":
        held[_DRAFT] = draft
    else:
        held |= draft
    if name != found.name and resources.find(call.connection, found.instance, CASE.kind, name):
        raise ServiceError(CASE.conflict, f"a {CASE.kind} named {name!r} exists already")
    body = {key: each for key, each in held.items() if each is not None}
    resources.change(call.connection, found, body=body, name=name)
