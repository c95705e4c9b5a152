"""Saving, publishing, versions, conflicts, lost connections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from browsing import PASSWORD, add_user
from desk import Desk, action, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served

_TEXT = {
    "kind": "setParameter",
    "block": "00000000-0000-4000-8000-000000000000",
    "path": ["Text"],
    "value": "Hello.",
}
_GOOD = [*flow("Play prompt", "Disconnect"), _TEXT]
_GOOD.append(
    {
        "kind": "connect",
        "block": "00000000-0000-4000-8000-000000000000",
        "branch": "error:NoMatchingError",
        "target": "00000000-0000-4000-8000-000000000001",
    }
)


def test_publishing_is_refused_with_the_reasons(desk: Desk) -> None:
    """What is in the way is listed, and the button waits."""
    desk.made("Unready", *flow("Play prompt"))
    desk.settled()
    desk.page.get_by_role("button", name="Publish", exact=True).click()
    dialog = desk.page.get_by_role("dialog")

    expect(dialog.locator(".reasons li").first).to_be_visible()
    expect(dialog.get_by_role("button", name="Publish")).to_be_disabled()


def test_a_good_flow_is_published(desk: Desk) -> None:
    """Publishing saves as well, and the flow says so."""
    desk.made("Ready", *_GOOD)
    desk.settled()
    desk.page.get_by_role("button", name="Publish", exact=True).click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Publish").click()

    expect(desk.page.locator(".toolbar .chip-success")).to_have_text("Published")


def _leads_away(desk: Desk, name: str) -> dict[str, Any]:
    """Open a flow that leads to one that was never published; that one."""
    target = desk.api.new(name)
    say, leave, end = (f"00000000-0000-4000-8000-{number:012d}" for number in range(3))
    to = {"block": leave, "path": ["ContactFlowId"], "value": target["summary"]["arn"]}
    errors = [
        {"kind": "connect", "block": say, "branch": "error:NoMatchingError", "target": end},
        {"kind": "connect", "block": leave, "branch": "error:NoMatchingError", "target": end},
    ]
    chain = flow("Play prompt", "Transfer to flow")
    add = action(2, "Disconnect", 900, 400)
    desk.made(f"Leads to {name}", *chain, add, _TEXT, {"kind": "setParameter", **to}, *errors)
    desk.settled()
    return target


def test_what_was_never_published_is_named_before_publishing(desk: Desk) -> None:
    """The question names it with a link, and still publishes: the instance allows it."""
    target = _leads_away(desk, "Nobody published me")
    desk.page.get_by_role("button", name="Publish", exact=True).click()
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_contain_text("leads to 1 flow that was never published")
    never = dialog.get_by_role("list", name="Never published")
    expect(never).to_have_text("Nobody published me, from Transfer to flow")
    link = never.get_by_role("link", name="Nobody published me")
    expect(link).to_have_attribute("href", re.compile(target["summary"]["id"]))
    dialog.get_by_role("button", name="Publish", exact=True).click()

    expect(desk.page.locator(".toolbar .chip-success")).to_have_text("Published")


def test_what_is_published_meanwhile_is_no_longer_named(desk: Desk) -> None:
    """The question asks again when it opens, and when the user comes back from another tab."""
    target = _leads_away(desk, "Published meanwhile")
    publish = desk.page.get_by_role("button", name="Publish", exact=True)
    dialog = desk.page.get_by_role("dialog")
    warning = dialog.get_by_role("list", name="Never published")
    publish.click()
    expect(warning).to_be_visible()
    assert desk.api.save(target, *_GOOD, publish=True).status_code == 200
    desk.page.evaluate("dispatchEvent(new Event('focus'))")

    expect(warning).to_have_count(0)


def test_a_newer_save_is_never_overwritten_unasked(desk: Desk) -> None:
    """A save that meets another one shows the difference, and overwrites when it is told to."""
    opened = desk.made("Contested", *_GOOD)
    newer = desk.stored(opened)
    assert desk.api.save(newer, {**_TEXT, "value": "Theirs."}).status_code == 200
    desk.choose("Play prompt").get_by_label("Text", exact=True).fill("Mine.")
    desk.page.keyboard.press("Control+s")
    dialog = desk.page.get_by_role("dialog", name="You have saved this flow elsewhere")
    expect(dialog.get_by_role("row", name="Play prompt")).to_be_visible()

    dialog.get_by_role("button", name="Overwrite").click()
    desk.page.get_by_text("Saved.", exact=True).wait_for()

    assert "Mine." in desk.stored(opened)["content"]


def test_both_of_two_saves_are_kept(desk: Desk) -> None:
    """What can't be saved over a newer save becomes a flow of its own."""
    opened = desk.made("Kept twice", *_GOOD)
    newer = desk.stored(opened)
    assert desk.api.save(newer, {**_TEXT, "value": "Theirs."}).status_code == 200
    desk.choose("Play prompt").get_by_label("Text", exact=True).fill("Mine.")
    desk.page.keyboard.press("Control+s")
    desk.page.get_by_role("button", name="Keep both").click()
    dialog = desk.page.get_by_role("dialog", name="Save as")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(desk.page.get_by_role("textbox", name="Name", exact=True)).to_have_value(
        "Kept twice copy"
    )
    rows = {row["name"]: row["id"] for row in desk.api.get("I/flows?kind=flow")["flows"]}
    copy = desk.api.get(f"I/flows/{rows['Kept twice copy']}")

    assert "Theirs." in desk.stored(opened)["content"]
    assert "Mine." in copy["content"]


