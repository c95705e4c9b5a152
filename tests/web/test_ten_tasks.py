"""Ten tasks, each carried out with counted gestures: as docs/tasks/designer.md writes them.

``BEFORE`` is the count of the same task at 4f18872, by its page's code: the fewest gestures that
led there, or why none did.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from browsing import block_id, fresh
from desk import action, flow
from flowport import LegacyFlow, convert, read
from flowport.store import flows, resources
from gestures import Hand, script_of, table_row, written
from serving import REGION

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from playwright.sync_api import Locator

    from desk import Desk
    from serving import Served

_SAMPLES = Path(__file__).parents[2] / "samples" / "legacy"
_ELSEWHERE = "arn:aws:lambda:us-east-1:999999999999:function:lookup"
_TEXT = {"kind": "setParameter", "block": block_id(0), "path": ["Text"], "value": "Hello."}
_LEAD = {"kind": "connect", "block": block_id(0), "branch": "error:NoMatchingError"}
_GOOD = [*flow("Play prompt", "Disconnect"), _TEXT, {**_LEAD, "target": block_id(1)}]

BEFORE: dict[str, int | str] = {
    # New flow: 4, since the dialog had its focus on Close. Each of 9 blocks was dragged in and
    # connected by a second drag (18), and 5 were clicked on for their fields (5). Fields 16, the
    # whole flow shown 1, other branches 13, publishing 2.
    "Make a menu with hours and three queues": 59,
    "Find who uses a Lambda function": "not possible: only `flowport find` could",
    "Roll back": "not possible: publishing kept nothing",
    # 10 types and 5 names, one by one, of 2 gestures each; the drop, and Import.
    "Import 100 files": 32,
    # Each of 5 uses was a row of its own, of 2 gestures.
    "Repair references that are not found": 12,
    "Split a flow": "not possible: the page only showed the parts",
    "Copy a piece to another instance": 8,
    "Compare with yesterday": "not possible: publishing kept nothing",
    # It asked nothing.
    "Convert all legacy flows": 2,
    "Call the flow": "not possible",
}


def _holds(title: str, begins: str, hand: Hand, capsys: pytest.CaptureFixture[str]) -> None:
    """Print a task's count, and hold it to the document and to what it was before."""
    before = BEFORE[title]
    with capsys.disabled():
        print(f"\n{title}: {hand.count} gestures; at 4f18872: {before}")  # noqa: T201 - a figure to be read
    script, row = script_of(title, begins, hand), table_row(title, hand, str(before))
    assert (script, row) == written(title, script, row)
    assert isinstance(before, str) or hand.count <= before


def _picked(hand: Hand, field: Locator, option: str, what: str) -> None:
    """Choose a resource by clicks."""
    hand.click(field, f"the field for {what}")
    hand.click(hand.desk.page.get_by_role("option", name=option, exact=True), f"*{option}*")
    hand.desk.settled()


def _add(hand: Hand, title: str) -> None:
    """Add a block after the one that is selected."""
    dock = hand.desk.page.get_by_role("complementary", name="Blocks")
    hand.click(dock.get_by_role("button", name=title, exact=True), f"*{title}* on the left")
    expect(hand.desk.page.locator(".side").get_by_role("heading").first).to_have_text(title)
    hand.desk.settled()


def _field(hand: Hand, label: str, text: str) -> None:
    """Write into a field of the block that is selected."""
    side = hand.desk.page.locator(".side")
    hand.click(side.get_by_label(label), f"the field *{label}*")
    hand.type(text, f"“{text}”")


def _hours_and_input(hand: Hand) -> None:
    """The two blocks that the menu begins with."""
    side = hand.desk.page.locator(".side")
    _add(hand, "Check hours of operation")
    hand.click(side.get_by_text("1 more setting"), "*1 more setting*")
    hours = side.get_by_role("combobox", name="Hours of operation")
    _picked(hand, hours, "Basic Hours", "the hours")
    _add(hand, "Get customer input")
    _field(hand, "Text", "Press 1, 2 or 3.")
    _field(hand, "Input time limit seconds", "5")
    for number in range(3):
        hand.click(side.get_by_role("button", name="Add a condition"), "*Add a condition*")
        expect(side.get_by_label("Compare with")).to_have_count(number + 1)
        hand.desk.settled()


