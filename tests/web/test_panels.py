"""The panels beside the canvas: the block's JSON, the menu of the right button, a split."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from browsing import block_id
from desk import action, flow

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from desk import Desk


def _json(desk: Desk, words: str) -> tuple[Locator, Locator]:
    """The panel with the JSON of a block, and the field in it."""
    side = desk.choose(words)
    side.get_by_role("tab", name="JSON").click()
    return side, side.get_by_role("textbox", name="The block's JSON")


def test_json_that_is_refused_is_kept_to_be_mended(desk: Desk) -> None:
    """What was written stays in the field, with the reason, also after another block was shown."""
    desk.made("Refused JSON", *flow("Play prompt", "Disconnect"))
    side, field = _json(desk, "Play prompt")
    field.fill('{"Parameters": {"Text": "Hello."')
    side.get_by_role("button", name="Apply").click()
    expect(side.get_by_role("alert")).to_contain_text("JSON")
    desk.block("Disconnect").locator(".block-header").click()

    desk.block("Play prompt").locator(".block-header").click()

    expect(field).to_have_value('{"Parameters": {"Text": "Hello."')


def test_json_is_taken_when_it_is_left(desk: Desk) -> None:
    """As with every other field, going elsewhere is enough."""
    desk.made("Left JSON", *flow("Play prompt", "Disconnect"))
    _, field = _json(desk, "Play prompt")
    expect(field).to_have_value(re.compile("MessageParticipant"))
    tree = json.loads(field.input_value())
    field.fill(json.dumps({**tree, "Parameters": {"Text": "Left."}}))

    desk.block("Disconnect").locator(".block-header").click()

    expect(desk.block("Play prompt")).to_contain_text("Left.")


def test_properties_and_json_stand_side_by_side(desk: Desk) -> None:
    """Pulled wide enough, the panel shows both, and remembers its width."""
    opened = desk.made("Wide", *flow("Play prompt", "Disconnect"))
    desk.choose("Play prompt")
    desk.pull(desk.page.get_by_role("separator"), (640, 400))
    expect(desk.page.get_by_role("textbox", name="The block's JSON")).to_be_visible()
    expect(desk.page.get_by_label("Block name")).to_be_visible()

    desk.open(opened)
    desk.block("Play prompt").locator(".block-header").click()

    expect(desk.page.get_by_role("textbox", name="The block's JSON")).to_be_visible()


def test_the_right_button_offers_what_can_be_done(desk: Desk) -> None:
    """The menu of a block selects it, and does what is chosen."""
    desk.made("Right", *flow("Play prompt", "Set voice", "Disconnect"))
    desk.block("Set voice").click(button="right")
    desk.page.get_by_role("menuitem", name="Delete and reconnect").click()

    expect(desk.blocks()).to_have_count(2)
    expect(desk.links()).to_have_count(2)


def test_a_link_is_deleted_from_its_menu(desk: Desk) -> None:
    """The right button on a link offers to delete it, and only it."""
    desk.made("Right link", *flow("Play prompt", "Disconnect"))
    at = desk.middle(desk.page.locator(".react-flow__edge").nth(1))
    desk.page.mouse.click(*at, button="right")
    desk.page.get_by_role("menuitem", name="Delete").click()

    expect(desk.links()).to_have_count(1)
    expect(desk.blocks()).to_have_count(2)


def test_the_menu_gives_the_focus_back(desk: Desk) -> None:
    """Escape closes the menu, and the block has the focus again."""
    desk.made("Right focus", action(0, "Play prompt", 100, 100))
    desk.choose("Play prompt")
    node = desk.page.locator(".react-flow__node-block")
    node.focus()
    node.click(button="right")
    desk.page.get_by_role("menu").wait_for()

    desk.page.keyboard.press("Escape")

    expect(node).to_be_focused()


def test_a_split_is_drawn_on_the_canvas(desk: Desk) -> None:
    """Each block shows which part it would be in; closing the panel takes that away."""
    desk.made("Halved", *flow(*["Play prompt"] * 11, "Disconnect"))
    desk.run("Split this flow")
    desk.page.get_by_role("spinbutton", name="Blocks in each part").fill("8")
    expect(desk.page.locator(".block .part-tag")).to_have_count(12)
    expect(desk.page.locator(".split .row-button")).to_have_count(2)

    desk.page.get_by_role("button", name="Close the panel").click()

    expect(desk.page.locator(".block .part-tag")).to_have_count(0)


def test_a_flow_is_split_in_the_instance(desk: Desk) -> None:
    """The other parts are created, and the open flow becomes the first, which Undo takes back."""
    opened = desk.made("Split for good", *flow(*["Play prompt"] * 11, "Disconnect"))
    desk.run("Split this flow")
    desk.page.get_by_role("spinbutton", name="Blocks in each part").fill("8")
    desk.page.get_by_role("button", name="Split in the instance…").click()
    dialog = desk.page.get_by_role("dialog", name="Create 1 flow in")
    expect(dialog).to_contain_text("Split for good - part 2")
    dialog.get_by_role("button", name="Create").click()
    expect(desk.page.get_by_role("link", name="Split for good - part 2")).to_be_visible()
    desk.save()
    named = {row["name"]: row for row in desk.api.get("I/flows?kind=flow")["flows"]}

    tree = json.loads(desk.stored(opened)["content"])
    targets = [a["Parameters"].get("ContactFlowId") for a in tree["Actions"]]
    assert named["Split for good - part 2"]["arn"] in targets
    assert named["Split for good - part 2"]["status"] == "SAVED"
    assert named["Split for good"]["counts"]["unresolved"] == 0


def test_the_parts_of_a_split_are_downloaded(desk: Desk) -> None:
    """A zip holds a file for each part; a part has at most what an export may have."""
    desk.made("Split to files", *flow(*["Play prompt"] * 110, "Disconnect"))
    desk.run("Split this flow")
    expect(desk.page.get_by_role("spinbutton", name="Blocks in each part")).to_have_value("99")
    with desk.page.expect_download() as caught:
        desk.page.get_by_role("button", name="Download 2 files").click()
    with zipfile.ZipFile(caught.value.path()) as archive:
        names = archive.namelist()
        sizes = [len(json.loads(archive.read(name))["Actions"]) for name in names]

    assert caught.value.suggested_filename == "Split to files split.zip"
    assert names == ["Split to files.json", "Split to files - part 2.json"]
    assert max(sizes) <= 99


def test_a_split_whose_names_are_taken_changes_nothing(desk: Desk) -> None:
    """A flow of a part's name is never replaced; the reason is shown and the flow stays whole."""
    desk.api.new("Split twice - part 2")
    desk.made("Split twice", *flow(*["Play prompt"] * 11, "Disconnect"))
    desk.run("Split this flow")
    desk.page.get_by_role("spinbutton", name="Blocks in each part").fill("8")
    desk.page.get_by_role("button", name="Split in the instance…").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Create").click()

    name = "'Split twice - part 2'"
    expect(desk.page.locator(".toast-error", has_text=name)).to_be_visible()
    expect(desk.blocks()).to_have_count(12)


