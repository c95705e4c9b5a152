"""Presence: each page hears who else is at its flow, and who saved it, over a real connection."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from browsing import Browser, add_profile, add_user, signed_in
from desk import flow
from flowport.server.designer import listening, presence
from flowport.store import access
from serving import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from serving import Served


class _Stream:
    """Events of a stream, as they come."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.over = False

    def next(self) -> dict[str, Any]:
        """The next event's data."""
        for line in self._lines:
            self.over = self.over or line == "event: over"
            if line.startswith("data: "):
                said: dict[str, Any] = json.loads(line.removeprefix("data: "))
                return said
        raise AssertionError("the stream ended")

    def until(self, fits: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The first event that fits."""
        while not fits(said := self.next()):
            pass
        return said


@contextmanager
def _listening(browser: Browser, opened: dict[str, Any]) -> Iterator[_Stream]:
    path = f"/designer/api/{browser.instance}/flows/{opened['summary']['id']}/presence?kind=flow"
    with browser.http.stream("GET", path) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield _Stream(answer.iter_lines())


def _names(said: dict[str, Any]) -> list[str]:
    return [each["name"] for each in said["people"] if each["left"] is None]


@pytest.fixture(scope="module")
def bob(site: Served) -> Browser:
    """Another administrator."""
    add_user(site, "bob", "Admin")
    return signed_in(site, "bob")


def test_another_person_is_named_while_there(admin: Browser, bob: Browser) -> None:
    """Who comes is named to who is there, and after leaving is said to have left."""
    opened = admin.new("Two at it")
    with _listening(admin, opened) as mine:
        assert _names(mine.next()) == []
        with _listening(bob, opened):
            assert _names(mine.until(_names)) == ["bob"]
        left = mine.until(lambda said: not _names(said))

    assert [each["name"] for each in left["people"]] == ["bob"]


def test_nobody_is_named_to_oneself(admin: Browser, site: Served) -> None:
    """A second page of the same person is not another person."""
    opened = admin.new("Alone")
    again = signed_in(site)
    with _listening(admin, opened) as mine, _listening(again, opened) as second:
        assert mine.next()["people"] == second.next()["people"] == []


def test_people_of_another_flow_are_not_named(admin: Browser, bob: Browser) -> None:
    """Presence is of one flow."""
    with (
        _listening(bob, admin.new("Elsewhere")),
        _listening(admin, admin.new("Here")) as mine,
    ):
        assert mine.next()["people"] == []


def test_a_save_is_told_with_who_and_what(admin: Browser, bob: Browser) -> None:
    """A save of the page reaches who listens: whose, and which content."""
    opened = admin.new("Saved by bob")
    with _listening(admin, opened) as mine:
        mine.next()
        base = bob.save(opened, *flow("Disconnect")).json()["base"]
        said = mine.until(lambda said: said["saved"]["base"] != opened["base"])

    assert said["saved"]["base"] == base
    assert said["saved"]["by"] == "bob"


def test_a_save_of_the_api_is_told(admin: Browser, site: Served) -> None:
    """What the Connect API saves is told too."""
    opened = admin.new("Saved by the API")
    content = json.dumps(
        {
            "Version": "2019-10-30",
            "StartAction": "end",
            "Metadata": {},
            "Actions": [
                {
                    "Identifier": "end",
                    "Type": "DisconnectParticipant",
                    "Parameters": {},
                    "Transitions": {},
                }
            ],
        }
    )
    with _listening(admin, opened) as mine:
        mine.next()
        site.client().update_contact_flow_content(
            InstanceId=site.instance, ContactFlowId=opened["summary"]["id"], Content=content
        )
        said = mine.until(lambda said: said["saved"]["base"] != opened["base"])

    assert said["saved"]["ago"] < 60


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("I/flows/nope/presence", 404),
        ("I/flows/F/presence?kind=other", 400),
        ("elsewhere/flows/F/presence", 404),
    ],
)
def test_a_wrong_address_is_refused(admin: Browser, path: str, status: int) -> None:
    """An unknown flow, kind or instance has no stream."""
    flow_id = admin.new(f"Refused {status} {len(path)}")["summary"]["id"]

    assert admin.refused("GET", path.replace("F", flow_id))["status"] == status


def test_who_may_not_see_flows_does_not_listen(site: Served, admin: Browser) -> None:
    """The permission to view flows is needed."""
    add_profile(site, "no flows", ["Users.View"])
    add_user(site, "eve", "no flows")
    flow_id = admin.new("Not for eve")["summary"]["id"]
    eve = signed_in(site, "eve")

    assert eve.refused("GET", f"I/flows/{flow_id}/presence")["status"] == 403


def test_nobody_listens_without_a_session(admin: Browser) -> None:
    """Without a cookie there is no stream."""
    flow_id = admin.new("Signed out")["summary"]["id"]
    path = f"/designer/api/{admin.instance}/flows/{flow_id}/presence"

    answer = admin.http.build_request("GET", path)
    del answer.headers["cookie"]
    assert admin.http.send(answer).status_code == 401


def test_a_stream_ends_with_its_session(
    site: Served, admin: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stream that was begun does not outlive the session."""
    monkeypatch.setattr(listening, "BEAT", 0.1)
    add_user(site, "carol", "Admin")
    carol = signed_in(site, "carol")
    with _listening(carol, admin.new("Ends")) as stream:
        stream.next()
        with site.store.writing() as connection:
            user = carol.get("session")["user"]["id"]
            access.end_sessions(connection, site.instance, user)
        stream.next()

    assert stream.over


def test_a_ninth_page_of_a_person_ends_the_first(
    site: Served, admin: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person's pages have a limit; the newest listens."""
    monkeypatch.setattr(presence, "OF_PERSON", 1)
    add_user(site, "dave", "Admin")
    dave = signed_in(site, "dave")
    opened = admin.new("Many pages")
    with _listening(dave, opened) as first:
        first.next()
        with _listening(dave, opened) as second:
            second.next()
            first.until(lambda _: first.over)


def test_too_many_pages_are_refused(admin: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server has a limit for all."""
    monkeypatch.setattr(presence, "IN_ALL", 0)
    flow_id = admin.new("One too many")["summary"]["id"]

    assert admin.refused("GET", f"I/flows/{flow_id}/presence")["code"] == "too-many"


def test_pages_that_listen_hold_no_thread(admin: Browser, site: Served) -> None:
    """Six streams leave the server with as many threads as one."""
    opened = admin.new("Threads")
    with _listening(admin, opened) as stream:
        stream.next()
        before = threading.active_count()
        opening = [signed_in(site) for _ in range(6)]
        with (
            _listening(opening[0], opened) as a,
            _listening(opening[1], opened) as b,
            _listening(opening[2], opened) as c,
            _listening(opening[3], opened) as d,
            _listening(opening[4], opened) as e,
        ):
            for each in (a, b, c, d, e):
                each.next()
            assert admin.get("session")["user"]
            assert threading.active_count() <= before + 2


def test_a_server_that_stops_ends_its_streams(tmp_path: Path) -> None:
    """A page that listens does not hold up the server's end."""
    served = serve(tmp_path)
    browser = signed_in(served)
    with _listening(browser, browser.new("Stopped")) as stream:
        stream.next()
        served.server.should_exit = True
        stream.next()
    served.thread.join(5)

    assert stream.over
    assert not served.thread.is_alive()
