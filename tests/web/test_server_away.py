"""What a person does while the server is away: each answers, and all of it arrives later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from desk import flow

if TYPE_CHECKING:
    from desk import Desk

_AWAY = "The server can't be reached"


def _leave(desk: Desk) -> None:
    """Take the server away, and have the page notice."""
    desk.choose("Play prompt").get_by_label("Text", exact=True).wait_for()
    desk.page.context.set_offline(True)
    desk.page.keyboard.press("n")
    expect(desk.page.get_by_text("No connection")).to_be_visible()
    expect(desk.page.get_by_role("textbox", name="Note")).to_be_focused()
    desk.page.keyboard.press("Escape")
    desk.block("Play prompt").locator(".block-header").click()


def test_a_block_is_added_and_taken_away(desk: Desk) -> None:
    """A new block is drawn, connected and selected at once; undo and redo keep the others."""
    opened = desk.made("Added while away", *flow("Play prompt"))
    _leave(desk)
    desk.page.keyboard.press("/")
    expect(desk.page.get_by_role("searchbox", name="Search blocks")).to_be_focused()
    for title in ("Wait", "Set voice"):
        desk.page.keyboard.insert_text(title)
        desk.page.keyboard.press("Enter")
        expect(desk.page.locator(".react-flow__node.selected")).to_contain_text(title)
    expect(desk.links()).to_have_count(3)
    desk.page.locator(".react-flow__node.selected").click()
    desk.page.keyboard.press("Control+z")
    expect(desk.block("Set voice")).to_have_count(0)
    expect(desk.block("Wait")).to_have_count(1)
    desk.page.keyboard.press("Control+y")
    expect(desk.block("Set voice")).to_have_count(1)
    desk.page.keyboard.press("Control+s")
    expect(desk.page.get_by_text("and saved when it is back")).to_be_visible()

    desk.page.context.set_offline(False)
    desk.page.get_by_text("Saved.", exact=True).wait_for()

    titles = [block["title"] for block in desk.stored(opened)["view"]["blocks"]]
    assert titles == ["Play prompt", "Wait", "Set voice"]


def test_the_properties_say_what_can_be_done(desk: Desk) -> None:
    """A block that was not read yet says why it has no form; one that was keeps its form."""
    desk.made("Inspected while away", *flow("Play prompt", "Wait"))
    _leave(desk)
    side = desk.page.get_by_role("complementary", name="Properties")
    expect(side.get_by_text("You can go on adding")).to_be_visible()
    desk.block("Wait").locator(".block-header").click()
    expect(side.get_by_text("are shown when it is back")).to_be_visible()
    desk.page.context.set_offline(False)

    expect(side.get_by_role("heading", name="Wait")).to_be_visible()
    expect(side.get_by_text(_AWAY)).to_have_count(0)


def test_the_form_shows_what_was_chosen(desk: Desk) -> None:
    """A choice in the form stays as it was made."""
    desk.made("Chosen while away", *flow("Play prompt", "Wait"))
    side = desk.choose("Play prompt")
    target = side.get_by_label("Success leads to")
    expect(target).to_be_visible()
    desk.page.context.set_offline(True)
    target.select_option("Not connected")
    expect(desk.page.get_by_text("No connection")).to_be_visible()

    expect(target.locator("option:checked")).to_have_text("Not connected")
    expect(desk.links()).to_have_count(1)


def test_a_finding_about_a_changed_branch_is_from_before(desk: Desk) -> None:
    """While the server is away, the form says that a finding is from before the edit."""
    desk.made("Connected while away", *flow("Play prompt", "Wait"))
    target = desk.choose("Play prompt").get_by_label("Error leads to")
    finding = desk.page.locator(".findings.beside li", has_text="Error is not connected")
    expect(finding).to_be_visible()
    expect(desk.page.get_by_text("Before your change")).to_have_count(0)
    desk.page.context.set_offline(True)
    target.focus()
    target.select_option("Wait")
    expect(finding).to_contain_text("Before your change")
    desk.page.context.set_offline(False)

    expect(finding).to_have_count(0)


@pytest.mark.parametrize("keys", ["Control+c", "Control+v", "Control+d", "Control+Shift+a"])
def test_what_needs_the_server_says_so(desk: Desk, keys: str) -> None:
    """An action that the page can't do alone answers in a sentence, and holds nothing up."""
    desk.made(f"Asked while away {keys}", *flow("Play prompt", "Wait"))
    _leave(desk)
    desk.page.keyboard.press(keys)
    expect(desk.page.locator(".toast", has_text=_AWAY)).to_be_visible()
    desk.page.keyboard.press("Delete")

    expect(desk.blocks()).to_have_count(1)


