"""Finding in all flows, and who uses a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from axe import faults_at_both_sizes
from desk import action, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from desk import Desk

_ID = "00000000-0000-4000-8000-000000000000"


def says(text: str) -> list[dict[str, object]]:
    """The commands that make a flow of a prompt."""
    return [
        *flow("Play prompt", "Disconnect"),
        {"kind": "setParameter", "block": _ID, "path": ["Text"], "value": text},
    ]


def queued(desk: Desk, name: str) -> None:
    """A flow that sets the basic queue."""
    (queue,) = desk.api.get("I/resources?kind=queue&q=BasicQueue")["resources"]
    pick = {"kind": "setParameter", "block": _ID, "path": ["QueueId"], "value": queue["arn"]}
    desk.api.save(desk.api.new(name), action(0, "Set working queue", 0, 0), pick)


def _words(desk: Desk) -> Locator:
    """The field of the words, in which the screen begins."""
    field = desk.page.get_by_role("searchbox", name="Find in all flows")
    expect(field).to_be_focused()
    return field


def test_words_are_found_in_all_flows(desk: Desk) -> None:
    """A hit leads into its flow, to the block."""
    for name in ("Found here", "And found there"):
        desk.api.save(desk.api.new(name), *says("Welcome to the observatory"))
    desk.screen("find")
    _words(desk).fill("observatory")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_text("2 places in 2 flows")).to_be_visible()
    card = desk.page.get_by_role("region", name="Found here")
    card.get_by_role("link", name="Play prompt").click()

    expect(desk.page.locator(".side .properties")).to_contain_text("Play prompt")
    expect(desk.page.locator(".react-flow__node-block.selected")).to_have_count(1)


def test_who_uses_a_queue_is_one_choice_away(desk: Desk) -> None:
    """Choosing the queue lists each flow that uses it, with the block."""
    queued(desk, "Uses the queue")
    desk.screen("find")
    picker = desk.page.get_by_role("combobox", name="Resource", exact=True)
    picker.fill("basic")
    desk.page.get_by_role("option", name="BasicQueue").click()

    card = desk.page.get_by_role("region", name="Uses the queue")
    expect(card.get_by_role("link", name="Set working queue")).to_be_visible()
    expect(card).to_contain_text("Saved only")
    expect(picker).to_have_value("BasicQueue")


def test_a_query_that_is_none_is_explained(desk: Desk) -> None:
    """The page says what is wrong with it, in the sentence of flowport find."""
    desk.screen("find")
    _words(desk).fill("colour:red")
    desk.page.keyboard.press("Enter")

    expect(desk.page.get_by_role("alert")).to_contain_text("There is no key colour:")


def test_the_open_flow_says_who_uses_it(desk: Desk) -> None:
    """An action of the editor leads to the flows that transfer here; nobody does yet."""
    desk.made("Used by none", *flow("Disconnect"))
    desk.run("Who uses this flow")

    expect(desk.page.get_by_text("No flow of this instance uses Used by none.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_found(sit: Callable[..., Desk], scheme: str) -> None:
    """The terms, the places and the uses are accessible."""
    desk = sit(color_scheme=scheme)
    desk.api.save(desk.api.new(f"Axe finds {scheme}"), *says("Welcome to the aquarium"))
    desk.screen("find")
    desk.page.get_by_text("What can be searched for").wait_for()
    assert faults_at_both_sizes(desk.page) == []
    _words(desk).fill("aquarium")
    desk.page.keyboard.press("Enter")
    desk.page.get_by_role("region", name=f"Axe finds {scheme}").wait_for()

    assert faults_at_both_sizes(desk.page) == []
