"""One shape for errors, at every endpoint and for every kind of bad input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from browsing import Browser, block_id, document
from flowport.server.designer.endpoint_registry import Endpoint, endpoints
from flowport.server.designer.refusals import STATUSES

if TYPE_CHECKING:
    from serving import Served

EVERY = endpoints()


def assert_error(answer: httpx.Response, *codes: str) -> dict[str, Any]:
    """Hold that an answer is an error of the one shape, and of one of these codes."""
    told: dict[str, Any] = answer.json()
    assert set(told) == {"error"}
    assert told["error"]["code"] in (codes or STATUSES)
    assert answer.status_code == STATUSES[told["error"]["code"]]
    assert told["error"]["message"].endswith((".", "!", "?"))
    assert "Traceback" not in answer.text
    return told["error"]  # type: ignore[no-any-return]  # an object of the JSON answer


def path_of(endpoint: Endpoint, instance: str) -> str:
    """An endpoint's path in an instance, for a flow that is not there."""
    return endpoint.path.lstrip("/").replace("{instance}", instance).replace("{flow}", "none")


def name_of(endpoint: Endpoint) -> str:
    """What a test calls an endpoint."""
    return f"{endpoint.method} {endpoint.path}"


@pytest.mark.parametrize("endpoint", EVERY, ids=name_of)
def test_a_stranger_is_refused_everywhere(site: Served, endpoint: Endpoint) -> None:
    """Every endpoint but signing in needs a session."""
    with httpx.Client(base_url=site.url) as http:
        answer = Browser(http, site.instance).call(endpoint.method, path_of(endpoint, "x"), {})

    assert_error(answer, *(["bad-request"] if endpoint.open else ["signed-out"]))


@pytest.mark.parametrize("endpoint", [e for e in EVERY if "{flow}" in e.path], ids=name_of)
def test_a_flow_that_is_not_there_is_told(admin: Browser, endpoint: Endpoint) -> None:
    """A flow that was deleted meanwhile gives the same sentence everywhere."""
    answer = admin.call(endpoint.method, path_of(endpoint, admin.instance), {})

    assert_error(answer, "not-found")


@pytest.mark.parametrize(
    "endpoint",
    [e for e in EVERY if e.method != "GET" and not e.open and e.path != "/session"],
    ids=name_of,
)
@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"a": ' + b"[" * 500, b"null"])
def test_a_body_that_is_no_object_is_told(admin: Browser, endpoint: Endpoint, body: bytes) -> None:
    """Wrong JSON never gets as far as the store."""
    path = f"/designer/api/{path_of(endpoint, admin.instance)}"
    answer = admin.http.request(endpoint.method, path, content=body)

    assert_error(answer, "bad-json")


@pytest.mark.parametrize("member", ["commands", "base", "flow", "kind", "type", "content", "ids"])
@pytest.mark.parametrize("junk", [0, 1.5, "☎", [], {}, True, [None], ["x"], {"a": {}}])
@pytest.mark.parametrize("path", ["edit", "export", "flows"])
def test_junk_in_a_member_is_told_or_means_nothing(
    admin: Browser, path: str, member: str, junk: object
) -> None:
    """Whatever is in a member of a document, the answer is one of ours."""
    body: dict[str, Any] = {"kind": "flow", "name": "", "base": None, "commands": []}
    answer = admin.call("POST", f"I/{path}", {**body, member: junk})

    assert answer.status_code != 500
    if answer.status_code >= 400:
        assert_error(answer)


def test_an_unknown_address_is_told(admin: Browser) -> None:
    """What is not there is reported in the one shape."""
    assert_error(admin.call("GET", "I/flows/a/b/c"), "not-found")


def test_a_wrong_method_is_told(admin: Browser) -> None:
    """The answer names the methods that there are."""
    assert "GET" in assert_error(admin.call("PUT", "I/flows"), "wrong-method")["message"]


def test_a_bad_command_is_named(admin: Browser) -> None:
    """The error says which command it was, and what is wrong with it."""
    opened = admin.new("Badly commanded")
    good = {"kind": "add", "id": block_id(1), "block": "Disconnect", "x": 0, "y": 0}
    answer = admin.call("POST", "I/edit", document(opened, good, {"kind": "explode"}))

    assert assert_error(answer, "bad-command")["command"] == 1