def test_two_tabs_on_one_flow_keep_their_edits_apart(desk: Desk) -> None:
    """The second tab is told of the first, takes none of its edits, and is asked when it saves."""
    opened = desk.made("In two tabs", *_GOOD)
    desk.choose("Play prompt").get_by_label("Text", exact=True).fill("First tab.")
    desk.page.keyboard.press("Tab")
    desk.settled()
    other = Desk(desk.page.context.new_page(), desk.url, desk.api)
    other.open(opened)
    expect(other.page.get_by_text("open in another tab")).to_be_visible()
    expect(other.page.get_by_text("have been restored")).to_have_count(0)
    other.choose("Play prompt").get_by_label("Text", exact=True).fill("Second tab.")
    other.page.keyboard.press("Tab")
    other.settled()
    desk.page.bring_to_front()
    desk.save()
    other.page.bring_to_front()
    other.page.keyboard.press("Control+s")

    dialog = other.page.get_by_role("dialog", name="You have saved this flow elsewhere")
    expect(dialog.get_by_role("button", name="Go on editing")).to_be_focused()
    assert "First tab." in desk.stored(opened)["content"]


_SLOW_LOCKS = """
if (navigator.locks) {
  const request = LockManager.prototype.request;
  LockManager.prototype.request = function (...asked) {
    return new Promise((done) => setTimeout(done, 600)).then(() => request.apply(this, asked));
  };
}
"""


def test_a_slow_browser_is_no_other_tab(desk: Desk) -> None:
    """However long the browser takes to say that no other tab has a flow, its edits are the tab's.

    Edits that are kept apart from those of another tab have one more part in their name.
    """
    desk.page.add_init_script(_SLOW_LOCKS)
    desk.made("Alone", *_GOOD)
    desk.choose("Play prompt").get_by_label("Text", exact=True).fill("Only tab.")
    desk.page.keyboard.press("Tab")
    desk.settled()
    names = "Object.keys(localStorage).filter((name) => name.startsWith('flowport:edits:'))"

    assert [name.count(":") for name in desk.page.evaluate(names)] == [3]


def test_edits_of_a_second_tab_come_back_after_both_are_gone(desk: Desk) -> None:
    """What the second tab did not save is there when the flow is opened again."""
    opened = desk.made("Second tab gone", *_GOOD)
    other = Desk(desk.page.context.new_page(), desk.url, desk.api)
    other.open(opened)
    other.choose("Disconnect")
    other.page.keyboard.press("Delete")
    other.settled()
    other.page.close()

    desk.open(opened)

    expect(desk.page.get_by_text("have been restored")).to_be_visible()
    expect(desk.blocks()).to_have_count(1)


