"""Each profile sees what it may do, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browsing import add_user
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


def test_a_manager_does_everything(sit: Callable[..., Desk], site: Served) -> None:
    """A manager can make flows, and publish them."""
    add_user(site, "Manager of the page", "CallCenterManager")
    desk = sit("Manager of the page")
    desk.made("Managed", *flow("Play prompt"))

    expect(desk.page.get_by_role("button", name="Publish", exact=True)).to_be_enabled()
