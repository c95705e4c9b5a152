"""Data tables: attributes, records and their values, as resources that belong to their table.

A record is kept under a key of its primary values. Attributes are referred to by their id, so that
a new name changes nothing else. Every table has a default record, which has no primary values.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from flowport.errors import ConflictError, NotFoundError
from flowport.store import resources
from flowport.store.table_values import canonical, empty, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from flowport.store.resources import StoredResource

__all__ = [
    "ATTRIBUTE",
    "DEFAULT",
    "RECORD",
    "TABLE",
    "Evaluated",
    "OpenTable",
    "create_table",
    "lock",
    "open_table",
    "value_of",
]

TABLE = "data-table"
ATTRIBUTE = "data-table-attribute"
RECORD = "data-table-record"
#: The key of the default record.
DEFAULT = "default"


def lock() -> str:
    """A new lock version."""
    return uuid.uuid4().hex


def create_table(
    connection: Connection, instance: str, *, name: str, arn: str, body: Mapping[str, Any]
) -> StoredResource:
    """Create a table with its default record.

    Raises:
        ConflictError: The instance has a table of that name; case does not count.
    """
    folded = name.casefold()
    for each in resources.page(connection, instance, TABLE):
        if each.name.casefold() == folded:
            raise ConflictError(f"A data table named {each.name!r} exists already.")
    made = resources.create(
        connection, instance, TABLE, name=name, arn=arn, body={**body, "Lock": lock()}
    )
    _create_record(connection, made, DEFAULT, {})
    return made


def _create_record(
    connection: Connection, table: StoredResource, key: str, primary: Mapping[str, str]
) -> StoredResource:
    return resources.create(
        connection,
        table.instance,
        RECORD,
        name=key,
        arn=f"{table.arn}/record/{{id}}",
        body={"Primary": dict(primary), "Values": {}, "Lock": lock()},
        parent=table.id,
        unique=False,
    )


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What evaluating an attribute of a record gave.

    Attributes:
        value: The value, or the default record's where the record has none that fits the type.
        found: Whether there is a value.
        error: Whether there is one, but of another type than the attribute has now.
        record: The id of the record that has it.
    """

    value: str
    found: bool
    error: bool
    record: str


