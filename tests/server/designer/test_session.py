"""Signing in and out of the designer."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import httpx
import pytest
from sqlalchemy import update

from browsing import PASSWORD, Browser, add_user, signed_in
from flowport.store import access, passwords, schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served


def test_a_stranger_is_signed_out(site: Served) -> None:
    """Without a session every call says so."""
    with httpx.Client(base_url=site.url) as http:
        answer = http.get("/designer/api/session")

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "signed-out")


def test_a_link_works_once(site: Served) -> None:
    """A one-time link signs in the first who opens it, and nobody after."""
    with site.store.writing() as connection:
        token = access.open_session(connection, site.instance, site.admin, "link", 60)
    with httpx.Client(base_url=site.url) as first, httpx.Client(base_url=site.url) as second:
        answers = [each.post(f"/_flowport/link/{token}") for each in (first, second)]
        told = first.get("/designer/api/session").json()

    assert [each.status_code for each in answers] == [303, 401]
    assert told["user"]["name"] == "admin"


def test_the_cookie_is_out_of_scripts_reach(site: Served) -> None:
    """The session's cookie is HttpOnly and bound to our own site."""
    with site.store.writing() as connection:
        token = access.open_session(connection, site.instance, site.admin, "link", 60)
    with httpx.Client(base_url=site.url) as http:
        said = http.post(f"/_flowport/link/{token}").headers["set-cookie"].lower()

    assert "httponly" in said
    assert "samesite=lax" in said


def test_a_password_signs_in(site: Served) -> None:
    """A user's name and password give a session in the user's instance."""
    add_user(site, "pat", "CallCenterManager")
    browser = signed_in(site, "pat")

    assert [each["id"] for each in browser.get("instances")["instances"]] == [site.instance]


def test_a_wrong_password_is_refused(site: Served) -> None:
    """A wrong password and an unknown name give the same sentence."""
    add_user(site, "quinn", "Agent")
    with httpx.Client(base_url=site.url) as http:
        browser = Browser(http, site.instance)
        told = [
            browser.refused("POST", "session", {"username": name, "password": "wrong wrong"})
            for name in ("quinn", "nobody")
        ]

    assert told[0] == told[1]
    assert told[0]["code"] == "wrong-password"


