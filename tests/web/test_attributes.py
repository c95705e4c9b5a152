"""Dynamic fields: an attribute is chosen, never invented."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from browsing import block_id, document
from desk import action, flow

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from desk import Desk

_QUEUED = flow("Set contact attributes", "Set working queue", "Disconnect")
_SETS = {
    "kind": "setParameter",
    "block": block_id(0),
    "path": ["Attributes"],
    "value": {"preferred queue": "$.External.queue"},
}


def _queue(desk: Desk, opened: dict[str, Any]) -> object:
    blocks = json.loads(desk.stored(opened)["content"])["Actions"]
    return next(
        each["Parameters"].get("QueueId")
        for each in blocks
        if each["Type"] == "UpdateContactTargetQueue"
    )


def _dynamic(desk: Desk) -> Locator:
    side = desk.choose("Set working queue")
    side.get_by_role("checkbox", name="Dynamic").first.click()
    desk.settled()
    return side


def test_nothing_is_chosen_for_a_person(desk: Desk) -> None:
    """A field that was just made dynamic has no namespace and no key."""
    desk.made("Nothing chosen", *_QUEUED)
    side = _dynamic(desk)

    expect(side.get_by_role("combobox", name="Namespace")).to_have_value("")
    expect(side.get_by_role("combobox", name="Key")).to_have_count(0)
    setting = desk.block("Set working queue").locator(".block-setting")
    expect(setting).to_have_text("Queue no attribute chosen yet")


def test_an_unfinished_field_is_not_published(desk: Desk) -> None:
    """The publish question says which field waits for an attribute, and can't be answered."""
    desk.made("Unfinished", *_QUEUED)
    _dynamic(desk)
    desk.run("Publish")
    dialog = desk.page.get_by_role("dialog")

    expect(dialog).to_contain_text("Incomplete JSONPath")
    expect(dialog.get_by_role("button", name="Publish", exact=True)).to_be_disabled()


def test_a_key_that_the_flow_sets_is_offered(desk: Desk) -> None:
    """An attribute that a block of the flow sets can be chosen, and is what is read."""
    opened = desk.made("Key of the flow", *_QUEUED, _SETS)
    side = _dynamic(desk)
    side.get_by_role("combobox", name="Namespace").select_option("User defined")
    offered = desk.page.locator("datalist option")
    expect(offered.and_(desk.page.locator("[value=\"['preferred queue']\"]"))).to_be_attached()
    side.get_by_role("combobox", name="Key").fill("preferred queue")
    desk.page.keyboard.press("Tab")
    desk.settled()
    desk.save()

    assert _queue(desk, opened) == "$.Attributes.['preferred queue']"


def test_a_key_of_a_caller_is_offered(desk: Desk) -> None:
    """What a flow that leads to this one reads can be chosen here."""
    opened = desk.made("Called by another", *_QUEUED)
    to = {
        "kind": "setParameter",
        "block": block_id(1),
        "path": ["ContactFlowId"],
        "value": opened["summary"]["arn"],
    }
    caller = desk.api.new("Caller of another")
    says = {**_SETS, "value": {"tier": "gold"}}
    made = desk.api.save(caller, *flow("Set contact attributes", "Transfer to flow"), says, to)
    assert made.status_code == 200
    found = desk.api.post("I/attributes", document(opened))

    keys = {key["path"]: key["where"] for each in found["namespaces"] for key in each["keys"]}
    assert keys["$.Attributes.tier"] == "around"


def test_the_fixed_value_comes_back(desk: Desk) -> None:
    """A queue that was set is set again when the field is no longer dynamic."""
    opened = desk.made("Back again", *_QUEUED)
    side = desk.choose("Set working queue")
    side.get_by_role("combobox", name="Queue").first.click()
    side.get_by_role("listbox").get_by_role("option").first.click()
    desk.settled()
    desk.save()
    before = _queue(desk, opened)
    _dynamic(desk)
    side.get_by_role("checkbox", name="Dynamic").first.click()
    desk.settled()
    desk.save()

    assert before
    assert _queue(desk, opened) == before


