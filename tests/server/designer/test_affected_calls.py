"""Which calls a change affects, for the review in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from browsing import document, enter, fresh, signed_in
from flowport.errors import WorkLimitError
from server.designer.test_migrating import planned, replaced, save, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from browsing import Browser
    from serving import Served


def opened(browser: Browser, name: str) -> dict[str, Any]:
    """A published flow that says Hello, opened."""
    found: dict[str, Any] = browser.get(f"I/flows/{save(browser, name)}?kind=flow")
    return found


def test_the_edited_document_is_compared(admin: Browser) -> None:
    """The call that differs is there, with its case."""
    before = opened(admin, "Edited and called")
    body = document(before, replaced("Bye."), a="published")
    told = admin.post(f"I/flows/{before['summary']['id']}/compare/calls", body)["calls"]

    (found,) = told["differences"]
    assert (found["before"], found["after"]) == ("says Hello.", "says Bye.")
    assert found["case"]["given"]["flow"] == "Edited and called"


def test_the_same_contents_have_no_call_that_differs(admin: Browser) -> None:
    """The statement has its bound."""
    flow = opened(admin, "Unchanged and called")["summary"]["id"]
    told = admin.get(f"I/flows/{flow}/compare/calls?a=published&b=saved")["calls"]

    assert told["same"] is True
    assert told["calls"] > 1
    assert "VOICE" in told["channels"]


def test_an_import_is_compared_with_what_it_replaces(admin: Browser) -> None:
    """Nothing is stored."""
    before = opened(admin, "Brought in and called")
    file = {"name": "Brought in and called", "type": "CONTACT_FLOW", "kind": "flow"}
    documents = [{**file, "content": say("Bye."), "mode": "replace"}]
    told = admin.post("I/import/calls", {"documents": documents})

    assert [each["name"] for each in told["flows"]] == ["Brought in and called"]
    assert told["flows"][0]["differences"][0]["after"] == "says Bye."
    after = admin.get(f"I/flows/{before['summary']['id']}?kind=flow")
    assert after["summary"] == before["summary"]


def test_a_plan_is_compared_with_its_target(admin: Browser, site: Served) -> None:
    """A flow that the target has with another text is shown, and one that is new is not."""
    target = fresh(site, "called-target")
    enter(admin, site, target.id)
    flow = save(admin, "Moved and called", "Good morning.")
    new = save(admin, "New and called")
    plan, _ = planned(admin, target.id, flows=[flow])
    run = admin.post("I/runs", {"plan": plan})["run"]
    while admin.get(f"I/runs/{run}")["run"]["state"] == "under way":
        pass
    changed = document(admin.get(f"I/flows/{flow}?kind=flow"), replaced("Good night."))
    admin.post(f"I/flows/{flow}/save", {**changed, "expected": changed["base"], "publish": True})
    plan, _ = planned(admin, target.id, flows=[flow, new])
    told = admin.get(f"I/plans/{plan}/calls")

    assert [each["flow"] for each in told["flows"]] == ["flow:Moved and called"]
    assert told["flows"][0]["differences"][0]["before"] == "says Good morning."


def test_who_may_not_edit_may_not_ask_about_an_import(user: Callable[[str], Browser]) -> None:
    """It wants what the commit wants."""
    file = {"name": "Mine", "type": "CONTACT_FLOW", "kind": "flow", "content": say("Hi.")}
    refused = user("QualityAnalyst").refused(
        "POST", "I/import/calls", {"documents": [{**file, "mode": "replace"}]}
    )

    assert refused["code"] == "forbidden"


class UsedUp:
    """Processes that have no time left for anything."""

    def do(self, *_: Any) -> Any:
        """End."""
        raise WorkLimitError("stopped after 20 seconds")


def test_a_plan_into_what_the_project_names_is_compared_apart(
    start: Callable[..., Served], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder's flows are read and called in a process that can be ended, with an answer."""
    (tmp_path / "flowport.toml").write_text('[instances.copies]\nfolder = "copies"\n')
    site = start(project=str(tmp_path))
    browser = signed_in(site)
    flow = save(browser, "Copied and called", "Good morning.")
    plan, _ = planned(browser, "named:copies", flows=[flow])
    run = browser.post("I/runs", {"plan": plan})["run"]
    while browser.get(f"I/runs/{run}")["run"]["state"] == "under way":
        pass
    changed = document(browser.get(f"I/flows/{flow}?kind=flow"), replaced("Good night."))
    browser.post(f"I/flows/{flow}/save", {**changed, "expected": changed["base"], "publish": True})
    plan, _ = planned(browser, "named:copies", flows=[flow])
    told = browser.get(f"I/plans/{plan}/calls")
    monkeypatch.setattr(site.app, "processes", UsedUp())
    refused = browser.refused("GET", f"I/plans/{plan}/calls")

    assert told["flows"][0]["differences"][0]["before"] == "says Good morning."
    assert (refused["status"], refused["code"]) == (422, "too-much")
