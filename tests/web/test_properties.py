"""Properties: forms of every block, resources, conditions, JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browsing import block_id
from desk import action, flow

if TYPE_CHECKING:
    from desk import Desk


def _parameters(desk: Desk, opened: object) -> dict[str, object]:
    content = json.loads(desk.stored(opened)["content"])  # type: ignore[arg-type]  # as made() gave it
    found: dict[str, object] = content["Actions"][0]["Parameters"]
    return found


@pytest.mark.parametrize("type_", ["CONTACT_FLOW", "CUSTOMER_QUEUE"])
def test_every_block_shows_its_properties(desk: Desk, type_: str) -> None:
    """Each block that the palette offers can be added, and its form shows its title."""
    catalogue = desk.api.get(f"catalogue?type={type_}")
    titles = [
        block["title"]
        for category in catalogue["categories"]
        for block in category["blocks"]
        if block["allowed"]
    ]
    opened = desk.api.new(f"All blocks {type_}", type=type_)
    commands = [action(n, title, 0, 300 * n) for n, title in enumerate(titles)]
    assert desk.api.save(opened, *commands).status_code == 200
    desk.open(opened)
    desk.page.get_by_role("button", name="Find", exact=True).click()
    for title in titles[:: max(len(titles) // 12, 1)]:
        desk.page.get_by_role("searchbox", name="Find in titles").fill(title)
        desk.page.keyboard.press("Enter")

        expect(desk.page.locator(".block-head h2")).to_have_text(title)


def test_a_text_is_set_when_it_is_left(desk: Desk) -> None:
    """What is written in a field is in the document, as one step."""
    opened = desk.made("Greeting", *flow("Play prompt", "Disconnect"))
    desk.choose("Play prompt").get_by_label("Text", exact=True).fill("Good morning.")
    desk.page.keyboard.press("Tab")
    desk.settled()
    desk.save()

    assert _parameters(desk, opened)["Text"] == "Good morning."


def test_a_queue_is_picked_by_its_name(desk: Desk) -> None:
    """A resource is searched by name; the document gets its ARN."""
    opened = desk.made("Queue", action(0, "Set working queue", 100, 100))
    side = desk.choose("Set working queue")
    side.get_by_role("combobox", name="Queue").first.fill("basic")
    side.get_by_role("option", name="BasicQueue").click()
    desk.settled()
    desk.save()

    assert "/queue/" in str(_parameters(desk, opened)["QueueId"])


def test_a_block_shows_the_name_of_what_it_refers_to(desk: Desk) -> None:
    """Where the document has an ARN, the block on the canvas has the name, and find knows it."""
    queue = desk.api.get("I/resources?kind=queue&q=")["resources"][0]
    path = {"block": block_id(0), "path": ["QueueId"], "value": queue["arn"]}
    desk.made("Shown", action(0, "Set working queue", 100, 100), {"kind": "setParameter", **path})

    expect(desk.block("Set working queue")).to_contain_text(queue["name"])
    desk.page.keyboard.press("Control+Shift+f")
    expect(desk.page.get_by_role("searchbox", name="Find in titles")).to_be_focused()
    desk.page.keyboard.type(queue["name"])
    expect(desk.page.get_by_text("1 found")).to_be_visible()


def test_what_has_fields_of_its_own_is_shown_once(desk: Desk) -> None:
    """The event hooks of a block are one picker each, and not a list of ARNs beside them."""
    desk.made("Hooks", action(0, "Set customer queue flow", 100, 100))
    side = desk.choose("Set customer queue flow")

    expect(side.get_by_role("combobox", name="Customer queue", exact=True)).to_have_count(1)
    expect(side.get_by_role("group", name="Event hooks")).to_have_count(0)


def test_a_branch_is_led_without_a_mouse(desk: Desk) -> None:
    """Each branch has a list of blocks that it can lead to."""
    desk.made("Keyboard", action(0, "Play prompt", 100, 100), action(1, "Disconnect", 500, 100))
    side = desk.choose("Play prompt")
    target = side.get_by_role("combobox", name="leads to").first
    target.focus()
    target.select_option(index=2)

    expect(desk.links()).to_have_count(2)


def test_blocks_to_lead_to_are_listed_when_a_list_is_reached(desk: Desk) -> None:
    """The lists of a block's branches hold no option for each block of the flow until then."""
    blocks = [action(n, "Play prompt", 0, 200 * n) for n in range(1, 9)]
    desk.made("Listed", action(0, "Set voice", 400, 0), *blocks)
    target = desk.choose("Set voice").get_by_label("Success leads to")
    expect(target.locator("option")).to_have_count(1)
    target.focus()

    expect(target.locator("option")).to_have_count(10)


