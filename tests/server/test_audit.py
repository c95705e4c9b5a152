"""What the server writes to the audit log, and who may read it."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from botocore.exceptions import ClientError
from sqlalchemy import update

from browsing import Browser, add_user, document, signed_in
from flowport.server.auth.refused import RefusalLog, Refused
from flowport.store import access, audit, instances, people, schema
from serving import ACCOUNT, Served, content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="module")
def watched(start: Callable[..., Served]) -> Served:
    """A server for these tests."""
    return start()


@pytest.fixture
def since(watched: Served) -> Callable[[], list[dict[str, Any]]]:
    """A function that gives the events since the test began."""

    def every() -> list[dict[str, Any]]:
        with watched.store.reading() as connection:
            return [line.as_json() for line in audit.lines(connection)]

    before = len(every())
    return lambda: every()[before:]


@pytest.fixture
def agent(watched: Served) -> Any:
    """A client of a user who may do nothing with flows."""
    with watched.store.writing() as connection:
        where = instances.get(connection, watched.instance)
        user = people.add(connection, where, uuid.uuid4().hex, profiles=["Agent"])
        key = people.new_key(connection, where, user)
    return watched.client(key)


@pytest.fixture
def browser(watched: Served) -> Iterator[Browser]:
    """The admin's browser."""
    found = signed_in(watched)
    yield found
    found.http.close()


def test_a_publish_by_the_api_names_the_user(
    watched: Served, since: Callable[[], list[dict[str, Any]]]
) -> None:
    """Creating a flow as published is a publish by the user of the key, from the user's host."""
    watched.client().create_contact_flow(
        InstanceId=watched.instance, Name="Audited", Type="CONTACT_FLOW", Content=content()
    )
    found = since()

    assert [(each["event"], each["by"], each["host"]) for each in found] == [
        ("publish", "user admin", "127.0.0.1")
    ]


def test_a_publish_in_the_page_names_the_user(
    browser: Browser, since: Callable[[], list[dict[str, Any]]]
) -> None:
    """Saving a flow as published in the page is a publish by the person."""
    tree = {"kind": "replace", "content": content()}
    opened = browser.new("Audited in the page")
    body = document(opened, tree, expected=opened["base"], publish=True)
    answer = browser.call("POST", f"I/flows/{opened['summary']['id']}/save", body)

    assert answer.status_code == 200, answer.text
    assert [(each["event"], each["by"]) for each in since()] == [("publish", "user admin")]


def test_a_refusal_is_noted(agent: Any, since: Callable[[], list[dict[str, Any]]]) -> None:
    """A call without its permission is an event with the operation."""
    with pytest.raises(ClientError):
        agent.list_contact_flows(InstanceId="00000000-0000-4000-8000-000000000000")
    found = since()[-1]

    assert (found["event"], found["target"]) == ("refused", "ListContactFlows")


def test_a_wrong_signature_is_noted(
    watched: Served, since: Callable[[], list[dict[str, Any]]]
) -> None:
    """A call that was signed with another secret is an event of nobody."""
    key = access.Key(
        id=watched.key.id,
        secret="wrong",  # noqa: S106  it is
        account=ACCOUNT,
        instance=None,
        user=None,
        created=0,
    )
    with pytest.raises(ClientError):
        watched.client(key).list_instances()

    assert [(each["event"], each["by"]) for each in since()] == [("signature-refused", "anyone")]


def test_signing_in_and_out_is_noted(
    watched: Served, since: Callable[[], list[dict[str, Any]]]
) -> None:
    """A wrong password, a right one and signing out are three events with the name."""
    name = f"audited {uuid.uuid4().hex[:6]}"
    add_user(watched, name, "Agent")
    before = len(since())
    with httpx.Client(base_url=watched.url) as http:
        stranger = Browser(http, watched.instance)
        stranger.refused("POST", "session", {"username": name, "password": "wrong wrong"})
        stranger.refused("POST", "session", {"username": "a secret?", "password": "wrong wrong"})
    person = signed_in(watched, name)
    person.call("DELETE", "session")
    person.http.close()
    found = since()[before:]

    assert [each["event"] for each in found] == [
        "sign-in-refused",
        "sign-in-refused",
        "sign-in",
        "sign-out",
    ]
    assert [each["target"] for each in found[:2]] == [name, ""]
    assert [each["by"] for each in found[2:]] == [f"user {name}"] * 2


def test_the_log_is_read_by_those_who_may(watched: Served, browser: Browser) -> None:
    """An administrator reads the events of the instance; an agent is refused."""
    name = f"curious {uuid.uuid4().hex[:6]}"
    add_user(watched, name, "Agent")
    person = signed_in(watched, name)
    events = browser.get("I/audit")["events"]
    older = browser.get(f"I/audit?before={events[0]['number']}")["events"]
    refused = person.refused("GET", "I/audit")
    person.http.close()

    assert {each["instance"] for each in events} == {watched.instance}
    assert older == events[1 : len(older) + 1]
    assert refused["code"] == "forbidden"


class _Writer:
    """Counts what would be written."""

    def __init__(self) -> None:
        self.steps: list[Any] = []

    async def do(self, step: Any) -> None:
        """Keep a step."""
        self.steps.append(step)


def test_refusals_cannot_fill_the_log() -> None:
    """Of one host twenty a minute are written, of all strangers sixty."""
    writer = _Writer()
    log = RefusalLog(writer, lambda: 0.0)  # type: ignore[arg-type]  # no more than do is used

    def refuse(host: str) -> None:
        refused = Refused(event="refused", by="anyone", host=host, anonymous=True)
        running = log.note_call(refused)
        with pytest.raises(StopIteration):
            running.send(None)

    for _ in range(100):
        refuse("192.0.2.1")
    one = len(writer.steps)
    for number in range(200):
        refuse(f"192.0.2.{number}")

    assert (one, len(writer.steps)) == (20, 60)


GOOD = {
    "time": "2026-01-01T00:00:00+00:00",
    "event": "e",
    "by": "b",
    "host": "h",
    "target": "\ud800",
}
CHANGES: tuple[dict[str, Any], ...] = (
    {"time": "x"},
    {"time": None},
    {"event": {}},
    {"by": 1},
    {"target": []},
    {"details": 1},
    {"details": {"a": float("nan")}},
)
DAMAGES = [
    "not JSON",
    "[]",
    "{}",
    "1",
    "[" * 5_000,
    *(json.dumps({"number": 0, **GOOD, **change}) for change in CHANGES),
]


def test_changed_events_are_shown_as_damaged(start: Callable[..., Served]) -> None:
    """The page lists the others, and says which events someone changed in the database."""
    served, damaged = start(), []
    with served.store.writing() as connection:
        audit.note(connection, "first", instance=served.instance)
        for text in DAMAGES:
            audit.note(connection, "next", instance=served.instance)
            number = audit.latest(connection, served.instance)[0].number
            changed = text.replace('"number": 0', f'"number": {number}')
            connection.execute(update(schema.audit).filter_by(number=number).values(text=changed))
            damaged.append(number)
    browser = signed_in(served)
    answer = browser.call("GET", "I/audit")
    browser.http.close()

    assert answer.status_code == 200, answer.text
    rows = {each["number"]: each for each in answer.json()["events"]}
    assert {number for number, row in rows.items() if row["event"] == "damaged"} == {*damaged}
    assert rows[damaged[0] - 1]["event"] == "first"
    assert "flowport audit verify" in rows[damaged[0]]["details"]["problem"]
