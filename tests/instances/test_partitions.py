"""Local instances in China and in the US government's Regions are as those there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest

from flowport.ports import NewFlow
from flowport.remote import RemoteInstance
from flowport.store import instances
from flowport.store.instance import StoredInstance
from instances.kinds import KINDS, new_flow
from jobs.moving.running import apply, plan
from jobs.moving.world import flow
from serving import serve

if TYPE_CHECKING:
    from pathlib import Path

REGIONS = {"us-gov-west-1": "aws-us-gov", "cn-north-1": "aws-cn"}


@pytest.fixture(params=REGIONS)
def region(request: pytest.FixtureRequest) -> str:
    """A Region of another partition."""
    return str(request.param)


@pytest.fixture
def local(region: str, tmp_path: Path) -> Any:
    """A served instance there, with a client of its Region."""
    served = serve(tmp_path, signed=False)
    with served.store.writing() as connection:
        row = instances.create(connection, account="111122223333", region=region)
    key: dict[str, Any] = {
        "aws_access_key_id": "testing",
        "aws_secret_access_key": "testing",
    }
    make: Any = boto3.client
    client = make("connect", endpoint_url=served.url, region_name=region, **key)
    yield StoredInstance(served.store, row), client
    served.stop()
    served.store.close()


def test_every_arn_is_of_the_partition(region: str, local: Any) -> None:
    """Whatever is made there has an ARN of there, and takes tags by it."""
    held, client = local
    made = held.create(new_flow("Main"), publish=True)
    queue = held.create_resource("queue", {"Name": "Sales"})
    client.tag_resource(resourceArn=queue.arn, tags={"team": "sales"})
    shown = client.describe_instance(InstanceId=held.row.id)["Instance"]
    views = client.list_views(InstanceId=held.row.id)["ViewsSummaryList"]
    arns = [made.arn, queue.arn, shown["Arn"], shown["ServiceRole"], *(v["Arn"] for v in views)]

    assert {arn.split(":")[1] for arn in arns} == {REGIONS[region]}
    assert client.list_tags_for_resource(resourceArn=queue.arn)["tags"] == {"team": "sales"}


def test_flows_move_there(region: str, local: Any, tmp_path: Path) -> None:
    """References become ARNs of the partition that the target is in."""
    held, client = local
    source = KINDS["folder"](tmp_path / "source").instance
    queue = source.create_resource("queue", {"Name": "Sales"})
    held.create_resource("queue", {"Name": "Sales"})
    text = flow([("queue", queue.arn)])
    source.create(NewFlow(kind=new_flow("x").kind, name="Main", type="CONTACT_FLOW", text=text))
    target = RemoteInstance(client, held.about.arn, label="target")
    apply(plan(source, target, publish="all"), target, tmp_path / "journal")
    made = next(each for each in held.flows() if each.name == "Main")

    assert f"arn:{REGIONS[region]}:connect:{region}" in held.read(made.key).text
    assert "arn:aws:" not in held.read(made.key).text
