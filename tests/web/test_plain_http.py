"""A page that came over plain http, where browsers give a script no clipboard and less else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from desk import NAMED, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Desk


@pytest.fixture
def plain(sit: Callable[..., Desk]) -> Desk:
    """The admin's page under a name that the browser does not trust as it trusts 127.0.0.1."""
    desk = sit()
    desk.url = desk.url.replace("127.0.0.1", NAMED)
    jar = desk.api.http.cookies.jar
    cookies = [{"name": each.name, "value": each.value or "", "url": desk.url} for each in jar]
    desk.page.context.add_cookies(cookies)  # type: ignore[arg-type]  # a typed dict of playwright's own
    return desk


def test_a_block_is_added_over_plain_http(plain: Desk) -> None:
    """Adding a block needs an identifier, which the page makes itself."""
    plain.made("Plain")
    assert plain.page.evaluate("isSecureContext") is False
    plain.page.get_by_role("button", name="Play prompt").click()

    expect(plain.blocks()).to_have_count(1)


def test_blocks_are_copied_and_pasted_over_plain_http(plain: Desk) -> None:
    """Ctrl+C and Ctrl+V work as they do over https."""
    plain.made("Plain copy", *flow("Play prompt", "Disconnect"))
    plain.page.keyboard.press("Control+a")
    plain.page.keyboard.press("Control+c")
    expect(plain.page.get_by_text("2 blocks copied")).to_be_visible()

    plain.page.keyboard.press("Control+v")

    expect(plain.blocks()).to_have_count(4)


def test_a_page_that_can_not_read_the_clipboard_says_what_to_do(plain: Desk) -> None:
    """Paste from the list of actions tells which keys the browser allows it by."""
    plain.made("Plain paste", *flow("Play prompt"))
    plain.run("Paste")

    expect(plain.page.locator(".toast-error", has_text="Ctrl+V")).to_be_visible()
