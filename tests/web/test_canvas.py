"""The canvas: blocks from the dock, links, deleting, undoing, notes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from desk import action, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Request, Route

    from desk import Desk


def test_a_block_is_dragged_from_the_dock(desk: Desk) -> None:
    """A block that is dropped on the canvas is there, and is one step of the history."""
    desk.made("Dragged")
    desk.page.get_by_role("button", name="Play prompt").drag_to(
        desk.page.locator(".react-flow__pane"), target_position={"x": 420, "y": 260}
    )

    expect(desk.block("Play prompt")).to_be_visible()
    desk.page.keyboard.press("Control+z")
    expect(desk.blocks()).to_have_count(0)


def test_a_click_in_the_dock_adds_a_block(desk: Desk) -> None:
    """Each click adds one, and none hides another."""
    desk.made("Clicked")
    for _ in range(2):
        desk.page.get_by_role("button", name="Play prompt").click()
        desk.settled()

    expect(desk.blocks()).to_have_count(2)


def test_only_blocks_of_the_type_are_offered(desk: Desk) -> None:
    """A whisper flow has no block that ends it by a transfer to a queue."""
    desk.made("Whisper", type="CUSTOMER_WHISPER")

    expect(desk.page.get_by_role("button", name="Play prompt")).to_be_visible()
    expect(desk.page.get_by_role("button", name="Transfer to queue")).to_have_count(0)


def test_a_branch_is_led_to_a_block(desk: Desk) -> None:
    """A link is drawn from a branch to wherever on a block the mouse lets go."""
    desk.made("Led", action(0, "Play prompt", 100, 100), action(1, "Disconnect", 500, 300))
    start = desk.block("Play prompt").locator(".react-flow__handle.source").first

    desk.pull(start, desk.middle(desk.block("Disconnect")))

    expect(desk.links()).to_have_count(2)


def test_a_link_dropped_on_the_canvas_adds_the_next_block(desk: Desk) -> None:
    """The list of blocks opens there; what is chosen is there, connected."""
    desk.made("Dropped", action(0, "Play prompt", 100, 100))
    start = desk.block("Play prompt").locator(".react-flow__handle.source").first
    desk.pull(start, (820, 420))
    desk.page.get_by_role("combobox", name="Block to add").fill("Disconn")

    desk.page.keyboard.press("Enter")

    expect(desk.block("Disconnect")).to_be_visible()
    expect(desk.links()).to_have_count(2)


def test_a_block_is_spliced_into_a_link(desk: Desk) -> None:
    """A block that is dropped on a link takes its place in it."""
    opened = desk.made("Spliced", *flow("Play prompt", "Disconnect"))
    link = desk.page.locator(".react-flow__edge").nth(1)
    at = desk.middle(link)
    left, top, *_ = desk.edges(desk.page.locator(".react-flow__pane"))

    desk.page.get_by_role("button", name="Set voice").drag_to(
        desk.page.locator(".react-flow__pane"),
        target_position={"x": at[0] - left, "y": at[1] - top},
        force=True,
    )
    expect(desk.block("Set voice")).to_be_visible()
    desk.save()

    blocks = {block["title"]: block for block in desk.stored(opened)["view"]["blocks"]}
    assert blocks["Play prompt"]["branches"][0]["target"] == blocks["Set voice"]["id"]
    assert blocks["Set voice"]["branches"][0]["target"] == blocks["Disconnect"]["id"]


def test_deleting_and_reconnecting_closes_the_gap(desk: Desk) -> None:
    """What led to a deleted block leads on to the one after it."""
    opened = desk.made("Closed", *flow("Play prompt", "Set voice", "Disconnect"))
    desk.choose("Set voice")

    desk.page.keyboard.press("Control+Delete")
    expect(desk.blocks()).to_have_count(2)
    desk.save()

    blocks = {block["title"]: block for block in desk.stored(opened)["view"]["blocks"]}
    assert blocks["Play prompt"]["branches"][0]["target"] == blocks["Disconnect"]["id"]


def test_undo_and_redo_are_exact(desk: Desk) -> None:
    """A deletion with its links is one step back and one step forth."""
    desk.made("Undone", *flow("Play prompt", "Set voice", "Disconnect"))
    expect(desk.links()).to_have_count(3)
    desk.choose("Set voice")
    desk.page.keyboard.press("Delete")
    expect(desk.links()).to_have_count(1)

    desk.page.keyboard.press("Control+z")
    expect(desk.links()).to_have_count(3)
    desk.page.keyboard.press("Control+y")

    expect(desk.links()).to_have_count(1)


def test_a_late_answer_is_about_what_it_was_asked_of(desk: Desk) -> None:
    """An answer that comes after an undo does not bring deleted blocks back into the redone."""
    desk.made("Late", *flow("Play prompt", "Set voice", "Disconnect"))
    desk.choose("Set voice")

    def hold(route: Route) -> None:
        if not is_deletion(route.request):
            route.continue_()

    def is_deletion(request: Request) -> bool:
        sent = json.loads(request.post_data or "{}")
        return bool(sent.get("commands")) and not sent.get("inspect")

    desk.page.route("**/edit", hold)
    with desk.page.expect_request(is_deletion):
        desk.page.keyboard.press("Delete")
    desk.page.keyboard.press("Control+z")
    expect(desk.links()).to_have_count(3)
    desk.page.unroute("**/edit")  # which lets go on what was held
    desk.settled()
    desk.page.keyboard.press("Control+y")
    desk.settled()

    expect(desk.links()).to_have_count(1)


def test_a_drag_of_a_block_is_one_step(desk: Desk) -> None:
    """However many frames a drag has, the history has one entry of it."""
    desk.made("Moved", action(0, "Play prompt", 100, 100))
    desk.pull(desk.block("Play prompt").locator(".block-header"), (700, 500))
    desk.settled()
    desk.page.get_by_role("button", name="History", exact=True).click()

    expect(desk.page.locator(".history-list li")).to_have_count(2)


def test_a_step_of_the_history_is_gone_back_to(desk: Desk) -> None:
    """Choosing an earlier state in the list of steps shows it."""
    desk.made("Travelled")
    for title in ("Play prompt", "Set voice", "Disconnect"):
        desk.page.get_by_role("button", name=title, exact=True).first.click()
        desk.settled()
    desk.page.get_by_role("button", name="History", exact=True).click()

    desk.page.get_by_role("button", name="Add Play prompt").click()
    desk.page.keyboard.press("1")

    expect(desk.blocks()).to_have_count(1)


def test_a_note_is_written(desk: Desk) -> None:
    """A note is added with a key, written in place, and saved with the flow."""
    opened = desk.made("Noted", action(0, "Play prompt", 100, 100))
    desk.page.locator(".react-flow__pane").click(position={"x": 400, "y": 400})
    desk.page.keyboard.press("n")
    desk.page.get_by_role("textbox", name="Note").fill("Ask Ana about this.")
    desk.save()

    assert desk.stored(opened)["view"]["annotations"][0]["content"] == "Ask Ana about this."


def test_blocks_are_arranged(desk: Desk) -> None:
    """Blocks on top of one another stand apart afterwards."""
    commands = flow("Play prompt", "Set voice", "Disconnect")
    opened = desk.made("Arranged", *({**each, "x": 0, "y": 0} for each in commands))
    desk.page.keyboard.press("Control+Shift+a")
    desk.save()

    places = {(block["x"], block["y"]) for block in desk.stored(opened)["view"]["blocks"]}
    assert len(places) == 3


def test_arrows_lead_from_block_to_block(desk: Desk) -> None:
    """Without a mouse, arrows go to the nearest block, and Enter to its properties."""
    desk.made("Walked", *flow("Play prompt", "Set voice", "Disconnect"))
    desk.page.keyboard.press("ArrowRight")
    expect(desk.page.get_by_role("heading", name="Play prompt")).to_be_visible()
    expect(desk.page.locator(".react-flow__node.selected")).to_be_focused()

    desk.page.keyboard.press("ArrowRight")

    expect(desk.page.get_by_role("heading", name="Set voice")).to_be_visible()


@pytest.mark.parametrize(("motion", "glides"), [("no-preference", True), ("reduce", False)])
def test_arranged_blocks_glide(sit: Callable[..., Desk], motion: str, *, glides: bool) -> None:
    """Blocks glide to their places, but not for those who want less motion."""
    desk = sit(reduced_motion=motion)
    desk.made(f"Glides {motion}", action(0, "Play prompt", 900, 700), action(1, "Wait", 100, 100))
    desk.page.evaluate(
        """() => {
            window.glided = false;
            const look = () => {
                window.glided ||= Boolean(document.querySelector(".is-arranging"));
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    desk.run("Arrange")
    desk.settled()
    desk.page.locator(".is-arranging").wait_for(state="detached")

    assert desk.page.evaluate("window.glided") is glides
