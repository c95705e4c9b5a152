"""Hundreds of files: what they need as filters, many at once, and what is ready goes first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from axe import faults_at_both_sizes
from browsing import block_id
from documents import a_flow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Route

    from desk import Desk

_SAY, _END = block_id(1), block_id(2)
_ELSEWHERE = "arn:aws:lambda:us-east-1:999999999999:function:lookup"


def written(folder: Path, name: str, *, called: str, type_: str = "contactFlow") -> Path:
    """A file with a small flow that invokes a function of another account."""
    metadata = {"name": called, "type": type_}
    arn = {"LambdaFunctionARN": _ELSEWHERE, "InvocationTimeLimitSeconds": "3"}
    text = a_flow(
        (_SAY, "InvokeLambdaFunction", _END),
        (_END, "DisconnectParticipant", None),
        parameters={_SAY: arn},
        errors={_SAY: [("NoMatchingError", _END)]},
        metadata={key: value for key, value in metadata.items() if value},
    ).content()
    path = folder / f"{name}.json"
    path.write_text(text, encoding="utf-8")
    return path


def mixed(desk: Desk, folder: Path, mark: str) -> None:
    """Choose six files: two need a type, two share a name, one has a name that is taken."""
    desk.api.new(f"{mark} taken")
    files = [
        written(folder, "untyped-1", called=f"{mark} customer hold", type_=""),
        written(folder, "untyped-2", called=f"{mark} menu", type_=""),
        written(folder, "same-1", called=f"{mark} same"),
        written(folder, "same-2", called=f"{mark} same"),
        written(folder, "taken", called=f"{mark} taken"),
        written(folder, "ready", called=f"{mark} ready"),
    ]
    show(desk, files)


def show(desk: Desk, files: list[Path]) -> None:
    """Choose files on the import screen, and wait until they are listed and looked up."""
    desk.screen("import")
    desk.page.set_input_files("input[type=file] >> nth=0", files)
    desk.page.locator(".import-card").first.wait_for()
    desk.page.get_by_role("region", name="References").wait_for()


def chip(desk: Desk, words: str) -> Locator:
    """A part of the summary."""
    return desk.page.get_by_role("group", name="Show").get_by_role("button", name=words)


def press(desk: Desk, words: str) -> None:
    """Press a button of the files."""
    desk.page.get_by_role("region", name="Files to import").get_by_role(
        "button", name=words
    ).click()


def test_a_mixed_batch_is_imported_in_a_few_gestures(desk: Desk, tmp_path: Path) -> None:
    """Filters show what each file needs, one button fixes all of a kind, then all are imported."""
    mixed(desk, tmp_path, "Bulk")
    expect(chip(desk, "2 need a type")).to_be_visible()
    expect(chip(desk, "2 share a name")).to_be_visible()
    chip(desk, "1 ready").click()
    expect(desk.page.locator(".import-card")).to_have_count(1)
    chip(desk, "6 all").click()
    press(desk, "Propose types")
    press(desk, "Number the names")
    desk.page.get_by_role("button", name="Import 6").click()

    expect(desk.page.get_by_role("list", name="Imported").get_by_role("link")).to_have_count(6)
    rows = {row["name"]: row["type"] for row in desk.api.get("I/flows?kind=flow")["flows"]}
    assert rows["Bulk customer hold"] == "CUSTOMER_HOLD"
    assert {"Bulk same", "Bulk same 2", "Bulk taken", "Bulk taken 2"} <= set(rows)


def test_what_is_ready_is_imported_and_the_rest_stays(desk: Desk, tmp_path: Path) -> None:
    """One file goes at once; the five that need something are still listed."""
    mixed(desk, tmp_path, "Rest")
    desk.page.get_by_role("button", name="Import 1 that are ready").click()

    expect(desk.page.get_by_role("link", name="Rest ready")).to_be_visible()
    expect(desk.page.locator(".import-card")).to_have_count(5)


def test_nothing_is_replaced_before_that_is_chosen(desk: Desk, tmp_path: Path) -> None:
    """A file of a name that the instance has waits; one button replaces all such files."""
    mixed(desk, tmp_path, "Asked")
    chip(desk, "1 has a name that is taken").click()
    expect(desk.page.locator(".import-card .said-error")).to_contain_text("replace it")
    press(desk, "Replace 1 in the instance")
    expect(chip(desk, "2 ready")).to_be_visible()
    desk.page.get_by_role("button", name="Import 2 that are ready").click()
    expect(desk.page.get_by_role("link", name="Asked taken")).to_be_visible()

    names = [row["name"] for row in desk.api.get("I/flows?kind=flow")["flows"]]
    assert sorted(name for name in names if "Asked" in name) == ["Asked ready", "Asked taken"]


def test_chosen_files_are_skipped(desk: Desk, tmp_path: Path) -> None:
    """With one of two files of a name skipped, the other one is ready."""
    mixed(desk, tmp_path, "Skipped")
    desk.page.get_by_role("checkbox", name="Choose same-2.json").check()
    press(desk, "Skip")

    expect(chip(desk, "1 skipped")).to_be_visible()
    expect(chip(desk, "2 ready")).to_be_visible()


def test_leaving_asks_while_files_are_prepared(desk: Desk, tmp_path: Path) -> None:
    """The list is shown only once one says so; staying keeps every choice."""
    mixed(desk, tmp_path, "Leaving")
    chip(desk, "6 all").click()
    press(desk, "Number the names")
    flows = desk.page.get_by_role("link", name="Flows", exact=True)
    flows.click()
    dialog = desk.page.get_by_role("dialog", name="Leave this page?")
    expect(dialog).to_contain_text("6 files are prepared and not imported yet.")
    dialog.get_by_role("button", name="Stay").click()
    expect(chip(desk, "4 ready")).to_be_visible()
    expect(desk.page).to_have_url(re.compile("/import$"))
    flows.click()
    dialog.get_by_role("button", name="Leave").click()

    expect(desk.page.get_by_role("heading", name="Flows")).to_be_visible()


def test_a_function_that_many_blocks_use_is_one_row(desk: Desk, tmp_path: Path) -> None:
    """The review says how many blocks use it, and stays inside its card."""
    mixed(desk, tmp_path, "Grouped")
    review = desk.page.get_by_role("region", name="References")
    row = review.locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("6 blocks in 6 files")
    (*_, outer, _), (*_, inner, _) = map(desk.edges, (review, row.get_by_role("combobox")))

    assert inner <= outer


def test_a_thousand_files_are_a_page_of_a_few_rows(desk: Desk, tmp_path: Path) -> None:
    """Only the rows in view are drawn; scrolling and a filter show the others."""
    files = [written(tmp_path, f"f{n:04d}", called=f"Thousand {n:04d}") for n in range(1000)]
    show(desk, files)
    expect(chip(desk, "1,000 ready")).to_be_visible()
    expect(desk.page.locator(".import-card").nth(60)).to_have_count(0)
    desk.page.locator(".import-box").evaluate("(box) => box.scrollTo(0, box.scrollHeight)")

    expect(desk.page.get_by_role("textbox", name="Name").last).to_have_value("Thousand 0999")
    height = desk.page.evaluate("document.querySelector('main').scrollHeight")
    assert height < 5_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_long_import(
    sit: Callable[..., Desk], tmp_path: Path, scheme: str
) -> None:
    """The summary, the buttons for many, the rows, and the question are accessible."""
    desk = sit(color_scheme=scheme)
    mixed(desk, tmp_path, f"Axe {scheme}")
    desk.page.get_by_role("checkbox", name="Choose taken.json").check()
    assert faults_at_both_sizes(desk.page) == []
    desk.page.get_by_role("link", name="Flows", exact=True).click()
    desk.page.get_by_role("dialog", name="Leave this page?").wait_for()

    assert faults_at_both_sizes(desk.page) == []


def test_a_lost_connection_only_delays_an_import(desk: Desk, tmp_path: Path) -> None:
    """Files that are listed stay, and are looked up once the server answers again."""
    lost: list[Route] = []

    def lose(route: Route) -> None:
        lost.append(route)
        if len(lost) < 2:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    desk.page.route("**/import/references", lose)
    desk.screen("import")
    files = [written(tmp_path, "lost", called="Imported in spite of it")]
    desk.page.set_input_files("input[type=file] >> nth=0", files)
    expect(desk.page.get_by_text("No connection: the files are kept here")).to_be_visible()
    desk.page.get_by_role("button", name="Import 1").click()

    expect(desk.page.get_by_role("link", name="Imported in spite of it")).to_be_visible()


def test_a_name_that_was_taken_in_the_meantime_is_shown(desk: Desk, tmp_path: Path) -> None:
    """Nothing is written or replaced; the file then says what is in its way."""
    show(desk, [written(tmp_path, "late", called="Taken in the meantime")])
    expect(chip(desk, "1 ready")).to_be_visible()
    desk.api.new("Taken in the meantime")
    desk.page.get_by_role("button", name="Import 1").click()

    expect(desk.page.get_by_role("alert")).to_contain_text("Nothing was imported yet")
    expect(desk.page.locator(".import-card .said-error")).to_contain_text("replace it")


def test_files_that_are_added_join_those_that_are_listed(desk: Desk, tmp_path: Path) -> None:
    """A second choice adds its files; one that is listed already is not listed twice."""
    one, two = (written(tmp_path, name, called=f"Joins {name}") for name in ("one", "two"))
    show(desk, [one])
    desk.page.set_input_files("input[type=file] >> nth=0", [one, two])

    expect(desk.page.locator(".import-card")).to_have_count(2)
    expect(desk.page.get_by_role("button", name="Import 2")).to_be_enabled()


def test_cleared_files_are_brought_back(desk: Desk, tmp_path: Path) -> None:
    """Clear empties the screen, and one click brings every choice back."""
    mixed(desk, tmp_path, "Cleared")
    press(desk, "Number the names")
    press(desk, "Clear")
    expect(desk.page.locator(".import-card")).to_have_count(0)
    desk.page.get_by_role("button", name="Bring them back").click()

    expect(chip(desk, "4 ready")).to_be_visible()


def test_tab_goes_through_rows_that_are_not_drawn_yet(desk: Desk, tmp_path: Path) -> None:
    """The keyboard reaches the fortieth file row by row, though a few rows are drawn at first."""
    files = [written(tmp_path, f"k{n:02d}", called=f"Keyboard {n:02d}") for n in range(60)]
    show(desk, files)
    desk.page.get_by_role("checkbox", name="Choose k00.json").focus()
    for _ in range(3 * 40):
        desk.page.keyboard.press("Tab")

    expect(desk.page.locator("li:focus-within[aria-posinset='41']")).to_have_count(1)