@dataclass(slots=True)
class OpenTable:
    """A table with its attributes at hand; records are read as they are needed."""

    connection: Connection
    row: StoredResource
    attributes: list[StoredResource]

    @property
    def primaries(self) -> list[StoredResource]:
        """The attributes that identify a record."""
        return [each for each in self.attributes if each.body.get("Primary")]

    def attribute(self, name: str) -> StoredResource:
        """The attribute of a name; case counts only where two would differ by it.

        Raises:
            NotFoundError: The table has none such.
        """
        folded = name.strip().casefold()
        for each in self.attributes:
            if each.name.casefold() == folded:
                return each
        raise NotFoundError(f"The data table {self.row.name!r} has no attribute {name!r}.")

    def primary_of(self, given: Iterable[Mapping[str, str]]) -> dict[str, str]:
        """Primary values by the id of their attribute; all of the table's, or none at all.

        Raises:
            NotFoundError: One is of no primary attribute.
            ConflictError: Some are missing, or given twice.
        """
        found: dict[str, str] = {}
        for each in given:
            attribute = self.attribute(each["AttributeName"])
            if not attribute.body.get("Primary"):
                raise NotFoundError(f"The attribute {attribute.name!r} is not a primary one.")
            if attribute.id in found:
                raise ConflictError(f"The primary value {attribute.name!r} is given twice.")
            found[attribute.id] = each["Value"]
        lacking = [each.name for each in self.primaries if found and each.id not in found]
        if lacking:
            raise ConflictError(f"The primary values lack {', '.join(lacking)}.")
        return found

    def key(self, primary: Mapping[str, str]) -> str:
        """The key of primary values."""
        if not primary:
            return DEFAULT
        pairs = [
            [each.id, canonical(primary[each.id], each.body["ValueType"], _rules(each))]
            for each in sorted(self.primaries, key=lambda each: each.id)
        ]
        return orjson.dumps(pairs).decode()

    def record(self, primary: Mapping[str, str]) -> StoredResource | None:
        """The record of primary values; the default record where there are none."""
        return self._find(self.key(primary))

    def _find(self, key: str) -> StoredResource | None:
        table = self.row
        return resources.find(self.connection, table.instance, RECORD, key, parent=table.id)

    def records(self) -> list[StoredResource]:
        """All records, the default record first and then the oldest ones."""
        table = self.row
        found = resources.page(self.connection, table.instance, RECORD, parent=table.id)
        return sorted(found, key=lambda each: (each.name != DEFAULT, each.created, each.id))

    def create_record(self, primary: Mapping[str, str]) -> StoredResource:
        """A new record of primary values, each of which its attribute accepts.

        Raises:
            ConflictError: A primary value breaks the rules of its attribute.
        """
        self.check_primary(primary)
        return _create_record(self.connection, self.row, self.key(primary), primary)

    def check_primary(self, primary: Mapping[str, str]) -> None:
        """Go on only if attributes accept their primary values.

        Raises:
            ConflictError: One does not.
        """
        for each in self.primaries if primary else ():
            wrong = problem(primary[each.id], each.body["ValueType"], _rules(each))
            if wrong:
                raise ConflictError(f"The primary value {each.name!r}: {wrong}")

    def evaluate(self, record: StoredResource | None, attribute: StoredResource) -> Evaluated:
        """What an attribute of a record reads."""
        default = self._find(DEFAULT)
        error = False
        for each in (record, default):
            if each is None:
                continue
            value = value_of(each, attribute)
            if value is not None and _fits(value, attribute):
                return Evaluated(value, found=True, error=False, record=each.id)
            error = error or value is not None
        owner = record or default or self.row
        return Evaluated("", found=False, error=error, record=owner.id)

    def rekey(self) -> None:
        """Keep every record under the key that its primary values have now.

        A record takes the value of an attribute that has become primary from its other values, or
        the type's empty value; a value that is not primary any more is a value like others.

        Raises:
            ConflictError: Two records would have the same primary values.
        """
        seen: set[str] = set()
        for record in self.records():
            if record.name == DEFAULT:
                continue
            body = self._regrouped(record.body)
            key = self.key(body["Primary"])
            if key in seen:
                raise ConflictError("Two records would have the same primary values.")
            seen.add(key)
            if (key, body) != (record.name, record.body):
                resources.change(self.connection, record, name=key, body=body)

    def _regrouped(self, body: Mapping[str, Any]) -> dict[str, Any]:
        known = {each.id for each in self.attributes}
        values = {name: each for name, each in body["Values"].items() if name in known}
        primary = {}
        for each in self.primaries:
            old = values.pop(each.id, {}).get("Value", empty(each.body["ValueType"]))
            primary[each.id] = body["Primary"].get(each.id, old)
        for name, value in body["Primary"].items():
            if name in known and name not in primary:
                values[name] = {"Value": value, "Lock": lock(), "Modified": time.time()}
        return {**body, "Primary": primary, "Values": values}


def _rules(attribute: StoredResource) -> Mapping[str, Any]:
    return attribute.body.get("Validation") or {}


def _fits(value: str, attribute: StoredResource) -> bool:
    """Whether a value is of the attribute's type; newer validations leave older values alone."""
    return not problem(value, attribute.body["ValueType"], {})


def value_of(record: StoredResource, attribute: StoredResource) -> str | None:
    """The value that a record has for an attribute, which may be a primary one; None for none."""
    primary = record.body["Primary"].get(attribute.id)
    if primary is not None:
        return str(primary)
    found = record.body["Values"].get(attribute.id)
    return None if found is None else str(found["Value"])


def open_table(connection: Connection, instance: str, name: str) -> OpenTable:
    """The table of an id, with its attributes in the order in which they were created.

    Raises:
        NotFoundError: The instance has none such.
    """
    row = resources.get(connection, instance, TABLE, name)
    found = resources.page(connection, instance, ATTRIBUTE, parent=row.id)
    return OpenTable(connection, row, sorted(found, key=lambda each: (each.created, each.id)))
