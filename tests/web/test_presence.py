"""Two people at one flow: each sees that the other is there, and when the other saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from axe import faults
from browsing import add_user, block_id
from desk import flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from desk import Desk
    from serving import Served

_FLOW = flow("Play prompt", "Disconnect")
_THEIRS = {
    "kind": "setParameter",
    "block": block_id(0),
    "path": ["Text"],
    "value": "Theirs.",
}


@pytest.fixture(scope="module", autouse=True)
def _bob(site: Served) -> None:
    """Somebody else who may edit."""
    add_user(site, "bob", "Admin")


#: Says on the console that the flow's news are listened to, and when they tell of a new save.
_NEWS = """() => {
    const path = `${location.hash.slice(1)}`.replace("/flow/", "/flows/");
    const news = new EventSource(`/designer/api${path}/presence?kind=flow`);
    let before;
    news.onmessage = ({ data }) => {
        const { base } = JSON.parse(data).saved;
        before ??= base;
        console.log(base === before ? "listens" : "saved");
        if (base !== before) news.close();
    };
}"""


def _others(desk: Desk) -> Locator:
    return desk.page.locator(".toolbar .others")


def test_somebody_else_is_named(desk: Desk, sit: Callable[..., Desk]) -> None:
    """Who opens the same flow is named in the toolbar, and no more after leaving."""
    opened = desk.made("Both are here", *_FLOW)
    bob = sit("bob")
    bob.open(opened)
    expect(_others(desk)).to_have_text("bob is here")
    bob.list()

    expect(_others(desk)).to_have_count(0)


def test_a_save_of_somebody_else_is_offered(desk: Desk, sit: Callable[..., Desk]) -> None:
    """Their save is announced, and loaded by one click where nothing was edited."""
    opened = desk.made("Bob saves", *_FLOW)
    bob = sit("bob")
    assert bob.api.save(desk.stored(opened), _THEIRS).status_code == 200
    expect(_others(desk)).to_contain_text("bob saved")
    _others(desk).get_by_role("button", name="Load").click()
    expect(_others(desk)).to_have_count(0)

    expect(desk.block("Theirs.")).to_be_visible()


def test_edits_are_compared_with_a_save_of_somebody_else(
    desk: Desk, sit: Callable[..., Desk]
) -> None:
    """With edits of one's own, both sides are shown; nothing is overwritten."""
    opened = desk.made("Both edit", *_FLOW)
    desk.choose("Play prompt").get_by_label("Text", exact=True).fill("Mine.")
    desk.page.keyboard.press("Tab")
    desk.settled()
    assert sit("bob").api.save(desk.stored(opened), _THEIRS).status_code == 200
    _others(desk).get_by_role("button", name="Compare").click()

    expect(desk.page.get_by_role("dialog")).to_contain_text("Theirs.")


def test_ones_own_save_is_no_news(desk: Desk, sit: Callable[..., Desk]) -> None:
    """After saving, only the other's presence is shown, also to the other as it should be."""
    opened = desk.made("I save", *_FLOW)
    bob = sit("bob")
    bob.open(opened)
    desk.choose("Play prompt").get_by_label("Text", exact=True).fill("Mine.")
    desk.save()
    expect(_others(bob)).to_contain_text("admin saved")

    expect(_others(desk)).to_have_text("bob is here")


def test_ones_own_save_raises_no_alarm(desk: Desk) -> None:
    """From the press of the keys until long after the save, nothing asks to load or compare."""
    desk.made("No alarm", *_FLOW)
    desk.page.evaluate(
        """() => {
            window.alarms = 0;
            new MutationObserver(() => {
                window.alarms += document.querySelectorAll(".others button").length;
            }).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    for words in ("One.", "Two."):
        with desk.page.expect_console_message(lambda message: message.text == "listens"):
            desk.page.evaluate(_NEWS)
        desk.choose("Play prompt").get_by_label("Text", exact=True).fill(words)
        with desk.page.expect_console_message(lambda message: message.text == "saved"):
            desk.save()

    assert desk.page.evaluate("window.alarms") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_presence_is_accessible(desk: Desk, sit: Callable[..., Desk], scheme: str) -> None:
    """The news of a save has enough contrast, and its button a name."""
    desk.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal of playwright's own
    opened = desk.made(f"Seen in {scheme}", *_FLOW)
    assert sit("bob").api.save(desk.stored(opened), _THEIRS).status_code == 200
    expect(_others(desk)).to_contain_text("saved")

    assert faults(desk.page) == []
