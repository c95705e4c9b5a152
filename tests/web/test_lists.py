"""The lists: search, filters, order, and what is done with several rows at once."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from axe import faults_at_both_sizes
from browsing import fresh
from desk import action

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Route

    from desk import Desk
    from serving import Served

_NAMES = ["List one", "List two", "List three"]


@pytest.fixture
def shelf(sit: Callable[..., Desk], site: Served, request: pytest.FixtureRequest) -> Desk:
    """The list of an instance of its own, with three flows beside those of a new one."""
    made = fresh(site, f"list for {request.node.name}")
    desk = sit(also=made.id)
    desk.api.instance = made.id
    for name in _NAMES:
        opened = desk.api.new(name)
        path = f"I/flows/{opened['summary']['id']}?kind=flow"
        assert desk.api.call("PATCH", path, {"tags": {"team": name[5:]}}).status_code == 200
    desk.list()
    desk.page.get_by_role("searchbox").fill("list")
    expect(rows(desk)).to_have_count(3)
    return desk


def rows(desk: Desk) -> Locator:
    """The rows that are shown."""
    return desk.page.locator(".table tbody tr")


def choose(desk: Desk, *names: str) -> None:
    """Choose rows."""
    for name in names:
        desk.page.get_by_role("checkbox", name=f"Choose {name}").check()


def test_tags_are_searched_as_well(shelf: Desk) -> None:
    """A word of a tag finds the flow."""
    shelf.page.get_by_role("searchbox").fill("two")

    expect(rows(shelf).get_by_role("link")).to_have_text(["List two"])


def test_a_search_without_a_result_says_that_it_is_the_search(shelf: Desk) -> None:
    """Nothing is said to be absent that is only filtered out."""
    shelf.page.get_by_role("searchbox").fill("nothing of this kind")

    expect(shelf.page.get_by_text("Nothing fits this search")).to_be_visible()


def test_a_long_list_is_read_page_by_page(shelf: Desk) -> None:
    """No call asks for a whole list; all of its pages are shown."""
    asked: list[str] = []

    def shorten(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_(url=route.request.url.replace("limit=200", "limit=2"))

    shelf.page.route("**/flows?kind=flow*", shorten)
    shelf.page.reload()
    shelf.page.get_by_role("searchbox").fill("list")

    expect(rows(shelf)).to_have_count(3)
    assert len(asked) > 1
    assert all("limit=" in url for url in asked)


@pytest.fixture
def long(shelf: Desk) -> Desk:
    """The list of a server that has 1,500 flows."""
    row = shelf.api.get("I/flows?kind=flow&limit=1")["flows"][0]

    def answer(route: Route) -> None:
        words = parse_qs(urlsplit(route.request.url).query)
        first = int(words.get("after", ["0"])[0])
        names = [f"Row {number:04}" for number in range(1500)]
        names = [name for name in names if words.get("words", [""])[0] in name]
        found = [{**row, "id": name, "name": name} for name in names[first : first + 200]]
        more = str(first + 200) if first + 200 < len(names) else None
        route.fulfill(json={"flows": found, "next": more, "total": len(names)})

    shelf.page.route("**/flows?kind=flow*", answer)
    shelf.page.reload()
    expect(shelf.page.get_by_text("1000 of 1500")).to_be_visible()
    return shelf


def test_a_list_of_very_many_stops_and_goes_on_when_asked(long: Desk) -> None:
    """After 1,000 rows the list says how many there are; a button shows more of them."""
    expect(long.page.get_by_text("The first 1000 of 1,500 rows by name.")).to_be_visible()
    long.page.get_by_role("button", name="Show more").click()

    expect(long.page.get_by_text("1500 of 1500")).to_be_visible()
    expect(long.page.get_by_role("button", name="Show more")).to_have_count(0)


def test_rows_far_from_view_are_not_drawn(long: Desk) -> None:
    """Of a long list only the part near the window is drawn; scrolling shows the rest."""
    expect(long.page.get_by_role("link", name="Row 0000")).to_be_visible()
    expect(long.page.get_by_role("link", name="Row 0999")).to_have_count(0)
    long.page.keyboard.press("Control+End")

    expect(long.page.get_by_role("link", name="Row 0999")).to_be_in_viewport()
    expect(long.page.locator("tr", has_text="Row 0999")).to_have_attribute("aria-rowindex", "1001")
    expect(long.page.get_by_role("link", name="Row 0000")).to_have_count(0)


def test_a_search_finds_what_was_not_read(long: Desk) -> None:
    """A name beyond the rows that were read is found by the search."""
    long.page.get_by_role("searchbox").fill("Row 1499")

    expect(rows(long).get_by_role("link")).to_have_text(["Row 1499"])


def test_a_column_sorts_both_ways(shelf: Desk) -> None:
    """A heading sorts by its column, and turned around when it is chosen again."""
    heading = shelf.page.get_by_role("button", name="Name")
    expect(rows(shelf).get_by_role("link")).to_have_text(sorted(_NAMES))
    heading.click()

    expect(rows(shelf).get_by_role("link")).to_have_text(sorted(_NAMES, reverse=True))


def test_a_filter_of_the_flows_does_not_empty_the_modules(shelf: Desk) -> None:
    """A type that was chosen among the flows hides no module."""
    shelf.api.new("A listed module", kind="module")
    shelf.page.get_by_role("combobox", name="Type").select_option("Customer hold flow")
    shelf.page.get_by_role("link", name="Modules").click()

    expect(shelf.page.get_by_role("link", name="A listed module")).to_be_visible()


def test_several_are_archived_and_restored(shelf: Desk) -> None:
    """Archived flows leave the list of active ones, and come back."""
    choose(shelf, "List one", "List two")
    shelf.page.get_by_role("button", name="Archive", exact=True).click()
    expect(rows(shelf)).to_have_count(1)
    shelf.page.get_by_role("combobox", name="Show").select_option("Archived")
    expect(rows(shelf)).to_have_count(2)
    choose(shelf, "List one", "List two")
    shelf.page.get_by_role("button", name="Restore", exact=True).click()

    expect(rows(shelf)).to_have_count(0)


def test_several_are_deleted_after_a_question(shelf: Desk) -> None:
    """The question names what will be gone; then it is."""
    choose(shelf, "List one", "List three")
    shelf.page.get_by_role("button", name="Delete…").click()
    dialog = shelf.page.get_by_role("dialog", name="Delete 2 flows?")
    expect(dialog.locator(".reasons li")).to_have_text(["List one", "List three"])
    dialog.get_by_role("button", name="Delete").click()

    expect(rows(shelf).get_by_role("link")).to_have_text(["List two"])


def test_deleting_says_what_uses_a_flow(shelf: Desk) -> None:
    """Before a flow is deleted the question names the flows that lead to it."""
    arn = next(
        row for row in shelf.api.get("I/flows?kind=flow")["flows"] if row["name"] == "List one"
    )
    add = action(0, "Transfer to flow", 0, 0)
    path = {"path": ["ContactFlowId"], "value": arn["arn"], "block": add["id"]}
    opened = shelf.api.new("Leads to the list")
    assert shelf.api.save(opened, add, {"kind": "setParameter", **path}).status_code == 200
    choose(shelf, "List one", "List three")
    shelf.page.get_by_role("button", name="Delete…").click()
    dialog = shelf.page.get_by_role("dialog", name="Delete 2 flows?")

    expect(dialog.get_by_role("status")).to_contain_text("List one is used by Leads to the list")
    expect(dialog.get_by_role("status")).not_to_contain_text("List three")


def test_tags_are_set_on_several_and_taken_off(shelf: Desk) -> None:
    """A tag is set on all that are chosen, shows in the list, and is removed from all."""
    choose(shelf, "List one", "List two")
    shelf.page.get_by_role("button", name="Tags…").click()
    dialog = shelf.page.get_by_role("dialog", name="Tags of 2 flows")
    dialog.get_by_role("textbox", name="Key").fill("team")
    dialog.get_by_role("textbox", name="Value").fill("care")
    assert faults_at_both_sizes(shelf.page) == []
    dialog.get_by_role("button", name="Set on all 2").click()
    expect(rows(shelf).get_by_text("team: care")).to_have_count(2)
    shelf.page.get_by_role("button", name="Tags…").click()
    dialog.get_by_role("button", name="Remove team: care").click()

    expect(rows(shelf).get_by_text("team: care")).to_have_count(0)


def test_a_zip_says_what_it_lacks(shelf: Desk) -> None:
    """A flow that is too large to export is reported, beside the file with the others."""
    large = [action(number, "Play prompt", 0, 100 * number) for number in range(101)]
    assert shelf.api.save(shelf.api.new("List large"), *large).status_code == 200
    shelf.page.reload()
    shelf.page.get_by_role("searchbox").fill("list")
    expect(rows(shelf)).to_have_count(4)
    with shelf.page.expect_download() as waiting:
        shelf.page.get_by_role("button", name="Export all").click()
    expect(shelf.page.get_by_text("1 flow could not be exported")).to_be_visible()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        names = set(archive.namelist())

    assert names == {"not exported.txt", *(f"{name}.json" for name in _NAMES)}


@pytest.mark.parametrize("type_", ["Inbound flow", "Transfer to agent flow", "Customer queue flow"])
def test_a_flow_of_a_type_is_created(shelf: Desk, type_: str) -> None:
    """A new flow opens in the editor, and is of the type that was chosen."""
    shelf.page.get_by_role("button", name="New flow").click()
    dialog = shelf.page.get_by_role("dialog", name="New flow")
    dialog.get_by_label("Name").fill(f"New {type_}")
    dialog.get_by_label("Type").select_option(type_)
    dialog.get_by_role("button", name="Create").click()
    shelf.page.get_by_text("About this flow").click()

    expect(shelf.page.locator(".flow-details dd").first).to_have_text(type_)
    name = re.escape(f"New {type_}")
    expect(shelf.page).to_have_title(re.compile(rf"^{name} · .* · Flowport$"))
