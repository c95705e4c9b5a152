"""Everybody can use every screen: axe, a keyboard alone, twice the size."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from axe import faults_at_both_sizes
from browsing import fresh
from desk import flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Desk
    from serving import Served

_SAMPLES = Path(__file__).parents[2] / "samples" / "legacy"
_SCREENS = ["flows", "modules", "find", "import", "migrate", "opt-in", "sessions", "audit"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", _SCREENS)
def test_axe_finds_nothing_on_a_screen(sit: Callable[..., Desk], screen: str, scheme: str) -> None:
    """No list and no form has a serious fault, in either theme."""
    desk = sit(color_scheme=scheme, bypass_csp=True)
    desk.screen(screen)

    assert faults_at_both_sizes(desk.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_editor(sit: Callable[..., Desk], scheme: str) -> None:
    """Canvas, dock, properties and problems have no serious fault, in either theme."""
    desk = sit(color_scheme=scheme, bypass_csp=True)
    desk.made(f"Axe {scheme}", *flow("Play prompt", "Get customer input", "Disconnect"))
    desk.choose("Get customer input")
    desk.page.get_by_role("button", name="Problems", exact=True).click()
    desk.settled()

    assert faults_at_both_sizes(desk.page) == []


_DIALOGS = {
    "palette": "Control+k",
    "shortcuts": "Control+/",
    "export": "Control+Shift+e",
    "save as": "Control+Shift+s",
    "import over": "i",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", _DIALOGS)
def test_axe_finds_nothing_in_a_dialog(sit: Callable[..., Desk], name: str, scheme: str) -> None:
    """No dialog of the editor has a serious fault, in either theme."""
    desk = sit(color_scheme=scheme, bypass_csp=True)
    desk.made(f"Axe {name} {scheme}", *flow("Play prompt"))
    desk.settled()
    desk.page.keyboard.press(_DIALOGS[name])
    expect(desk.page.get_by_role("dialog")).to_be_visible()

    assert faults_at_both_sizes(desk.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("panel", ["Problems", "References", "History", "Versions", "Find"])
def test_axe_finds_nothing_in_a_panel(sit: Callable[..., Desk], panel: str, scheme: str) -> None:
    """No panel below the canvas has a serious fault, in either theme."""
    desk = sit(color_scheme=scheme, bypass_csp=True)
    desk.made(f"Axe {panel} {scheme}", *flow("Play prompt", "Set working queue"))
    desk.settled()
    desk.page.get_by_role("button", name=panel, exact=True).click()
    expect(desk.page.locator(".bottom-body")).to_be_visible()

    assert faults_at_both_sizes(desk.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("button", ["New flow", "Delete…", "Instance"])
def test_axe_finds_nothing_over_a_list(sit: Callable[..., Desk], button: str, scheme: str) -> None:
    """Neither what a list asks nor its menus have a serious fault."""
    desk = sit(color_scheme=scheme, bypass_csp=True)
    desk.list()
    desk.page.locator("tbody input[type=checkbox]").first.check()
    if button == "Instance":
        desk.page.get_by_title("Instance").click()
        desk.page.get_by_role("menuitem", name="Sign in to another").click()
    else:
        desk.page.get_by_role("button", name=button).click()
    expect(desk.page.get_by_role("dialog")).to_be_visible()

    assert faults_at_both_sizes(desk.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_review(sit: Callable[..., Desk], scheme: str) -> None:
    """Files with notes, open references and faults are shown without a serious fault."""
    desk = sit(color_scheme=scheme, bypass_csp=True)
    desk.screen("import")
    files = [*sorted(_SAMPLES.glob("*.json"))[:3], Path(__file__)]
    desk.page.set_input_files("input[type=file] >> nth=0", files)
    desk.page.get_by_role("button", name="of the conversion").first.click()
    desk.page.get_by_role("region", name="References").wait_for()

    assert faults_at_both_sizes(desk.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_migration(
    sit: Callable[..., Desk], site: Served, scheme: str
) -> None:
    """Choice, plan, progress and the question before an undo have no serious fault."""
    other = fresh(site, f"axe-{scheme}")
    desk = sit(also=other.id, color_scheme=scheme, bypass_csp=True)
    name = f"Axe moved {scheme}"
    desk.api.new(name)
    desk.screen("migrate")
    desk.page.get_by_role("checkbox", name=name, exact=True).check()
    found = faults_at_both_sizes(desk.page)
    desk.page.get_by_role("button", name="Plan 1 flow").click()
    desk.page.get_by_role("region", name="Plan").wait_for()
    found += faults_at_both_sizes(desk.page)
    desk.page.get_by_role("button", name="Run the plan").click()
    desk.page.get_by_role("region", name="Progress").get_by_text("Complete").wait_for()
    found += faults_at_both_sizes(desk.page)
    desk.page.get_by_role("button", name="Undo…").click()
    found += faults_at_both_sizes(desk.page)

    assert found == []


def test_axe_finds_nothing_where_one_signs_in(sit: Callable[..., Desk]) -> None:
    """The first screen has no serious fault."""
    desk = sit(bypass_csp=True)
    desk.page.context.clear_cookies()
    desk.page.goto(desk.url)
    expect(desk.page.get_by_role("button", name="Sign in")).to_be_visible()

    assert faults_at_both_sizes(desk.page) == []


def test_a_block_is_added_with_the_keyboard_alone(desk: Desk) -> None:
    """The slash goes to the dock's search; Tab and Enter add what it finds."""
    desk.made("Keys")
    desk.page.keyboard.press("/")
    expect(desk.page.get_by_role("searchbox", name="Search blocks")).to_be_focused()
    desk.page.keyboard.type("play prompt")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Enter")

    expect(desk.blocks()).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [(720, 450), (512, 384)])