def test_a_fixed_value_stays_with_its_flow(desk: Desk) -> None:
    """A field of a copy, whose blocks have the same ids, does not get the other flow's value."""
    dynamic = {"path": ["QueueId"], "value": "$.Queue.ARN"}
    copy = desk.api.new("Copy with the same ids")
    reads = {"kind": "setParameter", "block": block_id(1), **dynamic}
    assert desk.api.save(copy, *_QUEUED, reads).status_code == 200
    desk.made("Original with a queue", *_QUEUED)
    side = desk.choose("Set working queue")
    side.get_by_role("combobox", name="Queue").first.click()
    side.get_by_role("listbox").get_by_role("option").first.click()
    desk.settled()
    side.get_by_role("checkbox", name="Dynamic").first.click()
    desk.save()

    desk.go_to(copy)
    side = desk.choose("Set working queue")
    side.get_by_role("checkbox", name="Dynamic").first.click()
    desk.save()

    assert _queue(desk, copy) is None


def test_a_system_attribute_is_chosen_from_a_list(desk: Desk) -> None:
    """The system's keys are a list."""
    opened = desk.made("System", *_QUEUED)
    side = _dynamic(desk)
    side.get_by_role("combobox", name="Namespace").select_option("System")
    side.get_by_role("combobox", name="Key").select_option("Queue.ARN")
    desk.settled()
    desk.save()

    assert _queue(desk, opened) == "$.Queue.ARN"


def test_a_voice_is_chosen_from_a_list(desk: Desk) -> None:
    """Voices are a list, in which another one can be written."""
    opened = desk.made("Voice", action(0, "Set voice", 100, 100))
    side = desk.choose("Set voice")
    side.locator("[data-path*=TextToSpeechVoice] select").first.select_option("Joanna")
    desk.settled()
    desk.save()

    content = json.loads(desk.stored(opened)["content"])
    assert content["Actions"][0]["Parameters"]["TextToSpeechVoice"] == "Joanna"


def test_fields_ask_once_what_they_can_read(desk: Desk) -> None:
    """Two dynamic fields of a flow share one answer about its attributes."""
    desk.made("Asked once", *_QUEUED)
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    side = desk.choose("Set working queue")
    for number in (0, 1):
        side.get_by_role("checkbox", name="Dynamic").nth(number).click()
        desk.settled()
        expect(side.get_by_role("combobox", name="Namespace")).to_have_count(number + 1)

    expect(
        side.get_by_role("combobox", name="Namespace").last.locator("option").nth(3)
    ).to_be_attached()
    assert len([url for url in asked if url.endswith("/attributes")]) == 1


def test_an_attribute_is_inserted_into_a_text(desk: Desk) -> None:
    """A key that is chosen stands where the cursor was, and one undo takes it out."""
    opened = desk.made("Inserted", *flow("Set contact attributes", "Play prompt"), _SETS)
    side = desk.choose("Play prompt")
    text = side.get_by_role("textbox", name="Text", exact=True)
    text.fill("Hello , welcome")
    expect(text).to_have_value("Hello , welcome")
    text.evaluate("(field) => field.setSelectionRange(6, 6)")
    side.get_by_role("button", name="Insert an attribute").first.click()
    picker = side.get_by_role("combobox", name="Attribute to insert")
    picker.select_option("$.Attributes.['preferred queue']")
    desk.settled()
    desk.save()

    spoken = json.loads(desk.stored(opened)["content"])["Actions"][1]["Parameters"]["Text"]
    assert spoken == "Hello $.Attributes.['preferred queue'], welcome"


def test_an_attribute_is_inserted_into_a_value_of_several(desk: Desk) -> None:
    """A value of an attribute that is set can be another attribute."""
    opened = desk.made("Inserted value", *flow("Set contact attributes", "Disconnect"), _SETS)
    side = desk.choose("Set contact attributes")
    value = side.get_by_role("textbox", name="Value of preferred queue", exact=True)
    value.fill("")
    side.get_by_role("button", name="Insert an attribute").first.click()
    side.get_by_role("combobox", name="Attribute to insert").select_option(
        "$.CustomerEndpoint.Address"
    )
    desk.settled()
    desk.save()

    stored = json.loads(desk.stored(opened)["content"])["Actions"][0]["Parameters"]["Attributes"]
    assert stored == {"preferred queue": "$.CustomerEndpoint.Address"}
