"""Views and evaluation forms: versions of their own, and the views of AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from serving import Served


def test_view_versions_stay(served: Served, connect: Any) -> None:
    """A version of a view keeps its content when the view changes."""
    where = {"InstanceId": served.instance}
    view = connect.create_view(
        **where, Name="v", Status="PUBLISHED", Content={"Template": "1", "Actions": []}
    )["View"]["Id"]
    connect.create_view_version(**where, ViewId=view)
    connect.update_view_content(
        **where, ViewId=view, Status="PUBLISHED", Content={"Template": "2", "Actions": []}
    )

    first = connect.describe_view(**where, ViewId=f"{view}:1")["View"]["Content"]
    latest = connect.describe_view(**where, ViewId=f"{view}:$LATEST")["View"]["Content"]

    assert (first["Template"], latest["Template"]) == ("1", "2")


def test_evaluation_form_versions_stay(served: Served, connect: Any) -> None:
    """A new version leaves the old one as it was; one of them is active."""
    where = {"InstanceId": served.instance}
    items = [{"Section": {"Title": "s", "RefId": "r", "Items": []}}]
    form = connect.create_evaluation_form(**where, Title="One", Items=items)["EvaluationFormId"]
    key = {**where, "EvaluationFormId": form}
    connect.activate_evaluation_form(**key, EvaluationFormVersion=1)
    connect.update_evaluation_form(
        **key, EvaluationFormVersion=1, CreateNewVersion=True, Title="Two", Items=items
    )

    first = connect.describe_evaluation_form(**key, EvaluationFormVersion=1)["EvaluationForm"]
    second = connect.describe_evaluation_form(**key)["EvaluationForm"]

    assert (first["Title"], first["Status"]) == ("One", "ACTIVE")
    assert (second["Title"], second["Status"]) == ("Two", "DRAFT")


@pytest.mark.parametrize("number", [1, 2])
def test_evaluation_form_loses_one_version(served: Served, connect: Any, number: int) -> None:
    """Deleting a version by its number keeps the other, and forgets an active one."""
    where = {"InstanceId": served.instance}
    items = [{"Section": {"Title": "s", "RefId": "r", "Items": []}}]
    form = connect.create_evaluation_form(**where, Title="One", Items=items)["EvaluationFormId"]
    key = {**where, "EvaluationFormId": form}
    connect.update_evaluation_form(
        **key, EvaluationFormVersion=1, CreateNewVersion=True, Title="Two", Items=items
    )
    connect.activate_evaluation_form(**key, EvaluationFormVersion=number)

    connect.delete_evaluation_form(**key, EvaluationFormVersion=number)

    left = connect.list_evaluation_form_versions(**key)["EvaluationFormVersionSummaryList"]
    forms = connect.list_evaluation_forms(**where)["EvaluationFormSummaryList"]
    mine = next(each for each in forms if each["EvaluationFormId"] == form)
    assert [each["EvaluationFormVersion"] for each in left] == [3 - number]
    assert (mine["LatestVersion"], mine.get("ActiveVersion")) == (3 - number, None)


def test_evaluation_form_goes_with_its_last_version(served: Served, connect: Any) -> None:
    """A form whose only version is deleted is gone."""
    where = {"InstanceId": served.instance}
    items = [{"Section": {"Title": "s", "RefId": "r", "Items": []}}]
    form = connect.create_evaluation_form(**where, Title="One", Items=items)["EvaluationFormId"]

    connect.delete_evaluation_form(**where, EvaluationFormId=form, EvaluationFormVersion=1)

    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.describe_evaluation_form(**where, EvaluationFormId=form)


@pytest.mark.parametrize(("wanted", "there"), [("AWS_MANAGED", True), ("CUSTOMER_MANAGED", False)])
def test_views_of_aws_are_listed(served: Served, connect: Any, wanted: str, there: bool) -> None:
    """AWS's own views are listed, unless only the customer's are asked for."""
    found = connect.list_views(InstanceId=served.instance, Type=wanted)["ViewsSummaryList"]

    listed = {row["Arn"].rpartition(":view/")[2] for row in found}
    assert ("form:1" in listed) is there


@pytest.mark.parametrize("ending", ["", ":1"])
def test_view_of_aws_is_described_by_its_arn(served: Served, connect: Any, ending: str) -> None:
    """AWS's own view is found by its ARN, as a flow names it; version 1 is assumed."""
    arn = "arn:aws:connect:eu-central-1:aws:view/form"

    found = connect.describe_view(InstanceId=served.instance, ViewId=arn + ending)["View"]

    assert (found["Name"], found["Type"], found["Version"]) == ("Form", "AWS_MANAGED", 1)