def test_the_editor_is_usable_at_twice_the_size(
    sit: Callable[..., Desk], width: int, height: int
) -> None:
    """At 200 % nothing runs off to the side, and Save and Publish are in reach."""
    desk = sit(viewport={"width": width, "height": height}, device_scale_factor=2)
    desk.made(f"Large in {width}", *flow("Play prompt", "Disconnect"))
    wide = desk.page.evaluate("document.documentElement.scrollWidth")

    assert wide <= width
    expect(desk.page.get_by_role("button", name="Publish", exact=True)).to_be_in_viewport()


def test_a_chosen_block_stays_in_view_at_twice_the_size(sit: Callable[..., Desk]) -> None:
    """At 200 % the properties take half of the canvas, and a chosen block moves out of it."""
    desk = sit(viewport={"width": 720, "height": 450}, device_scale_factor=2)
    desk.made("Large and chosen", *flow("Play prompt", "Disconnect"))
    desk.choose("Disconnect")

    desk.page.wait_for_function(
        """() => {
          const block = document.querySelector(".block.selected")?.getBoundingClientRect();
          const canvas = document.querySelector(".canvas").getBoundingClientRect();
          return block && block.left >= canvas.left && block.right <= canvas.right;
        }"""
    )


def test_a_review_is_usable_at_twice_the_size(sit: Callable[..., Desk]) -> None:
    """At 200 % the table of references stays within its card."""
    desk = sit(viewport={"width": 720, "height": 450}, device_scale_factor=2)
    desk.screen("import")
    desk.page.set_input_files("input[type=file] >> nth=0", _SAMPLES / "main_menu.json")
    card = desk.page.get_by_role("region", name="References")
    expect(card.locator("tbody tr").first).to_be_visible()
    over = card.evaluate("card => card.scrollWidth - card.clientWidth")

    assert over <= 0


@pytest.mark.parametrize("screen", _SCREENS)
def test_a_screen_is_usable_at_twice_the_size(sit: Callable[..., Desk], screen: str) -> None:
    """At 200 % no list and no form runs off to the side."""
    desk = sit(viewport={"width": 720, "height": 450}, device_scale_factor=2)
    desk.screen(screen)

    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 720


def test_every_action_stands_on_the_sheet_of_keys(desk: Desk) -> None:
    """The sheet is made from the list of actions, with each key once."""
    desk.made("Sheet")
    desk.page.keyboard.press("Control+/")
    files = (Path(__file__).parents[2] / "web" / "src" / "actions" / "list").glob("*.ts")

    rows = desk.page.locator(".shortcuts section:not(:last-child) dt")
    expect(rows).to_have_count(len(list(files)))


def test_an_action_is_done_from_the_palette(desk: Desk) -> None:
    """Any action can be found by its name and done."""
    desk.made("Palette", *flow("Play prompt"))
    desk.run("Problems")

    expect(desk.page.locator(".bottom-body.problems")).to_be_visible()
