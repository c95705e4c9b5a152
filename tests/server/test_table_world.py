"""Data Table blocks in contacts of the local instance: they read the instance's tables."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from simulate.blocks import block, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served

_BONN = [{"AttributeName": "city", "Value": "Bonn"}]


@pytest.fixture(scope="module")
def table(connect: Any, served: Served) -> str:
    """A table with one record, ``Bonn``, and a default value."""
    made = connect.create_data_table(
        InstanceId=served.instance,
        Name="offices",
        TimeZone="UTC",
        ValueLockLevel="NONE",
        Status="PUBLISHED",
    )
    where = {"InstanceId": served.instance, "DataTableId": made["Id"]}
    for name, first in (("city", True), ("hours", False), ("phone", False)):
        connect.create_data_table_attribute(**where, Name=name, ValueType="TEXT", Primary=first)
    connect.batch_create_data_table_value(
        **where,
        Values=[
            {"PrimaryValues": _BONN, "AttributeName": "hours", "Value": "9-17"},
            {"AttributeName": "phone", "Value": "+15550100"},
        ],
    )
    return str(made["Arn"])


@pytest.fixture(scope="module")
def attributes(connect: Any, served: Served) -> Callable[..., dict[str, str]]:
    """What a Data Table block leads to: the attributes of a contact that went through it."""

    def run(type_: str, parameters: dict[str, Any], **read: str) -> dict[str, str]:
        made = flow(
            block("table", type_, parameters, to="set", fails={"NoMatchingError": "failed"}),
            block("set", "UpdateContactAttributes",
                  {"Attributes": {"branch": "success", **read}, "TargetContact": "Current"},
                  to="end", fails={"NoMatchingError": "end"}),
            block("failed", "UpdateContactAttributes",
                  {"Attributes": {"branch": "error"}, "TargetContact": "Current"},
                  to="end", fails={"NoMatchingError": "end"}),
            block("end", "DisconnectParticipant"),
        )  # fmt: skip
        where = {"InstanceId": served.instance}
        entered = connect.create_contact_flow(
            **where, Name=uuid.uuid4().hex, Type="CONTACT_FLOW", Content=made.content()
        )["ContactFlowId"]
        contact = connect.start_chat_contact(
            **where, ContactFlowId=entered, ParticipantDetails={"DisplayName": "Ann"}
        )["ContactId"]
        found = connect.get_contact_attributes(**where, InitialContactId=contact)["Attributes"]
        return {name: value for name, value in found.items() if value}

    return run


@pytest.mark.parametrize(
    ("city", "read"),
    [
        ("Bonn", {"hours": "9-17", "phone": "+15550100"}),
        ("Ulm", {"phone": "+15550100"}),
    ],
)
def test_block_evaluates_values(
    table: str, attributes: Callable[..., dict[str, str]], city: str, read: dict[str, str]
) -> None:
    """A query reads the record's values, the default ones where it has none, and else nothing."""
    query = {
        "QueryName": "office",
        "Attributes": ["hours", "phone"],
        "PrimaryValues": [{"AttributeName": "city", "Value": city}],
    }
    found = attributes(
        "EvaluateDataTableValues",
        {"DataTableId": table, "Queries": [query]},
        hours="$.DataTables.office.hours",
        phone="$.DataTables.office.phone",
    )

    assert found == {"branch": "success", **read}


def test_block_lists_records(table: str, attributes: Callable[..., dict[str, str]]) -> None:
    """A group of a list has the record of its primary values, keys and attributes apart."""
    group = {"PrimaryKeyGroupName": "g", "PrimaryValues": [{"Name": "city", "Value": "Bonn"}]}
    row = "$.DataTableList.ResultData.primaryKeyGroups.g[0]"
    found = attributes(
        "ListDataTableValues",
        {"DataTableId": table, "PrimaryKeyGroups": [group]},
        city=f"{row}.primaryKeys[0].attributeValue",
        hours=f"{row}.attributes[0].attributeValue",
    )

    assert found == {"branch": "success", "city": "Bonn", "hours": "9-17"}


@pytest.mark.parametrize("value", ["10-18", "x" * 1001])
def test_block_writes_what_the_table_accepts(
    table: str, attributes: Callable[..., dict[str, str]], connect: Any, served: Served, value: str
) -> None:
    """A write that the table refuses takes the error branch; no write of a contact is kept."""
    group = {
        "PrimaryKeyGroupName": "g",
        "PrimaryValues": [{"Name": "city", "Value": "Bonn"}],
        "Attributes": [{"Name": "hours", "Value": value}],
    }
    found = attributes(
        "UpsertDataTableValues",
        {"DataTableId": table, "LockVersion": "LATEST", "DataTableUpsertAttributes": [group]},
    )
    kept = connect.list_data_table_values(
        InstanceId=served.instance, DataTableId=table, PrimaryAttributeValues=[]
    )["Values"]

    assert found == {"branch": "success" if len(value) < 1000 else "error"}
    assert "9-17" in [each["Value"] for each in kept]


def test_unknown_attribute_takes_the_error_branch(
    table: str, attributes: Callable[..., dict[str, str]]
) -> None:
    """A query for an attribute that the table lacks fails."""
    query = {"QueryName": "q", "Attributes": ["nothing"], "PrimaryValues": _BONN}

    found = attributes("EvaluateDataTableValues", {"DataTableId": table, "Queries": [query]})
    assert found == {"branch": "error"}
