"""Edits that ask the server first: what is pressed while they are under way comes after them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from desk import flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk import Desk

_STACKED = [{**each, "x": 0, "y": 0} for each in flow("Play prompt", "Set voice", "Disconnect")]


@contextmanager
def held(desk: Desk, address: str, key: str) -> Iterator[None]:
    """Press a key that makes a call, whose answer comes only after the block."""
    desk.page.route(address, lambda _route: None)
    with desk.page.expect_request(address):
        desk.page.keyboard.press(key)
    yield
    desk.page.unroute(address)  # which lets go on what was held


def _blocks(desk: Desk, opened: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.stored(opened)["view"]["blocks"]
    return found


@pytest.mark.parametrize(
    ("key", "address", "count"),
    [
        ("Control+Shift+a", "**/arrange", 3),
        ("Control+d", "**/copy", 4),
        ("Control+d", "**/paste", 4),
        ("Control+v", "**/paste", 4),
        ("Control+x", "**/copy", 2),
    ],
    ids=["arrange", "duplicate", "duplicate later", "paste", "cut"],
)
def test_a_save_waits_for_an_edit(desk: Desk, key: str, address: str, count: int) -> None:
    """A save that is pressed before the server has answered an edit stores that edit."""
    opened = desk.made(f"Waited for {key} {address[3:]}", *_STACKED)
    desk.page.locator(".react-flow__node-block").last.focus()
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Control+c")
    expect(desk.page.get_by_text("1 block copied")).to_be_visible()
    with held(desk, address, key):
        expect(desk.page.locator(".summary.stale")).to_be_visible()
        expect(desk.page.get_by_role("button", name="Save", exact=True)).to_be_enabled()
        desk.page.keyboard.press("Control+s")
    desk.page.get_by_text("Saved.", exact=True).wait_for()

    places = {(block["id"], block["x"], block["y"]) for block in _blocks(desk, opened)}
    assert len(places) == count
    assert key != "Control+Shift+a" or len({place[1:] for place in places}) == count


def test_an_edit_waits_for_the_one_before(desk: Desk) -> None:
    """Undo, pressed while blocks are being arranged, undoes the arranging and nothing else."""
    opened = desk.made("Undone in time", *_STACKED)
    with held(desk, "**/arrange", "Control+Shift+a"):
        desk.page.keyboard.press("Control+z")
    expect(desk.page.get_by_role("button", name="Redo")).to_be_enabled()
    desk.settled()

    expect(desk.page.get_by_role("button", name="Undo")).to_be_disabled()
    assert len(_blocks(desk, opened)) == 3


def test_a_flow_that_is_left_keeps_the_edit(desk: Desk) -> None:
    """Leaving a flow waits for an edit that is under way, and the edit is there later."""
    opened = desk.made("Left in time", *_STACKED)
    with held(desk, "**/arrange", "Control+Shift+a"):
        desk.page.get_by_role("link", name="Back to the list").click()
        expect(desk.page.get_by_role("main", name="Canvas")).to_be_visible()
    expect(desk.page.get_by_role("heading", name="Flows")).to_be_visible()

    desk.open(opened)

    expect(desk.page.get_by_text("have been restored")).to_be_visible()


def test_a_save_during_a_save_comes_after_it(desk: Desk) -> None:
    """What was edited while a save was under way is saved by the next press of the keys."""
    opened = desk.made("Saved twice", *_STACKED)
    desk.page.keyboard.press("n")
    expect(desk.page.get_by_role("textbox", name="Note")).to_be_focused()
    desk.page.keyboard.press("Escape")
    with held(desk, "**/save", "Control+s"):
        desk.page.keyboard.press("Control+a")
        desk.page.keyboard.press("Delete")
        expect(desk.blocks()).to_have_count(0)
        desk.page.keyboard.press("Control+s")
    desk.page.locator(".toolbar .chip-warning").wait_for(state="detached")

    assert _blocks(desk, opened) == []


def test_a_flow_that_is_left_is_saved_first(desk: Desk) -> None:
    """Leaving a flow waits for the save that is under way, and touches no other flow."""
    other = desk.api.new("Opened after")
    opened = desk.made("Left while saved", *_STACKED)
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.press("Delete")
    with held(desk, "**/save", "Control+s"):
        desk.page.goto(f"{desk.url}/#/{desk.api.instance}/flow/{other['summary']['id']}")
    expect(desk.page.get_by_role("textbox", name="Name", exact=True)).to_have_value("Opened after")

    expect(desk.page.get_by_text("Not saved")).to_have_count(0)
    assert _blocks(desk, opened) == []