def test_edits_outlive_a_lost_connection(desk: Desk) -> None:
    """A save without a connection is sent again once there is one."""
    opened = desk.made("Offline", *_GOOD)
    field = desk.choose("Play prompt").get_by_label("Text", exact=True)
    desk.page.context.set_offline(True)
    field.fill("Kept.")
    desk.page.keyboard.press("Control+s")
    expect(desk.page.get_by_text("No connection")).to_be_visible()

    desk.page.context.set_offline(False)
    desk.page.get_by_text("Saved.", exact=True).wait_for()

    assert "Kept." in desk.stored(opened)["content"]


def test_unsaved_edits_come_back(desk: Desk) -> None:
    """What was not saved is there when the flow is opened again."""
    opened = desk.made("Left", *_GOOD)
    desk.choose("Disconnect")
    desk.page.keyboard.press("Delete")
    desk.settled()
    desk.page.on("dialog", lambda dialog: dialog.accept())

    desk.open(opened)

    expect(desk.page.get_by_text("have been restored")).to_be_visible()
    expect(desk.blocks()).to_have_count(1)


def test_an_expired_session_loses_nothing(sit: Callable[..., Desk], site: Served) -> None:
    """Signing in again, on top of what is open, goes on with the edit."""
    add_user(site, "Ana Lopes", "Admin")
    desk = sit("Ana Lopes")
    opened = desk.made("Expired", *_GOOD)
    desk.choose("Disconnect")
    desk.page.context.clear_cookies()
    desk.page.keyboard.press("Delete")
    dialog = desk.page.get_by_role("dialog", name="Your session has expired")
    dialog.get_by_label("User name").fill("Ana Lopes")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_have_count(0)
    desk.settled()
    desk.save()

    assert len(desk.stored(opened)["view"]["blocks"]) == 1


def test_the_focus_is_where_it_was_before_the_session_expired(
    sit: Callable[..., Desk], site: Served
) -> None:
    """Whoever signs in again goes on typing in the same field."""
    add_user(site, "Eva Roth", "Admin")
    desk = sit("Eva Roth")
    desk.made("Expired while writing", *_GOOD)
    side = desk.choose("Play prompt")
    side.get_by_label("Text", exact=True).fill("Written.")
    desk.page.context.clear_cookies()
    side.get_by_label("SSML", exact=True).focus()
    dialog = desk.page.get_by_role("dialog", name="Your session has expired")
    dialog.get_by_label("User name").fill("Eva Roth")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_label("Password").press("Enter")
    expect(dialog).to_have_count(0)

    expect(side.get_by_label("SSML", exact=True)).to_be_focused()


def test_versions_are_compared_on_the_canvas(desk: Desk) -> None:
    """A block that changed since a version is marked."""
    opened = desk.made("Versions", *_GOOD)
    assert desk.api.save(desk.stored(opened), publish=True).status_code == 200
    desk.api.post(f"I/flows/{opened['summary']['id']}/versions?kind=flow", {"description": "One"})
    assert desk.api.save(desk.stored(opened), {**_TEXT, "value": "Later."}).status_code == 200
    desk.open(opened)
    desk.page.get_by_role("button", name="Versions", exact=True).click()
    row = desk.page.locator(".bottom-body li", has_text="Version 1")

    row.get_by_role("button", name="Compare").click()

    expect(desk.page.locator(".block.mark-changed")).to_have_count(1)
    desk.page.get_by_role("button", name="End comparing").click()
    expect(desk.page.locator(".block.mark-changed")).to_have_count(0)


def test_a_publish_is_published_again_and_taken_back(desk: Desk) -> None:
    """One click publishes an older content; Undo publishes the former one and keeps the draft."""
    opened = desk.made("Rolled back", *_GOOD)
    path = f"I/flows/{opened['summary']['id']}"
    assert desk.api.save(desk.stored(opened), publish=True, note="First").status_code == 200
    later = desk.api.save(desk.stored(opened), {**_TEXT, "value": "Later."}, publish=True)
    assert later.status_code == 200
    assert desk.api.save(desk.stored(opened), {**_TEXT, "value": "Draft."}).status_code == 200
    desk.open(opened)
    desk.page.get_by_role("button", name="Versions", exact=True).click()
    row = desk.page.get_by_role("list", name="What was published").locator("li", has_text="First")
    row.get_by_role("button", name="Publish this again").click()
    toast = desk.page.locator(".toast", has_text="Published again")
    toast.get_by_role("button", name="Undo").wait_for()
    assert "Hello." in desk.api.get(f"{path}?version=published")["content"]

    toast.get_by_role("button", name="Undo").click()
    desk.page.get_by_text("What was published before is published again.").wait_for()

    assert "Later." in desk.api.get(f"{path}?version=published")["content"]
    assert "Draft." in desk.stored(opened)["content"]
    assert len(desk.api.get(f"{path}/versions")["history"]) == 4


