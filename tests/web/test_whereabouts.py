"""Where one is: the instance, its Region and account, and the way back from nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from desk import flow

if TYPE_CHECKING:
    from desk import Desk


def _instance(desk: Desk) -> dict[str, str]:
    every = desk.api.get("session")["instances"]
    return next(each for each in every if each["id"] == desk.api.instance)


def test_the_editor_names_the_instance(desk: Desk) -> None:
    """Name, Region and account of the instance stand beside the name of the flow."""
    desk.made("Somewhere", *flow("Disconnect"))
    where = desk.page.locator(".whereabouts")

    expect(where).to_contain_text(_instance(desk)["region"])
    expect(where).to_contain_text(_instance(desk)["account"])


def test_the_tab_names_the_instance(desk: Desk) -> None:
    """The title of the tab says in which Region the flow is."""
    desk.made("Titled", *flow("Disconnect"))

    assert _instance(desk)["region"] in desk.page.title()


def test_the_publish_question_names_the_instance(desk: Desk) -> None:
    """One reads to which account and Region one is about to publish."""
    desk.made("Asked where", *flow("Disconnect"))
    desk.settled()
    desk.run("Publish")
    dialog = desk.page.get_by_role("dialog")

    expect(dialog).to_contain_text(_instance(desk)["region"])
    expect(dialog).to_contain_text(_instance(desk)["account"])


@pytest.mark.parametrize("address", ["I/flow/nope", "I/flow/F?version=99", "%zz/flows"])
def test_an_unknown_address_has_a_way_back(desk: Desk, address: str) -> None:
    """A page that is not there says so, and leads back to the list."""
    opened = desk.made(f"Way back {len(address)}", *flow("Disconnect"))
    hash_ = address.replace("I", desk.api.instance, 1).replace("F", opened["summary"]["id"], 1)
    desk.page.goto("about:blank")
    desk.page.goto(f"{desk.url}/#/{hash_}")
    desk.page.get_by_role("link", name="Flows").or_(
        desk.page.get_by_role("link", name="Back to the flows")
    ).first.click()

    expect(desk.page.get_by_role("heading", name="Flows")).to_be_visible()