def _queues(hand: Hand) -> None:
    """Three queues, each after a key of the menu."""
    side = hand.desk.page.locator(".side")
    for number in range(3):
        if number:
            _select(hand, "Get customer input")
        _add(hand, "Set working queue")
        _picked(hand, side.get_by_role("combobox", name="Queue").first, "BasicQueue", "the queue")
        _add(hand, "Transfer to queue")


def _select(hand: Hand, title: str) -> None:
    """Select a block with a click, seen with all others."""
    hand.press("1", ", which shows the whole flow")
    header = hand.desk.block(title).first.locator(".block-header")
    header.element_handle().wait_for_element_state("stable")
    hand.click(header, f"*{title}* on the canvas")


def _the_rest_to(hand: Hand, title: str, of: int) -> None:
    """Connect every open branch to a block."""
    branches = hand.desk.page.locator(".block-branch.open")
    for left in reversed(range(of)):
        start = branches.first.locator(".react-flow__handle")
        hand.drag(start, hand.desk.middle(hand.desk.block(title)), f"an open branch onto *{title}*")
        expect(branches).to_have_count(left)


def _publish(hand: Hand) -> None:
    page = hand.desk.page
    hand.desk.settled()
    hand.click(page.get_by_role("button", name="Publish", exact=True), "*Publish*")
    answer = page.get_by_role("dialog").get_by_role("button", name="Publish")
    hand.click(answer, "*Publish* in the question")
    expect(page.locator(".toolbar .chip-success")).to_have_text("Published")


