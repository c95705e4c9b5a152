"""Data tables: tables, attributes, values and their locks, by boto3."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served


@dataclass(frozen=True)
class Table:
    """A data table and a client that calls it."""

    connect: Any
    instance: str
    id: str
    arn: str

    @property
    def where(self) -> dict[str, str]:
        """The members that name the table, by its ARN."""
        return {"InstanceId": self.instance, "DataTableId": self.arn}

    def attribute(self, name: str, kind: str = "TEXT", **members: Any) -> Any:
        """Create an attribute."""
        return self.connect.create_data_table_attribute(
            **self.where, Name=name, ValueType=kind, **members
        )

    def created(self, city: str, **values: str) -> Any:
        """Create values of a city's record."""
        return self.connect.batch_create_data_table_value(
            **self.where, Values=[entry(city, name, value) for name, value in values.items()]
        )

    def evaluated(self, city: str, *names: str) -> list[tuple[str, bool, bool]]:
        """The values of a record, whether each was found, and whether it is an error."""
        asked = {"PrimaryValues": primary(city), "AttributeNames": list(names)}
        rows = self.connect.evaluate_data_table_values(**self.where, Values=[asked])["Values"]
        return [(each["EvaluatedValue"], each["Found"], each["Error"]) for each in rows]


def primary(city: str) -> list[dict[str, str]]:
    """The primary values of a city's record; none for the default record."""
    return [{"AttributeName": "city", "Value": city}] if city else []


def entry(city: str, name: str, value: str, **more: Any) -> dict[str, Any]:
    """A value of a batch."""
    return {"PrimaryValues": primary(city), "AttributeName": name, "Value": value, **more}


@pytest.fixture
def table_of(connect: Any, served: Served) -> Callable[..., Table]:
    """Makes a table with a primary attribute ``city`` and an attribute ``hours``."""

    def made(level: str = "NONE", **rules: Any) -> Table:
        found = connect.create_data_table(
            InstanceId=served.instance,
            Name=f"t-{uuid.uuid4().hex}",
            TimeZone="Europe/Berlin",
            ValueLockLevel=level,
            Status="PUBLISHED",
            Tags={"team": "a"},
        )
        table = Table(connect, served.instance, found["Id"], found["Arn"])
        table.attribute("city", Primary=True, **rules)
        table.attribute("hours")
        return table

    return made


@pytest.fixture
def table(table_of: Callable[..., Table]) -> Table:
    """A table that locks nothing."""
    return table_of()


@pytest.mark.parametrize("version", ["", ":$LATEST", ":$SAVED"])
def test_table_is_described_as_created(table: Table, version: str) -> None:
    """A table is described by its id or ARN, with or without one of the two version aliases."""
    for name in (table.id, table.arn):
        found = table.connect.describe_data_table(
            InstanceId=table.instance, DataTableId=name + version
        )["DataTable"]

        assert (found["Arn"], found["ValueLockLevel"], found["Status"], found["Tags"]) == (
            table.arn,
            "NONE",
            "PUBLISHED",
            {"team": "a"},
        )


def test_table_is_listed_and_searched(table: Table) -> None:
    """A table is in the list, and found by its name and by its tags."""
    name = table.connect.describe_data_table(**table.where)["DataTable"]["Name"]
    listed = table.connect.list_data_tables(InstanceId=table.instance)["DataTableSummaryList"]
    found = table.connect.search_data_tables(
        InstanceId=table.instance,
        SearchCriteria={
            "StringCondition": {"FieldName": "name", "Value": name, "ComparisonType": "EXACT"}
        },
        SearchFilter={"AttributeFilter": {"TagCondition": {"TagKey": "team", "TagValue": "a"}}},
    )

    assert table.id in {each["Id"] for each in listed}
    assert [each["Id"] for each in found["DataTables"]] == [table.id]


