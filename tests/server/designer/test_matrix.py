"""Every endpoint of the page x role x own, other, malformed and decorated instances."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from browsing import Browser, add_profile, add_user, fresh, signed_in
from flowport.server.designer.endpoint_registry import Endpoint, endpoints

if TYPE_CHECKING:
    from serving import Served

#: Roles, and the steps with flows that each may take.
ROLES = {
    "Admin": {"View", "Create", "Edit", "Publish", "Delete"},
    "Agent": set[str](),
    "Just views": {"View"},
}

#: Endpoints that ask for no step: what they need besides a session, if anything.
WITHOUT_STEP = {
    "GET /catalogue",
    "GET /session",
    "POST /session",
    "DELETE /session",
    "GET /sessions",
    "DELETE /sessions",
    "DELETE /sessions/{session}",
    "GET /instances",
    "GET /{instance}/audit",  # SecurityProfiles.View
    "GET /{instance}/resources",
    "GET /{instance}/targets/{target}/resources",  # the target's own session or permission
    "POST /{instance}/import/calls",  # of each document that is imported
    "POST /{instance}/import/commit",  # of each document that is imported
}

_INSIDE = [each for each in endpoints() if "{instance}" in each.path]
_ENDING = {"DELETE /session", "DELETE /sessions"}


def title(endpoint: Endpoint) -> str:
    """How a test names an endpoint."""
    return f"{endpoint.method} {endpoint.path}"


def address(endpoint: Endpoint, instance: str) -> str:
    """The endpoint's path in an instance, with names of nothing in the rest."""
    path = endpoint.path.replace("{instance}", instance).lstrip("/")
    for name in ("flow", "plan", "run", "target", "session", "test"):
        path = path.replace(f"{{{name}}}", "00000000-0000-4000-8000-000000000000")
    return path


@pytest.fixture(scope="module")
def browsers(site: Served) -> dict[str, Browser]:
    """The browser of each role."""
    add_profile(site, "Just views", ["ContactFlows.View"])
    for role in ("Agent", "Just views"):
        add_user(site, f"matrix {role}", role)
    named = {role: signed_in(site, f"matrix {role}") for role in ("Agent", "Just views")}
    return {"Admin": signed_in(site), **named}


@pytest.fixture(scope="module")
def others(site: Served) -> list[str]:
    """Names of other instances, and what is none."""
    other = fresh(site, "matrix-other")
    own = site.instance
    return [
        other.id,
        other.arn.replace("/", "%2F"),
        site.arn.replace("/", "%2F"),
        f"{own}%2F..%2F{other.id}",
        f"{own}%00",
        f"{own}:$/x",
        own.upper(),
        "x" * 3000,
    ]


def test_endpoints_without_a_step_are_known() -> None:
    """An endpoint that asks for no permission by itself is on the list, with the reason."""
    assert {title(each) for each in endpoints() if each.needs is None} == WITHOUT_STEP


@pytest.mark.parametrize("endpoint", endpoints(), ids=title)
def test_strangers_are_refused(site: Served, endpoint: Endpoint) -> None:
    """Without a session every endpoint but signing in answers 401."""
    if endpoint.open:
        return
    url = f"{site.url}/designer/api/{address(endpoint, site.instance)}"

    assert httpx.request(endpoint.method, url).status_code == 401


@pytest.mark.parametrize("endpoint", endpoints(), ids=title)
def test_forged_calls_are_refused(browsers: dict[str, Browser], endpoint: Endpoint) -> None:
    """Every call that changes something needs the session's token."""
    if endpoint.open or endpoint.method == "GET":
        return
    browser = browsers["Admin"]
    path = f"/designer/api/{address(endpoint, browser.instance)}"
    answer = browser.http.request(endpoint.method, path, headers={"x-flowport-csrf": "forged"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "bad-csrf")


@pytest.mark.parametrize("endpoint", _INSIDE, ids=title)
def test_other_instances_are_out_of_reach(
    browsers: dict[str, Browser], others: list[str], endpoint: Endpoint
) -> None:
    """Whoever asks, an instance without a session there is not found, in whatever form."""
    answers = {
        (role, other): browser.call(endpoint.method, address(endpoint, other), {}).status_code
        for role, browser in browsers.items()
        for other in others
    }

    assert {found for found in answers.values() if found not in {404, 405}} == set()


@pytest.mark.parametrize("endpoint", [each for each in _INSIDE if each.needs], ids=title)
@pytest.mark.parametrize("role", ROLES)
def test_an_endpoint_is_refused_exactly_without_its_permission(
    browsers: dict[str, Browser], role: str, endpoint: Endpoint
) -> None:
    """Who lacks the step is refused before anything is looked at; who has it is not."""
    browser = browsers[role]
    path = address(endpoint, browser.instance)
    if endpoint.method == "GET":
        answer = browser.call("GET", path)
    else:
        answer = browser.call(endpoint.method, path, {})
    code = answer.json().get("error", {}).get("code") if answer.status_code >= 400 else "ok"

    assert answer.status_code < 500
    if endpoint.needs not in ROLES[role]:
        assert code == "forbidden"
    elif role == "Admin":
        assert code != "forbidden"
