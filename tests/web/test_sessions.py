"""Sessions, the audit log and one-time links, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from flowport.store import access, audit

if TYPE_CHECKING:
    from desk import Desk
    from serving import Served

_MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def test_a_link_signs_in_by_itself(desk: Desk, site: Served) -> None:
    """Opening a one-time link posts it, and shows the designer."""
    desk.page.context.clear_cookies()
    with site.store.writing() as connection:
        token = access.open_session(connection, site.instance, site.admin, "link", 60)
    desk.page.goto(f"{desk.url}/_flowport/link/{token}")

    expect(desk.page.get_by_role("heading", name="Flows")).to_be_visible()


def test_other_sessions_are_ended(desk: Desk, site: Served) -> None:
    """The list shows this session and the others, and signs another one out."""
    with site.store.writing() as connection:
        access.open_session(
            connection, site.instance, site.admin, "page", 600, host="192.0.2.7", browser="Lynx"
        )
    desk.screen("sessions")
    row = desk.page.get_by_role("row", name="Lynx")
    row.get_by_role("button", name="Sign out").click()

    expect(row).to_have_count(0)
    expect(desk.page.get_by_text("This session")).to_have_count(1)


def test_the_audit_log_shows_hostile_names_as_text(desk: Desk, site: Served) -> None:
    """Events are listed, and markup in a name is shown and does nothing."""
    with site.store.writing() as connection:
        audit.note(connection, "sign-in-refused", instance=site.instance, target=_MARKUP)
    desk.list()
    desk.page.get_by_title("User and theme").click()
    desk.page.get_by_role("menuitem", name="Audit log").click()

    expect(desk.page.get_by_role("cell", name=_MARKUP, exact=True).first).to_be_visible()
    expect(desk.page.locator("img[onerror]")).to_have_count(0)


def test_the_list_shows_hostile_names_as_text(desk: Desk) -> None:
    """A flow's name and description with markup are shown in the list, and do nothing."""
    desk.api.new(f"{_MARKUP} listed", description=_MARKUP)
    desk.list()

    expect(desk.page.get_by_text(f"{_MARKUP} listed")).to_be_visible()
    expect(desk.page.locator("img[onerror]")).to_have_count(0)