@pytest.mark.parametrize("label", ["Split this flow…", "Tests", "Call this flow"])
def test_a_part_of_the_editor_comes_when_the_server_is_back(desk: Desk, label: str) -> None:
    """A panel whose code was not fetched yet says so in its place; the canvas stays."""
    desk.made(f"Opened while away {label}", *flow("Play prompt"))
    desk.page.context.set_offline(True)
    desk.run(label)
    waiting = desk.page.get_by_text("This part of the page is shown when it is back")
    expect(waiting).to_be_visible()
    expect(desk.block("Play prompt")).to_be_visible()
    desk.page.context.set_offline(False)

    expect(waiting).to_have_count(0)


def test_a_dialog_comes_when_the_server_is_back(desk: Desk) -> None:
    """A dialog whose code was not fetched yet can be closed, and opens nothing afterwards."""
    desk.page.route("**/assets/Dialogs*", lambda route: route.fulfill(status=404))
    desk.made("Asked while away", *flow("Play prompt"))
    desk.page.context.set_offline(True)
    desk.page.keyboard.press("Control+Shift+e")
    dialog = desk.page.get_by_role("dialog", name="No connection")
    expect(dialog).to_contain_text(_AWAY)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
    desk.page.unroute("**/assets/Dialogs*")
    desk.page.context.set_offline(False)
    desk.page.keyboard.press("Control+Shift+e")

    expect(desk.page.get_by_role("dialog", name="Export")).to_be_visible()


def test_another_screen_comes_when_the_server_is_back(desk: Desk) -> None:
    """A screen whose code was not fetched yet waits for the server; the flow is one step back."""
    desk.made("Left while away", *flow("Play prompt"))
    desk.page.context.set_offline(True)
    desk.run("Find in all flows")
    expect(desk.page.get_by_text("This part of the page is shown when it is back")).to_be_visible()
    desk.page.context.set_offline(False)

    expect(desk.page.get_by_role("heading", name="Find")).to_be_visible()


def test_a_part_that_the_server_no_longer_has_fails_only_there(desk: Desk) -> None:
    """After an update of the server the page asks to be loaded again; other screens still work."""
    desk.page.route("**/assets/FindFlows*", lambda route: route.fulfill(status=404))
    desk.made("Replaced", *flow("Play prompt"))
    desk.run("Find in all flows")
    expect(desk.page.get_by_text("newer version of this page")).to_be_visible()
    desk.page.go_back()

    expect(desk.block("Play prompt")).to_be_visible()


def test_a_flow_is_opened_when_the_server_is_back(desk: Desk) -> None:
    """A flow that was chosen while the server was away needs no second click."""
    desk.made("Opened first", *flow("Play prompt"))
    other = desk.api.new("Opened late")
    desk.page.context.set_offline(True)
    desk.page.evaluate(
        "(id) => { location.hash = location.hash.replace(/[^/]+$/, id) }", other["summary"]["id"]
    )
    expect(desk.page.get_by_text(_AWAY).last).to_be_visible()
    desk.page.context.set_offline(False)

    expect(desk.page.get_by_role("textbox", name="Name")).to_have_value("Opened late")


def test_a_list_is_read_when_the_server_is_back(desk: Desk) -> None:
    """A list that was chosen while the server was away fills itself."""
    desk.api.new("Listed late")
    desk.list("module")
    desk.page.context.set_offline(True)
    desk.page.get_by_role("link", name="Flows", exact=True).click()
    expect(desk.page.get_by_text(_AWAY)).to_be_visible()
    desk.page.context.set_offline(False)

    expect(desk.page.get_by_role("link", name="Listed late")).to_be_visible()


def test_a_dialog_asks_again_when_the_server_is_back(desk: Desk) -> None:
    """What a dialog shows of the server comes by itself."""
    desk.api.new("Asked about")
    desk.list()
    desk.page.get_by_role("checkbox", name="Choose Asked about").check()
    desk.page.context.set_offline(True)
    desk.page.get_by_role("button", name="Delete").click()
    expect(desk.page.get_by_text(_AWAY)).to_be_visible()
    desk.page.context.set_offline(False)

    expect(desk.page.get_by_role("dialog")).to_contain_text("No other flow uses it")
