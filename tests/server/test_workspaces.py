"""Workspaces with their pages, logos and people."""

from __future__ import annotations

import base64
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from serving import Served


@pytest.fixture
def workspace(connect: Any, served: Served) -> dict[str, str]:
    """A new workspace, as the parameters that name it."""
    made = connect.create_workspace(InstanceId=served.instance, Name=uuid.uuid4().hex)
    return {"InstanceId": served.instance, "WorkspaceId": made["WorkspaceId"]}


@pytest.fixture(scope="module")
def view(connect: Any, served: Served) -> str:
    """The ARN of a view."""
    made = connect.create_view(
        InstanceId=served.instance,
        Name=uuid.uuid4().hex,
        Status="PUBLISHED",
        Content={"Template": "{}", "Actions": ["Done"]},
    )
    return str(made["View"]["Arn"])


def test_updates_set_what_they_name(connect: Any, workspace: dict[str, str]) -> None:
    """Metadata, theme and visibility are set apart, and a theme that is left out is removed."""
    theme = {"Light": {"Palette": {"Header": {"Background": "#fff"}}}}
    connect.update_workspace_metadata(**workspace, Name="set apart", Title="Agents")
    connect.update_workspace_theme(**workspace, Theme=theme)
    connect.update_workspace_visibility(**workspace, Visibility="ALL")
    found = connect.describe_workspace(**workspace)["Workspace"]
    connect.update_workspace_theme(**workspace)

    assert (found["Name"], found["Title"], found["Visibility"]) == ("set apart", "Agents", "ALL")
    assert found["Theme"] == theme
    assert "Theme" not in connect.describe_workspace(**workspace)["Workspace"]


def test_name_is_unique(connect: Any, workspace: dict[str, str]) -> None:
    """Two workspaces of one name are refused."""
    name = connect.describe_workspace(**workspace)["Workspace"]["Name"]
    with pytest.raises(ClientError, match="DuplicateResourceException"):
        connect.create_workspace(InstanceId=workspace["InstanceId"], Name=name)


def test_workspace_is_listed_and_found(connect: Any, workspace: dict[str, str]) -> None:
    """A list and a search by name give the workspace."""
    where = {"InstanceId": workspace["InstanceId"]}
    name = connect.describe_workspace(**workspace)["Workspace"]["Name"]
    condition = {"FieldName": "name", "Value": name, "ComparisonType": "EXACT"}
    listed = connect.list_workspaces(**where)["WorkspaceSummaryList"]
    found = connect.search_workspaces(**where, SearchCriteria={"StringCondition": condition})

    assert workspace["WorkspaceId"] in {each["Id"] for each in listed}
    assert [each["Id"] for each in found["Workspaces"]] == [workspace["WorkspaceId"]]


def test_pages_are_kept(connect: Any, workspace: dict[str, str], view: str) -> None:
    """A page is created, renamed, listed with what it shows, and deleted."""
    connect.create_workspace_page(**workspace, Page="HOME", ResourceArn=view)
    connect.create_workspace_page(
        **workspace, Page="calls", ResourceArn=f"{view}:$LATEST", Slug="calls", InputData="{}"
    )
    connect.update_workspace_page(**workspace, Page="calls", NewPage="voice", Slug="voice")
    connect.delete_workspace_page(**workspace, Page="HOME")

    assert connect.list_workspace_pages(**workspace)["WorkspacePageList"] == [
        {"Page": "voice", "ResourceArn": f"{view}:$LATEST", "Slug": "voice", "InputData": "{}"}
    ]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"Page": "taken"}, "DuplicateResourceException"),
        ({"Slug": "taken"}, "ResourceConflictException"),
        ({"Page": "aws:own"}, "InvalidParameterException"),
        ({"InputData": "{"}, "InvalidParameterException"),
        ({"ResourceArn": "x"}, "InvalidParameterException"),
        ({"ResourceArn": "gone"}, "ResourceNotFoundException"),
    ],
)
def test_page_that_can_not_be_is_refused(
    connect: Any, workspace: dict[str, str], view: str, wrong: dict[str, str], error: str
) -> None:
    """A name or slug that is taken, a reserved name, and what is not JSON or not a view."""
    if wrong.get("ResourceArn") == "gone":
        wrong = {"ResourceArn": view[:-1] + ("0" if view[-1] != "0" else "1")}
    connect.create_workspace_page(**workspace, Page="taken", ResourceArn=view, Slug="taken")
    with pytest.raises(ClientError, match=error):
        connect.create_workspace_page(**workspace, **{"Page": "new", "ResourceArn": view, **wrong})