@pytest.mark.parametrize(
    ("members", "error"),
    [
        ({"Name": "AWS:mine"}, "InvalidParameterException"),
        ({"Name": "   "}, "InvalidParameterException"),
        ({"TimeZone": "Nope/Zone"}, "InvalidParameterException"),
        ({"ValueLockLevel": "SOME"}, "InvalidParameterException"),
        ({"Status": "SAVED"}, "InvalidParameterException"),
    ],
)
def test_table_against_the_rules_is_refused(
    connect: Any, served: Served, members: dict[str, str], error: str
) -> None:
    """A reserved or blank name, an unknown zone and unknown words are invalid parameters."""
    valid = {"Name": "valid", "TimeZone": "UTC", "ValueLockLevel": "NONE", "Status": "PUBLISHED"}

    with pytest.raises(ClientError, match=error):
        connect.create_data_table(InstanceId=served.instance, **{**valid, **members})


def test_names_differ_by_more_than_case(table: Table) -> None:
    """A second table or attribute whose name differs by case or spaces alone is refused."""
    name = table.connect.describe_data_table(**table.where)["DataTable"]["Name"]
    same = {"TimeZone": "UTC", "ValueLockLevel": "NONE", "Status": "PUBLISHED"}
    with pytest.raises(ClientError, match="DuplicateResourceException"):
        table.connect.create_data_table(InstanceId=table.instance, Name=f" {name.upper()} ", **same)
    with pytest.raises(ClientError, match="DuplicateResourceException"):
        table.attribute("HOURS")


def test_update_of_metadata_is_no_patch(table: Table) -> None:
    """A description that an update leaves out is gone, and the lock of the table is new."""
    given = {"Name": f"n-{table.id}", "ValueLockLevel": "VALUE", "TimeZone": "UTC"}
    first = table.connect.update_data_table_metadata(**table.where, **given, Description="old")
    second = table.connect.update_data_table_metadata(**table.where, **given)
    found = table.connect.describe_data_table(**table.where)["DataTable"]

    assert "Description" not in found
    assert found["LockVersion"] == second["LockVersion"] != first["LockVersion"]


@pytest.mark.parametrize("version", [":$SAVED", ":3"])
def test_only_the_latest_version_is_deleted(table: Table, version: str) -> None:
    """A delete that names another version than the latest is refused, and deletes nothing."""
    with pytest.raises(ClientError, match="InvalidRequestException"):
        table.connect.delete_data_table(InstanceId=table.instance, DataTableId=table.id + version)

    assert table.connect.describe_data_table(**table.where)["DataTable"]["Id"] == table.id


def test_deleted_table_takes_everything_with_it(table: Table) -> None:
    """After a delete there is no table, no attribute and no value."""
    table.created("Bonn", hours="9-17")
    table.connect.delete_data_table(**table.where)

    for call in ("describe_data_table", "list_data_table_values", "list_data_table_attributes"):
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            getattr(table.connect, call)(**table.where)


def test_attribute_is_described_as_created(table: Table) -> None:
    """An attribute has its members, its table, and the lock version that its create answered."""
    rules = {"Minimum": 1.0, "Maximum": 9.0}
    made = table.attribute(" floors ", "NUMBER", Validation=rules, Description="How high")
    found = table.connect.describe_data_table_attribute(**table.where, AttributeName="floors")
    by_id = table.connect.list_data_table_attributes(
        **table.where, AttributeIds=[made["AttributeId"]]
    )["Attributes"]

    attribute = found["Attribute"]
    assert (made["Name"], attribute["Validation"]) == ("floors", rules)
    assert (attribute["DataTableArn"], attribute["Primary"]) == (table.arn, False)
    assert attribute["LockVersion"] == made["LockVersion"]
    assert by_id == [attribute]


def test_values_are_read_back(table: Table) -> None:
    """Created values are described, listed and evaluated, with the primary values of the record."""
    made = table.created("Bonn", hours="9-17")["Successful"][0]
    asked = [{"PrimaryValues": primary("Bonn"), "AttributeName": "hours"}]
    described = table.connect.batch_describe_data_table_value(**table.where, Values=asked)
    listed = table.connect.list_data_table_values(**table.where)["Values"]
    records = table.connect.list_data_table_primary_values(**table.where)["PrimaryValuesList"]

    found = described["Successful"][0]
    assert (found["Value"], found["LockVersion"]) == ("9-17", made["LockVersion"])
    assert [(each["RecordId"], each["Value"]) for each in listed] == [(made["RecordId"], "9-17")]
    assert [each["RecordId"] for each in records] == [made["RecordId"]]
    assert table.evaluated("Bonn", "hours") == [("9-17", True, False)]


