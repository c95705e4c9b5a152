"""Values of data tables: created, described, changed and deleted in batches.

A batch answers what went well and what did not, each with the reason. The level on which a table
locks its values decides which lock version an update or deletion must give; those of one batch are
compared with the locks before it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, TypeAlias

from flowport.errors import ConflictError, NotFoundError
from flowport.server.operations.data_tables import conflict, opened
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import missing
from flowport.store import resources
from flowport.store.data_tables import DEFAULT, lock, value_of
from flowport.store.table_values import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.data_tables import OpenTable
    from flowport.store.resources import StoredResource

__all__ = ["locks_of", "named_primaries"]

#: The member of a lock version that each level compares; on no level, none is.
_LEVELS: Mapping[str, str] = {
    "DATA_TABLE": "DataTable",
    "PRIMARY_VALUE": "PrimaryValues",
    "ATTRIBUTE": "Attribute",
    "VALUE": "Value",
}

_Entry: TypeAlias = "Mapping[str, Any]"


def locks_of(table: OpenTable, record: StoredResource, attribute: StoredResource) -> dict[str, str]:
    """The lock version of a value."""
    return {
        "DataTable": table.row.body["Lock"],
        "Attribute": attribute.body["Lock"],
        "PrimaryValues": record.body["Lock"],
        "Value": record.body["Values"].get(attribute.id, {}).get("Lock", ""),
    }


def named_primaries(table: OpenTable, record: StoredResource) -> list[dict[str, str]]:
    """The primary values of a record with the names and ids of their attributes."""
    return [
        {"AttributeName": each.name, "AttributeId": each.id, "Value": value}
        for each in table.primaries
        if (value := record.body["Primary"].get(each.id)) is not None
    ]


class _Batch:
    """A table with the locks that it had before a batch, and what the batch did."""

    def __init__(self, call: ApiCall) -> None:
        self.connection = call.connection
        self.table = opened(call)
        self._began = self.table.row
        self._attributes = {each.id: each for each in self.table.attributes}
        self._records: dict[str, tuple[StoredResource, StoredResource]] = {}
        self._done: dict[tuple[str, str], _Entry] = {}

    def run(
        self, entries: list[Any], step: Callable[[_Batch, _Entry, StoredResource], StoredResource]
    ) -> Mapping[str, Any]:
        """Do a step for each entry, and give what the API answers."""
        failed = []
        for entry in entries:
            try:
                attribute = self.table.attribute(entry["AttributeName"])
                record = step(self, entry, attribute)
            except (ConflictError, NotFoundError) as error:
                failed.append({**_identifier(entry), "Message": str(error)})
            else:
                self._done[record.id, attribute.id] = entry
        self._renew_locks()
        return {"Successful": self._successful(), "Failed": failed}

    def _successful(self) -> list[dict[str, Any]]:
        found = []
        for (record_id, attribute_id), entry in self._done.items():
            attribute = self._attributes[attribute_id]
            locks = locks_of(self.table, self._records[record_id][1], attribute)
            more = {"RecordId": record_id, "LockVersion": locks}
            found.append({**_identifier(entry), "AttributeName": attribute.name, **more})
        return found

    def _renew_locks(self) -> None:
        """Give the table, or the attributes of its values, new locks where that is their level."""
        level = self._began.body["ValueLockLevel"]
        if level == "DATA_TABLE" and self._done:
            self.table.row = self._relocked(self.table.row)
        if level == "ATTRIBUTE":
            for attribute_id in sorted({each for _, each in self._done}):
                changed = self._relocked(self._attributes[attribute_id])
                self._attributes[attribute_id] = changed

    def _relocked(self, row: StoredResource) -> StoredResource:
        return resources.change(self.connection, row, body={**row.body, "Lock": lock()})

    def record(self, entry: _Entry) -> StoredResource | None:
        """The record of an entry as it is now."""
        found = self.table.record(self.table.primary_of(entry.get("PrimaryValues", ())))
        if found is not None:
            self._records.setdefault(found.id, (found, found))
        return found

    def check_lock(
        self, entry: _Entry, record: StoredResource, attribute: StoredResource, *, required: bool
    ) -> None:
        """Go on only if an entry has the lock version from before the batch, where one counts.

        Raises:
            ConflictError: It has another one, or none though one is required; or the batch has
                changed the value before.
        """
        if (record.id, attribute.id) in self._done:
            raise ConflictError("The value is in the batch twice.")
        member = _LEVELS.get(self._began.body["ValueLockLevel"])
        given = (entry.get("LockVersion") or {}).get(member)
        if member is None or (given is None and not required):
            return
        if given != locks_of(self.table, self._records[record.id][0], attribute)[member]:
            raise ConflictError(f"LockVersion.{member} is not the present one. Read it again.")

    def add_record(self, entry: _Entry) -> StoredResource:
        """A new record of an entry's primary values."""
        made = self.table.create_record(self.table.primary_of(entry["PrimaryValues"]))
        self._records[made.id] = (made, made)
        return made

    def put(
        self, record: StoredResource, attribute: StoredResource, value: str | None
    ) -> StoredResource:
        """Set a value of a record, or take it away; a record without values goes."""
        values = {
            each: kept for each, kept in record.body["Values"].items() if each != attribute.id
        }
        if value is not None:
            values[attribute.id] = {"Value": value, "Lock": lock(), "Modified": time.time()}
        body = {**record.body, "Values": values, "Lock": lock()}
        changed = resources.change(self.connection, record, body=body)
        if value is None and not values and record.name != DEFAULT:
            resources.remove(self.connection, changed)
        self._records[record.id] = (self._records[record.id][0], changed)
        return changed


