"""Flows over the API: what boto3 sees of creating, reading, changing and deleting them."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

from serving import Served, content, module_content


@pytest.fixture
def flow(served: Served, connect: Any) -> Any:
    """A published flow of its own."""
    return connect.create_contact_flow(
        InstanceId=served.instance, Name=str(uuid.uuid4()), Type="CONTACT_FLOW", Content=content()
    )


def refusal(call: Any, **params: Any) -> dict[str, Any]:
    """The error that a call is answered with: code, status, and the whole answer."""
    with pytest.raises(ClientError) as caught:
        call(**params)
    answer: dict[str, Any] = dict(caught.value.response)
    return answer


def code(answer: dict[str, Any]) -> tuple[str, int]:
    """An error answer's name and HTTP status."""
    return answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]


def test_content_comes_back_byte_for_byte(served: Served, connect: Any, flow: Any) -> None:
    """What was created is what a describe gives."""
    found = connect.describe_contact_flow(
        InstanceId=served.instance, ContactFlowId=flow["ContactFlowId"]
    )

    assert found["ContactFlow"]["Content"] == content()


def test_hash_is_of_the_content(flow: Any) -> None:
    """A create answers the SHA-256 of what it published."""
    assert flow["FlowContentSha256"] == hashlib.sha256(content().encode()).hexdigest()


def test_arn_finds_the_flow(served: Served, connect: Any, flow: Any) -> None:
    """A percent-encoded ARN in the path names the flow as well as its id."""
    found = connect.describe_contact_flow(
        InstanceId=served.instance, ContactFlowId=flow["ContactFlowArn"]
    )

    assert found["ContactFlow"]["Id"] == flow["ContactFlowId"]


def test_saved_content_leaves_the_published_alone(served: Served, connect: Any, flow: Any) -> None:
    """An update of ``:$SAVED`` is not what callers hear."""
    where = {"InstanceId": served.instance}
    draft = f"{flow['ContactFlowArn']}:$SAVED"
    connect.update_contact_flow_content(**where, ContactFlowId=draft, Content='{"not": "yet"}')

    found = connect.describe_contact_flow(**where, ContactFlowId=flow["ContactFlowId"])

    assert found["ContactFlow"]["Content"] == content()


def test_saved_content_is_read_by_its_qualifier(served: Served, connect: Any, flow: Any) -> None:
    """A describe of ``:$SAVED`` gives the draft and says so."""
    where = {"InstanceId": served.instance}
    draft = f"{flow['ContactFlowId']}:$SAVED"
    connect.update_contact_flow_content(**where, ContactFlowId=draft, Content='{"not": "yet"}')

    found = connect.describe_contact_flow(**where, ContactFlowId=draft)["ContactFlow"]

    assert (found["Content"], found["Status"]) == ('{"not": "yet"}', "SAVED")


def test_never_published_is_not_found(served: Served, connect: Any) -> None:
    """The plain id of a flow that was only saved answers ContactFlowNotPublished, 404."""
    made = connect.create_contact_flow(
        InstanceId=served.instance,
        Name=str(uuid.uuid4()),
        Type="CONTACT_FLOW",
        Content="{}",
        Status="SAVED",
    )

    answer = refusal(
        connect.describe_contact_flow,
        InstanceId=served.instance,
        ContactFlowId=made["ContactFlowId"],
    )

    assert code(answer) == ("ContactFlowNotPublishedException", 404)


def test_bad_content_is_refused_with_its_problems(served: Served, connect: Any, flow: Any) -> None:
    """Publishing a content with a branch to nowhere answers the problems, and changes nothing."""
    where = {"InstanceId": served.instance, "ContactFlowId": flow["ContactFlowId"]}
    bad = content().replace('"NextAction": "end"', '"NextAction": "gone"', 1)

    answer = refusal(connect.update_contact_flow_content, **where, Content=bad)

    assert code(answer) == ("InvalidContactFlowException", 400)
    assert answer["problems"][0]["message"].startswith("Invalid Action property value. Path: Act")
    found = connect.describe_contact_flow(**where)
    assert found["ContactFlow"]["Content"] == content()


