"""What data tables of an instance answer in a simulated call.

Source of the form: the page of the Data Table block in the administrator guide. What a call writes
is checked as the block checks it, and not kept: a simulated call changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from flowport.errors import ConflictError, NotFoundError
from flowport.simulate import Answer
from flowport.simulate.questions import QuestionKind
from flowport.store.data_tables import DEFAULT, open_table, value_of
from flowport.store.table_values import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    from flowport.simulate import Call, Question
    from flowport.store.data_tables import OpenTable
    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource

__all__ = ["Tables"]

_Json: TypeAlias = "dict[str, Any]"
_ERROR = "NoMatchingError"


@dataclass(frozen=True, slots=True)
class Tables:
    """A world that knows the data tables of an instance, as they are when a block reads them."""

    connection: Connection
    instance: InstanceRow

    def answer(self, question: Question, call: Call) -> Answer | None:
        """The answer of a table; None for other questions, and for tables that are not here."""
        step = _STEPS.get(question.type)
        if question.kind is not QuestionKind.RESULT or step is None:
            return None
        name = question.subject.rpartition("/")[2].partition(":")[0]
        try:
            table = open_table(self.connection, self.instance.id, name)
        except NotFoundError:
            return None
        try:
            return Answer(value=step(table, question.detail))
        except (ConflictError, NotFoundError) as error:
            call.note(f'"{question.title}": {error}')
            return Answer(_ERROR)


def _entries(value: Any) -> list[_Json]:
    """The objects in a list; none where a document has something else."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _record(
    table: OpenTable, given: Any, name: str
) -> tuple[Mapping[str, str], StoredResource | None]:
    """Primary values as the table has them, and their record."""
    pairs = [
        {"AttributeName": str(each.get(name, "")), "Value": str(each.get("Value", ""))}
        for each in _entries(given)
    ]
    primary = table.primary_of(pairs)
    return primary, table.record(primary)


def _evaluate(table: OpenTable, detail: _Json) -> _Json:
    """The values of each query by name; what is not found, and lists, read empty."""
    found: _Json = {}
    for query in _entries(detail.get("Queries")):
        record = _record(table, query.get("PrimaryValues"), "AttributeName")[1]
        values = found.setdefault(str(query.get("QueryName", "")), {})
        names = query.get("Attributes")
        for name in names if isinstance(names, list) else ():
            attribute = table.attribute(str(name))
            if not attribute.body["ValueType"].endswith("_LIST"):
                values[attribute.name] = table.evaluate(record, attribute).value
    return found


def _list(table: OpenTable, detail: _Json) -> _Json:
    """Whole records by group; without groups all, under ``default``."""
    groups: _Json = {}
    for group in _entries(detail.get("PrimaryKeyGroups")):
        record = _record(table, group.get("PrimaryValues"), "Name")[1]
        name = str(group.get("PrimaryKeyGroupName", ""))
        groups[name] = [] if record is None else [_row(table, record)]
    if not groups:
        groups["default"] = [_row(table, each) for each in table.records() if each.name != DEFAULT]
    result = {
        "dataTableId": table.row.id,
        "lockVersion": {"dataTable": table.row.body["Lock"]},
        "primaryKeyGroups": groups,
    }
    return {"ResultData": result}


def _row(table: OpenTable, record: StoredResource) -> _Json:
    rows: _Json = {"primaryKeys": [], "attributes": []}
    for each in table.attributes:
        value = value_of(record, each)
        part = "primaryKeys" if each.body.get("Primary") else "attributes"
        if value is not None:
            rows[part].append({"attributeName": each.name, "attributeValue": value})
    return rows


def _write(table: OpenTable, detail: _Json) -> _Json:
    """Go on only if every value of the block could be written."""
    for group in _entries(detail.get("DataTableUpsertAttributes")):
        table.check_primary(_record(table, group.get("PrimaryValues"), "Name")[0])
        for each in _entries(group.get("Attributes")):
            attribute = table.attribute(str(each.get("Name", "")))
            rules = attribute.body.get("Validation") or {}
            wrong = problem(str(each.get("Value", "")), attribute.body["ValueType"], rules)
            if wrong and not each.get("UseDefaultValue"):
                raise ConflictError(wrong)
    return {}


_STEPS: Mapping[str, Callable[[OpenTable, _Json], _Json]] = {
    "EvaluateDataTableValues": _evaluate,
    "ListDataTableValues": _list,
    "UpsertDataTableValues": _write,
}
