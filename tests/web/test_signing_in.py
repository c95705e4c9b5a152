"""Signing in, to one instance and to more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from browsing import PASSWORD, add_user, fresh

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from desk import Desk
    from flowport.store.instances import InstanceRow
    from serving import Served


def sign_in(form: Locator, name: str, password: str = PASSWORD) -> None:
    """Fill in and send a sign-in form."""
    form.get_by_label("User name").fill(name)
    form.get_by_label("Password").fill(password)
    form.get_by_role("button", name="Sign in").click()


def signed_out(desk: Desk) -> None:
    """Show the first screen."""
    desk.page.context.clear_cookies()
    desk.page.goto(desk.url)


def test_a_person_signs_in_and_out(sit: Callable[..., Desk], site: Served) -> None:
    """After signing in there is the list; after signing out, the first screen again."""
    add_user(site, "Vera", "Admin")
    desk = sit()
    signed_out(desk)
    sign_in(desk.page.locator(".sign-in"), "Vera")
    expect(desk.page.get_by_role("heading", name="Flows")).to_be_visible()
    desk.page.get_by_title("User and theme").click()
    desk.page.get_by_role("menuitem", name="Sign out Vera").click()

    expect(desk.page.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_wrong_password_is_told(desk: Desk) -> None:
    """The form stays as it is, with a sentence."""
    signed_out(desk)
    sign_in(desk.page.locator(".sign-in"), "admin", "wrong")

    expect(desk.page.get_by_role("alert")).to_be_visible()
    expect(desk.page.get_by_label("User name")).to_have_value("admin")


def second(site: Served, alias: str, user: str) -> InstanceRow:
    """Another instance, with a user who has a password."""
    made = fresh(site, alias)
    add_user(type(site)(**{**vars(site), "instance": made.id}), user, "Admin")
    return made


def test_one_more_instance_is_signed_in_to(desk: Desk, site: Served) -> None:
    """With the sessions that are open kept, a second instance can be chosen."""
    second(site, "one-more", "Wim")
    desk.list()
    desk.page.get_by_title("Instance").click()
    desk.page.get_by_role("menuitem", name="Sign in to another instance").click()
    dialog = desk.page.get_by_role("dialog", name="Sign in to another instance")
    dialog.get_by_label("Instance").fill("one-more")
    sign_in(dialog, "Wim")
    expect(dialog).to_have_count(0)
    desk.page.get_by_title("Instance").click()
    desk.page.get_by_role("menuitemradio", name="one-more").click()

    expect(desk.page.get_by_title("Instance")).to_contain_text("one-more")
    expect(desk.page.get_by_role("link", name="Default agent hold")).to_be_visible()


def test_an_address_of_another_instance_asks_to_sign_in_there(desk: Desk, site: Served) -> None:
    """An address is never looked up in the wrong instance."""
    made = second(site, "address-of-another", "Xaver")
    desk.page.goto(f"{desk.url}/#/{made.id}/flows")
    expect(desk.page.get_by_role("heading", name="Another instance")).to_be_visible()
    sign_in(desk.page.locator("main"), "Xaver")

    expect(desk.page.get_by_role("heading", name="Flows")).to_be_visible()
    expect(desk.page.get_by_title("Instance")).to_contain_text("address-of-another")
