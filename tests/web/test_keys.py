"""Keys: the browser's stay the browser's, and ours work wherever no text is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from desk import flow

if TYPE_CHECKING:
    from desk import Desk

_BROWSERS = ["Control+Shift+R", "Control+Shift+I", "Control+J", "Control+T", "Control+N"]
_BROWSERS += ["Control+W", "Control+Shift+V", "Alt+ArrowLeft", "Alt+ArrowRight"]


@pytest.mark.parametrize("keys", _BROWSERS)
def test_a_key_of_the_browser_is_left_to_it(desk: Desk, keys: str) -> None:
    """The page takes no reload, developer tools, downloads, tabs, windows, plain paste or back."""
    desk.made(f"Key {keys}", *flow("Play prompt"))
    *held, key = keys.split("+")
    held_down = {f"{name.lower()}Key": name in held for name in ("Shift", "Alt")}
    options = {"ctrlKey": "Control" in held, **held_down, "key": key, "cancelable": True}
    taken = desk.page.evaluate(
        """(options) => !document.body.dispatchEvent(
            new KeyboardEvent("keydown", { ...options, bubbles: true }))""",
        options,
    )

    assert not taken


@pytest.mark.parametrize("keys", ["Control+k", "Control+Shift+P"])
def test_a_key_opens_all_actions(desk: Desk, keys: str) -> None:
    """The palette of all actions has both of the keys that people know."""
    desk.made(f"Palette {keys}")
    desk.page.keyboard.press(keys)

    expect(desk.page.get_by_role("combobox", name="Search actions")).to_be_focused()


def test_undo_works_on_a_checkbox(desk: Desk) -> None:
    """What a checkbox changed is undone while the focus is still on it."""
    desk.made("Undo on a checkbox", *flow("Set working queue"))
    side = desk.choose("Set working queue")
    box = side.get_by_role("checkbox", name="Dynamic").first
    box.click()
    desk.settled()
    desk.page.keyboard.press("Control+z")

    expect(box).not_to_be_checked()


def test_a_dialog_begins_in_its_first_field(desk: Desk) -> None:
    """A name can be written as soon as the question for it is there."""
    desk.list()
    desk.page.get_by_role("button", name="New flow").click()

    expect(desk.page.get_by_role("dialog").get_by_label("Name")).to_be_focused()


def test_the_first_block_is_few_tabs_away(desk: Desk) -> None:
    """From the top of the editor, Tab and Enter lead to a block."""
    desk.made("Tabs", *flow("Play prompt"))
    desk.page.evaluate("() => document.activeElement?.blur()")
    desk.page.keyboard.press("Tab")
    expect(desk.page.get_by_role("button", name="Skip to the canvas")).to_be_focused()
    desk.page.keyboard.press("Enter")

    expect(desk.page.locator(".react-flow__node:focus-within")).to_have_count(1)


def test_a_renamed_block_stays_selected(desk: Desk) -> None:
    """After F2, a name and Enter the block is still the one that keys act on."""
    desk.made("Renamed", *flow("Play prompt", "Disconnect"))
    desk.choose("Play prompt")
    desk.page.keyboard.press("F2")
    expect(desk.page.get_by_label("Block name")).to_be_focused()
    desk.page.keyboard.type("Greeting")
    desk.page.keyboard.press("Enter")
    desk.settled()

    expect(desk.page.locator(".react-flow__node.selected")).to_contain_text("Greeting")


@pytest.mark.parametrize("label", ["Text", "Dynamic", "Success leads to"])
def test_escape_leads_from_the_properties_to_their_block(desk: Desk, label: str) -> None:
    """A field, a checkbox and a list of branches are left with the key that leaves a search."""
    desk.made(f"Escape from {label}", *flow("Play prompt"))
    side = desk.choose("Play prompt")
    field = side.get_by_label(label, exact=True).first
    field.focus()
    expect(field).to_be_focused()
    desk.page.keyboard.press("Escape")

    expect(desk.page.locator(".react-flow__node.selected")).to_be_focused()


def test_escape_first_gives_up_what_was_not_written_yet(desk: Desk) -> None:
    """What is being typed is taken back by the first press; the second leads to the block."""
    desk.made("Escape twice", *flow("Play prompt"))
    field = desk.choose("Play prompt").get_by_label("Text", exact=True)
    field.press_sequentially("Hello")
    field.press("Escape")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    field.press("Escape")

    expect(desk.page.locator(".react-flow__node.selected")).to_be_focused()
