"""The AWS command line against the server, with signatures on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from serving import REGION, Served, content

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def aws(served: Served, tmp_path: Path) -> Callable[..., Any]:
    """A function that runs ``aws connect`` and gives what it prints, read as JSON."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "AWS_ACCESS_KEY_ID": served.key.id,
        "AWS_SECRET_ACCESS_KEY": served.key.secret,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL_CONNECT": served.url,
        "AWS_MAX_ATTEMPTS": "1",
    }

    def run(operation: str, **params: str) -> Any:
        named = [
            part
            for name, value in params.items()
            for part in (f"--{name.replace('_', '-')}", value)
        ]
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "awscli", "connect", operation, *named],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None

    return run


def test_aws_cli_keeps_a_flow(served: Served, aws: Callable[..., Any]) -> None:
    """It creates, describes by ARN, updates, publishes a version, tags, lists and deletes."""
    name = uuid.uuid4().hex
    where = {"instance_id": served.instance}
    made = aws("create-contact-flow", **where, name=name, type="CONTACT_FLOW", content=content())
    key = {**where, "contact_flow_id": made["ContactFlowArn"]}
    aws("update-contact-flow-content", **key, content=content({"Text": "Bye."}))
    version = aws("create-contact-flow-version", **key)["Version"]
    aws("tag-resource", resource_arn=made["ContactFlowArn"], tags="team=a")

    found = aws("describe-contact-flow", **key)["ContactFlow"]
    every = aws("list-contact-flows", **where, page_size="3")["ContactFlowSummaryList"]
    aws("delete-contact-flow", **key)

    assert (json.loads(found["Content"])["Actions"][0]["Parameters"]["Text"], version) == (
        "Bye.",
        1,
    )
    assert found["Tags"] == {"team": "a"}
    assert name in {each["Name"] for each in every}


def test_aws_cli_searches_modules(served: Served, aws: Callable[..., Any]) -> None:
    """It makes a module and finds it by its name."""
    text = content().replace('"Metadata": {}', '"Metadata": {}, "Settings": {}')
    text = text.replace("DisconnectParticipant", "EndFlowModuleExecution")
    name = uuid.uuid4().hex
    aws("create-contact-flow-module", instance_id=served.instance, name=name, content=text)
    condition = {"FieldName": "name", "Value": name, "ComparisonType": "EXACT"}

    found = aws(
        "search-contact-flow-modules",
        instance_id=served.instance,
        search_criteria=json.dumps({"StringCondition": condition}),
    )

    assert [each["Name"] for each in found["ContactFlowModules"]] == [name]


#: What a backup tool deletes from a description before it creates from it.
_APART = frozenset(
    {
        "HoursOfOperationArn",
        "HoursOfOperationId",
        "LastModifiedRegion",
        "LastModifiedTime",
        "QueueArn",
        "QueueId",
        "Status",
    }
)


@pytest.mark.slow
def test_aws_cli_restores_what_it_described(
    served: Served, aws: Callable[..., Any], tmp_path: Path
) -> None:
    """Hours and a queue, described by ARN, are inputs of creates with their ARNs as they are."""
    where = {"instance_id": served.arn}
    hours = aws("list-hours-of-operations", **where)["HoursOfOperationSummaryList"][0]["Arn"]
    made = aws("create-queue", **where, name=uuid.uuid4().hex, hours_of_operation_id=hours)
    saved = {
        "hours-of-operation": aws(
            "describe-hours-of-operation", **where, hours_of_operation_id=hours
        )["HoursOfOperation"],
        "queue": aws("describe-queue", **where, queue_id=made["QueueArn"])["Queue"],
    }
    restored = {}
    for kind, found in saved.items():
        kept = {name: each for name, each in found.items() if name not in _APART}
        given = {**kept, "Name": uuid.uuid4().hex, "InstanceId": served.arn}
        if kind == "queue":
            given["HoursOfOperationId"] = hours
        file = tmp_path / f"{kind}.json"
        file.write_text(json.dumps(given), encoding="utf-8")
        restored[kind] = (given, aws(f"create-{kind}", cli_input_json=f"file://{file}"))
    given, answer = restored["queue"]
    found = aws("describe-queue", **where, queue_id=answer["QueueArn"])["Queue"]

    assert (found["Name"], found["HoursOfOperationId"]) == (
        given["Name"],
        saved["queue"]["HoursOfOperationId"],
    )
