"""Signing in and out of the designer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from browsing import PASSWORD, Browser, add_user, signed_in
from flowport.store import access, passwords

if TYPE_CHECKING:
    import pytest

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
        answers = [each.get(f"/_flowport/link/{token}") for each in (first, second)]
        told = first.get("/designer/api/session").json()

    assert [each.status_code for each in answers] == [303, 401]
    assert told["user"]["name"] == "admin"


def test_the_cookie_is_out_of_scripts_reach(site: Served) -> None:
    """The session's cookie is HttpOnly and bound to our own site."""
    with site.store.writing() as connection:
        token = access.open_session(connection, site.instance, site.admin, "link", 60)
    with httpx.Client(base_url=site.url) as http:
        said = http.get(f"/_flowport/link/{token}").headers["set-cookie"].lower()

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


def test_guessing_is_slowed_down(site: Served) -> None:
    """After ten wrong passwords the eleventh is not even tried."""
    with httpx.Client(base_url=site.url) as http:
        browser = Browser(http, site.instance)
        body = {"username": "guessed", "password": "wrong wrong"}
        told = [browser.refused("POST", "session", body)["code"] for _ in range(11)]

    assert told[-1] == "too-many"


def test_signing_out_ends_the_session(site: Served) -> None:
    """A cookie that was signed out is worth nothing, even if somebody kept it."""
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