def test_a_menu_with_hours_and_three_queues(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """From the list to a published menu."""
    hand, page = Hand(desk), desk.page
    desk.list()
    hand.click(page.get_by_role("button", name="New flow"), "*New flow*")
    expect(page.get_by_role("dialog").get_by_label("Name")).to_be_focused()
    hand.type("Menu of three queues", "the name")
    hand.press("Enter")
    page.wait_for_selector(".react-flow__node")
    desk.settled()
    _hours_and_input(hand)
    _queues(hand)
    _select(hand, "Check hours of operation")
    _add(hand, "Disconnect")
    hand.press("1", ", which shows the whole flow")
    _the_rest_to(hand, "Disconnect", 13)
    _publish(hand)

    _holds("Make a menu with hours and three queues", "From the list of flows:", hand, capsys)


def _function(site: Served, instance: str, name: str) -> str:
    """The ARN of a function that is added to an instance."""
    arn = f"arn:aws:lambda:{REGION}:123456789012:function:{name}"
    with site.store.writing() as connection:
        resources.create(connection, instance, "lambda", name=arn, arn=arn, body={})
    return arn


def _invoking(number: int, x: int) -> list[dict[str, Any]]:
    """A block that invokes a function of another account."""
    path = ["LambdaFunctionARN"]
    where = {"kind": "setParameter", "block": block_id(number), "path": path}
    add = action(number, "AWS Lambda function", x, 120)
    return [add, {**where, "value": _ELSEWHERE}]


def test_who_uses_a_lambda_function(
    desk: Desk, site: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the list to the flows and blocks that use it."""
    hand, page = Hand(desk), desk.page
    arn = _function(site, desk.api.instance, "find-customer")
    commands = [{**each, "value": arn} if "value" in each else each for each in _invoking(0, 0)]
    assert desk.api.save(desk.api.new("Uses a function"), *commands).status_code == 200
    desk.list()
    hand.click(page.get_by_role("link", name="Find", exact=True), "*Find*")
    kind = page.get_by_role("combobox", name="Kind of resource")
    hand.choose(kind, "Lambda function", "the kinds of resources")
    picker = page.get_by_role("combobox", name="Resource", exact=True)
    hand.click(picker, "the field beside it")
    hand.click(page.get_by_role("option", name="find-customer"), "the function")
    expect(page.get_by_role("region", name="Uses a function")).to_be_visible()

    _holds("Find who uses a Lambda function", "From the list of flows:", hand, capsys)


def _published_twice(desk: Desk, name: str) -> dict[str, Any]:
    """A flow that was published with one text and then with another."""
    opened = desk.made(name, *_GOOD)
    assert desk.api.save(desk.stored(opened), publish=True, note="Yesterday").status_code == 200
    later = desk.api.save(desk.stored(opened), {**_TEXT, "value": "Later."}, publish=True)
    assert later.status_code == 200
    desk.open(opened)
    desk.settled()
    return opened


def _of_yesterday(desk: Desk, words: str) -> Locator:
    row = desk.page.get_by_role("list", name="What was published").locator("li")
    return row.filter(has_text="Yesterday").get_by_role("button", name=words)


def test_rolling_back(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Callers hear what they heard yesterday."""
    hand = Hand(desk)
    opened = _published_twice(desk, "Rolled back in two gestures")
    hand.press("v")
    hand.click(_of_yesterday(desk, "Publish this again"), "*Publish this again* beside a publish")
    desk.page.locator(".toast", has_text="Published again").wait_for()
    path = f"I/flows/{opened['summary']['id']}?version=published"
    assert "Hello." in desk.api.get(path)["content"]

    _holds("Roll back", "With the flow open:", hand, capsys)


def test_comparing_with_yesterday(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """What changed since then is marked and listed."""
    hand = Hand(desk)
    _published_twice(desk, "Compared with yesterday")
    hand.press("v")
    hand.click(_of_yesterday(desk, "Compare"), "*Compare* beside what was published yesterday")
    expect(desk.page.locator(".diff li").first).to_contain_text("Later.")

    _holds("Compare with yesterday", "With the flow open:", hand, capsys)


def _hundred(folder: Path) -> None:
    """A hundred files: ten do not say their type, and five names are those of two files each."""
    old = read(_SAMPLES / "after_hours.json")
    assert isinstance(old, LegacyFlow)
    text = convert(old).flow.content()
    for number in range(100):
        tree = json.loads(text)
        name = f"Many {number - 5 if 5 <= number < 10 else number}"
        tree["Metadata"] |= {"name": name, "type": "contactFlow"}
        if number >= 90:
            del tree["Metadata"]["type"]
        (folder / f"{number:03}.json").write_text(json.dumps(tree), encoding="utf-8")


def test_a_hundred_files(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of files, of which some lack a type and some share a name, is imported."""
    hand, page = Hand(desk), desk.page
    _hundred(tmp_path)
    desk.list()
    hand.drop(tmp_path, "the folder onto the list")
    page.locator(".import-card").first.wait_for()
    files = page.get_by_role("region", name="Files to import")
    hand.click(files.get_by_role("button", name="Propose types"), "*Propose types*")
    hand.click(files.get_by_role("button", name="Number the names"), "*Number the names*")
    hand.click(page.get_by_role("button", name="Import 100"), "*Import 100*")
    done = page.get_by_role("list", name="Imported").get_by_role("link")
    expect(done).to_have_count(100)

    _holds("Import 100 files", "From the list of flows:", hand, capsys)


def test_repairing_references(desk: Desk, site: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """Four blocks that use one function, and one that sets a queue, are led to what is here."""
    hand, page = Hand(desk), desk.page
    _function(site, desk.api.instance, "find-order")
    queue = f"arn:aws:connect:us-east-1:999999999999:instance/other/queue/{block_id(9)}"
    sets = {"kind": "setParameter", "block": block_id(4), "path": ["QueueId"], "value": queue}
    blocks = [each for number in range(4) for each in _invoking(number, 100 + 300 * number)]
    opened = desk.made("Repaired", *blocks, action(4, "Set working queue", 100, 400), sets)
    desk.settled()
    hand.press("r")
    for kind, option in (("Lambda function", "find-order"), ("Queue", "BasicQueue")):
        picker = page.locator(".bottom-body").get_by_role("combobox", name=f"{kind} for")
        hand.click(picker, f"the field of the {kind}")
        hand.click(page.get_by_role("option", name=option), "what this instance has")
        desk.settled()
    hand.press("Control+s")
    page.get_by_text("Saved.", exact=True).wait_for()
    assert desk.stored(opened)["summary"]["counts"]["unresolved"] == 0

    begins = "With a flow open, of which four blocks use one missing function, and one a queue:"
    _holds("Repair references that are not found", begins, hand, capsys)


def test_splitting_a_flow(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A flow that is too large for an export becomes two flows of the instance."""
    hand, page = Hand(desk), desk.page
    desk.made("Too large", *flow(*["Play prompt"] * 110, "Disconnect"))
    desk.settled()
    hand.click(page.get_by_role("button", name="More with this flow"), "the arrow beside *Save*")
    hand.click(page.get_by_role("menuitem", name="Split this flow"), "*Split this flow*")
    write = page.get_by_role("button", name="Split in the instance…")
    hand.click(write, "*Split in the instance*")
    hand.click(page.get_by_role("dialog").get_by_role("button", name="Create"), "*Create*")
    page.get_by_role("link", name="Too large - part 2").wait_for()
    hand.press("Control+s")
    page.get_by_text("Saved.", exact=True).wait_for()

    _holds("Split a flow", "With the flow open:", hand, capsys)


def test_copying_to_another_instance(
    sit: Callable[..., Desk], site: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    """Blocks of a flow here become blocks of a flow there."""
    other = fresh(site, "copied-to")
    desk = sit(also=other.id)
    hand, page = Hand(desk), desk.page
    body = {"kind": "flow", "type": "CONTACT_FLOW", "name": "Receives blocks", "commands": []}
    desk.api.post(f"{other.id}/flows", body)
    desk.made("Gives blocks", *_GOOD)
    desk.settled()
    hand.press("Control+a")
    hand.press("Control+c")
    page.get_by_text("2 blocks copied").wait_for()
    hand.click(page.get_by_role("link", name="Back to the list"), "the arrow back to the list")
    page.wait_for_selector("main h1")
    hand.click(page.get_by_title("Instance", exact=True), "the name of the instance")
    item = page.get_by_role("menuitemradio", name="copied-to")
    hand.click(item, "the other instance")
    hand.click(page.get_by_role("link", name="Receives blocks"), "the flow")
    page.wait_for_selector(".react-flow__node")
    desk.settled()
    hand.press("Control+v")
    expect(desk.blocks()).to_have_count(2)
    desk.settled()
    hand.press("Control+s")
    page.get_by_text("Saved.", exact=True).wait_for()

    _holds("Copy a piece to another instance", "With the flow open:", hand, capsys)


def test_converting_all_legacy_flows(
    sit: Callable[..., Desk], site: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every flow of the instance is in the flow language afterwards."""
    made = fresh(site, "all-legacy")
    with site.store.writing() as connection:
        for name in ("main_menu", "customer_hold"):
            text = (_SAMPLES / f"{name}.json").read_text(encoding="utf-8")
            new = flows.FlowToMake(name=name, content=text, type="CONTACT_FLOW", published=False)
            flows.create(connection, made.id, made.arn, new)
    desk = sit(also=made.id)
    desk.api.instance = made.id
    hand, page = Hand(desk), desk.page
    desk.list()
    hand.click(page.get_by_role("link", name="Convert them"), "*Convert them* above the list")
    dialog = page.get_by_role("dialog", name="Convert 2 flows")
    hand.click(dialog.get_by_role("button", name="Convert", exact=True), "*Convert*")
    expect(page.get_by_role("region", name="Progress")).to_contain_text("Converted 2 of 2")
    assert desk.api.get("I/opt-in")["flows"] == []

    _holds("Convert all legacy flows", "From the list of flows:", hand, capsys)


def test_calling_the_flow(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """What a caller hears is heard before anything is saved."""
    hand = Hand(desk)
    desk.made("Called in one gesture", *_GOOD)
    desk.settled()
    hand.press("c")
    log = desk.page.get_by_role("region", name="Phone").get_by_role("log")
    expect(log).to_contain_text("Hello.")

    _holds("Call the flow", "With the flow open:", hand, capsys)
