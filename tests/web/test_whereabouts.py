"""Where one is: the instance, its Region and account, and the way back from nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from desk import flow

if TYPE_CHECKING:
    from desk import Desk
    from serving import Served


def _instance(desk: Desk) -> dict[str, str]:
    every = desk.api.get("session")["instances"]
    return next(each for each in every if each["id"] == desk.api.instance)


def test_the_editor_names_the_instance(desk: Desk) -> None:
    """Name, Region and account of the instance stand beside the name of the flow."""
    desk.made("Somewhere", *flow("Disconnect"))
    where = desk.page.locator(".whereabouts")

    expect(where).to_contain_text(_instance(desk)["region"])
    expect(where).to_contain_text(_instance(desk)["account"])


def test_the_tab_names_the_instance(desk: Desk) -> None:
    """The title of the tab says in which Region the flow is."""
    desk.made("Titled", *flow("Disconnect"))

    expect(desk.page).to_have_title(re.compile(_instance(desk)["region"]))


def test_the_publish_question_names_the_instance(desk: Desk) -> None:
    """One reads to which account and Region one is about to publish."""
    where = _instance(desk)
    desk.made("Asked where", *flow("Disconnect"))
    desk.settled()
    desk.run("Publish")
    dialog = desk.page.get_by_role("dialog")

    expect(dialog).to_contain_text(where["region"])
    expect(dialog).to_contain_text(where["account"])


@pytest.mark.parametrize("address", ["I/flow/nope", "I/flow/F?version=99", "%zz/flows"])
def test_an_unknown_address_has_a_way_back(desk: Desk, address: str) -> None:
    """A page that is not there says so, and leads back to the list."""
    opened = desk.made(f"Way back {len(address)}", *flow("Disconnect"))
    hash_ = address.replace("I", desk.api.instance, 1).replace("F", opened["summary"]["id"], 1)
    desk.page.goto("about:blank")
    desk.page.goto(f"{desk.url}/#/{hash_}")
    desk.page.get_by_role("link", name="Flows").or_(
        desk.page.get_by_role("link", name="Back to the flows")
    ).first.click()

    expect(desk.page.get_by_role("heading", name="Flows")).to_be_visible()


def test_a_protected_instance_is_marked(desk: Desk, site: Served) -> None:
    """The color of flowport.toml and a lock are beside the name, in the editor and in the list."""
    file = Path(site.app.options.project) / "flowport.toml"
    file.write_text(f'[instances.prod]\narn = "{site.arn}"\nprotected = true\n')
    try:
        desk.made("Marked", *flow("Disconnect"))
    finally:
        file.write_text("")
    name = desk.page.locator(".whereabouts .instance-name")

    expect(name).to_have_attribute("data-color", "red")
    expect(name.get_by_label("Protected")).to_be_visible()


def test_unsaved_edits_are_marked_in_the_list(desk: Desk) -> None:
    """A flow with edits that only this browser has says so in its row, until they are saved."""
    opened = desk.made("Edited and left", *flow("Play prompt", "Disconnect"))
    desk.choose("Play prompt").get_by_label("Text", exact=True).fill("Hello.")
    desk.page.keyboard.press("Tab")
    desk.settled()
    desk.page.get_by_role("link", name="Back to the list").click()
    row = desk.page.get_by_role("row", name="Edited and left")
    expect(row).to_contain_text("Unsaved edits")
    desk.go_to(opened)
    desk.save()
    desk.page.get_by_role("link", name="Back to the list").click()

    expect(row).not_to_contain_text("Unsaved edits")


@pytest.mark.parametrize("width", [1024, 1280, 1440])
def test_publish_is_in_the_window(desk: Desk, width: int) -> None:
    """However narrow the window is, the toolbar's last buttons are inside it."""
    desk.page.set_viewport_size({"width": width, "height": 800})
    desk.made(f"A rather long name of a flow {width}", *flow("Disconnect"))

    for name in ("Save", "Publish"):
        box = desk.page.locator(".toolbar").get_by_role("button", name=name, exact=True)
        expect(box).to_be_in_viewport(ratio=1)
