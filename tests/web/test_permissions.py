"""Each profile sees what it may do, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browsing import add_profile, add_user
from desk import flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Desk
    from serving import Served


@pytest.mark.parametrize("profile", ["Agent", "QualityAnalyst"])
def test_a_profile_without_flows_sees_none(
    sit: Callable[..., Desk], site: Served, profile: str
) -> None:
    """Neither a list nor a way to make or import one is shown."""
    add_user(site, f"{profile} of the page", profile)
    desk = sit(f"{profile} of the page")
    desk.list()

    expect(desk.page.get_by_text("does not let you see")).to_be_visible()
    expect(desk.page.get_by_role("button", name="New flow")).to_have_count(0)
    expect(desk.page.get_by_role("link", name="Import")).to_have_count(0)
    expect(desk.page.get_by_role("link", name="Migrate")).to_have_count(0)


@pytest.fixture(scope="module")
def viewer(site: Served) -> str:
    """The name of a user who may view flows, and nothing else."""
    add_profile(site, "Views alone", ["ContactFlows.View"])
    add_user(site, "Viewer of the page", "Views alone")
    return "Viewer of the page"


def test_who_views_alone_sees_the_list(sit: Callable[..., Desk], viewer: str) -> None:
    """The list can be looked at and exported; nothing is offered that would be refused."""
    desk = sit(viewer)
    desk.list()
    desk.page.get_by_role("checkbox", name="Choose Default agent hold").check()
    links = desk.page.get_by_role("navigation").get_by_role("link")

    expect(desk.page.get_by_role("button", name="Export 1")).to_be_visible()
    for name in ("New flow", "Archive", "Tags…", "Delete…"):
        expect(desk.page.get_by_role("button", name=name)).to_have_count(0)
    expect(links).to_have_text(["Flows", "Modules", "Find"])


def test_who_views_alone_exports_and_does_not_edit(
    sit: Callable[..., Desk], desk: Desk, viewer: str
) -> None:
    """A flow opens read-only: no dock, no Save, no Publish; its export works."""
    opened = desk.made("Only viewed", *flow("Play prompt", "Disconnect"))
    viewing = sit(viewer)
    viewing.open(opened)
    viewing.page.keyboard.press("Control+Shift+e")
    with viewing.page.expect_download() as waiting:
        viewing.page.get_by_role("dialog").get_by_role("button", name="Export").click()
    viewing.block("Disconnect").locator(".block-header").click()
    viewing.page.keyboard.press("Delete")

    assert waiting.value.suggested_filename == "Only viewed"
    expect(viewing.blocks()).to_have_count(2)
    for name in ("Save", "Publish"):
        expect(viewing.page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    expect(viewing.page.get_by_role("searchbox", name="Search blocks")).to_have_count(0)


def test_who_views_alone_waits_for_no_other_tab(
    sit: Callable[..., Desk], desk: Desk, viewer: str
) -> None:
    """A flow opens read-only while the browser doesn't say whether another tab has it."""
    opened = desk.made("Viewed at once", *flow("Play prompt", "Disconnect"))
    viewing = sit(viewer)
    viewing.page.add_init_script(
        "if (navigator.locks) navigator.locks.request = () => new Promise(() => {})"
    )
    viewing.open(opened)

    expect(viewing.blocks()).to_have_count(2)


def test_a_file_dropped_by_who_views_alone_is_not_taken(
    sit: Callable[..., Desk], viewer: str
) -> None:
    """A drop is answered with a sentence, and the page stays."""
    desk = sit(viewer)
    desk.list()
    desk.page.evaluate(
        """() => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(["{}"], "a.json"));
            document.body.dispatchEvent(
                new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
        }"""
    )

    expect(desk.page.get_by_text("You may not import here.")).to_be_visible()


def test_a_manager_does_everything(sit: Callable[..., Desk], site: Served) -> None:
    """A manager can make flows, and publish them."""
    add_user(site, "Manager of the page", "CallCenterManager")
    desk = sit("Manager of the page")
    desk.made("Managed", *flow("Play prompt"))

    expect(desk.page.get_by_role("button", name="Publish", exact=True)).to_be_enabled()
