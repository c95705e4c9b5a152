"""The whole way: a legacy file comes in, is fixed, published, and goes out again."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from command import flowport

if TYPE_CHECKING:
    from desk import Desk
    from serving import Served

_MENU = Path(__file__).parents[2] / "samples" / "legacy" / "main_menu.json"
_NAME = "The whole way"


def legacy() -> str:
    """A legacy file of four blocks: an unknown field, an unknown queue, an open branch."""
    tree = json.loads(_MENU.read_text(encoding="utf-8"))
    first: dict[str, dict[str, Any]] = {}
    for module in tree["modules"]:
        first.setdefault(module["type"], module)
    kept = [first[name] for name in ("SetVoice", "SetQueue", "PlayPrompt", "Disconnect")]
    kept[0]["comment"] = "from an old tool"
    for module, after in pairwise(kept):
        module["branches"][0]["transition"] = after["id"]
    for place, module in enumerate(kept):
        module["metadata"]["position"] = {"x": 200 + 300 * place, "y": 60}
    kept[1]["branches"][1] = {"condition": "Error"}
    tree["metadata"] |= {"name": _NAME, "status": "saved"}
    return json.dumps(tree | {"modules": kept, "start": kept[0]["id"]})


def refused(desk: Desk, reasons: int) -> None:
    """See that publishing is refused for so many reasons."""
    desk.page.get_by_role("button", name="Publish", exact=True).click()
    dialog = desk.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Publish")).to_be_disabled()
    expect(dialog.locator(".reasons li")).to_have_count(reasons)
    desk.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def exported(desk: Desk) -> bytes:
    """What the export dialog gives, under the name that it offers."""
    desk.page.keyboard.press("Control+Shift+e")
    with desk.page.expect_download() as waiting:
        desk.page.get_by_role("dialog").get_by_role("button", name="Export").click()
    assert waiting.value.suggested_filename == _NAME
    return Path(waiting.value.path()).read_bytes()


def of_the_command_line(site: Served, folder: Path) -> bytes:
    """What ``flowport export`` gives of the flow."""
    database = site.store.url.removeprefix("sqlite:///")
    text = f'[instances.here]\nlocal = "{site.instance}"\ndatabase = "{database}"\n'
    (folder / "flowport.toml").write_text(text)
    flowport("export", "here", _NAME, "-o", "out.json", cwd=folder)
    return (folder / "out.json").read_bytes()


def test_the_whole_way_from_a_legacy_file_to_an_export(
    desk: Desk, site: Served, tmp_path: Path
) -> None:
    """Import, notes, a queue, a branch, undo and redo, save, refused, fixed, published, out."""
    file = tmp_path / "old.json"
    file.write_text(legacy(), encoding="utf-8")
    page = desk.page
    desk.screen("import")
    page.set_input_files("input[type=file] >> nth=0", file)
    expect(page.get_by_text("Legacy, converted")).to_be_visible()
    page.get_by_role("button", name="Import 1").click()
    page.get_by_role("list", name="Imported").get_by_role("link").click()
    page.wait_for_selector(".react-flow__node")
    desk.settled()

    expect(desk.block("Set voice").locator(".badge-note")).to_be_visible()
    refused(desk, 2)

    queue = desk.choose("Set working queue").get_by_role("combobox", name="Queue").first
    queue.click()
    queue.fill("Basic")
    page.get_by_role("option", name="BasicQueue").first.click()
    desk.settled()
    page.locator(".react-flow__pane").click(position={"x": 10, "y": 10})
    page.keyboard.press("1")
    links = 4
    expect(desk.links()).to_have_count(links)
    error = desk.block("Set working queue").locator(".react-flow__handle.source").last
    desk.pull(error, desk.middle(desk.block("Disconnect")))
    expect(desk.links()).to_have_count(links + 1)
    page.keyboard.press("Control+z")
    expect(desk.links()).to_have_count(links)
    desk.settled()
    desk.save()
    refused(desk, 1)

    page.keyboard.press("Control+y")
    expect(desk.links()).to_have_count(links + 1)
    desk.settled()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.locator(".toolbar .chip-success")).to_have_text("Published")

    assert exported(desk) == of_the_command_line(site, tmp_path)
