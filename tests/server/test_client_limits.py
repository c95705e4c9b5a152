"""What one client can't do to the others: sizes, times, connections, searches, names, the log."""

from __future__ import annotations

import json
import logging
import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from botocore.exceptions import ClientError

from browsing import signed_in
from flowport.server import search_criteria
from flowport.server.logs import LogLimit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from serving import Served


def spoken(served: Served, *parts: bytes) -> bytes:
    """What the server answers to bytes that are sent as they are."""
    host, port = served.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        found = b""
        try:
            for part in parts:
                line.sendall(part)
            while data := line.recv(65536):
                found += data
        except ConnectionError:  # it was closed while we were still sending
            pass
        return found


def head(*headers: str) -> bytes:
    """The beginning of a request with headers."""
    return "\r\n".join(("GET /instance HTTP/1.1", "host: x", *headers, "", "")).encode()


@pytest.mark.parametrize(
    "headers",
    [
        [f"x-{number}: y" for number in range(200)],
        [f"x-long: {'y' * 40_000}"],
        [f"x-{number}: {'y' * 1000}" for number in range(60)],
    ],
    ids=["too many", "one too long", "too long together"],
)
def test_headers_are_bounded(served: Served, headers: list[str]) -> None:
    """Too many or too long headers are answered with 431, and the connection ends."""
    assert spoken(served, head(*headers)).startswith(b"HTTP/1.1 431 ")


def test_headers_without_an_end_are_bounded(served: Served) -> None:
    """A header that goes on and on is cut off before it fills the memory."""
    parts = [b"GET / HTTP/1.1\r\nx: "] + [b"y" * 8192] * 40

    answer = spoken(served, *parts)  # nothing, where the close overtakes it

    assert answer[:13] in {b"HTTP/1.1 431 ", b""}


def test_usual_headers_pass(served: Served) -> None:
    """What clients and proxies send is no problem."""
    headers = [f"x-{number}: {'y' * 100}" for number in range(60)]

    assert spoken(served, head(*headers, "connection: close")).startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize("media", ["multipart/form-data; boundary=b", "application/json"])
def test_a_chunked_body_is_bounded(served: Served, media: str) -> None:
    """A body without a length is refused as soon as it is longer than the endpoint takes."""
    browser, sent = signed_in(served), 0

    def parts() -> Iterator[bytes]:
        nonlocal sent
        yield b'--b\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n'
        while sent < 40_000_000:
            sent += 100_000
            yield b"y" * 100_000

    address = f"/designer/api/{served.instance}/edit"
    answer = browser.http.post(address, content=parts(), headers={"content-type": media})

    browser.http.close()
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too-large")


def test_connections_of_one_host_are_bounded(start: Callable[..., Served]) -> None:
    """One more connection than allowed is answered with 503."""
    served = start(connections=3)
    host, port = served.url.removeprefix("http://").split(":")
    with ExitStack() as stack:
        held = [stack.enter_context(socket.create_connection((host, int(port)))) for _ in range(3)]
        for line in held:
            line.sendall(head())
            assert line.recv(100).startswith(b"HTTP/1.1 403 ")
        refused = spoken(served, head("connection: close"))

    assert refused.startswith(b"HTTP/1.1 503 ")


def test_sixty_four_connections_are_admitted(served: Served) -> None:
    """The default admits 64 connections of one host."""
    host, port = served.url.removeprefix("http://").split(":")
    with ExitStack() as stack:
        for _ in range(64):
            line = stack.enter_context(socket.create_connection((host, int(port)), timeout=10))
            line.sendall(head())
            assert line.recv(100).startswith(b"HTTP/1.1 403 ")


def nested(depth: int) -> dict[str, Any]:
    """Search criteria in so many levels."""
    found: dict[str, Any] = {
        "StringCondition": {"FieldName": "Name", "Value": "xx", "ComparisonType": "CONTAINS"}
    }
    for _ in range(depth):
        found = {"OrConditions": [found]}
    return found


