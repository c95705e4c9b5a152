"""Import and export: files, review, and the whole way from a legacy file to the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from desk import Desk

_LEGACY = Path(__file__).parents[2] / "samples" / "legacy"


def test_files_are_reviewed_before_they_are_imported(desk: Desk) -> None:
    """Each file says what it holds and what it refers to; then all are imported at once."""
    desk.screen("import")
    files = [_LEGACY / "main_menu.json", _LEGACY / "after_hours.json"]
    desk.page.set_input_files("input[type=file] >> nth=0", files)
    expect(desk.page.locator(".import-card")).to_have_count(2)
    expect(desk.page.get_by_text("Legacy, converted")).to_have_count(2)

    desk.page.get_by_role("button", name="Import 2").click()

    expect(desk.page.get_by_role("list", name="Imported").locator("a")).to_have_count(2)


def test_a_file_that_holds_no_flow_is_explained(desk: Desk, tmp_path: Path) -> None:
    """A bad file is named with what is wrong; nothing can be imported of it."""
    bad = tmp_path / "bad.json"
    bad.write_text("{nothing}")
    desk.screen("import")
    desk.page.set_input_files("input[type=file] >> nth=0", bad)

    expect(desk.page.locator(".unreadable .said-error")).to_contain_text("bad.json")
    expect(desk.page.get_by_role("button", name="Import 1")).to_have_count(0)


def test_blocks_are_copied_to_another_flow(desk: Desk) -> None:
    """Copied blocks come with their links, by way of the system's clipboard."""
    source = {"x": 100, "y": 100}
    desk.made("Source", _add(0, "Play prompt", **source), _add(1, "Disconnect", x=500, y=100))
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.press("Control+c")
    expect(desk.page.get_by_text("2 blocks copied")).to_be_visible()
    desk.made("Goal")

    desk.page.keyboard.press("Control+v")

    expect(desk.blocks()).to_have_count(2)


def test_a_bad_clipboard_is_explained(desk: Desk) -> None:
    """Pasting what is not a flow says so and changes nothing."""
    desk.made("Bad clipboard")
    desk.page.evaluate("navigator.clipboard.writeText('a shopping list')")
    desk.page.keyboard.press("Control+v")

    expect(desk.page.locator(".toast-error", has_text="clipboard")).to_be_visible()


def test_a_file_is_imported_over_the_open_flow(desk: Desk, tmp_path: Path) -> None:
    """Blocks and name are those of the file, as one step, and the references are reviewed."""
    menu = tmp_path / "menu.json"  # under a name that no other test's import has taken
    text = (_LEGACY / "main_menu.json").read_text(encoding="utf-8")
    menu.write_text(text.replace('"name":"Main menu"', '"name":"Menu over another"'))
    desk.made("Imported over")
    desk.page.keyboard.press("i")
    desk.page.set_input_files("dialog input[type=file]", menu)

    expect(desk.page.locator(".bottom-body.references tbody tr").first).to_be_visible()
    expect(desk.page.get_by_role("textbox", name="Name", exact=True)).to_have_value(
        "Menu over another"
    )
    desk.page.locator(".react-flow__pane").click(position={"x": 10, "y": 10})
    desk.page.keyboard.press("Control+z")
    expect(desk.blocks()).to_have_count(0)


def test_a_file_of_another_type_is_told_the_way(desk: Desk) -> None:
    """A hold flow is not put over an inbound flow; the dialog says how to import it."""
    desk.made("Not a hold flow")
    desk.page.keyboard.press("i")
    desk.page.set_input_files("dialog input[type=file]", _LEGACY / "customer_hold.json")

    expect(desk.page.get_by_role("alert")).to_contain_text("Import it from the list instead")
    expect(desk.blocks()).to_have_count(0)


def _add(number: int, title: str, **place: int) -> dict[str, object]:
    identifier = f"00000000-0000-4000-8000-{number:012d}"
    return {"kind": "add", "id": identifier, "block": title, **place}
