"""Calling a flow in the editor: the phone, the way on the canvas, and the flow's tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from axe import faults_at_both_sizes
from browsing import add_profile, add_user, block_id
from desk import action

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator

    from desk import Desk
    from serving import Served

ASK, ONE, TWO, END = (block_id(number) for number in range(4))


def menu() -> list[dict[str, Any]]:
    """The commands that make a menu of two keys, each of which says something else."""
    ways = [
        {"operator": "Equals", "operands": [key], "target": target}
        for key, target in (("1", ONE), ("2", TWO))
    ]
    errors = ("InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError")
    return [
        action(0, "Get customer input", 160, 120, **{"from": {"block": ""}}),
        action(1, "Play prompt", 460, 60),
        action(2, "Play prompt", 460, 260),
        action(3, "Disconnect", 760, 160),
        *(
            {"kind": "setParameter", "block": block, "path": [name], "value": value}
            for block, name, value in (
                (ASK, "Text", "Press 1 or 2."),
                (ASK, "InputTimeLimitSeconds", "5"),
                (ONE, "Text", "One."),
                (TWO, "Text", "Two."),
            )
        ),
        {"kind": "setConditions", "block": ASK, "conditions": ways},
        *(
            {"kind": "connect", "block": ASK, "branch": f"error:{name}", "target": END}
            for name in errors
        ),
        *(
            {"kind": "connect", "block": block, "branch": branch, "target": END}
            for block in (ONE, TWO)
            for branch in ("next", "error:NoMatchingError")
        ),
    ]


@pytest.fixture
def phone(desk: Desk) -> Locator:
    """The phone beside a menu, which waits for a key."""
    return _calling(desk, "Called")


def _calling(desk: Desk, name: str) -> Locator:
    desk.made(f"{name} {uuid4().hex}", *menu())
    desk.settled()
    desk.page.get_by_role("button", name="Call this flow").click()
    found = desk.page.get_by_role("region", name="Phone")
    expect(found.get_by_role("log")).to_contain_text("Press 1 or 2.")
    return found


def _key(phone: Locator, key: str) -> None:
    phone.get_by_role("group", name="Keypad").get_by_role("button", name=key, exact=True).click()


def _node(desk: Desk, identifier: str) -> Locator:
    return desk.page.locator(f'.react-flow__node[data-id="{identifier}"]')


def test_a_key_leads_on_and_lights_the_way(desk: Desk, phone: Locator) -> None:
    """What is pressed decides what is heard, and the blocks and links on the way are marked."""
    _key(phone, "2")

    expect(phone.get_by_role("log")).to_contain_text("Two.")
    expect(phone.get_by_role("log")).to_contain_text("the flow hung up")
    expect(_node(desk, TWO).locator(".mark-walked")).to_be_visible()
    expect(_node(desk, ONE).locator(".mark-walked")).to_have_count(0)
    expect(desk.page.locator(".link-walked")).to_have_count(3)


def test_a_step_back_asks_again(desk: Desk, phone: Locator) -> None:
    """The last answer is taken away, and what came of it."""
    _key(phone, "2")
    expect(phone.get_by_role("log")).to_contain_text("Two.")
    phone.get_by_role("button", name="Step back").click()

    expect(phone.get_by_role("log")).not_to_contain_text("Two.")
    expect(_node(desk, ASK).locator(".mark-here")).to_be_visible()


def _edit(desk: Desk) -> None:
    """Let the block that says One say something else."""
    desk.block("One.").locator(".block-header").dblclick()
    field = desk.page.locator(".side").get_by_role("textbox", name="Text", exact=True)
    field.fill("Edited.")
    field.blur()


def test_the_call_follows_an_edit(desk: Desk, phone: Locator) -> None:
    """What is edited while the call is on is heard at once, without saving."""
    _key(phone, "1")
    expect(phone.get_by_role("log")).to_contain_text("One.")
    _edit(desk)
    desk.page.get_by_role("tab", name="Call").click()

    expect(desk.page.get_by_role("log")).to_contain_text("Edited.")


def test_the_phone_is_used_with_keys_alone(desk: Desk) -> None:
    """One key opens it with the focus where the answer is written; Escape leaves it."""
    desk.made("Keys alone", *menu())
    desk.settled()
    page = desk.page
    page.keyboard.press("c")
    field = page.get_by_role("textbox", name="Keys or words")
    expect(field).to_be_focused()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("One.")
    expect(page.get_by_role("button", name="Save as a test…")).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Call this flow")).to_be_focused()
    expect(page.locator(".link-walked")).to_have_count(0)


def test_a_digit_on_the_keypad_is_a_key(desk: Desk, phone: Locator) -> None:
    """Digits that zoom the canvas elsewhere are keys of the phone within it."""
    phone.get_by_role("button", name="9", exact=True).focus()
    desk.page.keyboard.press("1")

    expect(phone.get_by_role("log")).to_contain_text("One.")


def test_what_is_heard_is_read_aloud(sit: Callable[..., Desk]) -> None:
    """On request the browser's voice reads each new piece, once."""
    desk = sit()
    desk.page.add_init_script(
        "window.read = []; speechSynthesis.speak = (said) => window.read.push(said.text)"
    )
    phone = _calling(desk, "Aloud")
    phone.get_by_role("button", name="Read aloud").click()
    _key(phone, "1")
    expect(phone.get_by_role("log")).to_contain_text("One.")

    desk.page.wait_for_function("read.length")
    assert desk.page.evaluate("window.read") == ["One."]


