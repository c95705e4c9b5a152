"""Browsers at one server, for the tests of the designer's API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsing import Browser, add_user, close_all, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from serving import Served


@pytest.fixture(scope="module")
def site(start: Callable[..., Served]) -> Iterator[Served]:
    """A server for the tests of a module."""
    yield start()
    close_all()


@pytest.fixture(scope="module")
def admin(site: Served) -> Browser:
    """The admin's browser."""
    return signed_in(site)


@pytest.fixture(scope="module")
def user(site: Served) -> Callable[[str], Browser]:
    """A function that gives the browser of a user with a security profile of that name."""
    known: dict[str, Browser] = {}

    def find(profile: str) -> Browser:
        if profile not in known:
            add_user(site, f"{profile} person", profile)
            known[profile] = signed_in(site, f"{profile} person")
        return known[profile]

    return find