def _identifier(entry: _Entry) -> dict[str, Any]:
    given = entry.get("PrimaryValues", [])
    return {"PrimaryValues": given, "AttributeName": entry["AttributeName"]}


def _check_value(entry: _Entry, attribute: StoredResource) -> None:
    rules = attribute.body.get("Validation") or {}
    if wrong := problem(entry["Value"], attribute.body["ValueType"], rules):
        raise ConflictError(wrong)


def _create(batch: _Batch, entry: _Entry, attribute: StoredResource) -> StoredResource:
    _check_value(entry, attribute)
    record = batch.record(entry)
    if attribute.body.get("Primary"):
        return _create_by_primary(batch, entry, attribute, record)
    if record is not None:
        if value_of(record, attribute) is not None:
            raise ConflictError("The value exists already.")
        batch.check_lock(entry, record, attribute, required=False)
    return batch.put(record or batch.add_record(entry), attribute, entry["Value"])


def _create_by_primary(
    batch: _Batch, entry: _Entry, attribute: StoredResource, record: StoredResource | None
) -> StoredResource:
    """Create a record by one of its primary values, which must be the one that identifies it."""
    given = batch.table.primary_of(entry.get("PrimaryValues", ()))
    if given.get(attribute.id) != entry["Value"]:
        raise ConflictError("The value of a primary attribute must be its primary value.")
    if record is not None:
        raise ConflictError("The record exists already.")
    return batch.add_record(entry)


def _existing(batch: _Batch, entry: _Entry, attribute: StoredResource) -> StoredResource:
    """The record of an entry that has a value of the attribute.

    Raises:
        NotFoundError: It has none.
        ConflictError: The attribute is a primary one, or the lock version is not the present one.
    """
    record = batch.record(entry)
    if attribute.body.get("Primary"):
        raise ConflictError("Change primary values with UpdateDataTablePrimaryValues.")
    if record is None or value_of(record, attribute) is None:
        raise NotFoundError("This value does not exist.")
    batch.check_lock(entry, record, attribute, required=True)
    return record


def _update(batch: _Batch, entry: _Entry, attribute: StoredResource) -> StoredResource:
    _check_value(entry, attribute)
    return batch.put(_existing(batch, entry, attribute), attribute, entry["Value"])


def _delete(batch: _Batch, entry: _Entry, attribute: StoredResource) -> StoredResource:
    return batch.put(_existing(batch, entry, attribute), attribute, None)


@operation("BatchCreateDataTableValue", writes=True, needs="DataTables.Edit")
def _create_many(call: ApiCall) -> Mapping[str, Any]:
    return _Batch(call).run(call.params["Values"], _create)


@operation("BatchUpdateDataTableValue", writes=True, needs="DataTables.Edit")
def _update_many(call: ApiCall) -> Mapping[str, Any]:
    return _Batch(call).run(call.params["Values"], _update)


@operation("BatchDeleteDataTableValue", writes=True, needs="DataTables.Edit")
def _delete_many(call: ApiCall) -> Mapping[str, Any]:
    return _Batch(call).run(call.params["Values"], _delete)


@operation("UpdateDataTablePrimaryValues", writes=True, needs="DataTables.Edit")
def _update_primary(call: ApiCall) -> Mapping[str, Any]:
    """Give a record other primary values; its values stay."""
    table = opened(call)
    try:
        old = table.primary_of(call.params["PrimaryValues"])
        new = table.primary_of(call.params["NewPrimaryValues"])
        table.check_primary(new)
    except ConflictError as error:
        raise conflict(error) from error
    except NotFoundError as error:
        raise missing(str(error)) from error
    record, taken = table.record(old), table.record(new)
    if not old or not new or record is None:
        raise missing("The data table has no record of these primary values.")
    level = _LEVELS.get(table.row.body["ValueLockLevel"])
    present = {"DataTable": table.row.body["Lock"], "PrimaryValues": record.body["Lock"]}
    if level in present and call.params["LockVersion"].get(level) != present[level]:
        raise conflict(f"LockVersion.{level} is not the present one. Read it again.")
    if taken is not None and taken.id != record.id:
        raise conflict("Another record has these primary values.")
    body = {**record.body, "Primary": new, "Lock": lock()}
    resources.change(call.connection, record, name=table.key(new), body=body)
    if level == "DataTable":
        relocked = {**table.row.body, "Lock": lock()}
        table.row = resources.change(call.connection, table.row, body=relocked)
    locked = {"DataTable": table.row.body["Lock"], "PrimaryValues": body["Lock"]}
    return {"LockVersion": locked}
