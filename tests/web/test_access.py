"""Everybody can use every screen: axe, a keyboard alone, twice the size."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from axe import faults
from desk import flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Desk

_SCREENS = ["flows", "modules", "import", "migrate", "opt-in"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", _SCREENS)
def test_axe_finds_nothing_on_a_screen(sit: Callable[..., Desk], screen: str, scheme: str) -> None:
    """No list and no form has a serious fault, in either theme."""
    desk = sit(color_scheme=scheme, bypass_csp=True)
    desk.screen(screen)

    assert faults(desk.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_editor(sit: Callable[..., Desk], scheme: str) -> None:
    """Canvas, dock, properties and problems have no serious fault, in either theme."""
    desk = sit(color_scheme=scheme, bypass_csp=True)
    desk.made(f"Axe {scheme}", *flow("Play prompt", "Get customer input", "Disconnect"))
    desk.choose("Get customer input")
    desk.page.get_by_role("button", name="Problems", exact=True).click()
    desk.settled()

    assert faults(desk.page) == []


@pytest.mark.parametrize("key", ["Control+k", "Control+/", "Control+Shift+e"])
def test_axe_finds_nothing_in_a_dialog(sit: Callable[..., Desk], key: str) -> None:
    """The palette, the sheet of keys and the export dialog have no serious fault."""
    desk = sit(bypass_csp=True)
    desk.made(f"Axe {key}", *flow("Play prompt"))
    desk.page.keyboard.press(key)
    expect(desk.page.get_by_role("dialog")).to_be_visible()

    assert faults(desk.page) == []


def test_axe_finds_nothing_where_one_signs_in(sit: Callable[..., Desk]) -> None:
    """The first screen has no serious fault."""
    desk = sit(bypass_csp=True)
    desk.page.context.clear_cookies()
    desk.page.goto(desk.url)
    expect(desk.page.get_by_role("button", name="Sign in")).to_be_visible()

    assert faults(desk.page) == []


def test_a_block_is_added_with_the_keyboard_alone(desk: Desk) -> None:
    """The slash goes to the dock's search; Tab and Enter add what it finds."""
    desk.made("Keys")
    desk.page.keyboard.press("/")
    desk.page.keyboard.type("play prompt")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Enter")

    expect(desk.blocks()).to_have_count(1)


def test_the_editor_is_usable_at_twice_the_size(sit: Callable[..., Desk]) -> None:
    """At 200 % nothing runs off to the side, and Save and Publish are in reach."""
    desk = sit(viewport={"width": 720, "height": 450}, device_scale_factor=2)
    desk.made("Large", *flow("Play prompt", "Disconnect"))
    wide = desk.page.evaluate("document.documentElement.scrollWidth")

    assert wide <= 720
    expect(desk.page.get_by_role("button", name="Publish", exact=True)).to_be_in_viewport()


def test_every_action_stands_on_the_sheet_of_keys(desk: Desk) -> None:
    """The sheet is made from the list of actions, with each key once."""
    desk.made("Sheet")
    desk.page.keyboard.press("Control+/")
    files = (Path(__file__).parents[2] / "web" / "src" / "actions" / "list").glob("*.ts")

    rows = desk.page.locator(".shortcuts section:not(:last-child) dt")
    assert rows.count() == len(list(files))


def test_an_action_is_done_from_the_palette(desk: Desk) -> None:
    """Any action can be found by its name and done."""
    desk.made("Palette", *flow("Play prompt"))
    desk.run("Problems")

    expect(desk.page.locator(".bottom-body.problems")).to_be_visible()