def test_a_body_that_is_too_large_is_told(admin: Browser) -> None:
    """A body beyond the limit is refused before it is read."""
    answer = admin.http.post(f"/designer/api/{admin.instance}/edit", content=b"x" * 9_000_000)

    assert_error(answer, "too-large")


def test_markup_in_names_stays_text(admin: Browser) -> None:
    """A name with markup comes back as it is, in JSON that no browser takes for a page."""
    name = "<img src=x onerror=alert(1)>\"'&"
    opened = admin.new(name)
    answer = admin.call("GET", f"I/flows/{opened['summary']['id']}")

    assert answer.json()["view"]["name"] == name
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_picture_holds_no_markup_of_names(admin: Browser) -> None:
    """A name with markup is drawn, not run."""
    opened = admin.new("<script>alert(1)</script>")
    answer = admin.call("POST", "I/svg", document(opened))

    assert "<script" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "endpoint", [e for e in EVERY if e.method in {"POST", "PATCH"}], ids=name_of
)
def test_half_a_character_is_no_fault_of_the_server(admin: Browser, endpoint: Endpoint) -> None:
    """A surrogate without its other half is refused or kept, wherever it is."""
    half = "\ud83d"
    members = ("username", "password", "instance", "name", "text", "description", "seed", "flow")
    body: dict[str, Any] = {
        **dict.fromkeys(members, half),
        "base": None,
        "ids": [half],
        "tags": {half: half},
    }
    answer = admin.call(endpoint.method, path_of(endpoint, admin.instance), body)

    assert answer.is_success or assert_error(answer)["code"] != "internal"


def test_a_flow_is_not_named_by_half_a_character(admin: Browser) -> None:
    """What the database can't store is refused in one sentence."""
    body: dict[str, Any] = {"name": "half \ud83d", "base": None, "commands": []}

    assert_error(admin.call("POST", "I/flows", body), "bad-request")


def test_a_character_that_no_database_stores_is_named(admin: Browser) -> None:
    """A text with U+0000, as some terminals copy it, is refused in words for people."""
    body = {"name": "a\0b", "type": "CONTACT_FLOW"}

    answer = admin.call("POST", "I/flows", body)

    assert "The text has the character U+0000" in answer.json()["error"]["message"]


@pytest.mark.parametrize("digits", ["9" * 30, "9" * 5_000, "\u0663", "\u00b2", "-1"])
def test_a_number_of_any_length_is_answered(admin: Browser, digits: str) -> None:
    """Versions, publishes and events that no database can hold are not there, or not numbers."""
    opened = admin.new(f"numbers {digits[:9]} {len(digits)}")
    flow = opened["summary"]["id"]
    said = httpx.QueryParams({"a": digits, "b": f"p{digits}", "before": digits, "limit": digits})
    answers = [
        admin.call("GET", f"I/flows/{flow}/compare?{said}"),
        admin.call("GET", f"I/flows/{flow}?{httpx.QueryParams({'version': digits})}"),
        admin.call("POST", f"I/flows/{flow}/restore", {"version": digits, "expected": ""}),
        admin.call("GET", f"I/audit?{said}"),
        admin.call("GET", f"I/flows?{said}"),
    ]

    assert max(answer.status_code for answer in answers) < 500


@pytest.mark.parametrize("wrong", [7, 1.5, True, [], {}, [[]], {"x": 1}])
@pytest.mark.parametrize("member", ["kind", "type", "commands", "mode", "name", "content"])
def test_documents_of_an_import_may_say_anything(admin: Browser, member: str, wrong: Any) -> None:
    """A member of a wrong type is refused with a sentence."""
    said = {"content": "{}", "name": "x", "type": "CONTACT_FLOW", "kind": "flow", member: wrong}
    for call in ("commit", "calls", "check"):
        answer = admin.call("POST", f"I/import/{call}", {"documents": [said]})
        assert answer.status_code < 500


def test_a_refusal_names_things_as_they_are_written(admin: Browser) -> None:
    """A sentence begins with a capital letter, and takes none from the names in it."""
    blocks = [
        {"kind": "add", "id": block_id(number), "block": "Wait", "x": 0, "y": number}
        for number in range(100)
    ]
    opened = admin.new("Big IVR of DTMF")
    told = admin.refused("POST", "I/export", document(opened, *blocks))
    assert "'Big IVR of DTMF' has 100 blocks" in told["message"]
    gone = admin.refused("GET", "I/flows/Nowhere-AT-ALL?kind=flow")

    assert "Nowhere-AT-ALL" in gone["message"]