def test_view_of_aws_may_be_shown(connect: Any, workspace: dict[str, str]) -> None:
    """A view that AWS manages is in no instance."""
    arn = "arn:aws:connect:eu-central-1:aws:view/form:1"
    connect.create_workspace_page(**workspace, Page="form", ResourceArn=arn)

    pages = connect.list_workspace_pages(**workspace)["WorkspacePageList"]
    assert [each["ResourceArn"] for each in pages] == [arn]


def test_logo_is_replaced_and_deleted(connect: Any, workspace: dict[str, str]) -> None:
    """A workspace has one medium of each type."""
    kind = {"MediaType": "IMAGE_LOGO_LIGHT_FAVICON"}
    first, second = (base64.b64encode(each).decode() for each in (b"first", b"second"))
    for source in (first, second):
        connect.import_workspace_media(**workspace, **kind, MediaSource=source)
    found = connect.list_workspace_media(**workspace)["Media"]
    connect.delete_workspace_media(**workspace, **kind)

    assert found == [{"Type": kind["MediaType"], "Source": second}]
    assert connect.list_workspace_media(**workspace)["Media"] == []


def test_logo_must_be_an_image(connect: Any, workspace: dict[str, str]) -> None:
    """What is neither a URL nor base64 is refused."""
    with pytest.raises(ClientError, match=r"InvalidParameterException.*MediaSource"):
        connect.import_workspace_media(
            **workspace, MediaType="IMAGE_LOGO_LIGHT_FAVICON", MediaSource="not base64!"
        )


def test_batch_says_what_failed(connect: Any, served: Served, workspace: dict[str, str]) -> None:
    """A user is associated once; an ARN of nothing, or twice, fails by itself."""
    where = {"InstanceId": served.instance}
    user = connect.describe_user(**where, UserId=served.admin)["User"]["Arn"]
    gone = f"{served.arn}/queue/{uuid.uuid4()}"
    done = connect.associate_workspace(**workspace, ResourceArns=[user, gone])
    again = connect.associate_workspace(**workspace, ResourceArns=[user])

    assert done["SuccessfulList"] == [{"ResourceArn": user}]
    assert [(each["ResourceArn"], each["ErrorCode"]) for each in done["FailedList"]] == [
        (gone, "404")
    ]
    assert [each["ErrorCode"] for each in again["FailedList"]] == ["409"]


def test_associations_are_found(connect: Any, served: Served, workspace: dict[str, str]) -> None:
    """A search gives what is associated, until it is not any more."""
    where = {"InstanceId": served.instance}
    profile = connect.list_routing_profiles(**where)["RoutingProfileSummaryList"][0]
    condition = {
        "FieldName": "WorkspaceId",
        "Value": workspace["WorkspaceId"],
        "ComparisonType": "EXACT",
    }
    search = {**where, "SearchCriteria": {"StringCondition": condition}}
    connect.associate_workspace(**workspace, ResourceArns=[profile["Arn"]])
    found = connect.search_workspace_associations(**search)["WorkspaceAssociations"]
    connect.disassociate_workspace(**workspace, ResourceArns=[profile["Arn"]])

    assert [(each["ResourceType"], each["ResourceName"]) for each in found] == [
        ("ROUTING_PROFILE", profile["Name"])
    ]
    assert connect.search_workspace_associations(**search)["WorkspaceAssociations"] == []


def test_deleted_workspace_takes_its_parts_along(
    connect: Any, workspace: dict[str, str], view: str
) -> None:
    """Nothing of a deleted workspace is found."""
    connect.create_workspace_page(**workspace, Page="HOME", ResourceArn=view)
    connect.delete_workspace(**workspace)

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        connect.list_workspace_pages(**workspace)