def test_a_chat_is_written(desk: Desk) -> None:
    """In a chat the contact writes to a bot; without a mock, the name of an intent."""
    bot = {"kind": "add", "id": ASK, "type": "ConnectParticipantWithLexBot", "x": 160, "y": 100}
    way = {"operator": "Equals", "operands": ["Order"], "target": ONE}
    lead = [
        {"kind": "connect", "block": block, "branch": branch, "target": END}
        for block, branch in ((ASK, "error:NoMatchingCondition"), (ONE, "next"))
    ]
    more = [action(1, "Play prompt", 460, 60), action(3, "Disconnect", 760, 160)]
    ways = {"kind": "setConditions", "block": ASK, "conditions": [way]}
    text = {"kind": "setParameter", "block": ONE, "path": ["Text"], "value": "One."}
    desk.made("Chat", {**bot, "from": {"block": ""}}, *more, ways, text, *lead)
    desk.page.keyboard.press("c")
    phone = desk.page.get_by_role("region", name="Phone")
    phone.get_by_role("combobox", name="Channel").select_option("Chat")
    field = phone.get_by_role("textbox", name="Message")
    field.fill("order")
    field.press("Enter")

    expect(phone.get_by_role("log")).to_contain_text("order")
    expect(phone.get_by_role("log")).to_contain_text("One.")


def test_wrong_mocks_are_explained(phone: Locator) -> None:
    """A sentence says what is wrong, and the call goes on once it is fixed."""
    phone.get_by_role("tab", name="Mocks").click()
    field = phone.get_by_role("textbox", name="Mocks")
    field.fill("function: {}")
    field.blur()
    expect(phone.get_by_role("alert")).to_contain_text('unknown section "function"')
    field.fill("")
    field.blur()

    expect(phone.get_by_role("alert")).to_have_count(0)


def _save(phone: Locator, name: str) -> None:
    phone.get_by_role("button", name="Save as a test…").click()
    phone.get_by_role("textbox", name="Name of the test").fill(name)
    phone.get_by_role("button", name="Save", exact=True).click()


def _tests(desk: Desk, phone: Locator, name: str) -> Locator:
    """The tests of the flow, one of which was just saved."""
    _key(phone, "1")
    _save(phone, name)
    expect(desk.page.locator(".toast", has_text="Saved the test")).to_be_visible()
    desk.page.get_by_role("button", name="Show the tests").click()
    return desk.page.get_by_role("region", name="Tests", exact=True)


def test_a_call_becomes_a_test_that_passes(desk: Desk, phone: Locator) -> None:
    """A saved call is in the list of tests, and passes."""
    tests = _tests(desk, phone, "Key one")
    tests.get_by_role("button", name="Run all").click()

    expect(tests.get_by_role("status")).to_contain_text("1 passed, 0 failed; 2 of 9 branches")
    expect(
        tests.get_by_role("img", name="Passed").or_(tests.get_by_label("Passed"))
    ).to_be_visible()


def test_a_failure_shows_expected_beside_heard(desk: Desk, phone: Locator) -> None:
    """A test that an edit breaks says what it expected, what was heard, and why it failed."""
    tests = _tests(desk, phone, "Broken by an edit")
    _edit(desk)
    tests.get_by_role("button", name="Run Broken by an edit", exact=True).click()
    result = tests.get_by_role("region", name="The test Broken by an edit")

    expect(result).to_contain_text('expected "One."')
    expect(result.get_by_role("row").last).to_contain_text("did not happen")


