"""What a mouse and a keyboard do to blocks, links and the window on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from browsing import block_id
from desk import action, flow

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from desk import Desk


def _blocks(desk: Desk, opened: dict[str, Any]) -> dict[str, Any]:
    """The blocks as the server has them, by title."""
    desk.save()
    return {block["title"]: block for block in desk.stored(opened)["view"]["blocks"]}


def _selected(desk: Desk) -> Locator:
    return desk.page.locator(".react-flow__node .block.selected")


def test_the_end_of_a_link_is_led_to_another_block(desk: Desk) -> None:
    """A link that is pulled off its block and onto another leads there."""
    opened = desk.made(
        "Reconnected", *flow("Play prompt", "Set voice"), action(2, "Disconnect", 480, 420)
    )
    link = desk.page.locator(".react-flow__edge").nth(1)
    link.hover(force=True)
    end = desk.page.locator(".react-flow__edgeupdater-target").nth(1)

    desk.pull(end, desk.middle(desk.block("Disconnect")))

    blocks = _blocks(desk, opened)
    assert blocks["Play prompt"]["branches"][0]["target"] == blocks["Disconnect"]["id"]


def test_a_link_that_is_selected_is_deleted(desk: Desk) -> None:
    """A click selects a link; Delete takes it away and leaves both blocks."""
    opened = desk.made("Unlinked", *flow("Play prompt", "Disconnect"))
    desk.page.mouse.click(*desk.middle(desk.page.locator(".react-flow__edge").nth(1)))
    desk.page.keyboard.press("Delete")

    expect(desk.links()).to_have_count(1)
    assert _blocks(desk, opened)["Play prompt"]["branches"][0]["target"] == ""


def test_a_frame_selects_what_it_touches(desk: Desk) -> None:
    """With Ctrl held, a drag over the canvas selects blocks."""
    desk.made("Framed", *flow("Play prompt", "Set voice", "Disconnect"))
    (x, y, *_), (u, v, *_) = map(desk.edges, (desk.block("Play prompt"), desk.block("Set voice")))
    desk.page.keyboard.down("Control")
    desk.page.mouse.move(x - 20, y - 20)
    desk.page.mouse.down()
    desk.page.mouse.move(u + 30, v + 60, steps=6)
    desk.page.mouse.up()
    desk.page.keyboard.up("Control")

    expect(_selected(desk)).to_have_count(2)


def test_a_block_more_is_selected_with_control(desk: Desk) -> None:
    """Ctrl and a click add a block to the selection."""
    desk.made("Several", *flow("Play prompt", "Set voice", "Disconnect"))
    desk.choose("Play prompt")
    desk.block("Disconnect").locator(".block-header").click(modifiers=["Control"])

    expect(_selected(desk)).to_have_count(2)


def test_selected_blocks_move_together(desk: Desk) -> None:
    """Dragging one of several moves all by the same way, as one step."""
    opened = desk.made("Together", *flow("Play prompt", "Disconnect"))
    before = {block["title"]: block for block in desk.stored(opened)["view"]["blocks"]}
    desk.page.keyboard.press("Control+a")
    at = desk.middle(desk.block("Play prompt").locator(".block-header"))
    desk.pull(desk.block("Play prompt").locator(".block-header"), (at[0] + 80, at[1] + 120))
    after = _blocks(desk, opened)
    moved = {(after[t]["x"] - before[t]["x"], after[t]["y"] - before[t]["y"]) for t in after}

    assert len(moved) == 1
    assert moved != {(0, 0)}


def test_blocks_snap_to_the_grid_until_told_not_to(desk: Desk) -> None:
    """A dragged block is on whole steps; with the grid off it stands where it was let go."""
    opened = desk.made("Snapped", action(0, "Play prompt", 100, 100))
    header = desk.block("Play prompt").locator(".block-header")
    at = desk.middle(header)
    desk.pull(header, (at[0] + 53, at[1] + 47))
    snapped = _blocks(desk, opened)["Play prompt"]
    desk.page.keyboard.press("g")
    at = desk.middle(header)
    desk.pull(header, (at[0] + 33, at[1] + 27))
    desk.settled()
    free = _blocks(desk, opened)["Play prompt"]

    assert (snapped["x"] % 10, snapped["y"] % 10) == (0, 0)
    assert (free["x"] % 10, free["y"] % 10) != (0, 0)


def test_the_map_moves_the_window(desk: Desk) -> None:
    """A press on the map of the flow shows what is there."""
    far = action(1, "Disconnect", 5000, 3000)
    desk.made("Mapped", action(0, "Play prompt", 100, 100), far)
    expect(desk.block("Disconnect")).to_have_count(0)
    *_, right, bottom = desk.edges(desk.page.locator(".react-flow__minimap"))
    desk.page.mouse.click(right - 22, bottom - 26)

    expect(desk.block("Disconnect")).to_be_visible()


def test_keys_zoom_the_canvas(desk: Desk) -> None:
    """Plus, minus and 0 zoom; 1 shows the whole flow."""
    desk.made("Zoomed", action(0, "Play prompt", 100, 100), action(1, "Disconnect", 3000, 900))
    zoom = desk.page.get_by_role("button", name="Actual size")
    desk.page.keyboard.press("0")
    expect(zoom).to_have_text("100 %")
    desk.page.keyboard.press("+")
    expect(zoom).to_have_text("120 %")
    desk.page.keyboard.press("1")

    expect(desk.blocks()).to_have_count(2)


def test_a_note_stands_on_its_block(desk: Desk) -> None:
    """With a block selected, a note belongs to it, moves with it, and goes with it."""
    opened = desk.made("Noted on", action(0, "Play prompt", 100, 300))
    desk.choose("Play prompt")
    desk.page.keyboard.press("n")
    desk.page.get_by_role("textbox", name="Note").fill("Ask legal.")
    desk.save()

    note = desk.stored(opened)["view"]["annotations"][0]
    assert note["block"] == desk.stored(opened)["view"]["blocks"][0]["id"]


def test_escape_leaves_a_note(desk: Desk) -> None:
    """From the text back to the note itself, where keys are keys of the canvas again."""
    desk.made("Left note")
    desk.page.keyboard.press("n")
    desk.page.get_by_role("textbox", name="Note").fill("Done.")
    desk.page.keyboard.press("Escape")

    expect(desk.page.locator(".react-flow__node-note")).to_be_focused()
    desk.page.keyboard.press("Delete")
    expect(desk.page.locator(".react-flow__node-note")).to_have_count(0)


def test_a_note_is_folded(desk: Desk) -> None:
    """A folded note is one line; unfolding shows all of it."""
    desk.made("Folded note", action(0, "Play prompt", 100, 300))
    desk.page.keyboard.press("n")
    desk.page.get_by_role("textbox", name="Note").fill("First line\nSecond line")
    desk.page.get_by_role("button", name="Fold the note").click()
    expect(desk.page.get_by_role("textbox", name="Note")).to_have_count(0)
    desk.page.get_by_role("button", name="Unfold the note").click()

    expect(desk.page.get_by_role("textbox", name="Note")).to_have_value("First line\nSecond line")


def test_a_hundred_steps_are_undone(desk: Desk) -> None:
    """The history holds a hundred steps, and all of them lead back."""
    desk.made("Hundred", action(0, "Play prompt", 100, 100))
    name = desk.choose("Play prompt").get_by_label("Text", exact=True)
    for number in range(100):
        name.fill(f"Text {number}")
        desk.page.keyboard.press("Tab")
        name.focus()
    desk.settled()
    desk.page.locator(".react-flow__pane").click(position={"x": 30, "y": 600})
    for _ in range(100):
        desk.page.keyboard.press("Control+z")
    desk.settled()

    expect(desk.page.get_by_role("button", name="Undo")).to_be_disabled()
    expect(desk.page.get_by_text("Not saved")).to_have_count(0)


def test_find_steps_through_what_it_found(desk: Desk) -> None:
    """Enter goes from one block that was found to the next."""
    desk.made("Found", *flow("Play prompt", "Set voice", "Play prompt"))
    desk.page.keyboard.press("Control+Shift+f")
    expect(desk.page.get_by_role("searchbox", name="Find in titles")).to_be_focused()
    desk.page.keyboard.type("play")
    expect(desk.page.get_by_text("2 found")).to_be_visible()
    chosen = desk.page.locator(".react-flow__node.selected")
    desk.page.keyboard.press("Enter")
    expect(chosen).to_have_attribute("data-id", block_id(0))
    desk.page.keyboard.press("Enter")

    expect(chosen).to_have_attribute("data-id", block_id(2))


def test_settings_and_notes_are_found(desk: Desk) -> None:
    """What a block says, and what a note says, is found as titles are."""
    text = {"kind": "setParameter", "block": block_id(0), "path": ["Text"], "value": "Parcel lost?"}
    note = {"kind": "note", "id": "n", "content": "Ask about parcels", "x": 0, "y": 400}
    size = {"width": 200, "height": 100}
    desk.made("Found more", action(0, "Play prompt", 100, 100), text, {**note, **size})
    desk.page.keyboard.press("Control+Shift+f")
    expect(desk.page.get_by_role("searchbox", name="Find in titles")).to_be_focused()
    desk.page.keyboard.type("parcel")

    expect(desk.page.get_by_text("2 found")).to_be_visible()


def test_shift_and_arrows_move_the_selected_block(desk: Desk) -> None:
    """Without a mouse, a block is moved by steps of the grid."""
    opened = desk.made("Nudged", action(0, "Play prompt", 100, 100))
    desk.choose("Play prompt")
    desk.page.keyboard.press("Shift+ArrowRight")
    desk.settled()

    assert _blocks(desk, opened)["Play prompt"]["x"] > 100


def test_tab_goes_through_the_blocks(desk: Desk) -> None:
    """Tab leads to the next block, and Enter selects it."""
    desk.made("Tabbed", *flow("Play prompt", "Set voice", "Disconnect"))
    desk.page.locator(".react-flow__node").first.focus()
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Enter")

    expect(_selected(desk)).to_have_count(1)


def test_keys_go_on_after_a_click_on_a_button(desk: Desk) -> None:
    """A button that was clicked keeps the focus, and takes only Enter and the space bar."""
    desk.made("Clicked on", action(0, "Play prompt", 100, 100), action(1, "Disconnect", 900, 400))
    desk.page.get_by_role("button", name="Zoom in", exact=True).click()
    desk.page.keyboard.press("0")
    expect(desk.page.get_by_role("button", name="Actual size")).to_have_text("100 %")
    desk.page.get_by_role("button", name="Zoom in", exact=True).click()
    expect(desk.page.get_by_role("button", name="Actual size")).not_to_have_text("100 %")

    desk.page.keyboard.press("0")

    expect(desk.page.get_by_role("button", name="Actual size")).to_have_text("100 %")


def test_settings_are_unfolded_on_the_block(desk: Desk) -> None:
    """A block shows its first settings, and all of them when asked; links stay on their dots."""
    texts = [
        {"kind": "setParameter", "block": block_id(0), "path": ["Attributes", name], "value": name}
        for name in ("first", "second", "third", "fourth", "fifth")
    ]
    desk.made("Unfolded", *flow("Set contact attributes", "Disconnect"), *texts)
    block = desk.block("Set contact attributes")
    expect(block.get_by_text("fifth")).to_have_count(0)
    block.get_by_role("button", name="more settings").click()
    expect(block.get_by_text("fifth").first).to_be_visible()
    dot = desk.middle(block.locator(".react-flow__handle.source").first)
    label = desk.middle(block.locator(".block-branch span").first)

    assert abs(dot[1] - label[1]) < 2
    desk.page.keyboard.press("f")
    expect(block.get_by_text("fifth")).to_have_count(0)


def test_a_note_is_written_before_the_server_has_answered(desk: Desk) -> None:
    """What is typed right after N goes into the note, however slow the server is."""
    opened = desk.made("Hasty", action(0, "Play prompt", 100, 100))
    desk.page.route("**/edit", lambda _route: None)
    desk.page.keyboard.press("n")
    note = desk.page.get_by_role("textbox", name="Note")
    expect(note).to_be_focused()
    desk.page.keyboard.type("Go on 1")
    desk.page.unroute("**/edit")  # which lets go on what was held
    expect(note).to_have_value("Go on 1")
    desk.save()

    assert desk.stored(opened)["view"]["annotations"][0]["content"] == "Go on 1"


def test_escape_leads_from_find_to_the_block(desk: Desk) -> None:
    """Leaving the search goes on at what was found, with the keyboard."""
    desk.made("Left find", *flow("Play prompt", "Set voice"))
    desk.page.keyboard.press("Control+Shift+f")
    expect(desk.page.get_by_role("searchbox", name="Find in titles")).to_be_focused()
    desk.page.keyboard.type("voice")
    desk.page.keyboard.press("Enter")

    desk.page.keyboard.press("Escape")

    expect(desk.page.locator(".react-flow__node.selected")).to_be_focused()
    expect(desk.page.locator(".find")).to_have_count(0)
