"""Each profile sees only what it may do, and the server refuses the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsing import Browser, add_profile, add_user, document, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served

#: What each step needs, by the permission's last word.
STEPS = {
    "View": ("GET", "I/flows?kind=flow", None),
    "Create": ("POST", "I/flows", {"kind": "flow", "type": "CONTACT_FLOW", "name": "{name}"}),
    "Edit": ("PATCH", "I/flows/{flow}?kind=flow", {"description": "new"}),
    "Delete": ("DELETE", "I/flows/{flow}?kind=flow", None),
}

ALLOWED = {
    "Admin": {"View", "Create", "Edit", "Delete"},
    "CallCenterManager": {"View", "Create", "Edit", "Delete"},
    "Agent": set[str](),
    "QualityAnalyst": set[str](),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("profile", ALLOWED)
def test_the_server_refuses_what_a_profile_denies(
    user: Callable[[str], Browser], admin: Browser, profile: str, step: str
) -> None:
    """A step goes well exactly for the profiles that hold its permission."""
    name = f"{profile} {step}"
    flow = admin.new(f"{name} target")["summary"]["id"]
    method, path, body = STEPS[step]
    filled = {key: value.replace("{name}", name) for key, value in (body or {}).items()}
    answer = user(profile).call(method, path.replace("{flow}", flow), filled or None)

    assert (answer.status_code < 400) is (step in ALLOWED[profile])
    assert answer.status_code < 400 or answer.json()["error"]["code"] == "forbidden"


@pytest.mark.parametrize("profile", ALLOWED)
def test_the_page_is_told_what_a_profile_allows(
    user: Callable[[str], Browser], profile: str
) -> None:
    """The session says the same as the server does."""
    told = user(profile).get("session")["instances"][0]["permissions"]["flow"]

    assert {step for step in STEPS if told[step.lower()]} == ALLOWED[profile]


@pytest.fixture(scope="module")
def viewer(site: Served) -> Browser:
    """The browser of a user who may only view flows."""
    add_profile(site, "Viewer", ["ContactFlows.View"])
    add_user(site, "viewer", "Viewer")
    return signed_in(site, "viewer")


def test_who_views_also_exports(viewer: Browser, admin: Browser) -> None:
    """With the permission to view alone, a flow can be opened and exported."""
    flow = admin.new("Exported by a viewer")
    opened = viewer.get(f"I/flows/{flow['summary']['id']}")

    assert viewer.call("POST", "I/export", document(opened)).status_code == 200


def test_who_views_does_not_save(viewer: Browser, admin: Browser) -> None:
    """With the permission to view alone, nothing is saved."""
    flow = admin.new("Not saved by a viewer")

    assert viewer.save(flow, {"kind": "setFlow", "name": "Mine"}).status_code == 403


def test_who_views_flows_sees_no_modules(viewer: Browser) -> None:
    """Flows and modules have permissions of their own."""
    assert viewer.refused("GET", "I/flows?kind=module")["code"] == "forbidden"


def test_another_instance_is_out_of_reach(site: Served, admin: Browser) -> None:
    """A session reaches its own instance only, and is not told of others."""
    from flowport.store.seed import new_instance  # noqa: PLC0415  only here

    with site.store.writing() as connection:
        other, _ = new_instance(connection, account="1" * 12, region="eu-west-1", alias="far-off")

    assert admin.refused("GET", f"{other.id}/flows")["code"] == "not-found"


def test_content_of_another_instance_is_out_of_reach(site: Served, admin: Browser) -> None:
    """A content's hash alone opens nothing: a flow of the instance must be named as well."""
    from flowport.store import flows  # noqa: PLC0415  only here
    from flowport.store.seed import new_instance  # noqa: PLC0415  only here

    with site.store.writing() as connection:
        other, _ = new_instance(connection, account="1" * 12, region="eu-west-1", alias="farther")
        new = flows.FlowToMake(name="Secret", content='{"Version": "2019-10-30", "Actions": []}')
        hidden = flows.create(connection, other.id, other.arn, new)
    body = {"kind": "flow", "type": "CONTACT_FLOW", "base": hidden.saved, "commands": []}

    assert admin.refused("POST", "I/edit", body)["code"] == "base-gone"
