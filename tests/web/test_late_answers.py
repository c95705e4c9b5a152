"""Answers that come late: what a person did since then is neither undone nor done twice."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from browsing import block_id
from desk import action, flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Route

    from desk import Desk

_TEXT = {"kind": "setParameter", "block": block_id(0), "path": ["Text"], "value": "Hello."}
_LEAD = {"kind": "connect", "block": block_id(0), "branch": "error:NoMatchingError"}
_GOOD = [*flow("Play prompt", "Disconnect"), _TEXT, {**_LEAD, "target": block_id(1)}]


@contextmanager
def held(desk: Desk, address: str) -> Iterator[list[Route]]:
    """Hold back the answers of an address until the end; the calls that were made so far."""
    calls: list[Route] = []

    def hold(route: Route) -> None:
        calls.append(route)

    desk.page.route(address, hold)
    yield calls
    desk.page.unroute(address)  # which lets go on what was held


def test_enter_picks_nothing_of_an_older_search(desk: Desk) -> None:
    """While the words are looked for, Enter takes none of what was found for the words before."""
    desk.made("Picked in haste", action(0, "Set working queue", 100, 100))
    picker = desk.choose("Set working queue").get_by_role("combobox", name="Queue").first
    picker.click()
    expect(desk.page.get_by_role("option").first).to_be_visible()
    with held(desk, "**/resources?*"):
        picker.fill("no queue of this name")
        picker.press("Enter")
        expect(desk.page.get_by_text("Searching…")).to_be_visible()
    expect(desk.page.get_by_text("Nothing of that name")).to_be_visible()

    expect(desk.page.get_by_text("Not saved")).to_have_count(0)


def test_a_second_click_creates_no_second_flow(desk: Desk) -> None:
    """Create is pressed twice on a slow network: one call is made."""
    desk.list()
    desk.page.get_by_role("button", name="New flow").click()
    dialog = desk.page.get_by_role("dialog", name="New flow")
    dialog.get_by_label("Name").fill("Created once")
    with held(desk, "**/flows") as calls:
        dialog.get_by_role("button", name="Create").dblclick()
    expect(desk.page.locator(".flow-name[title='Created once']")).to_be_visible()

    assert [call.request.method for call in calls] == ["POST"]


def test_a_second_click_keeps_no_second_version(desk: Desk) -> None:
    """What is published becomes one version, however often the button is pressed meanwhile."""
    opened = desk.made("Kept once", *_GOOD)
    assert desk.api.save(desk.stored(opened), publish=True).status_code == 200
    desk.open(opened)
    desk.page.get_by_role("button", name="Versions", exact=True).click()
    keep = desk.page.get_by_role("button", name="Keep what is published")
    expect(keep).to_be_visible()
    with held(desk, "**/versions?*"):
        keep.dblclick()
    expect(desk.page.get_by_role("list", name="Numbered versions")).to_contain_text("Version 1")

    assert len(desk.api.get(f"I/flows/{opened['summary']['id']}/versions")["versions"]) == 1


def test_a_comparison_that_was_ended_does_not_come_back(desk: Desk) -> None:
    """The answer to the first of two comparisons does not replace that to the second."""
    opened = desk.made("Compared twice", *_GOOD)
    for text in ("One.", "Two."):
        step = {**_TEXT, "value": text}
        saved = desk.api.save(desk.stored(opened), step, publish=True, note=text)
        assert saved.status_code == 200
    desk.open(opened)
    desk.page.get_by_role("button", name="Versions", exact=True).click()
    desk.page.get_by_label("Compare with").select_option("p1")
    rows = desk.page.get_by_role("list", name="What was published").locator("li")
    with held(desk, "**/compare?*a=p1*"):
        rows.filter(has_text="One.").get_by_role("button", name="Compare").click()
        rows.filter(has_text="Two.").get_by_role("button", name="Compare").click()
        expect(desk.page.locator(".diff")).to_contain_text("One.")
        with desk.page.expect_response("**/compare?*a=p1*"):
            desk.page.unroute("**/compare?*a=p1*")

    expect(desk.page.locator(".compared")).to_contain_text("Two.")


def test_json_is_applied_once(desk: Desk) -> None:
    """Leaving the JSON while it is being applied is not a second step."""
    desk.made("Applied once", *_GOOD)
    side = desk.choose("Play prompt")
    side.get_by_role("tab", name="JSON").click()
    field = side.get_by_role("textbox", name="The block's JSON")
    expect(field).to_have_value(re.compile("Hello."))
    text = field.input_value().replace("Hello.", "Applied.")
    with held(desk, "**/edit"):
        field.fill(text)
        side.get_by_role("button", name="Apply").click()
        desk.block("Disconnect").locator(".block-header").click()
    desk.settled()
    desk.page.get_by_role("button", name="History", exact=True).click()

    expect(desk.page.locator(".history-list li")).to_have_count(2)


def test_a_late_rename_takes_no_selection(desk: Desk) -> None:
    """Whoever goes on to another block while a name is stored stays there."""
    desk.made("Renamed and left", *_GOOD)
    name = desk.choose("Play prompt").get_by_label("Block name")
    with held(desk, "**/edit"):
        name.fill("Greeting")
        name.press("Enter")
        desk.block("Disconnect").locator(".block-header").click()
    expect(desk.block("Greeting")).to_be_visible()
    desk.settled()

    expect(desk.page.locator(".react-flow__node.selected")).to_contain_text("Disconnect")
