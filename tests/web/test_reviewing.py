"""Files before they are imported: dropped anywhere, what is in their way, the review."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from browsing import block_id
from documents import a_flow

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from desk import Desk

_LEGACY = Path(__file__).parents[2] / "samples" / "legacy"
_SAY, _END = block_id(1), block_id(2)


def export(name: str, *, type_: str = "contactFlow", queue: str = "") -> str:
    """An export of a small flow; ``queue`` is the name of one that it sets."""
    about: dict[str, Any] = {"name": name, "type": type_, "ActionMetadata": {}}
    if queue:
        about["ActionMetadata"] = {_SAY: {"parameters": {"QueueId": {"displayName": queue}}}}
    arn = f"arn:aws:connect:us-east-1:999999999999:instance/other/queue/{queue}"
    return a_flow(
        (_SAY, "UpdateContactTargetQueue" if queue else "MessageParticipant", _END),
        (_END, "DisconnectParticipant", None),
        parameters={_SAY: {"QueueId": arn} if queue else {"Text": "Hello."}},
        errors={_SAY: [("NoMatchingError", _END)]},
        metadata=about,
    ).content()


def choose(desk: Desk, *files: Path) -> Locator:
    """Choose files on the import screen; the cards of those that hold a flow."""
    desk.screen("import")
    desk.page.set_input_files("input[type=file] >> nth=0", files)
    cards = desk.page.locator(".import-card")
    cards.first.wait_for()
    return cards


def drop(page: Page, path: Path) -> None:
    """Drop a file or a folder on the middle of the page, as the system does."""
    page.mouse.move(700, 400)
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        event = {"type": kind, "x": 700, "y": 400, "data": data}
        session.send("Input.dispatchDragEvent", event)


def files(folder: Path, **texts: str) -> list[Path]:
    """Files of a folder, by their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return [folder / f"{name}.json" for name in texts]


def test_a_folder_is_dropped_on_the_list(desk: Desk, tmp_path: Path) -> None:
    """The files of a folder, and of those within it, are brought to the import screen."""
    files(tmp_path / "flows", outer=export("Dropped outer"))
    files(tmp_path / "flows" / "inner", inner=export("Dropped inner"))
    desk.list()
    drop(desk.page, tmp_path / "flows")

    expect(desk.page.locator(".import-card h2")).to_have_text(
        ["flows/inner/inner.json", "flows/outer.json"], use_inner_text=True
    )


def test_a_zip_is_imported(desk: Desk, tmp_path: Path) -> None:
    """Each flow of a zip is a card of its own."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("One", "Two"):
            archive.writestr(f"{name}.json", export(f"Zipped {name}"))
    path = tmp_path / "flows.zip"
    path.write_bytes(packed.getvalue())
    choose(desk, path)
    desk.page.get_by_role("button", name="Import 2").click()

    expect(desk.page.get_by_role("list", name="Imported").get_by_role("link")).to_have_text(
        ["Zipped One", "Zipped Two"]
    )


def test_a_file_dropped_on_the_canvas_is_imported_over_the_flow(desk: Desk, tmp_path: Path) -> None:
    """It comes as an edit, and the browser does not leave the page for it."""
    (path,) = files(tmp_path, dropped=export("Dropped on the canvas"))
    desk.made("Under the drop")
    drop(desk.page, path)

    expect(desk.blocks()).to_have_count(2)


def test_a_drop_where_nothing_is_imported_stays_on_the_page(desk: Desk, tmp_path: Path) -> None:
    """A file that is let go on another screen is brought to the import as well."""
    (path,) = files(tmp_path, stray=export("Dropped astray"))
    desk.screen("migrate")
    drop(desk.page, path)

    expect(desk.page.locator(".import-card h2")).to_have_text("stray.json")


def test_fifty_megabytes_are_refused_at_once(desk: Desk, tmp_path: Path) -> None:
    """A huge file is reported with what can be imported, before anything is sent."""
    path = tmp_path / "huge.json"
    path.write_bytes(b" " * 50 * 1024 * 1024)
    desk.screen("import")
    desk.page.set_input_files("input[type=file] >> nth=0", path)

    too_big = "50 MB; a file of more than 40 MB can't be imported"
    expect(desk.page.locator(".toast-error", has_text=too_big)).to_be_visible()


def test_a_taken_name_stands_in_the_way_of_a_new_flow(desk: Desk, tmp_path: Path) -> None:
    """Nothing is replaced before that is chosen, and a new flow gets a name that is free."""
    desk.api.new("Taken by another")
    card = choose(desk, *files(tmp_path, taken=export("Taken by another")))
    expect(card.locator(".said-error")).to_contain_text("replace it, give this one another name")
    expect(desk.page.get_by_role("button", name="Import 0")).to_be_disabled()
    card.get_by_role("combobox", name="New, in place").select_option("new")

    expect(card.get_by_role("textbox", name="Name")).to_have_value("Taken by another 2")
    expect(desk.page.get_by_role("button", name="Import 1")).to_be_enabled()


def test_another_type_stands_in_the_way_of_replacing(desk: Desk, tmp_path: Path) -> None:
    """A whisper can't replace an inbound flow; the card says to import it as a new one."""
    desk.api.new("Of two types")
    file = export("Of two types", type_="agentWhisper")
    card = choose(desk, *files(tmp_path, other=file))
    card.get_by_role("combobox", name="New, in place").select_option("replace")

    expect(card.locator(".said-error")).to_contain_text("import this one as a new flow")
    expect(card.locator(".said-error")).to_contain_text("Inbound flow")


