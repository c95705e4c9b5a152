"""What is seen first of a flow: its beginning, large enough to be read, and no empty panel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from desk import action

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from desk import Desk

#: The zoom at which text can be read, as the page says it: 70 % or more.
_READABLE = re.compile(r"^\s*([7-9]\d|[1-9]\d\d)\s*%")

_WITHIN = """(thing) => {
  const box = thing.getBoundingClientRect();
  const around = document.querySelector(".react-flow").getBoundingClientRect();
  return box.left >= around.left && box.top >= around.top &&
    box.right <= around.right && box.bottom <= around.bottom;
}"""
_NEAR_THE_TOP = """() => {
  const entry = document.querySelector(".entry")?.getBoundingClientRect();
  const around = document.querySelector(".react-flow").getBoundingClientRect();
  return entry && entry.top - around.top < around.height / 4;
}"""
_BESIDE_THE_MAP = """() => {
  const map = document.querySelector(".react-flow__minimap").getBoundingClientRect();
  const boxes = [...document.querySelectorAll(".react-flow__node .block")];
  return boxes.map((each) => each.getBoundingClientRect())
    .every((box) => box.right <= map.left || box.bottom <= map.top);
}"""

#: Notes where the window is when the first block is there, and whether that is seen.
_FIRST = """new MutationObserver((_, watch) => {
  const block = document.querySelector(".react-flow__node .block");
  if (!block) return;
  watch.disconnect();
  const window_ = document.querySelector(".react-flow__viewport");
  window.first = [window_.style.transform, getComputedStyle(block).visibility];
}).observe(document, { childList: true, subtree: true })"""


def _expect_within(desk: Desk, thing: Locator) -> None:
    """Wait until something is wholly in the window of the canvas."""
    thing.wait_for()
    desk.page.wait_for_function(_WITHIN, arg=thing.element_handle())


def _side(desk: Desk) -> Locator:
    return desk.page.get_by_role("complementary", name="Properties")


def test_the_properties_are_folded_until_a_block_is_chosen(desk: Desk) -> None:
    """An empty panel takes no room; the first block that is chosen unfolds it."""
    desk.made("Calm", action(0, "Play prompt", 200, 100))
    expect(_side(desk)).to_have_count(0)
    desk.choose("Play prompt")

    expect(_side(desk)).to_be_visible()


def test_properties_that_were_hidden_stay_so(desk: Desk) -> None:
    """Who hides the panel sees no panel when another block is chosen."""
    first, second = action(0, "Play prompt", 200, 100), action(1, "Disconnect", 600, 100)
    desk.made("Hidden", first, second)
    desk.choose("Play prompt")
    desk.page.get_by_role("button", name="Hide the properties", exact=True).click()
    desk.block("Disconnect").locator(".block-header").click()

    expect(desk.page.locator(".block.selected", has_text="Disconnect")).to_be_visible()
    expect(_side(desk)).to_have_count(0)


def test_a_flow_that_fits_is_whole_with_and_without_properties(desk: Desk) -> None:
    """A small flow is shown whole, and unfolding the properties hides none of it."""
    desk.made("Whole", action(0, "Play prompt", 200, 100), action(1, "Disconnect", 560, 300))
    _expect_within(desk, desk.block("Disconnect"))
    desk.choose("Play prompt")

    _expect_within(desk, desk.block("Disconnect"))


def test_the_chosen_block_is_not_behind_the_properties(desk: Desk) -> None:
    """A block at the right edge is in the window once the panel takes its room."""
    blocks = [action(n, "Wait", 300 * n, 100) for n in range(5)]
    desk.made("At the edge", *blocks, action(9, "Disconnect", 1500, 100))
    desk.page.keyboard.press("1")
    desk.choose("Disconnect")

    expect(_side(desk)).to_be_visible()
    desk.page.wait_for_function(
        """() => document.querySelector(".block.selected").getBoundingClientRect().right <=
                 document.querySelector(".react-flow").getBoundingClientRect().right"""
    )


def test_a_large_flow_begins_at_its_entry(desk: Desk) -> None:
    """The entry and what is around it are seen, large enough to be read."""
    blocks = [action(n, "Wait", 300 * (n % 5), 250 * (n // 5)) for n in range(40)]
    desk.made("Large", {**blocks[0], "from": {"block": ""}}, *blocks[1:])

    _expect_within(desk, desk.page.locator(".entry"))
    expect(desk.page.get_by_role("button", name="Actual size")).to_have_text(_READABLE)


def test_a_flow_that_runs_downwards_has_no_emptiness_above(desk: Desk) -> None:
    """What is above the entry is not shown where nothing is there."""
    blocks = [action(n, "Wait", 300, 250 * n) for n in range(20)]
    desk.made("Downwards", {**blocks[0], "from": {"block": ""}}, *blocks[1:])

    desk.page.wait_for_function(_NEAR_THE_TOP)


def test_the_map_hides_no_block_of_the_whole_flow(desk: Desk) -> None:
    """Where the whole flow is shown, each block is beside the map or above it."""
    blocks = [action(n, "Wait", 300 * (n % 8), 250 * (n // 8)) for n in range(32)]
    desk.made("Mapped whole", *blocks)
    desk.page.keyboard.press("1")
    expect(desk.blocks()).to_have_count(32)

    desk.page.wait_for_function(_BESIDE_THE_MAP)


def test_a_flow_is_asked_for_once_and_early(desk: Desk) -> None:
    """What opening needs is asked for while the code is loaded, and not asked for again."""
    opened = desk.made("Asked for once", action(0, "Play prompt", 100, 100))
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    desk.open(opened)
    expect(desk.block("Play prompt")).to_be_visible()
    names = [url.rpartition("/")[2] for url in asked]

    for name in (opened["summary"]["id"], "catalogue", "session"):
        assert names.count(name) == 1
    assert names.index(opened["summary"]["id"]) < names.index("presence")


def test_blocks_are_drawn_at_once_where_they_stay(desk: Desk) -> None:
    """The first drawing of a flow is seen at its place, and nothing moves after it."""
    desk.page.add_init_script(_FIRST)
    desk.made("At once", *(action(number, "Play prompt", 400 * number, 900) for number in range(9)))
    expect(desk.page.locator(".react-flow__minimap")).to_be_visible()

    now = desk.page.locator(".react-flow__viewport").evaluate("(it) => it.style.transform")
    assert desk.page.evaluate("window.first") == [now, "visible"]
