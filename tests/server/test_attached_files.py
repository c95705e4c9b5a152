"""What files may be attached, for each scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from copied import Place

if TYPE_CHECKING:
    from serving import Served

_ALLOWED = {"AllowedExtensions": [{"Extension": "pdf"}]}


@pytest.fixture(scope="module")
def place(connect: Any, served: Served) -> Place:
    """An instance."""
    return Place(connect, served.instance)


def test_scope_has_defaults(place: Place) -> None:
    """A scope that nobody configured has a largest size."""
    found = place.call("DescribeAttachedFilesConfiguration", AttachmentScope="TASK")
    configuration = found["AttachedFilesConfiguration"]

    assert configuration["MaximumSizeLimitInBytes"] == 20 * 1024 * 1024
    assert "LastModifiedTime" not in configuration


def test_update_sets_what_it_gives(place: Place) -> None:
    """A second update of a scope leaves what the first set."""
    scope = {"AttachmentScope": "CHAT"}
    place.call("UpdateAttachedFilesConfiguration", **scope, MaximumSizeLimitInBytes=5)
    place.call("UpdateAttachedFilesConfiguration", **scope, ExtensionConfiguration=_ALLOWED)
    found = place.call("DescribeAttachedFilesConfiguration", **scope)["AttachedFilesConfiguration"]

    assert (found["MaximumSizeLimitInBytes"], found["ExtensionConfiguration"]) == (5, _ALLOWED)
    assert "LastModifiedTime" in found


def test_every_scope_is_listed(place: Place) -> None:
    """A list gives each scope once."""
    found = place.call("ListAttachedFilesConfigurations")["AttachedFilesConfigurations"]

    assert [each["AttachmentScope"] for each in found] == ["EMAIL", "CHAT", "CASE", "TASK"]
