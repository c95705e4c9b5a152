"""Opting in from the page: what conversion says, progress, the report, the originals."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from axe import faults_at_both_sizes
from browsing import fresh
from flowport import LegacyFlow, convert, read
from flowport.convert import Exactness
from flowport.store import flows

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from desk import Desk
    from serving import Served

_SAMPLES = Path(__file__).parents[2] / "samples" / "legacy"
_OLD = {"Old menu": "main_menu.json", "Old hold": "customer_hold.json"}


@pytest.fixture
def legacy(sit: Callable[..., Desk], site: Served, request: pytest.FixtureRequest) -> Desk:
    """The page of an instance of its own with two legacy flows that were never published."""
    made = fresh(site, f"old for {request.node.name}")
    with site.store.writing() as connection:
        for name, file in _OLD.items():
            text = (_SAMPLES / file).read_text(encoding="utf-8")
            new = flows.FlowToMake(name=name, content=text, type="CONTACT_FLOW", published=False)
            flows.create(connection, made.id, made.arn, new)
    desk = sit(also=made.id)
    desk.api.instance = made.id
    desk.screen("opt-in")
    return desk


def convert_flows(desk: Desk, number: int) -> None:
    """Convert what is chosen, and say yes to the question."""
    desk.page.get_by_role("button", name=f"Convert {number}…").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Convert", exact=True).click()


def test_converting_asks_first(legacy: Desk) -> None:
    """The question says where, how many, and which originals are lost; nothing is written yet."""
    legacy.page.get_by_role("button", name="Convert 2…").click()
    dialog = legacy.page.get_by_role("dialog", name="Convert 2 flows in old for")
    expect(dialog).to_contain_text("2 flows were never published")
    assert faults_at_both_sizes(legacy.page) == []
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)

    assert len(legacy.api.get("I/opt-in")["flows"]) == 2


def test_what_was_chosen_is_converted_one_by_one(legacy: Desk) -> None:
    """Each flow tells what became of it, and the one that was left out stays legacy."""
    legacy.page.get_by_role("checkbox", name="Convert Old hold").uncheck()
    convert_flows(legacy, 1)
    progress = legacy.page.get_by_role("region", name="Progress")
    expect(progress.get_by_role("status")).to_have_text("Converted 1 of 1")

    card = legacy.page.locator(".import-card", has_text="Old menu")
    expect(card.get_by_text("Converted", exact=True)).to_be_visible()
    assert [each["name"] for each in legacy.api.get("I/opt-in")["flows"]] == ["Old hold"]


def test_a_conversion_can_be_stopped(legacy: Desk) -> None:
    """After Stop the flow in hand is finished, and no other is begun."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    legacy.page.route("**/opt-in", hold)
    with legacy.page.expect_request("**/opt-in"):
        convert_flows(legacy, 2)
    legacy.page.get_by_role("button", name="Stop", exact=True).click()
    expect(legacy.page.get_by_role("status").first).to_contain_text("of 2")
    waiting[0].continue_()
    expect(legacy.page.get_by_role("status").first).to_have_text("Converted 1 of 2")

    assert len(waiting) == 1


def test_the_report_says_what_the_command_line_says(legacy: Desk) -> None:
    """The report names each flow with its outcome and its notes."""
    with legacy.page.expect_download() as waiting:
        legacy.page.get_by_role("button", name="Download the report").click()
    report = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    menu = next(each for each in report["flows"] if each["name"] == "Old menu")

    old = read(_SAMPLES / _OLD["Old menu"])
    assert isinstance(old, LegacyFlow)
    told = convert(old).notes
    assert menu["outcome"] == "would be converted"
    assert [note.split(":")[0] for note in menu["notes"]] == [
        note.kind for note in told if note.kind is not Exactness.EXACT
    ]


def test_originals_that_no_version_keeps_can_be_downloaded(legacy: Desk) -> None:
    """Of flows that were never published the legacy texts come as a zip, as they are."""
    expect(legacy.page.get_by_text("2 flows were never published")).to_be_visible()
    with legacy.page.expect_download() as waiting:
        legacy.page.get_by_role("button", name="Download the originals").click()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        kept = archive.read("Old menu.json")

    assert kept == (_SAMPLES / "main_menu.json").read_bytes()


def test_an_instance_without_legacy_flows_says_so(desk: Desk) -> None:
    """There is one sentence, and nothing to convert."""
    desk.screen("opt-in")

    expect(desk.page.get_by_text("in the flow language already")).to_be_visible()
