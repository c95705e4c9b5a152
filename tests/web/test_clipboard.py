"""Cutting and pasting: within a flow, from a file's text, and what can't be pasted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from desk import action, flow
from serving import content

if TYPE_CHECKING:
    from desk import Desk

_LEGACY = Path(__file__).parents[2] / "samples" / "legacy" / "after_hours.json"


def _put(desk: Desk, text: str) -> None:
    """Put a text on the system's clipboard."""
    desk.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)


def _blocks(desk: Desk, opened: dict[str, Any]) -> list[dict[str, Any]]:
    desk.save()
    found: list[dict[str, Any]] = desk.stored(opened)["view"]["blocks"]
    return found


def test_what_was_cut_comes_back_with_its_links(desk: Desk) -> None:
    """Cutting is one step; pasting brings settings and connections among the blocks back."""
    opened = desk.made("Cut", *flow("Play prompt", "Set voice", "Disconnect"))
    desk.choose("Play prompt").get_by_label("Text", exact=True).fill("Good evening.")
    desk.page.keyboard.press("Tab")
    desk.settled()
    desk.block("Play prompt").locator(".block-header").click()
    desk.block("Set voice").locator(".block-header").click(modifiers=["Control"])
    desk.page.keyboard.press("Control+x")
    expect(desk.blocks()).to_have_count(1)
    desk.page.keyboard.press("Control+v")
    expect(desk.blocks()).to_have_count(3)

    blocks = {block["title"]: block for block in _blocks(desk, opened)}
    assert ["Text", "Good evening."] in blocks["Play prompt"]["settings"]
    assert blocks["Play prompt"]["branches"][0]["target"] == blocks["Set voice"]["id"]


def test_a_pasted_block_is_a_new_one(desk: Desk) -> None:
    """What is copied and pasted twice is there three times, each with an id of its own."""
    opened = desk.made("Thrice", action(0, "Play prompt", 100, 100))
    desk.choose("Play prompt")
    desk.page.keyboard.press("Control+c")
    expect(desk.page.get_by_text("1 block copied")).to_be_visible()
    for count in (2, 3):
        desk.page.keyboard.press("Control+v")
        expect(desk.blocks()).to_have_count(count)

    assert len({block["id"] for block in _blocks(desk, opened)}) == 3


def test_an_export_is_pasted(desk: Desk) -> None:
    """The text of an exported flow is pasted as its blocks."""
    desk.made("Export pasted")
    _put(desk, content())

    desk.page.keyboard.press("Control+v")

    expect(desk.blocks()).to_have_count(2)


def test_a_legacy_file_is_pasted_and_converted(desk: Desk) -> None:
    """The text of a legacy file arrives converted, with its notes on the blocks."""
    desk.made("Legacy pasted")
    _put(desk, _LEGACY.read_text(encoding="utf-8"))

    desk.page.keyboard.press("Control+v")

    expect(desk.page.get_by_text("7 things are selected.")).to_be_visible()
    desk.page.keyboard.press("1")
    expect(desk.page.locator(".badge-note").first).to_be_visible()


@pytest.mark.parametrize(
    "text", ["[1, 2", '{"modules": 3}', ""], ids=["cut off", "no flow", "empty"]
)
def test_what_can_not_be_pasted_is_explained(desk: Desk, text: str) -> None:
    """The canvas stays as it is, and a sentence says why."""
    desk.made(f"Bad paste {len(text)}", action(0, "Play prompt", 100, 100))
    _put(desk, text)
    desk.page.keyboard.press("Control+v")

    expect(desk.page.locator(".toast-error", has_text=".")).to_be_visible()
    expect(desk.blocks()).to_have_count(1)


def test_a_clipboard_of_seven_megabytes_is_answered_by_one_sentence(desk: Desk) -> None:
    """More than a flow can have is not sent; the sentence says how much that is."""
    desk.made("Far too long", action(0, "Play prompt", 100, 100))
    _put(desk, "x" * 7_000_001)
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    desk.page.keyboard.press("Control+v")

    words = "more than 7 MB, which is more than a flow can have"
    expect(desk.page.locator(".toast-error", has_text=words)).to_be_visible()
    assert not [url for url in asked if url.endswith("/paste")]


def test_pasting_into_a_field_is_the_fields_own(desk: Desk) -> None:
    """A text is pasted into the field that is written in, and no block comes of it."""
    desk.made("Field paste", action(0, "Play prompt", 100, 100))
    field = desk.choose("Play prompt").get_by_label("Text", exact=True)
    _put(desk, content())
    field.focus()

    desk.page.keyboard.press("Control+v")

    expect(field).to_have_value(content())
    expect(desk.blocks()).to_have_count(1)