def test_default_value_is_read_where_a_record_has_none(table: Table) -> None:
    """The default record's value is that of records without one, and of no record at all."""
    table.created("", hours="always")
    table.created("Bonn", hours="9-17")

    found = [table.evaluated(city, "hours")[0][0] for city in ("Bonn", "Ulm", "")]
    assert found == ["9-17", "always", "always"]


def test_value_of_nothing_is_not_found(table: Table) -> None:
    """An evaluation of a value that nobody created is empty and not found, and no error."""
    assert table.evaluated("Ulm", "hours") == [("", False, False)]


def test_batch_answers_what_failed_and_does_the_rest(table: Table) -> None:
    """Entries with unknown attributes, missing primaries and bad values fail, others do not."""
    table.attribute("floors", "NUMBER")
    unknown = {"PrimaryValues": [{"AttributeName": "hours", "Value": "1"}]}
    answer = table.connect.batch_create_data_table_value(
        **table.where,
        Values=[
            entry("Bonn", "floors", "3"),
            entry("Bonn", "floors", "many"),
            entry("Bonn", "nothing", "1"),
            entry("Bonn", "hours", "1", **unknown),
            entry("Bonn", "floors", "4"),
        ],
    )

    assert [each["AttributeName"] for each in answer["Successful"]] == ["floors"]
    assert len(answer["Failed"]) == 4
    assert table.evaluated("Bonn", "floors")[0][0] == "3"


@pytest.mark.parametrize(
    ("level", "member"),
    [
        ("DATA_TABLE", "DataTable"),
        ("PRIMARY_VALUE", "PrimaryValues"),
        ("ATTRIBUTE", "Attribute"),
        ("VALUE", "Value"),
    ],
)
def test_update_requires_the_lock_of_its_level(
    table_of: Callable[..., Table], level: str, member: str
) -> None:
    """An update with the present lock version is done; the same one again is refused."""
    table = table_of(level)
    made = table.created("Bonn", hours="9-17")["Successful"][0]["LockVersion"]
    batch = [entry("Bonn", "hours", "8-16", LockVersion={member: made[member]})]
    first = table.connect.batch_update_data_table_value(**table.where, Values=batch)
    second = table.connect.batch_update_data_table_value(**table.where, Values=batch)

    assert [len(each["Successful"]) for each in (first, second)] == [1, 0]
    assert member in second["Failed"][0]["Message"]


@pytest.mark.parametrize("level", ["DATA_TABLE", "PRIMARY_VALUE", "ATTRIBUTE", "VALUE", "NONE"])
def test_locks_of_a_batch_are_those_before_it(table_of: Callable[..., Table], level: str) -> None:
    """A batch updates several values of one record with the lock versions that were read once."""
    table = table_of(level)
    table.attribute("floors", "NUMBER")
    table.created("Bonn", hours="9-17", floors="3")
    rows = table.connect.list_data_table_values(**table.where)["Values"]
    batch = [
        entry("Bonn", each["AttributeName"], "5", LockVersion=each["LockVersion"]) for each in rows
    ]
    answer = table.connect.batch_update_data_table_value(**table.where, Values=batch)
    read = table.connect.list_data_table_values(**table.where)["Values"]

    assert answer["Failed"] == []
    assert [each["LockVersion"] for each in answer["Successful"]] == [
        each["LockVersion"] for each in read
    ]


def test_record_goes_with_its_last_value(table: Table) -> None:
    """Deleting the only value of a record deletes the record; the default record stays."""
    made = table.created("Bonn", hours="9-17")["Successful"][0]
    gone = {"PrimaryValues": primary("Bonn"), "AttributeName": "hours"}
    answer = table.connect.batch_delete_data_table_value(
        **table.where, Values=[{**gone, "LockVersion": made["LockVersion"]}]
    )
    records = table.connect.list_data_table_primary_values(**table.where)["PrimaryValuesList"]

    assert (len(answer["Successful"]), records) == (1, [])


