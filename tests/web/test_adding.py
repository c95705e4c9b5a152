"""Adding blocks: nothing new hides anything, and what was added is selected and in view."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from desk import action, flow

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from desk import Desk


def _selected(desk: Desk) -> Locator:
    return desk.page.locator(".react-flow__node.selected")


def _overlaps(desk: Desk) -> list[tuple[Any, Any]]:
    """The boxes, two by two, of things on the canvas that cover each other."""
    boxes = desk.page.evaluate(
        """() => [...document.querySelectorAll(".react-flow__node")].map(
            (node) => node.getBoundingClientRect().toJSON())"""
    )
    return [
        (a, b)
        for a, b in combinations(boxes, 2)
        if a["x"] < b["right"]
        and b["x"] < a["right"]
        and a["y"] < b["bottom"]
        and b["y"] < a["bottom"]
    ]


def _click(desk: Desk, *titles: str) -> None:
    for title in titles:
        desk.page.get_by_role("button", name=title, exact=True).click()
        desk.settled()


def _links(desk: Desk, opened: dict[str, Any]) -> list[tuple[str, str]]:
    """The titles of blocks that lead to each other, as the server has them."""
    desk.save()
    blocks = {each["id"]: each for each in desk.stored(opened)["view"]["blocks"]}
    return [
        (each["title"], blocks[branch["target"]]["title"])
        for each in blocks.values()
        for branch in each["branches"]
        if branch["target"] in blocks
    ]


def test_clicked_blocks_make_a_chain(desk: Desk) -> None:
    """Each block that is clicked is connected to the one before it, which was selected."""
    opened = desk.made("Chain")
    _click(desk, "Play prompt", "Set voice", "Disconnect")

    assert _links(desk, opened) == [
        ("Play prompt", "Set voice"),
        ("Set voice", "Disconnect"),
    ]


def test_adding_a_block_is_one_call(desk: Desk) -> None:
    """The call that adds a block also asks for its properties, which are shown by then."""
    desk.made("One call", *flow("Play prompt"))
    calls: list[str] = []
    desk.page.on("request", lambda request: calls.append(request.url.rpartition("/")[2]))
    _click(desk, "Set voice")
    expect(desk.page.locator(".side").get_by_role("heading", name="Set voice")).to_be_visible()
    _click(desk, "Disconnect")
    expect(desk.page.locator(".side").get_by_role("heading", name="Disconnect")).to_be_visible()

    assert calls.count("edit") == 2


def test_the_first_block_is_led_to_from_the_entry(desk: Desk) -> None:
    """In an empty flow the entry leads to the block that was added."""
    desk.made("First")
    _click(desk, "Play prompt")

    expect(desk.links()).to_have_count(1)


def test_clicked_blocks_cover_nothing(desk: Desk) -> None:
    """Eight clicks leave eight blocks and the entry, each in a place of its own."""
    desk.made("Covered")
    _click(desk, *["Play prompt", "Get customer input"] * 4)
    desk.page.keyboard.press("1")

    expect(desk.blocks()).to_have_count(8)
    assert _overlaps(desk) == []


def test_the_added_block_is_selected(desk: Desk) -> None:
    """After a click the new block is the one that keys act on."""
    desk.made("Selected", *flow("Play prompt"))
    _click(desk, "Disconnect")

    expect(_selected(desk)).to_have_count(1)
    expect(_selected(desk)).to_contain_text("Disconnect")


def test_the_added_block_is_in_view(desk: Desk) -> None:
    """A block that is added beyond the window is brought into it."""
    desk.made("In view", action(0, "Play prompt", 900, 100))
    desk.choose("Play prompt")
    _click(desk, "Disconnect")

    expect(desk.block("Disconnect")).to_be_in_viewport(ratio=0.99)


def test_a_dropped_block_is_selected(desk: Desk) -> None:
    """A block that was dropped is selected, not the one before it."""
    desk.made("Dropped and selected", *flow("Play prompt"))
    desk.choose("Play prompt")
    desk.page.get_by_role("button", name="Disconnect", exact=True).drag_to(
        desk.page.locator(".react-flow__pane"), target_position={"x": 500, "y": 420}
    )
    desk.settled()

    expect(_selected(desk)).to_have_count(1)
    expect(_selected(desk)).to_contain_text("Disconnect")


def test_a_block_dropped_on_another_finds_room(desk: Desk) -> None:
    """A block that is let go over another one stands beside it."""
    desk.made("Dropped on another", action(0, "Play prompt", 300, 200))
    desk.page.get_by_role("button", name="Disconnect", exact=True).drag_to(
        desk.block("Play prompt"), force=True
    )
    desk.settled()

    expect(desk.blocks()).to_have_count(2)
    assert _overlaps(desk) == []


def test_a_second_paste_stands_beside_the_first(desk: Desk) -> None:
    """Pasting twice at one place hides neither copy, and says how much was pasted."""
    opened = desk.made("Pasted twice", *flow("Play prompt"))
    desk.choose("Play prompt")
    desk.page.keyboard.press("Control+c")
    desk.page.get_by_text("1 block copied").wait_for()
    for _ in range(2):
        desk.page.keyboard.press("Control+v")
        desk.page.get_by_text("1 block pasted").first.wait_for()
        desk.settled()
    desk.save()

    places = {(each["x"], each["y"]) for each in desk.stored(opened)["view"]["blocks"]}
    assert len(places) == len(("the first", "a copy", "another copy"))


def test_a_name_and_enter_add_a_block(desk: Desk) -> None:
    """`/`, a name and Enter add the first block of that name, and clear the search."""
    desk.made("Slash")
    desk.page.keyboard.press("/")
    expect(desk.page.get_by_role("searchbox", name="Search blocks")).to_be_focused()
    desk.page.keyboard.type("disconn")
    desk.page.keyboard.press("Enter")

    expect(desk.block("Disconnect")).to_be_visible()
    expect(desk.page.get_by_role("searchbox", name="Search blocks")).to_have_value("")


def test_selected_blocks_are_aligned(desk: Desk) -> None:
    """The left edges of the selected blocks are where that of the first one is."""
    places = [(100, 100), (160, 320), (130, 540)]
    opened = desk.made(
        "Aligned", *[action(n, "Play prompt", x, y) for n, (x, y) in enumerate(places)]
    )
    desk.page.locator(".react-flow__pane").click(position={"x": 10, "y": 10})
    desk.page.keyboard.press("Control+a")
    desk.page.get_by_role("button", name="Align left").click()
    desk.settled()
    desk.save()

    assert {each["x"] for each in desk.stored(opened)["view"]["blocks"]} == {100}


def test_selected_blocks_are_distributed(desk: Desk) -> None:
    """The room between each two blocks is the same, and the outer ones have not moved."""
    opened = desk.made(
        "Distributed", *[action(n, "Disconnect", x, 100) for n, x in enumerate((0, 250, 700))]
    )
    desk.page.locator(".react-flow__pane").click(position={"x": 10, "y": 10})
    desk.page.keyboard.press("Control+a")
    desk.page.get_by_role("button", name="Distribute across").click()
    desk.settled()
    desk.save()

    assert sorted(each["x"] for each in desk.stored(opened)["view"]["blocks"]) == [0, 350, 700]


def test_a_fresh_block_is_quiet_until_it_is_left(desk: Desk) -> None:
    """What a block that was just added lacks is said once one goes to something else."""
    desk.made("Quiet")
    _click(desk, "Play prompt")
    header = desk.block("Play prompt")
    expect(desk.page.locator(".side .block-head")).to_be_visible()
    expect(desk.page.locator(".side").get_by_label("Findings")).to_have_count(0)
    expect(header.locator(".badge-error")).to_have_count(0)
    _click(desk, "Set voice")

    expect(header.locator(".badge-error")).to_be_visible()


def test_problems_of_a_fresh_block_are_in_the_list(desk: Desk) -> None:
    """The panel of problems, which was asked for, leaves nothing out."""
    desk.made("Not quiet in the list")
    _click(desk, "Play prompt")
    desk.page.get_by_role("button", name="Problems").click()

    expect(desk.page.locator(".bottom-body.problems")).to_contain_text("not connected")


def test_escape_leads_from_the_search_to_the_new_block(desk: Desk) -> None:
    """After blocks were added by their names, one key goes on with the last of them."""
    desk.made("Escaped to it")
    desk.page.keyboard.press("/")
    expect(desk.page.get_by_role("searchbox", name="Search blocks")).to_be_focused()
    desk.page.keyboard.type("wait")
    desk.page.keyboard.press("Enter")
    node = desk.page.locator(".react-flow__node.selected")
    expect(node).to_contain_text("Wait")
    desk.page.keyboard.press("Escape")
    expect(node).to_be_focused()
    desk.page.keyboard.press("F2")

    expect(desk.page.get_by_label("Block name")).to_be_focused()