def test_any_two_publishes_are_compared(desk: Desk) -> None:
    """A publish is compared with another one, whatever is open."""
    opened = desk.made("Two publishes", *_GOOD)
    assert desk.api.save(desk.stored(opened), publish=True, note="First").status_code == 200
    later = {**_TEXT, "value": "Later."}
    assert desk.api.save(desk.stored(opened), later, publish=True).status_code == 200
    desk.open(opened)
    desk.page.get_by_role("button", name="Versions", exact=True).click()
    desk.page.get_by_label("Compare with").select_option("p2")
    row = desk.page.locator(".bottom-body li", has_text="First")

    row.get_by_role("button", name="Compare").click()

    expect(desk.page.locator(".diff li").first).to_contain_text("Later.")


def test_a_version_comes_back_as_an_edit(desk: Desk) -> None:
    """Restoring overwrites nothing that is saved: it is a step that can be undone, or saved."""
    opened = desk.made("Restored", *_GOOD)
    assert desk.api.save(desk.stored(opened), publish=True).status_code == 200
    desk.api.post(f"I/flows/{opened['summary']['id']}/versions?kind=flow", {})
    remove = {"kind": "remove", "ids": ["00000000-0000-4000-8000-000000000001"]}
    assert desk.api.save(desk.stored(opened), remove).status_code == 200
    desk.open(opened)
    expect(desk.blocks()).to_have_count(1)
    desk.page.get_by_role("button", name="Versions", exact=True).click()
    row = desk.page.locator(".bottom-body li", has_text="Version 1")
    row.get_by_role("button", name="Restore").click()
    expect(desk.blocks()).to_have_count(2)
    assert len(desk.stored(opened)["view"]["blocks"]) == 1
    desk.page.locator(".react-flow__pane").click(position={"x": 10, "y": 10})
    desk.page.keyboard.press("Control+z")

    expect(desk.blocks()).to_have_count(1)


def test_undo_goes_step_by_step_after_a_reload(desk: Desk) -> None:
    """Of two edits that came back, one undo takes one."""
    opened = desk.made("Steps kept", *_GOOD)
    for title in ("Wait", "Set voice"):
        desk.page.get_by_role("button", name=title, exact=True).click()
        desk.settled()
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.open(opened)
    desk.page.get_by_text("have been restored").wait_for()
    desk.page.keyboard.press("Control+z")
    desk.settled()

    expect(desk.block("Wait")).to_have_count(1)
    expect(desk.block("Set voice")).to_have_count(0)


def test_there_is_no_conflict_with_oneself(desk: Desk) -> None:
    """Edits after one's own save are saved after a reload, and nobody else is to blame."""
    opened = desk.made("My own save", *_GOOD)
    desk.page.get_by_role("button", name="Wait", exact=True).click()
    desk.settled()
    desk.save()
    desk.page.get_by_role("button", name="Set voice", exact=True).click()
    desk.settled()
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.open(opened)
    desk.page.get_by_text("have been restored").wait_for()
    desk.save()

    titles = [block["title"] for block in desk.stored(opened)["view"]["blocks"]]
    assert {"Wait", "Set voice"} < set(titles)


def test_edits_that_were_undone_stay_undone(desk: Desk) -> None:
    """What was undone before the flow was left does not come back."""
    opened = desk.made("Undone and left", *_GOOD)
    desk.page.get_by_role("button", name="Wait", exact=True).click()
    desk.settled()
    desk.page.keyboard.press("Control+z")
    desk.settled()
    desk.open(opened)
    desk.settled()

    expect(desk.block("Wait")).to_have_count(0)
    expect(desk.page.get_by_text("have been restored")).to_have_count(0)


