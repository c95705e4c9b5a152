"""Data tables and their attributes; ``data_table_values`` has the operations on values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import ConflictError, NotFoundError
from flowport.server.identifiers import LATEST, SAVED, named
from flowport.server.operations import plain
from flowport.server.operations.constraints import constrain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid, missing
from flowport.store import data_tables, resources, tags
from flowport.store.data_tables import ATTRIBUTE, OpenTable, lock
from flowport.store.table_values import validation_problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

__all__ = ["conflict", "opened"]

_TABLE = plain.of_kind(data_tables.TABLE)
#: Source: the descriptions of CreateDataTable and of its Name.
_RESERVED = ("connect:", "aws:")
#: Source: ListDataTableAttributes, "A maximum of 100 attributes per data table is allowed".
_MOST_ATTRIBUTES = 100


def conflict(error: Exception | str) -> ServiceError:
    """What a call asks for is at odds with what is there."""
    return ServiceError("ConflictException", str(error))


def opened(call: ApiCall) -> OpenTable:
    """The table that a call names by id or ARN, with or without a version alias.

    Raises:
        ServiceError: The instance has none such, or the alias is another than the two that exist.
    """
    name = named(call.params["DataTableId"], call.instance.arn)
    if name.qualifier not in {LATEST, SAVED}:
        raise ServiceError(
            "InvalidRequestException",
            f"A data table has the versions {LATEST} and {SAVED}, not {name.qualifier!r}.",
        )
    try:
        return data_tables.open_table(call.connection, call.instance.id, name.id)
    except NotFoundError as error:
        raise missing(str(error)) from error


def _name(call: ApiCall) -> str:
    name = str(call.params["Name"]).strip()
    if not name or name.casefold().startswith(_RESERVED):
        raise invalid("Name must not be blank, nor start with connect: or aws:.")
    return name


def _described(call: ApiCall) -> dict[str, Any]:
    """The description of a call, if it has one."""
    text = call.params.get("Description")
    return {} if text is None else {"Description": text.strip()}


def _locked(table: StoredResource, attribute: StoredResource | None = None) -> dict[str, str]:
    found = {"DataTable": table.body["Lock"]}
    return found if attribute is None else {**found, "Attribute": attribute.body["Lock"]}


def _table_of(call: ApiCall, table: StoredResource) -> dict[str, Any]:
    return {**plain.shown(call, _TABLE, table), "Tags": tags.of(call.connection, table.arn)}


@operation("CreateDataTable", writes=True, needs="DataTables.Create")
def _create(call: ApiCall) -> Mapping[str, Any]:
    constrain(call, _TABLE.kind)
    instance, name = call.instance, _name(call)
    if call.shared.quotas.limits(_TABLE.kind):
        present = resources.count(call.connection, instance.id, _TABLE.kind)
        call.shared.quotas.check(_TABLE.kind, present, "ServiceQuotaExceededException")
    kept = {member: call.params[member] for member in ("TimeZone", "ValueLockLevel", "Status")}
    try:
        made = data_tables.create_table(
            call.connection,
            instance.id,
            name=name,
            arn=f"{instance.arn}/{_TABLE.family.slug}/{{id}}",
            body={**kept, **_described(call)},
        )
    except ConflictError as error:
        raise ServiceError("DuplicateResourceException", str(error)) from error
    tags.add(call.connection, instance.id, made.arn, call.params.get("Tags", {}))
    return {"Id": made.id, "Arn": made.arn, "LockVersion": _locked(made)}


@operation("DescribeDataTable", needs="DataTables.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    return {"DataTable": _table_of(call, opened(call).row)}


@operation("UpdateDataTableMetadata", writes=True, needs="DataTables.Edit")
def _update(call: ApiCall) -> Mapping[str, Any]:
    """Set every property; a description that is not given is removed."""
    constrain(call, _TABLE.kind)
    table, name = _latest(call).row, _name(call)
    for each in resources.page(call.connection, call.instance.id, _TABLE.kind):
        if each.id != table.id and each.name.casefold() == name.casefold():
            reason = f"A data table named {each.name!r} exists already."
            raise ServiceError("DuplicateResourceException", reason)
    kept = {member: call.params[member] for member in ("TimeZone", "ValueLockLevel")}
    body = {**kept, "Status": table.body["Status"], **_described(call), "Lock": lock()}
    return {"LockVersion": _locked(resources.change(call.connection, table, name=name, body=body))}


def _latest(call: ApiCall) -> OpenTable:
    """The table of a call that names no version, or the latest."""
    if str(call.params["DataTableId"]).endswith(f":{SAVED}"):
        raise ServiceError("InvalidRequestException", f"The version must be {LATEST}.")
    return opened(call)


@operation("DeleteDataTable", writes=True, needs="DataTables.Delete")
def _delete(call: ApiCall) -> None:
    resources.remove(call.connection, _latest(call).row)


def _attribute_of(table: OpenTable, found: StoredResource, region: str) -> dict[str, Any]:
    members = ("ValueType", "Description", "Primary", "Validation")
    return {
        **{name: found.body.get(name) for name in members},
        "AttributeId": found.id,
        "Name": found.name,
        "DataTableId": table.row.id,
        "DataTableArn": table.row.arn,
        "LockVersion": _locked(table.row, found),
        "LastModifiedTime": found.modified,
        "LastModifiedRegion": region,
    }


def _attribute(call: ApiCall, table: OpenTable) -> StoredResource:
    try:
        return table.attribute(call.params["AttributeName"])
    except NotFoundError as error:
        raise missing(str(error)) from error


def _properties(call: ApiCall, table: OpenTable, own: str = "") -> tuple[str, dict[str, Any]]:
    """The name and members of an attribute that a call creates or sets.

    Raises:
        ServiceError: The name is reserved or taken, or the validation contradicts itself.
    """
    name, kind = _name(call), call.params["ValueType"]
    if any(each.id != own and each.name.casefold() == name.casefold() for each in table.attributes):
        error = "ConflictException" if own else "DuplicateResourceException"
        raise ServiceError(error, f"The data table has an attribute named {name!r} already.")
    validation = call.params.get("Validation", {})
    if wrong := validation_problem(kind, validation):
        raise invalid(f"Validation: {wrong}")
    body = {"ValueType": kind, "Primary": call.params.get("Primary", False), "Lock": lock()}
    more = {"Validation": validation} if "Validation" in call.params else {}
    return name, {**body, **more, **_described(call)}


def _restructured(call: ApiCall, table: OpenTable) -> OpenTable:
    """The table after a change of its attributes: its lock is new, its records are in order.

    Raises:
        ServiceError: Two records would have the same primary values.
    """
    body = {**table.row.body, "Lock": lock()}
    resources.change(call.connection, table.row, body=body)
    found = data_tables.open_table(call.connection, call.instance.id, table.row.id)
    try:
        found.rekey()
    except ConflictError as error:
        raise conflict(error) from error
    return found


@operation("CreateDataTableAttribute", writes=True, needs="DataTables.Edit")
def _create_attribute(call: ApiCall) -> Mapping[str, Any]:
    table = opened(call)
    name, body = _properties(call, table)
    if len(table.attributes) >= _MOST_ATTRIBUTES:
        reason = f"A data table has at most {_MOST_ATTRIBUTES} attributes."
        raise ServiceError("ServiceQuotaExceededException", reason)
    made = resources.create(
        call.connection,
        call.instance.id,
        ATTRIBUTE,
        name=name,
        arn=f"{table.row.arn}/attribute/{{id}}",
        body=body,
        parent=table.row.id,
    )
    locked = _locked(_restructured(call, table).row, made)
    return {"Name": name, "AttributeId": made.id, "LockVersion": locked}


@operation("DescribeDataTableAttribute", needs="DataTables.View")
def _describe_attribute(call: ApiCall) -> Mapping[str, Any]:
    table = opened(call)
    return {"Attribute": _attribute_of(table, _attribute(call, table), call.instance.region)}


@operation("ListDataTableAttributes", needs="DataTables.View")
def _list_attributes(call: ApiCall) -> Mapping[str, Any]:
    table, wanted = opened(call), call.params.get("AttributeIds")
    page = call.slice([each for each in table.attributes if not wanted or each.id in wanted])
    region = call.instance.region
    rows = [_attribute_of(table, each, region) for each in page.rows]
    return {"Attributes": rows, "NextToken": page.token}


@operation("UpdateDataTableAttribute", writes=True, needs="DataTables.Edit")
def _update_attribute(call: ApiCall) -> Mapping[str, Any]:
    """Set every property; those that are not given have their defaults."""
    table = opened(call)
    found = _attribute(call, table)
    name, body = _properties(call, table, found.id)
    changed = resources.change(call.connection, found, name=name, body=body)
    locked = _locked(_restructured(call, table).row, changed)
    return {"Name": name, "LockVersion": locked}


@operation("DeleteDataTableAttribute", writes=True, needs="DataTables.Edit")
def _delete_attribute(call: ApiCall) -> Mapping[str, Any]:
    table = opened(call)
    resources.remove(call.connection, _attribute(call, table))
    return {"LockVersion": _locked(_restructured(call, table).row)}
