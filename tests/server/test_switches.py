"""The switches that make the server more like the service, or less."""

from __future__ import annotations

import time
import uuid
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from flowport.catalogue.rates import rate_of
from flowport.server import quotas, served_operations, throttle
from flowport.server.callers import CALLERS
from flowport.server.operations.kinds import KINDS
from flowport.server.protocol.errors import ServiceError
from flowport.server.protocol.model import load
from flowport.server.throttle import Throttle
from serving import Served, content

if TYPE_CHECKING:
    from collections.abc import Callable


def code(call: Any, **params: Any) -> tuple[str, int]:
    """The error that a call is answered with: its name and HTTP status."""
    with pytest.raises(ClientError) as caught:
        call(**params)
    answer = caught.value.response
    return answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]


def test_bucket_gives_its_burst_and_then_its_rate() -> None:
    """Five pass at once, then two each second."""
    now = [0.0]
    bucket = Throttle(throttle.AWS, clock=lambda: now[0])

    def passed() -> int:
        count = 0
        while True:
            try:
                bucket.take("1", "r", "DescribeContactFlow")
            except ServiceError:
                return count
            count += 1

    first = passed()
    now[0] = 1.0
    second = passed()

    assert (first, second) == (5, 2)


def test_workers_share_the_rates() -> None:
    """Each of two workers gives half of the rate and of the burst."""
    whole = rate_of("Quick", {"Quick": 10.0})
    bucket = Throttle({"Quick": 10.0}, workers=2, clock=lambda: 0.0)

    for _ in range(int(whole.burst / 2)):
        bucket.take("1", "r", "Quick")

    with pytest.raises(ServiceError):
        bucket.take("1", "r", "Quick")


def test_throttled_call_answers_429(start: Callable[..., Served]) -> None:
    """The sixth call at once is refused as the service words it."""
    served = start(rates={})
    client = served.client()
    for _ in range(5):
        client.list_instances()

    assert code(client.list_instances) == ("ThrottlingException", 429)


def test_full_instance_says_so(start: Callable[..., Served]) -> None:
    """A flow above the quota answers LimitExceeded, 429."""
    served = start(quotas={"flow": 10})
    client = served.client()
    new = {"InstanceId": served.instance, "Type": "CONTACT_FLOW", "Content": content()}
    client.create_contact_flow(**new, Name="tenth")

    assert code(client.create_contact_flow, **new, Name="eleventh") == (
        "LimitExceededException",
        429,
    )


def test_every_published_quota_counts_something() -> None:
    """Each published quota is of a kind that the store knows."""
    made = {"instance", "flow", "module", "lambda", "lex-bot", "lex-v2-bot", "phone-number"}

    assert quotas.AWS.keys() <= made | {each.kind for each in KINDS}


def test_published_quotas_count_flows() -> None:
    """The published default is 100 flows."""
    assert quotas.AWS["flow"] == 100


def test_classic_leaves_newer_members_out(start: Callable[..., Served]) -> None:
    """``--fields classic`` shows what older models know."""
    served = start(classic=True)
    client = served.client()
    flow = client.list_contact_flows(InstanceId=served.instance)["ContactFlowSummaryList"][0]

    found = client.describe_contact_flow(InstanceId=served.instance, ContactFlowId=flow["Id"])

    assert not {"LastModifiedTime", "FlowContentSha256"} & found["ContactFlow"].keys()


def test_lenient_lists_nothing(start: Callable[..., Served]) -> None:
    """``--lenient`` answers an empty list for what is not served, and 404 for one of it."""
    served = start(lenient=True)
    client = served.client()

    assert client.list_data_tables(InstanceId=served.instance)["DataTableSummaryList"] == []
    assert code(
        client.describe_data_table, InstanceId=served.instance, DataTableId=str(uuid.uuid4())
    ) == ("ResourceNotFoundException", 404)


def test_unsigned_server_lets_anybody_in(start: Callable[..., Served]) -> None:
    """With signatures off a key that nobody has is as good as any."""
    served = start(signed=False)
    client = served.client(replace(served.key, id="AKIANOBODY", secret="x" * 40))

    assert client.describe_instance(InstanceId=served.instance)["Instance"]["Id"] == served.instance


def test_unvalidated_server_publishes_anything(start: Callable[..., Served]) -> None:
    """``--no-validate`` publishes what the service would refuse."""
    served = start(validate=False)

    made = served.client().create_contact_flow(
        InstanceId=served.instance, Name="n", Type="CONTACT_FLOW", Content="{}"
    )

    assert made["ContactFlowId"]


def test_latency_makes_answers_wait(start: Callable[..., Served]) -> None:
    """Every answer waits as long as it was told to."""
    served = start(latency=0.2)
    client = served.client()
    begun = time.perf_counter()
    client.list_instances()

    assert time.perf_counter() - begun >= 0.2


def test_table_of_operations_is_not_stale() -> None:
    """The page of the documentation is what the code says."""
    page = Path(__file__).parents[2] / "docs" / "reference" / "operations.md"

    assert page.read_text(encoding="utf-8") == served_operations.page()


def test_every_operation_is_served_or_listed_as_not_served() -> None:
    """The page has every operation of the model once: in either table."""
    page = Path(__file__).parents[2] / "docs" / "reference" / "operations.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    listed = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]

    assert sorted(each for each in listed if each != "Operation") == sorted(load().operations)


def test_only_what_is_not_served_is_counted() -> None:
    """An operation that is served leaves the counts, and the most called comes first."""
    unserved = served_operations.unserved()
    sums = [sum(each or 0 for each in CALLERS.get(name, ())) for name in unserved]

    assert CALLERS.keys() <= set(unserved)
    assert sums == sorted(sums, reverse=True)