def test_a_flow_that_can_not_be_split_says_why(desk: Desk) -> None:
    """The reason is in the panel, and nothing on the canvas changes."""
    desk.made(
        "Not split",
        *flow("Play prompt", "Play prompt", "Play prompt", "Play prompt"),
        type="CUSTOMER_QUEUE",
    )
    desk.run("Split this flow")
    desk.page.get_by_role("spinbutton", name="Blocks in each part").fill("2")

    expect(desk.page.locator(".split .said-error")).to_contain_text("can't be split")


def test_a_picture_is_downloaded(desk: Desk) -> None:
    """The picture shows the flow as it stands, with edits that are not saved."""
    desk.made("Pictured", *flow("Play prompt"))
    desk.page.get_by_role("button", name="Set voice", exact=True).click()
    expect(desk.blocks()).to_have_count(2)
    with desk.page.expect_download() as waiting:
        desk.run("Download a picture")

    assert waiting.value.suggested_filename == "Pictured.svg"
    assert "Set voice" in Path(waiting.value.path()).read_text(encoding="utf-8")


def test_an_export_has_the_chosen_name(desk: Desk) -> None:
    """An export gets no extension, unless that is asked for."""
    desk.made("Named export", *flow("Disconnect"))
    names = []
    for asked in (False, True):
        desk.page.keyboard.press("Control+Shift+e")
        dialog = desk.page.get_by_role("dialog", name="Export")
        dialog.get_by_role("checkbox", name="Add .json").set_checked(asked)
        with desk.page.expect_download() as waiting:
            dialog.get_by_role("button", name="Export").click()
        names.append(waiting.value.suggested_filename)
        expect(dialog).to_have_count(0)

    assert names == ["Named export", "Named export.json"]


