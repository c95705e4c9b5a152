"""Versions and aliases of flows and modules."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import FAMILIES
from flowport.errors import ConflictError, NotFoundError
from flowport.server.identifiers import LATEST, SAVED
from flowport.server.operations.families import fetch
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, denied, invalid, missing
from flowport.store import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.catalogue.families import FlowFamily
    from flowport.server.operation_call import ApiCall
    from flowport.store.versions import StoredAlias, StoredVersion


def _tried(step: Callable[[], Any]) -> Any:
    try:
        return step()
    except NotFoundError as error:
        raise missing(str(error)) from error
    except ConflictError as error:
        raise ServiceError("DuplicateResourceException", str(error)) from error


def _create_version(call: ApiCall, family: FlowFamily) -> Mapping[str, Any]:
    flow, _name = fetch(call, family)
    expected = call.params.get(family.hash)
    if expected is not None and expected != flow.published:
        raise invalid(f"{family.hash} is not that of the published content.")
    try:
        made = versions.create(
            call.connection,
            flow,
            call.params.get("Description"),
            call.params.get("ContactFlowVersion"),
        )
    except NotFoundError as error:
        raise missing(str(error)) from error
    except ConflictError as error:
        raise invalid(str(error)) from error
    return {family.arn: f"{flow.arn}:{made.number}", "Version": made.number}


def _list_versions(call: ApiCall, family: FlowFamily) -> Mapping[str, Any]:
    flow, _name = fetch(call, family)
    page = call.slice(versions.newest_first(call.connection, flow), default=1000)
    rows = [_version(call, flow.arn, each) for each in page.rows]
    return {call.operation.listed: rows, "NextToken": page.token}


def _version(call: ApiCall, arn: str, found: StoredVersion) -> Mapping[str, Any]:
    return {
        "Arn": f"{arn}:{found.number}",
        "Version": found.number,
        "VersionDescription": found.description,
        "LastModifiedTime": found.created,
        "LastModifiedRegion": call.instance.region,
    }


def _delete_version(call: ApiCall, family: FlowFamily) -> None:
    flow, _name = fetch(call, family)
    number = call.params[family.version]
    try:
        versions.remove(call.connection, flow, number)
    except NotFoundError as error:
        raise missing(str(error)) from error
    except ConflictError as error:
        raise denied(str(error)) from error


def _create_alias(call: ApiCall, family: FlowFamily) -> Mapping[str, Any]:
    flow, _name = fetch(call, family)
    params = call.params
    _check_name(params["AliasName"])
    number = params[family.version]
    made: StoredAlias = _tried(
        lambda: versions.add_alias(
            call.connection, flow, params["AliasName"], number, params.get("Description")
        )
    )
    return {family.arn: flow.arn, "Id": made.id}


def _check_name(name: str) -> None:
    """Refuse a name that reads as another qualifier: ``$LATEST``, ``$SAVED`` or a version."""
    if name in {LATEST, SAVED} or name.isdecimal():
        raise invalid(f"{name} can't be the name of an alias: it names a version.")


def _describe_alias(call: ApiCall, family: FlowFamily) -> Mapping[str, Any]:
    flow, _name = fetch(call, family)
    found: StoredAlias = _tried(
        lambda: versions.alias(call.connection, flow, call.params["AliasId"])
    )
    members = {
        family.id: flow.id,
        family.arn: flow.arn,
        "AliasId": found.id,
        "Version": found.version,
        "Name": found.name,
        "Description": found.description,
        "LastModifiedTime": found.modified,
        "LastModifiedRegion": call.instance.region,
    }
    return {call.operation.described: members}


def _list_aliases(call: ApiCall, family: FlowFamily) -> Mapping[str, Any]:
    flow, _name = fetch(call, family)
    page = call.slice(versions.aliases(call.connection, flow), default=1000)
    rows = [
        {
            "Arn": f"{flow.arn}:{each.name}",
            "AliasId": each.id,
            "Version": each.version,
            "AliasName": each.name,
            "AliasDescription": each.description,
            "LastModifiedTime": each.modified,
            "LastModifiedRegion": call.instance.region,
        }
        for each in page.rows
    ]
    return {call.operation.listed: rows, "NextToken": page.token}


def _update_alias(call: ApiCall, family: FlowFamily) -> None:
    flow, _name = fetch(call, family)
    members = {
        "Name": "name",
        "Description": "description",
        family.version: "version",
    }
    values = {
        column: call.params[member] for member, column in members.items() if member in call.params
    }
    _check_name(values.get("name", ""))
    _tried(lambda: versions.change_alias(call.connection, flow, call.params["AliasId"], **values))


def _delete_alias(call: ApiCall, family: FlowFamily) -> None:
    flow, _name = fetch(call, family)
    _tried(lambda: versions.remove_alias(call.connection, flow, call.params["AliasId"]))


#: verb, rest of the operation's name, function, whether it writes, permission
_OPERATIONS = (
    ("Create", "Version", _create_version, True, "Publish"),
    ("List", "Versions", _list_versions, False, "View"),
    ("Delete", "Version", _delete_version, True, "Delete"),
    ("Create", "Alias", _create_alias, True, "Publish"),
    ("Describe", "Alias", _describe_alias, False, "View"),
    ("List", "Aliases", _list_aliases, False, "View"),
    ("Update", "Alias", _update_alias, True, "Publish"),
    ("Delete", "Alias", _delete_alias, True, "Publish"),
)


def _register() -> None:
    for family in FAMILIES.values():
        for verb, rest, run, writes, step in _OPERATIONS:
            bound: Any = functools.partial(run, family=family)
            needs = f"{family.permission}.{step}"
            operation(f"{verb}{family.word}{rest}", writes=writes, needs=needs)(bound)


_register()