def test_a_file_without_a_type_is_given_one(desk: Desk, tmp_path: Path) -> None:
    """The type is asked for, and the flow becomes one of it."""
    text = export("Of no type", type_="").replace('"type": "", ', "")
    card = choose(desk, *files(tmp_path, untyped=text))
    expect(desk.page.get_by_role("button", name="Import 0")).to_be_disabled()
    card.get_by_role("combobox", name="Type").select_option("Customer hold flow")
    desk.page.get_by_role("button", name="Import 1").click()
    expect(desk.page.get_by_role("link", name="Of no type")).to_be_visible()
    rows = {row["name"]: row["type"] for row in desk.api.get("I/flows?kind=flow")["flows"]}

    assert rows["Of no type"] == "CUSTOMER_HOLD"


def test_a_thing_is_chosen_once_for_all_files(desk: Desk, tmp_path: Path) -> None:
    """A queue that two files lack is one row; what is picked for it goes into both."""
    texts = {name: export(f"Lacks {name}", queue="Orders of all") for name in ("one", "two")}
    choose(desk, *files(tmp_path, **texts))
    row = desk.page.get_by_role("region", name="References").locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("2 blocks in 2 files, such as Lacks one: Set working queue")
    picker = row.get_by_role("combobox")
    picker.fill("basic")
    desk.page.get_by_role("option", name="BasicQueue").click()
    expect(row.locator(".state-resolved")).to_be_visible()
    desk.page.get_by_role("button", name="Import 2").click()
    expect(desk.page.get_by_role("link", name="Lacks two")).to_be_visible()
    rows = desk.api.get("I/flows?kind=flow")["flows"]
    made = [row["id"] for row in rows if row["name"].startswith("Lacks ")]
    opened = [desk.api.get(f"I/flows/{each}?kind=flow")["summary"] for each in made]

    assert [row["counts"]["unresolved"] for row in opened] == [0, 0]


def test_what_is_not_found_stays_a_warning_on_its_block(desk: Desk, tmp_path: Path) -> None:
    """A flow with an open reference can be imported, and its block carries the warning."""
    choose(desk, *files(tmp_path, open=export("Still open", queue="Nobody's queue")))
    desk.page.get_by_role("button", name="Import 1").click()
    desk.page.get_by_role("link", name="Still open").click()

    expect(desk.block("Set working queue").locator(".badge-warning")).to_have_text("1")


def test_files_that_refer_to_each_other_come_together(desk: Desk) -> None:
    """A flow that another file of the import brings counts as found."""
    names = ["main_menu.json", "queue_with_callback.json"]
    choose(desk, *(_LEGACY / name for name in names))
    table = desk.page.get_by_role("region", name="References")
    row = table.locator("tbody tr", has_text="Wait or be called back: ").first

    expect(row).to_be_visible()
    expect(table.locator("tr", has_text="Main menu: Set customer queue flow")).not_to_contain_text(
        "Not found"
    )