def test_what_several_blocks_use_is_chosen_once(desk: Desk) -> None:
    """References lists a thing once, with how many blocks use it; one choice counts for all."""
    queues = [f"arn:aws:connect:eu-central-1:1:instance/i/queue/{name}" for name in "aab"]
    steps = [
        {"kind": "setParameter", "block": block_id(n), "path": ["QueueId"], "value": queue}
        for n, queue in enumerate(queues)
    ]
    opened = desk.made("Used by several", *flow(*["Set working queue"] * 3), *steps)
    desk.settled()
    desk.page.get_by_role("button", name="References", exact=True).click()
    row = desk.page.locator(".bottom-body.references tbody tr")
    expect(row).to_have_count(2)
    expect(row.first).to_contain_text("2 blocks use this")
    row.first.get_by_role("combobox").click()
    desk.page.get_by_role("option").first.click()
    expect(row.filter(has_text="2 blocks use this")).to_contain_text("Found by ARN")
    desk.save()

    written = [block["settings"] for block in desk.stored(opened)["view"]["blocks"]]
    assert written[0] == written[1] != written[2]


def test_of_many_problems_those_in_view_are_drawn(desk: Desk) -> None:
    """Of hundreds only rows near the window are there; each says which of how many it is."""
    desk.made("Many problems", *(action(n, "Play prompt", 300 * (n % 20), n) for n in range(200)))
    desk.page.get_by_role("button", name="Problems", exact=True).click()
    rows = desk.page.get_by_role("list", name="Problems").get_by_role("listitem")
    expect(rows.first).to_have_attribute("aria-setsize", re.compile(r"^[2-9]\d\d$"))
    expect(rows.nth(40)).to_have_count(0)
    desk.page.locator(".problems-box").evaluate("(box) => { box.scrollTop = box.scrollHeight }")

    desk.page.wait_for_function(
        """() => {
          const row = [...document.querySelectorAll(".problems-box li")].at(-1);
          return row.ariaPosInSet === row.ariaSetSize;
        }"""
    )
    expect(rows.last).to_be_in_viewport()


def test_each_place_of_a_problem_repeats_what_is_wrong(desk: Desk) -> None:
    """The button of a place is called by its block and the whole message of the cause."""
    desk.made("Several places", *(action(n, "Play prompt", 300 * n, 0) for n in range(3)))
    desk.page.get_by_role("button", name="Problems", exact=True).click()
    desk.page.wait_for_function(
        """() => {
          const cause = document.querySelector(".problems-box li:has(+ .within) .what");
          const place = document.querySelector(".problems-box li.within button.row-button");
          return cause && place?.ariaLabel?.endsWith(`: ${cause.textContent}`);
        }"""
    )


def test_tab_goes_through_all_problems(desk: Desk) -> None:
    """The row after the last one in view is there when the focus comes to it."""
    desk.made("Many to go through", *(action(n, "Wait", 300 * (n % 20), n) for n in range(60)))
    desk.page.get_by_role("button", name="Problems", exact=True).click()
    rows = desk.page.get_by_role("list", name="Problems").get_by_role("listitem")
    rows.get_by_role("button").first.focus()
    for _ in range(40):
        desk.page.keyboard.press("Tab")
    focused = desk.page.locator(".problems-box li:focus-within")

    expect(focused).to_be_in_viewport()
    expect(focused).to_have_attribute("aria-posinset", re.compile(r"^(4[1-9]|[5-9]\d|\d{3})$"))