def test_dangling_reference_is_refused(served: Served, connect: Any) -> None:
    """A prompt that the instance does not have can't be published."""
    prompt = f"{served.arn}/prompt/{uuid.uuid4()}"

    answer = refusal(
        connect.create_contact_flow,
        InstanceId=served.instance,
        Name=str(uuid.uuid4()),
        Type="CONTACT_FLOW",
        Content=content({"PromptId": prompt}),
    )

    assert "Parameters.PromptId" in answer["problems"][0]["message"]


def test_name_is_taken_once(served: Served, connect: Any) -> None:
    """A second flow of a name answers DuplicateResource, 409."""
    answer = refusal(
        connect.create_contact_flow,
        InstanceId=served.instance,
        Name="Default customer queue",
        Type="CUSTOMER_QUEUE",
        Content=content(),
    )

    assert code(answer) == ("DuplicateResourceException", 409)


def test_default_flows_stay(served: Served, connect: Any) -> None:
    """A default flow can't be deleted."""
    every = connect.list_contact_flows(InstanceId=served.instance)["ContactFlowSummaryList"]
    default = next(each for each in every if each["Name"] == "Default agent hold")

    answer = refusal(
        connect.delete_contact_flow, InstanceId=served.instance, ContactFlowId=default["Id"]
    )

    assert code(answer) == ("AccessDeniedException", 403)


def test_pages_give_every_flow_once(served: Served, connect: Any, flow: Any) -> None:
    """Pages of two list what one page lists."""
    pages = connect.get_paginator("list_contact_flows").paginate(
        InstanceId=served.instance, PaginationConfig={"PageSize": 2}
    )
    paged = [each["Id"] for page in pages for each in page["ContactFlowSummaryList"]]

    whole = connect.list_contact_flows(InstanceId=served.instance, MaxResults=1000)

    assert paged == [each["Id"] for each in whole["ContactFlowSummaryList"]]
    assert flow["ContactFlowId"] in paged


def test_token_of_another_list_is_refused(served: Served, connect: Any) -> None:
    """A page token belongs to one operation and filter."""
    page = connect.list_contact_flows(InstanceId=served.instance, MaxResults=1)

    answer = refusal(
        connect.list_contact_flows,
        InstanceId=served.instance,
        ContactFlowTypes=["CAMPAIGN"],
        NextToken=page["NextToken"],
    )

    assert code(answer) == ("InvalidParameterException", 400)


def test_search_finds_by_tag_and_name(served: Served, connect: Any) -> None:
    """Search criteria and tag filters must both be met."""
    mark = str(uuid.uuid4())
    for name in ("one", "two"):
        connect.create_contact_flow(
            InstanceId=served.instance,
            Name=f"{name} {mark}",
            Type="CONTACT_FLOW",
            Content=content(),
            Tags={"mark": mark},
        )

    found = connect.search_contact_flows(
        InstanceId=served.instance,
        SearchCriteria={
            "StringCondition": {
                "FieldName": "name",
                "Value": "two",
                "ComparisonType": "STARTS_WITH",
            }
        },
        SearchFilter={"TagFilter": {"TagCondition": {"TagKey": "mark", "TagValue": mark}}},
    )

    assert [each["Name"] for each in found["ContactFlows"]] == [f"two {mark}"]


def test_deleted_flow_is_gone(served: Served, connect: Any, flow: Any) -> None:
    """After a delete, a describe answers ResourceNotFound."""
    where = {"InstanceId": served.instance, "ContactFlowId": flow["ContactFlowId"]}
    connect.delete_contact_flow(**where)

    answer = refusal(connect.describe_contact_flow, **where)

    assert code(answer) == ("ResourceNotFoundException", 404)


def test_module_status_is_lower_case(served: Served, connect: Any) -> None:
    """A module says ``published`` as the live service does, not as its enum does."""
    made = connect.create_contact_flow_module(
        InstanceId=served.instance, Name=str(uuid.uuid4()), Content=module_content()
    )

    found = connect.describe_contact_flow_module(
        InstanceId=served.instance, ContactFlowModuleId=made["Id"]
    )

    assert found["ContactFlowModule"]["Status"] == "published"