def test_signing_in_holds_up_no_write(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a password is being verified, others write."""
    add_user(site, "slow", "Agent")
    verify = passwords.matches

    def matches(hashed: str | None, password: str) -> bool:
        client = site.client()
        client.tag_resource(resourceArn=site.arn, tags={"written": "meanwhile"})
        return verify(hashed, password)

    monkeypatch.setattr(passwords, "matches", matches)

    signed_in(site, "slow")

    tags = site.client().list_tags_for_resource(resourceArn=site.arn)["tags"]
    assert tags["written"] == "meanwhile"


@pytest.mark.parametrize("method", ["HEAD", "GET", "OPTIONS"])
def test_looking_at_a_link_uses_nothing_up(site: Served, method: str) -> None:
    """What a mail scanner or a preview does signs nobody in, and the link still works."""
    with site.store.writing() as connection:
        token = access.open_session(connection, site.instance, site.admin, "link", 60)
    looked = httpx.request(method, f"{site.url}/_flowport/link/{token}")
    redeemed = httpx.post(f"{site.url}/_flowport/link/{token}")

    assert "set-cookie" not in looked.headers
    assert redeemed.status_code == 303


def test_the_page_of_a_link_posts_by_itself(site: Served) -> None:
    """It has a form, and a script of our own that sends it."""
    page = httpx.get(f"{site.url}/_flowport/link/whatever")
    script = httpx.get(f"{site.url}/_flowport/link.js")

    assert '<form method="post">' in page.text
    assert '<script src="/_flowport/link.js">' in page.text
    assert "submit()" in script.text


def test_another_site_cannot_post_a_link(site: Served) -> None:
    """A form of another site, which would sign a person in as someone else, is refused."""
    with site.store.writing() as connection:
        token = access.open_session(connection, site.instance, site.admin, "link", 60)
    address = f"{site.url}/_flowport/link/{token}"

    assert httpx.post(address, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert httpx.post(address).status_code == 303


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "", "x"])
def test_another_origin_cannot_post_a_link(site: Served, origin: str) -> None:
    """Browsers that say nothing of the site still name the origin; the link is not used up."""
    with site.store.writing() as connection:
        token = access.open_session(connection, site.instance, site.admin, "link", 60)
    address = f"{site.url}/_flowport/link/{token}"

    assert httpx.post(address, headers={"origin": origin}).status_code == 403
    assert httpx.post(address, headers={"origin": site.url}).status_code == 303


def test_the_page_of_a_link_posts_with_its_origin(site: Served) -> None:
    """The policy no-referrer would make browsers post its form with the origin null."""
    page = httpx.get(f"{site.url}/_flowport/link/whatever")

    assert page.headers["referrer-policy"] == "same-origin"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that are compared without the work that makes guessing them slow."""

    def matches(hashed: str | None, password: str) -> bool:
        return hashed is not None and password == PASSWORD

    monkeypatch.setattr(passwords, "matches", matches)


@pytest.mark.usefixtures("quick")
def test_spraying_names_is_slowed_down(start: Callable[..., Served]) -> None:
    """A host that tries many names waits as one that tries many passwords of one."""
    served = start()
    with httpx.Client(base_url=served.url) as http:
        browser = Browser(http, served.instance)
        told = [
            browser.refused("POST", "session", {"username": f"name{n}", "password": "wrong wrong"})
            for n in range(11)
        ]

    assert {each["code"] for each in told[:10]} == {"wrong-password"}
    assert told[-1]["code"] == "too-many"


@pytest.mark.usefixtures("quick")
def test_a_known_browser_is_not_locked_out(start: Callable[..., Served]) -> None:
    """Strangers at the same host who guess take nothing from a browser that signed in before."""
    served = start()
    add_user(served, "casey", "Agent")
    known = signed_in(served, "casey")
    known.call("DELETE", "session")
    with httpx.Client(base_url=served.url) as http:
        for _ in range(12):
            Browser(http, served.instance).refused(
                "POST", "session", {"username": "casey", "password": "wrong wrong"}
            )

    assert known.post("session", {"username": "casey", "password": PASSWORD})["csrf"]


@pytest.mark.usefixtures("quick")
def test_forwarded_headers_are_not_believed(start: Callable[..., Served]) -> None:
    """A changing X-Forwarded-For hides no guessing, and no scheme is taken from a client."""
    served = start()
    codes = []
    for number in range(11):
        headers = {"x-forwarded-for": f"10.0.0.{number}", "x-forwarded-proto": "https"}
        with httpx.Client(base_url=served.url, headers=headers) as http:
            browser = Browser(http, served.instance)
            body = {"username": "anybody", "password": "wrong wrong"}
            codes.append(browser.refused("POST", "session", body)["code"])
            assert "strict-transport-security" not in http.get("/").headers

    assert codes[-1] == "too-many"


@pytest.mark.usefixtures("quick")
def test_a_trusted_proxy_says_who_the_client_is(start: Callable[..., Served]) -> None:
    """Behind a trusted proxy hosts count by their own address, and https has the strict cookie."""
    served = start(trusted_proxies=["127.0.0.1"])
    codes = []
    for number in range(11):
        headers = {"x-forwarded-for": f"10.0.0.{number}"}
        with httpx.Client(base_url=served.url, headers=headers) as http:
            body = {"username": "anybody", "password": "wrong wrong"}
            codes.append(Browser(http, served.instance).refused("POST", "session", body)["code"])
    with served.store.writing() as connection:
        token = access.open_session(connection, served.instance, served.admin, "link", 60)
    answer = httpx.post(
        f"{served.url}/_flowport/link/{token}",
        headers={
            "x-forwarded-proto": "https",
            "origin": "https://flows.example",
            "host": "flows.example",
        },
    )

    assert set(codes) == {"wrong-password"}
    assert answer.headers["set-cookie"].startswith("__Host-flowport_session=")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_a_session_ends_when_idle(start: Callable[..., Served]) -> None:
    """A session that was not used for the time that is set has ended."""
    served = start(idle=1800)
    browser = signed_in(served)
    with served.store.writing() as connection:
        connection.execute(update(schema.sessions).values(used=schema.sessions.c.used - 1801))

    assert browser.refused("GET", "session")["code"] == "signed-out"


def test_a_used_session_lives_on(start: Callable[..., Served]) -> None:
    """Each call writes down, once a minute, that the session is used."""
    served = start(idle=1800)
    browser = signed_in(served)
    with served.store.writing() as connection:
        connection.execute(update(schema.sessions).values(used=schema.sessions.c.used - 1700))
    browser.get("session")
    browser.new("Written after it")  # the writer takes its steps in turn
    listed = browser.get("sessions")["sessions"]

    assert time.time() - listed[0]["used"] < 60


def test_sessions_are_listed_and_ended(site: Served) -> None:
    """A person sees every browser that is signed in, and signs another one out."""
    add_user(site, "morgan", "Agent")
    here, there = signed_in(site, "morgan"), signed_in(site, "morgan")
    listed = here.get("sessions")["sessions"]
    other = next(each["id"] for each in listed if not each["current"])
    here.call("DELETE", f"sessions/{other}")

    assert len(listed) == 2
    assert there.refused("GET", "session")["code"] == "signed-out"
    assert here.get("session")["user"]["name"] == "morgan"


def test_nobody_ends_the_session_of_another_user(site: Served) -> None:
    """The id of another user's session is unknown to a person."""
    add_user(site, "drew", "Agent")
    add_user(site, "jules", "Agent")
    mine, theirs = signed_in(site, "drew"), signed_in(site, "jules")
    wanted = theirs.get("sessions")["sessions"][0]["id"]

    assert mine.refused("DELETE", f"sessions/{wanted}")["code"] == "not-found"
    assert theirs.get("session")["user"]["name"] == "jules"


def test_signing_out_everywhere_ends_all(site: Served) -> None:
    """Every browser of the user is signed out, and the user's links no longer work."""
    add_user(site, "sam", "Agent")
    here, there = signed_in(site, "sam"), signed_in(site, "sam")
    here.call("DELETE", "sessions")

    assert {each.refused("GET", "session")["code"] for each in (here, there)} == {"signed-out"}


@pytest.mark.usefixtures("quick")
def test_guessing_is_slowed_down(start: Callable[..., Served]) -> None:
    """After ten wrong passwords the eleventh is not even tried."""
    served = start()
    with httpx.Client(base_url=served.url) as http:
        browser = Browser(http, served.instance)
        body = {"username": "guessed", "password": "wrong wrong"}
        told = [browser.refused("POST", "session", body)["code"] for _ in range(11)]

    assert told[-1] == "too-many"


def test_signing_out_ends_the_session(site: Served) -> None:
    """A cookie that was signed out is worth nothing, even if someone kept it."""
    browser = signed_in(site)
    cookie = dict(browser.http.cookies)
    browser.call("DELETE", "session")

    with httpx.Client(base_url=site.url, cookies=cookie) as http:
        assert http.get("/designer/api/session").status_code == 401


def test_a_form_of_another_site_signs_nobody_in(site: Served) -> None:
    """Signing in takes JSON alone, which no foreign form can send."""
    with httpx.Client(base_url=site.url) as http:
        answer = http.post(
            "/designer/api/session", content='{"link": "x"}', headers={"content-type": "text/plain"}
        )

    assert answer.json()["error"]["code"] == "bad-request"


def test_a_call_without_the_token_is_refused(site: Served) -> None:
    """A forged call from another site lacks the session's token."""
    browser = signed_in(site)
    del browser.http.headers["x-flowport-csrf"]

    assert browser.refused("POST", "I/flows", {"name": "x"})["code"] == "bad-csrf"


def test_a_changed_password_ends_sessions(site: Served) -> None:
    """Whoever sits at a stolen session is out once the password is changed."""
    from flowport.store import resources  # noqa: PLC0415  only here

    add_user(site, "robin", "Admin")
    browser = signed_in(site, "robin")
    with site.store.writing() as connection:
        user = resources.find(connection, site.instance, "user", "robin")
        assert user is not None
        passwords.set_password(connection, site.instance, user.id, PASSWORD + "!")

    assert browser.refused("GET", "session")["code"] == "signed-out"


def test_half_a_character_signs_nobody_in(site: Served) -> None:
    """A password with a lone surrogate is wrong, as any other."""
    said = {"instance": site.instance, "username": "admin", "password": "wrong wrong \ud800"}
    headers = {"content-type": "application/json", "origin": site.url}
    with httpx.Client(base_url=site.url, headers=headers) as http:
        answer = http.post("/designer/api/session", content=json.dumps(said))

    assert answer.json()["error"]["code"] == "wrong-password"