def test_a_save_can_be_undone_after_a_reload(desk: Desk) -> None:
    """The steps before a save are there as long as the tab is."""
    opened = desk.made("Saved, then undone", *_GOOD)
    desk.page.get_by_role("button", name="Wait", exact=True).click()
    desk.settled()
    desk.save()
    desk.open(opened)
    desk.page.keyboard.press("Control+z")
    desk.settled()

    expect(desk.block("Wait")).to_have_count(0)


def test_my_edits_are_put_on_top_of_theirs(desk: Desk) -> None:
    """After a conflict both edits are in the flow: their text, and my block."""
    opened = desk.made("On top", *_GOOD)
    newer = desk.stored(opened)
    assert desk.api.save(newer, {**_TEXT, "value": "Theirs."}).status_code == 200
    desk.page.get_by_role("button", name="Wait", exact=True).click()
    desk.settled()
    desk.page.keyboard.press("Control+s")
    dialog = desk.page.get_by_role("dialog", name="You have saved this flow elsewhere")
    expect(dialog.get_by_role("row", name="Wait")).to_be_visible()
    dialog.get_by_role("button", name="on top of that save").click()
    desk.page.get_by_text("not saved yet").wait_for()
    desk.settled()
    desk.save()

    now = desk.stored(opened)
    assert "Theirs." in now["content"]
    assert "Wait" in {block["title"] for block in now["view"]["blocks"]}


def test_a_save_of_someone_else_is_named(
    sit: Callable[..., Desk], site: Served, desk: Desk
) -> None:
    """The dialog says who saved, and a block that they renamed is a row of both."""
    add_user(site, "Rui Costa", "Admin")
    other = sit("Rui Costa")
    opened = desk.made("Renamed by another", *_GOOD)
    rename = {"kind": "rename", "block": _TEXT["block"], "name": "Greeting", "id": ""}
    assert other.api.save(desk.stored(opened), rename).status_code == 200
    desk.choose("Play prompt").get_by_label("Text", exact=True).fill("Mine.")
    desk.page.keyboard.press("Control+s")
    dialog = desk.page.get_by_role("dialog", name="Someone else has saved")
    row = dialog.get_by_role("row", name="Greeting")

    expect(row).to_contain_text("Both")
    expect(row).to_contain_text("Mine.")
    expect(dialog).to_contain_text("Rui Costa saved it")


def test_a_block_that_both_changed_is_marked(desk: Desk) -> None:
    """The three-way list says of which block both have changed something."""
    opened = desk.made("Both changed", *_GOOD)
    newer = desk.stored(opened)
    assert desk.api.save(newer, {**_TEXT, "value": "Theirs."}).status_code == 200
    desk.choose("Play prompt").get_by_label("Text", exact=True).fill("Mine.")
    desk.page.keyboard.press("Control+s")
    row = desk.page.get_by_role("dialog").get_by_role("row", name="Play prompt")

    expect(row).to_contain_text("Both")
    expect(row).to_contain_text("Theirs.")
    expect(row).to_contain_text("Mine.")


def test_a_reason_leads_to_its_block(desk: Desk) -> None:
    """What keeps a flow from being published leads to the block when it is clicked."""
    desk.made("Reason to block", *flow("Set voice", "Disconnect"))
    desk.settled()
    desk.run("Publish")
    reasons = desk.page.get_by_role("dialog").get_by_role("list", name="Reasons")
    reasons.get_by_role("button", name="the branch").first.click()

    expect(desk.page.locator(".react-flow__node.selected")).to_contain_text("Set voice")


def test_what_was_deleted_elsewhere_is_saved_as_a_new_flow(desk: Desk) -> None:
    """The next edit says so, with the way out; nothing that is open is lost."""
    opened = desk.made("Deleted elsewhere", *_GOOD)
    desk.api.call("DELETE", f"I/flows/{opened['summary']['id']}?kind=flow")
    desk.page.keyboard.press("n")
    toast = desk.page.locator(".toast", has_text="no longer in the instance").first
    toast.get_by_role("button", name="Save as").click()
    dialog = desk.page.get_by_role("dialog", name="Save as")
    dialog.get_by_label("Name").fill("Kept after all")
    dialog.get_by_role("button", name="Save").click()

    expect(desk.page.locator(".flow-name")).to_have_value("Kept after all")
    expect(desk.blocks()).to_have_count(2)
