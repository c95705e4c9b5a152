"""Every state of the editor can be used by everybody: axe in each, in light and in dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from axe import faults_at_both_sizes
from browsing import block_id
from desk import action, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Desk

_TEXT = {"kind": "setParameter", "block": block_id(0), "path": ["Text"], "value": "Hello."}
_NOTE = {"kind": "note", "id": "n", "content": "Ask.", "x": 0, "y": 400, "width": 200}
_FLOW = [
    *flow("Play prompt", "Get customer input", "Set working queue", "Disconnect"),
    _TEXT,
    {**_NOTE, "height": 100},
]


def _dialog(desk: Desk) -> None:
    desk.page.get_by_role("dialog").wait_for()


def _key(keys: str) -> Callable[[Desk], None]:
    """A dialog that keys lead to."""

    def opened(desk: Desk) -> None:
        desk.page.keyboard.press(keys)
        _dialog(desk)

    return opened


def _panel(name: str) -> Callable[[Desk], None]:
    def opened(desk: Desk) -> None:
        desk.page.get_by_role("button", name=name, exact=True).click()
        panel = desk.page.locator(".bottom-body")
        panel.wait_for()
        panel.get_by_text("…").first.wait_for(state="hidden")

    return opened


def _split(desk: Desk) -> None:
    desk.run("Split this flow")
    desk.page.get_by_role("spinbutton", name="Blocks in each part").wait_for()


def _publish(desk: Desk) -> None:
    desk.run("Publish")
    _dialog(desk)


def _found(desk: Desk) -> None:
    desk.page.keyboard.press("Control+Shift+f")
    desk.page.get_by_role("searchbox", name="Find in titles").fill("prompt")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator(".find [aria-current=true]")).to_have_count(1)


def _history(desk: Desk) -> None:
    desk.choose("Disconnect")
    desk.page.keyboard.press("Delete")
    expect(desk.block("Disconnect")).to_have_count(0)
    desk.page.keyboard.press("Control+z")
    expect(desk.block("Disconnect")).to_be_visible()
    _panel("History")(desk)


def _json(desk: Desk) -> None:
    desk.choose("Play prompt").get_by_role("tab", name="JSON").click()
    desk.page.get_by_role("textbox", name="The block's JSON").wait_for()


def _refused_json(desk: Desk) -> None:
    side = desk.choose("Play prompt")
    side.get_by_role("tab", name="JSON").click()
    side.get_by_role("textbox", name="The block's JSON").fill("{")
    side.get_by_role("button", name="Apply").click()
    side.get_by_role("alert").wait_for()


def _picker(desk: Desk) -> None:
    desk.choose("Set working queue").get_by_role("combobox", name="Queue").first.click()
    desk.page.get_by_role("option").first.wait_for()


def _attribute(desk: Desk) -> None:
    desk.choose("Set working queue").get_by_role("checkbox", name="Dynamic").first.click()
    desk.page.get_by_role("combobox", name="Namespace").select_option("User defined")
    desk.page.get_by_label("Key", exact=True).wait_for()


def _note(desk: Desk) -> None:
    desk.page.locator(".note-header").click()


def _quick(desk: Desk) -> None:
    start = desk.block("Set working queue").locator(".react-flow__handle.source").last
    desk.pull(start, (700, 700))
    desk.page.get_by_role("combobox", name="Block to add").wait_for()


def _menu(desk: Desk) -> None:
    desk.page.get_by_role("button", name="More with this flow").click()
    desk.page.get_by_role("menu").wait_for()


def _context(desk: Desk) -> None:
    desk.block("Play prompt").click(button="right")
    desk.page.get_by_role("menu").wait_for()


def _far(desk: Desk) -> None:
    for _ in range(12):
        desk.page.keyboard.press("-")
    desk.page.locator(".block.far").first.wait_for()


def _toast(desk: Desk) -> None:
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.press("Control+c")
    desk.page.locator(".toast", has_text="opied").wait_for()


def _several(desk: Desk) -> None:
    desk.page.keyboard.press("Control+a")
    desk.page.get_by_text("things are selected").wait_for()


STATES: dict[str, Callable[[Desk], None]] = {
    "references": _panel("References"),
    "problems": _panel("Problems"),
    "history": _history,
    "versions": _panel("Versions"),
    "find": _found,
    "about": lambda desk: desk.page.get_by_text("About this flow").click(),
    "properties": lambda desk: void(desk.choose("Get customer input")),
    "json": _json,
    "refused json": _refused_json,
    "picker": _picker,
    "attribute": _attribute,
    "note": _note,
    "quick add": _quick,
    "menu": _menu,
    "context menu": _context,
    "far": _far,
    "toast": _toast,
    "several": _several,
    "palette": _key("Control+k"),
    "keys": _key("Control+/"),
    "export": _key("Control+Shift+e"),
    "save as": _key("Control+Shift+s"),
    "publish": _publish,
    "import": _key("i"),
    "split": _split,
}


def void(_: object) -> None:
    """Nothing, of whatever a state answered with."""


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_a_state(sit: Callable[..., Desk], state: str) -> None:
    """No panel, dialog or menu of the editor has a serious fault, in either theme."""
    desk = sit(color_scheme="light", bypass_csp=True, reduced_motion="reduce")
    desk.made(f"Axe {state}", *_FLOW)
    desk.settled()
    STATES[state](desk)
    light = faults_at_both_sizes(desk.page)
    desk.page.emulate_media(color_scheme="dark")

    assert light == []
    assert faults_at_both_sizes(desk.page) == []


def test_a_dialog_gives_the_focus_back(desk: Desk) -> None:
    """Where one was before a dialog opened, one is again after it."""
    desk.made("Focus", action(0, "Play prompt", 100, 100))
    desk.choose("Play prompt")
    node = desk.page.locator(".react-flow__node-block")
    node.focus()
    desk.page.keyboard.press("Control+/")
    desk.page.get_by_role("dialog").wait_for()

    desk.page.keyboard.press("Escape")

    expect(node).to_be_focused()
