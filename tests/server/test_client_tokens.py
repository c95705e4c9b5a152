"""Client tokens: a retry is answered as the first try was."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

from serving import Served, module_content


@pytest.fixture
def module(served: Served) -> dict[str, Any]:
    """What a module is made from, with a token."""
    name = uuid.uuid4().hex
    return {
        "InstanceId": served.instance,
        "Name": name,
        "Content": module_content(),
        "ClientToken": name,
    }


def test_retry_is_answered_as_the_first_try(connect: Any, module: dict[str, Any]) -> None:
    """The same token and parameters give the same ids, where the name alone would be taken."""
    first = connect.create_contact_flow_module(**module)

    again = connect.create_contact_flow_module(**module)

    assert (again["Id"], again["Arn"]) == (first["Id"], first["Arn"])


def test_retry_makes_nothing(served: Served, connect: Any, module: dict[str, Any]) -> None:
    """A retry leaves one module of the name."""
    connect.create_contact_flow_module(**module)
    connect.create_contact_flow_module(**module)

    pages = connect.get_paginator("list_contact_flow_modules").paginate(InstanceId=served.instance)
    names = [row["Name"] for page in pages for row in page["ContactFlowModulesSummaryList"]]

    assert names.count(module["Name"]) == 1


def test_token_of_another_call_is_refused(connect: Any, module: dict[str, Any]) -> None:
    """Other parameters under the same token answer Idempotency, 409."""
    connect.create_contact_flow_module(**module)

    with pytest.raises(ClientError) as caught:
        connect.create_contact_flow_module(**{**module, "Description": "another"})

    answer = caught.value.response
    assert answer["Error"]["Code"] == "IdempotencyException"
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 409


def test_failed_try_may_be_repeated(connect: Any, module: dict[str, Any]) -> None:
    """A token whose call was refused is free: nothing was done under it."""
    with pytest.raises(ClientError):
        connect.create_contact_flow_module(**{**module, "Content": "{}"})

    made = connect.create_contact_flow_module(**module)

    assert made["Id"]