@pytest.mark.parametrize(
    "criteria",
    [nested(300), nested(5000), {"OrConditions": [nested(0)] * 60_000}],
    ids=["300 deep", "5000 deep", "60,000 conditions"],
)
def test_searches_are_bounded(served: Served, connect: Any, criteria: dict[str, Any]) -> None:
    """A search that is too deep or too long is refused with a sentence, not with a 500."""
    signed = connect.meta.events
    body = _dumped({"InstanceId": served.instance, "SearchCriteria": criteria})

    def put(request: Any, **_more: Any) -> None:
        request.data = body

    signed.register_first("before-sign.connect.SearchQueues", put)
    try:
        with pytest.raises(ClientError) as caught:
            connect.search_queues(InstanceId=served.instance)
    finally:
        signed.unregister("before-sign.connect.SearchQueues", put)

    answer = caught.value.response
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert "nested" in answer["Error"]["Message"]


def _dumped(value: Any, depth: int = 0) -> bytes:
    """JSON of something that may be deeper than Python's own writer goes."""
    criteria = value["SearchCriteria"]
    while list(criteria) == ["OrConditions"] and len(criteria["OrConditions"]) == 1:
        criteria, depth = criteria["OrConditions"][0], depth + 1
    text = '{"OrConditions":[' * depth + json.dumps(criteria) + "]}" * depth
    return f'{{"InstanceId":"{value["InstanceId"]}","SearchCriteria":{text}}}'.encode()


def test_usual_searches_pass(served: Served, connect: Any) -> None:
    """A search of some levels with a hundred conditions is answered."""
    criteria = {"OrConditions": [{"AndConditions": [nested(0)] * 100}]}

    assert (
        connect.search_queues(InstanceId=served.instance, SearchCriteria=criteria)["Queues"] == []
    )


@pytest.mark.parametrize("name", ["y" * 300, "y" * 6000, "%00", "y/" * 300])
def test_names_of_assets_that_are_not_there_are_not_found(served: Served, name: str) -> None:
    """Whatever the name, the answer is a plain 404."""
    assert httpx.get(f"{served.url}/assets/{name}.js").status_code in {404, 503}


def test_the_log_is_bounded() -> None:
    """Of one sentence thirty a minute are logged; the next minute says how many were not."""
    now = 0.0
    limit = LogLimit(lambda: now)

    def logged() -> str | None:
        record = logging.LogRecord("x", 30, "x", 1, "Invalid request from %s", ("me",), None)
        return record.getMessage() if limit.filter(record) else None

    first = [logged() for _ in range(100)]
    now = 61.0

    assert len([each for each in first if each]) == 30
    assert logged() == "Invalid request from me (70 more in the meantime)"


def test_a_long_search_holds_nobody_up(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one client's search goes on, others are answered."""
    found, answered = search_criteria.found, []

    def slow(candidate: Any, params: Any) -> bool:
        monkeypatch.setattr(search_criteria, "found", found)
        answered.append(served.client().list_queues(InstanceId=served.instance))
        return found(candidate, params)

    monkeypatch.setattr(search_criteria, "found", slow)
    part = {"FieldName": "description", "Value": "queue", "ComparisonType": "CONTAINS"}
    served.client().search_queues(
        InstanceId=served.instance, SearchCriteria={"StringCondition": part}
    )

    assert answered[0]["QueueSummaryList"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/instance/{instance}", 403),
        ("GET", "/nowhere", 404),
        ("PUT", "/contact-flows/{instance}", 403),
        ("GET", "/designer/api/session", 401),
        ("GET", "/designer/api/nowhere", 404),
        ("POST", "/designer/api/session", 400),
    ],
)
def test_answers_are_not_kept_by_caches(
    served: Served, method: str, path: str, status: int
) -> None:
    """Whatever the status, an answer may hold personal data, and says that nobody keeps it."""
    place = path.format(instance=served.instance)
    answer = httpx.request(method, served.url + place, timeout=30)

    assert answer.status_code == status, answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_answers_of_the_api_are_not_kept_by_caches(connect: Any, served: Served) -> None:
    """A signed answer with users in it says so too."""
    answer = connect.list_users(InstanceId=served.instance)

    assert answer["ResponseMetadata"]["HTTPHeaders"]["cache-control"] == "no-store"