def test_a_block_is_named(desk: Desk) -> None:
    """A name that a person gives is on the block."""
    desk.made("Named", action(0, "Play prompt", 100, 100))
    desk.choose("Play prompt").get_by_label("Block name").fill("Welcome")
    desk.page.keyboard.press("Enter")

    expect(desk.block("Welcome")).to_be_visible()


def test_enter_and_leaving_a_field_are_one_step(desk: Desk) -> None:
    """A text that was sent with Enter is not sent again when the field is left."""
    desk.made("Once", action(0, "Play prompt", 100, 100))
    desk.choose("Play prompt").get_by_label("Block name").fill("Welcome")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Tab")
    desk.settled()
    desk.page.get_by_role("button", name="History", exact=True).click()

    expect(desk.page.locator(".history-list li")).to_have_count(2)


def test_a_refused_name_is_told_and_taken_back(desk: Desk) -> None:
    """A name with a character that is not allowed leaves the document as it was."""
    desk.made("Refused", action(0, "Play prompt", 100, 100))
    desk.choose("Play prompt").get_by_label("Block name").fill("50% off")
    desk.page.keyboard.press("Enter")

    expect(desk.page.get_by_text("can't hold %")).to_be_visible()
    expect(desk.page.locator(".toast", has_text="can't hold %")).to_have_count(0)
    expect(desk.page.get_by_role("textbox", name="Block name")).to_have_value("50% off")
    expect(desk.page.get_by_text("Not saved")).to_have_count(0)


def test_a_finding_is_under_its_field(desk: Desk) -> None:
    """What is wrong with a field or branch is said there, once, in words of the page."""
    desk.made("Beside", *flow("Wait", "Disconnect"))
    side = desk.choose("Wait")
    field = side.get_by_label("Time limit seconds")
    expect(field).to_have_accessible_description(re.compile("Time limit seconds"))
    expect(field).to_have_attribute("aria-invalid", "true")
    branch = side.get_by_label("Error leads to")
    expect(branch).to_have_accessible_description(re.compile("connect"))

    expect(side.locator(".findings:not(.beside)")).to_have_count(0)
    expect(side.get_by_text("TimeLimitSeconds")).to_have_count(0)


def test_what_follows_a_refused_name_is_kept(desk: Desk) -> None:
    """Edits that were made before the refusal came are sent again, and no refused one is kept."""
    opened = desk.made("Refused late", *flow("Play prompt", "Disconnect"))
    side = desk.choose("Play prompt")
    side.get_by_role("textbox", name="Block name").wait_for()
    desk.page.context.set_offline(True)
    side.get_by_role("textbox", name="Block name").fill("a%b")
    side.get_by_role("textbox", name="Text", exact=True).fill("Written while away")
    side.get_by_role("textbox", name="SSML", exact=True).focus()
    desk.page.context.set_offline(False)

    expect(desk.block("Written while away")).to_be_visible()
    expect(side.get_by_text("can't hold %")).to_be_visible()
    desk.save()
    stored = desk.stored(opened)
    assert "Written while away" in stored["content"]
    kept = desk.page.evaluate("Object.keys(localStorage)")
    assert not [key for key in kept if opened["summary"]["id"] in key]


def test_the_json_of_a_block_is_edited(desk: Desk) -> None:
    """The block's JSON is written in place, with a parameter that is unknown."""
    opened = desk.made("Raw", *flow("Play prompt", "Disconnect"))
    side = desk.choose("Play prompt")
    side.get_by_role("tab", name="JSON").click()
    field = side.get_by_role("textbox", name="The block's JSON")
    expect(field).to_have_value(re.compile("MessageParticipant"))
    tree = json.loads(field.input_value())
    tree["Parameters"] = {"Text": "Hi.", "Unheard": {"of": 12345678901234567890}}
    field.fill(json.dumps(tree))
    side.get_by_role("button", name="Apply").click()
    desk.settled()
    desk.save()

    assert _parameters(desk, opened)["Unheard"] == {"of": 12345678901234567890}


def test_a_finding_leads_to_its_field(desk: Desk) -> None:
    """A problem in the panel goes to its block and opens the properties."""
    desk.made("Problem", *flow("Play prompt", "Disconnect"))
    desk.settled()
    desk.page.get_by_role("button", name="Problems", exact=True).click()
    desk.page.locator(".bottom-body .row-button", has_text="Play prompt").first.click()

    expect(desk.page.locator(".block-head h2")).to_have_text("Play prompt")
