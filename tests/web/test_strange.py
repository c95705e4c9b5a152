"""Documents and names that nobody would write, and that come all the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from browsing import block_id
from desk import action, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Desk

_MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def _imported(desk: Desk, name: str, tree: Any) -> dict[str, Any]:
    """A flow that was made of a document as it is, opened."""
    replace = {"kind": "replace", "content": json.dumps(tree)}
    about = {"kind": "flow", "type": "CONTACT_FLOW", "name": name}
    made = desk.api.post("I/flows", {**about, "commands": [replace]})
    opened: dict[str, Any] = desk.api.get(f"I/flows/{made['summary']['id']}?kind=flow")
    desk.open(opened)
    return opened


def test_markup_is_shown_as_text(desk: Desk) -> None:
    """Names, notes, settings and branches with markup are on the canvas as they were written."""
    note = {"kind": "note", "id": "n", "content": _MARKUP, "x": 0, "y": 400, "width": 200}
    desk.made(
        f"{_MARKUP} flow",
        *flow("Play prompt", "Disconnect"),
        {"kind": "setParameter", "block": block_id(0), "path": ["Text"], "value": _MARKUP},
        {**note, "height": 100},
    )

    expect(desk.page.get_by_label("Name", exact=True)).to_have_value(f"{_MARKUP} flow")
    expect(desk.block("Play prompt").locator(".block-setting")).to_contain_text(_MARKUP)
    expect(desk.page.locator("img")).to_have_count(0)


def test_a_document_of_strangers_is_shown_and_kept(desk: Desk) -> None:
    """Unknown actions, parameters, branches and members are drawn, edited around, and saved."""
    stranger = {
        "Identifier": "s",
        "Type": "BrewCoffee",
        "Parameters": {"Strength": {"of": [1.0, 12345678901234567890]}, "": "empty"},
        "Transitions": {
            "NextAction": "gone",
            "Conditions": [
                {"NextAction": "s", "Condition": {"Operator": "Smells", "Operands": []}}
            ],
            "Errors": [{"NextAction": "s", "ErrorType": "SpilledMilk"}],
            "Unheard": True,
        },
        "More": None,
    }
    tree = {"Version": "2019-10-30", "StartAction": "s", "Actions": [stranger], "Else": [0]}
    opened = _imported(desk, "Strangers", tree)
    side = desk.choose("BrewCoffee")
    expect(side.get_by_text("Flowport does not know these")).to_be_visible()
    side.get_by_label("Strength").fill('{"of": []}')
    desk.page.keyboard.press("Tab")
    desk.save()

    kept = json.loads(desk.stored(opened)["content"])
    stranger["Parameters"]["Strength"] = {"of": []}  # type: ignore[index]  # of the literal above
    assert kept["Actions"] == [stranger]
    assert kept["Else"] == [0]


@pytest.mark.parametrize(
    "tree",
    [
        {"Version": "2019-10-30", "StartAction": "", "Actions": []},
        {"Version": "2019-10-30", "StartAction": "a", "Actions": [{"Identifier": "a"}]},
        {
            "Version": "2019-10-30",
            "StartAction": "nowhere",
            "Metadata": {"ActionMetadata": {"a": 7}, "Annotations": [{"position": "left"}, 1]},
            "Actions": [{"Identifier": "a", "Type": "Wait", "Parameters": {}}],
        },
    ],
    ids=["empty", "bare", "wrong types"],
)
def test_a_document_with_little_in_it_opens(desk: Desk, tree: Any) -> None:
    """What lacks everything, or has something else in its place, is opened and can be added to."""
    _imported(desk, f"Little {len(json.dumps(tree))}", tree)
    before = len(tree["Actions"])
    expect(desk.blocks()).to_have_count(before)
    desk.page.get_by_role("button", name="Play prompt").click()

    expect(desk.blocks()).to_have_count(before + 1)


def test_two_thousand_blocks_are_edited(desk: Desk) -> None:
    """A document far beyond what an instance takes opens, is edited, and says that it is too large.

    It is opened as unsaved edits, for no instance would hold it.
    """
    opened = desk.api.new("Two thousand")
    commands = [
        action(number, "Play prompt", 300 * (number % 40), 200 * (number // 40))
        for number in range(2000)
    ]
    kept = {"base": opened["base"], "content": opened["content"], "commands": [*commands]}
    place = f"flowport:edits:{desk.api.instance}:{opened['summary']['id']}"
    desk.list()
    desk.page.evaluate(
        "([key, kept]) => localStorage.setItem(key, kept)", [place, json.dumps(kept)]
    )
    desk.open(opened)
    expect(desk.page.get_by_text("2,000 blocks")).to_be_visible()
    desk.page.locator(".block-header").first.click()
    desk.page.get_by_label("Block name").fill("First of many")
    desk.page.keyboard.press("Enter")

    expect(desk.block("First of many")).to_be_visible()
    expect(desk.page.locator(".bottom-bar")).to_contain_text("errors")


def test_nothing_is_loaded_from_elsewhere(sit: Callable[..., Desk]) -> None:
    """All that the page asks for comes from the server that gave it, and nothing runs inline."""
    desk = sit()
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    desk.made("Own", *flow("Play prompt", "Disconnect"))
    desk.choose("Play prompt")
    desk.page.keyboard.press("Control+k")
    expect(desk.page.get_by_role("combobox", name="Search actions")).to_be_visible()
    inline = desk.page.evaluate("document.querySelectorAll('script:not([src]), style').length")

    assert [url for url in asked if not url.startswith((desk.url, "about:", "blob:"))] == []
    assert inline == 0


_ARABIC = "مرحبا بكم في مركز الاتصال، اضغط واحد للفواتير أو اثنين للدعم الفني"


def test_a_text_from_right_to_left_is_cut_at_its_end(desk: Desk) -> None:
    """A setting that is too long for its block shows how its text begins, on its right side."""
    text = {"kind": "setParameter", "block": block_id(0), "path": ["Text"], "value": _ARABIC}
    desk.made("Right to left", *flow("Play prompt"), text)
    value = desk.block("Play prompt").locator(".block-value")
    expect(value).to_have_css("direction", "rtl")
    cut = value.evaluate("(it) => it.scrollWidth > it.clientWidth")
    field = desk.choose("Play prompt").get_by_label("Text", exact=True)

    assert cut
    expect(field).to_have_css("direction", "rtl")


def test_a_name_of_127_emoji_is_typed_whole(desk: Desk) -> None:
    """No field cuts a name by the units in which a browser counts it."""
    name = "😀" * 127
    desk.list()
    desk.page.get_by_role("button", name="New flow").click()
    desk.page.get_by_role("dialog").get_by_label("Name").press_sequentially(name)
    desk.page.keyboard.press("Enter")

    expect(desk.page.locator(".flow-name")).to_have_value(name)
