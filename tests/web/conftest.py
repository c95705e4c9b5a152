"""A browser on a running server; any error in its console fails the test."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from browsing import close_all, enter, signed_in
from desk import FLAGS, Desk
from serving import Served, serve
from slowing import slow_down

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage

CHROMIUM = Path("/usr/bin/chromium")
#: What a browser writes of answers that the page tells a person in its own words.
_EXPECTED = ("400", "401", "404", "409", "422", "ERR_INTERNET_DISCONNECTED")
#: Nothing moves by itself, so that what is aimed at is where it was seen.
_STILL = {"reduced_motion": "reduce"}
#: How long a busy machine may take to show something, in milliseconds.
_PATIENCE = 60_000
expect.set_options(timeout=_PATIENCE)


def _needed(there: bool, what: str) -> None:
    """Skip where a part is absent; fail where every part is required."""
    if there:
        return
    if os.environ.get("FLOWPORT_REQUIRE") == "all":
        pytest.fail(f"{what} is required")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window.

    Kept for a module and not for the session: while it runs, Playwright's event loop is the
    thread's own, and another module's tests could start none.
    """
    _needed(CHROMIUM.exists(), "Debian's chromium at /usr/bin/chromium")
    page = resources.files("flowport") / "page" / "index.html"
    _needed(page.is_file(), "the built page (python web/build.py)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for the tests of a module."""
    served = serve(tmp_path_factory.mktemp("database"))
    yield served
    close_all()
    served.stop()


@pytest.fixture
def sit(chromium: Browser, site: Served) -> Iterator[Callable[..., Desk]]:
    """A function that opens a page for the admin or a user; console errors fail the test."""
    said: list[str] = []
    contexts = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(each in message.text for each in _EXPECTED):
            said.append(message.text)

    def begin(user: str | None = None, *, also: str = "", **options: object) -> Desk:
        api = signed_in(site, user)
        if also:
            enter(api, site, also)
        size = {"width": 1440, "height": 900}
        context = chromium.new_context(**{**_STILL, "viewport": size, **options})  # type: ignore[arg-type]  # options of one call
        contexts.append(context)
        slow_down(context)
        context.set_default_timeout(_PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
        cookies = [
            {"name": cookie.name, "value": cookie.value or "", "url": site.url}
            for cookie in api.http.cookies.jar
        ]
        context.add_cookies(cookies)  # type: ignore[arg-type]  # a typed dict of playwright's own
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: said.append(str(error)))
        return Desk(page, site.url, api)

    yield begin
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def desk(sit: Callable[..., Desk]) -> Desk:
    """The admin's page."""
    return sit()