def test_primary_values_are_unique_as_their_attribute_says(
    table_of: Callable[..., Table],
) -> None:
    """Where case is ignored, another spelling of primary values is the same record."""
    table = table_of("NONE", Validation={"IgnoreCase": True})
    table.created("Bonn", hours="9-17")
    again = table.created("BONN", hours="8-16")

    assert again["Failed"][0]["Message"] == "The value exists already."
    assert table.evaluated("bonn", "hours")[0][0] == "9-17"


def test_record_gets_other_primary_values(table: Table) -> None:
    """A record keeps its values and id under new primary values, which no other record has."""
    made = table.created("Bonn", hours="9-17")["Successful"][0]
    table.created("Ulm", hours="8-16")
    change = {"PrimaryValues": primary("Bonn"), "LockVersion": made["LockVersion"]}
    with pytest.raises(ClientError, match="ConflictException"):
        table.connect.update_data_table_primary_values(
            **table.where, **change, NewPrimaryValues=primary("Ulm")
        )
    table.connect.update_data_table_primary_values(
        **table.where, **change, NewPrimaryValues=primary("Köln")
    )
    values = table.connect.list_data_table_values(**table.where, RecordIds=[made["RecordId"]])

    assert values["Values"][0]["PrimaryValues"][0]["Value"] == "Köln"
    assert table.evaluated("Bonn", "hours") == [("", False, False)]


def test_renamed_attribute_keeps_its_values(table: Table) -> None:
    """Values and primary values stay when attributes get new names."""
    table.created("Bonn", hours="9-17")
    for old, new, first in (("city", "place", True), ("hours", "open", False)):
        table.connect.update_data_table_attribute(
            **table.where, AttributeName=old, Name=new, ValueType="TEXT", Primary=first
        )
    rows = table.connect.list_data_table_values(**table.where)["Values"]

    assert [(each["AttributeName"], each["Value"]) for each in rows] == [("open", "9-17")]
    assert rows[0]["PrimaryValues"][0]["AttributeName"] == "place"


def test_value_of_another_type_is_an_error(table: Table) -> None:
    """A value that does not fit its attribute's new type is kept and evaluates to an error."""
    table.created("Bonn", hours="9-17")
    table.connect.update_data_table_attribute(
        **table.where, AttributeName="hours", Name="hours", ValueType="NUMBER"
    )

    assert table.evaluated("Bonn", "hours") == [("", False, True)]
    assert table.connect.list_data_table_values(**table.where)["Values"][0]["Value"] == "9-17"


def test_new_primary_attribute_is_empty_in_older_records(table: Table) -> None:
    """Older records have the empty value of a new primary attribute."""
    table.created("Bonn", hours="9-17")
    table.attribute("floor", "NUMBER", Primary=True)
    record = table.connect.list_data_table_primary_values(**table.where)["PrimaryValuesList"][0]

    assert [each["Value"] for each in record["PrimaryValues"]] == ["Bonn", "0"]


def test_primary_attribute_that_tells_records_apart_stays(table: Table) -> None:
    """Deleting the attribute that alone tells two records apart is a conflict."""
    table.created("Bonn", hours="9-17")
    table.created("Ulm", hours="9-17")

    with pytest.raises(ClientError, match="ConflictException"):
        table.connect.delete_data_table_attribute(**table.where, AttributeName="city")


def test_pages_of_values_are_the_list(table: Table) -> None:
    """Pages of one value each give every value once, in the order of the whole list."""
    for city in ("Bonn", "Ulm", "Köln"):
        table.created(city, hours=city)
    whole = table.connect.list_data_table_values(**table.where)["Values"]
    pages = table.connect.get_paginator("list_data_table_values").paginate(
        **table.where, PaginationConfig={"PageSize": 1}
    )

    assert [each["Value"] for page in pages for each in page["Values"]] == [
        each["Value"] for each in whole
    ]
    assert len(whole) == 3


def test_values_are_listed_by_primary_values(table: Table) -> None:
    """A filter of primary values gives the records that have one of them."""
    for city in ("Bonn", "Ulm", "Köln"):
        table.created(city, hours=city)
    rows = table.connect.list_data_table_values(
        **table.where,
        PrimaryAttributeValues=[{"AttributeName": "city", "Values": ["Ulm", "Köln"]}],
    )["Values"]

    assert {each["Value"] for each in rows} == {"Ulm", "Köln"}
