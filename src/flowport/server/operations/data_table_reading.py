"""Values of data tables as they are read: described, listed and evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import ConflictError, NotFoundError
from flowport.server.operations.constraints import constrain
from flowport.server.operations.data_table_values import locks_of, named_primaries
from flowport.server.operations.data_tables import opened
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import invalid, missing
from flowport.store.data_tables import DEFAULT, TABLE
from flowport.store.table_values import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.data_tables import OpenTable
    from flowport.store.resources import StoredResource

_EVALUATED = 100


def _value(
    call: ApiCall, table: OpenTable, record: StoredResource, attribute: StoredResource
) -> dict[str, Any]:
    """A value that is not a primary one, as it is kept."""
    kept = record.body["Values"][attribute.id]
    return {
        "RecordId": record.id,
        "AttributeId": attribute.id,
        "PrimaryValues": named_primaries(table, record),
        "AttributeName": attribute.name,
        "ValueType": attribute.body["ValueType"],
        "Value": kept["Value"],
        "LockVersion": locks_of(table, record, attribute),
        "LastModifiedTime": kept["Modified"],
        "LastModifiedRegion": call.instance.region,
    }


@operation("BatchDescribeDataTableValue", needs="DataTables.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    table, found, failed = opened(call), [], []
    for entry in call.params["Values"]:
        try:
            record, attribute = _named(table, entry)
        except (ConflictError, NotFoundError) as error:
            given = {"PrimaryValues": entry.get("PrimaryValues", []), "Message": str(error)}
            failed.append({**given, "AttributeName": entry["AttributeName"]})
        else:
            found.append(_value(call, table, record, attribute))
    return {"Successful": found, "Failed": failed}


def _named(table: OpenTable, entry: Mapping[str, Any]) -> tuple[StoredResource, StoredResource]:
    """The record and attribute of an identifier, if there is such a value.

    Raises:
        ConflictError: It lacks primary values.
        NotFoundError: There is none.
    """
    attribute = table.attribute(entry["AttributeName"])
    record = table.record(table.primary_of(entry.get("PrimaryValues", ())))
    if record is None or attribute.id not in record.body["Values"]:
        raise NotFoundError("This value does not exist.")
    return record, attribute


def _chosen(call: ApiCall, table: OpenTable) -> list[StoredResource]:
    """The records that a list asks for: by their ids, and by primary values.

    Raises:
        ServiceError: A filter names an attribute that is not a primary one of the table.
    """
    ids, allowed = call.params.get("RecordIds"), {}
    primaries = {each.name: each for each in table.primaries}
    for each in call.params.get("PrimaryAttributeValues", ()):
        attribute = primaries.get(each["AttributeName"])
        if attribute is None:
            raise missing(f"The data table has no primary attribute {each['AttributeName']!r}.")
        allowed[attribute.id] = {_canonical(value, attribute) for value in each["Values"]}
    return [
        record
        for record in table.records()
        if (not ids or record.id in ids) and _meets(table, record, allowed)
    ]


def _canonical(value: str, attribute: StoredResource) -> str:
    rules = attribute.body.get("Validation") or {}
    return canonical(value, attribute.body["ValueType"], rules)


def _meets(table: OpenTable, record: StoredResource, allowed: Mapping[str, set[str]]) -> bool:
    values = record.body["Primary"]
    return all(
        each.id in values and _canonical(values[each.id], each) in allowed[each.id]
        for each in table.primaries
        if each.id in allowed
    )


@operation("ListDataTableValues", needs="DataTables.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    table = opened(call)
    pairs = [
        (record, attribute)
        for record in _chosen(call, table)
        for attribute in table.attributes
        if attribute.id in record.body["Values"]
    ]
    page = call.slice(pairs)
    rows = [_value(call, table, record, attribute) for record, attribute in page.rows]
    return {"Values": rows, "NextToken": page.token}


@operation("ListDataTablePrimaryValues", needs="DataTables.View")
def _list_primary(call: ApiCall) -> Mapping[str, Any]:
    table = opened(call)
    page = call.slice([each for each in _chosen(call, table) if each.name != DEFAULT])
    rows = [
        {
            "RecordId": each.id,
            "PrimaryValues": named_primaries(table, each),
            "LastModifiedTime": each.modified,
            "LastModifiedRegion": call.instance.region,
        }
        for each in page.rows
    ]
    return {"PrimaryValuesList": rows, "NextToken": page.token}


@operation("EvaluateDataTableValues", needs="DataTables.View")
def _evaluate(call: ApiCall) -> Mapping[str, Any]:
    """Read values; the default record has those that a record lacks.

    Nothing is time-based here, so the time zone is checked and not used.
    """
    constrain(call, TABLE)
    table, rows = opened(call), []
    for each in call.params["Values"]:
        try:
            rows += _evaluated(table, each)
        except NotFoundError as error:
            raise missing(str(error)) from error
        except ConflictError as error:
            raise invalid(str(error)) from error
    page = call.slice(rows, _EVALUATED)
    return {"Values": page.rows, "NextToken": page.token}


def _evaluated(table: OpenTable, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    given = asked.get("PrimaryValues", [])
    record, rows = table.record(table.primary_of(given)), []
    for name in asked["AttributeNames"]:
        attribute = table.attribute(name)
        found = table.evaluate(record, attribute)
        rows.append(
            {
                "RecordId": found.record,
                "PrimaryValues": given,
                "AttributeName": attribute.name,
                "ValueType": attribute.body["ValueType"],
                "Found": found.found,
                "Error": found.error,
                "EvaluatedValue": found.value,
            }
        )
    return rows