def test_coverage_is_shown_on_the_canvas(desk: Desk, phone: Locator) -> None:
    """Blocks and links that no test reaches are distinguished, in words as well."""
    tests = _tests(desk, phone, "Covers one")
    tests.get_by_role("button", name="Run all").click()
    tests.get_by_role("checkbox", name="Show on the canvas what is reached").check()

    expect(_node(desk, ONE).locator(".mark-reached")).to_be_visible()
    expect(_node(desk, TWO).locator(".mark-missed")).to_be_visible()
    expect(_node(desk, TWO)).to_have_attribute(
        "aria-label", "Play prompt, not reached by the tests"
    )
    expect(desk.page.locator(".link-reached")).to_have_count(2)
    missed = tests.get_by_role("region", name="Branches that no test takes")
    expect(missed).to_contain_text("Get customer input → Pressed 2")


def test_who_may_only_view_calls_but_saves_nothing(
    sit: Callable[..., Desk], site: Served, desk: Desk
) -> None:
    """With the permission to view alone the flow can be called; no test is offered."""
    add_profile(site, "Page caller", ["ContactFlows.View"])
    add_user(site, "page caller", "Page caller")
    opened = desk.made("Viewed only", *menu())
    viewer = sit("page caller")
    viewer.open(opened)
    viewer.page.keyboard.press("c")
    phone = viewer.page.get_by_role("region", name="Phone")
    _key(phone, "1")

    expect(phone.get_by_role("log")).to_contain_text("the flow hung up")
    expect(phone.get_by_role("button", name="Save as a test…")).to_have_count(0)


def test_publishing_shows_which_calls_differ(desk: Desk) -> None:
    """Before an edit is published, the shortest call that it changes is shown."""
    opened = desk.api.new("Publish with calls")
    assert desk.api.save(opened, *menu(), publish=True).status_code == 200
    desk.open(opened)
    _edit(desk)
    desk.settled()
    desk.page.get_by_role("button", name="Publish", exact=True).click()
    desk.page.get_by_role("button", name="Which calls differ?").click()
    row = desk.page.get_by_role("dialog").get_by_role("row").last

    expect(row).to_contain_text("press 1")
    expect(row).to_contain_text("Edited.")


def test_an_import_shows_which_calls_differ(desk: Desk, tmp_path: Path) -> None:
    """Before a file replaces a flow, the statement about its calls is at hand."""
    opened = desk.api.new("Replaced with calls")
    desk.api.save(opened, *menu())
    summary = opened["summary"]
    stored = desk.api.get(f"I/flows/{summary['id']}?kind=flow")["content"]
    tree = json.loads(stored.replace("One.", "Imported."))
    path = tmp_path / "replaced.json"
    path.write_text(json.dumps({**tree, "Metadata": {**tree["Metadata"], "name": summary["name"]}}))
    desk.screen("import")
    desk.page.set_input_files("input[type=file] >> nth=0", path)
    card = desk.page.locator(".import-card")
    card.get_by_role("combobox", name="New, in place").select_option("replace")
    desk.page.get_by_role("button", name="Which calls differ?").click()

    expect(desk.page.get_by_role("region", name="Which calls differ")).to_contain_text("press 1")


def _asked(desk: Desk) -> None:
    _calling(desk, "Axe asked")


def _ended(desk: Desk) -> None:
    _key(_calling(desk, "Axe ended"), "1")
    desk.page.get_by_role("button", name="Save as a test…").click()


def _set_up(desk: Desk) -> None:
    _calling(desk, "Axe set up").get_by_role("tab", name="Setup").click()


def _mocked(desk: Desk) -> None:
    _calling(desk, "Axe mocked").get_by_role("tab", name="Mocks").click()


def _run(desk: Desk) -> None:
    tests = _tests(desk, _calling(desk, "Axe run"), f"Axe {uuid4().hex}")
    tests.get_by_role("button", name="Run all").click()
    tests.get_by_role("checkbox").check()
    tests.locator(".rows .row-button").first.click()
    tests.get_by_role("table").wait_for()


@pytest.mark.parametrize(
    "state", [_asked, _ended, _set_up, _mocked, _run], ids=lambda each: each.__name__[1:]
)
def test_axe_finds_nothing_in_a_call(
    sit: Callable[..., Desk], state: Callable[[Desk], None]
) -> None:
    """Neither the phone nor the tests have a serious fault, in either theme."""
    desk = sit(color_scheme="light", bypass_csp=True)
    state(desk)
    light = faults_at_both_sizes(desk.page)
    desk.page.emulate_media(color_scheme="dark")

    assert light == []
    assert faults_at_both_sizes(desk.page) == []
