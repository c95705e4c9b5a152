"""Calls, tests and publish checks of the page are worked out in processes that can be ended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from browsing import document
from flowport.errors import WorkLimitError
from server.designer.test_affected_calls import opened as published
from server.designer.test_calling import flow_of
from server.designer.test_migrating import replaced, say

if TYPE_CHECKING:
    from browsing import Browser
    from serving import Served

TOO_MUCH = 422


class UsedUp:
    """Processes whose budget is used up at once; they take note of whose work it was."""

    def __init__(self) -> None:
        self.callers: list[str] = []

    def do(self, caller: str, *_call: Any) -> Any:
        """End."""
        self.callers.append(caller)
        raise WorkLimitError("stopped after 20 seconds")


@pytest.fixture
def ended(site: Served, monkeypatch: pytest.MonkeyPatch) -> UsedUp:
    """A server that has no budget left for heavy work."""
    found = UsedUp()
    monkeypatch.setattr(site.app, "processes", found)
    return found


def large(blocks: int) -> str:
    """A flow of so many blocks that its checks are heavy."""
    actions = [
        {
            "Identifier": f"b{number}",
            "Type": "Wait",
            "Parameters": {"TimeLimitSeconds": "60"},
            "Transitions": {"NextAction": f"b{number + 1}", "Errors": [], "Conditions": []},
        }
        for number in range(blocks)
    ]
    end = {"Identifier": f"b{blocks}", "Type": "DisconnectParticipant"}
    actions.append({**end, "Parameters": {}, "Transitions": {}})
    flow = {"Version": "2019-10-30", "StartAction": "b0", "Metadata": {}, "Actions": actions}
    return json.dumps(flow)


@pytest.fixture(scope="module")
def heavy(admin: Browser) -> dict[str, Any]:
    """An opened flow of many blocks."""
    return flow_of(admin, large(700))


@pytest.mark.parametrize("path", ["call", "tests/run", "tests", "svg", "split"])
def test_heavy_work_on_a_document_ends_with_its_budget(
    path: str, admin: Browser, heavy: dict[str, Any], ended: UsedUp
) -> None:
    """The caller hears so; nothing is worked out in the server itself."""
    body = document(heavy, answers=[], ids=[], name="x", check=False)
    answer = admin.call("POST", f"I/{path}", body)

    assert (answer.status_code, answer.json()["error"]["code"]) == (TOO_MUCH, "too-much")
    assert ended.callers


def test_comparing_calls_ends_with_its_budget(
    admin: Browser, request: pytest.FixtureRequest
) -> None:
    """Also of small flows: their calls may be without number."""
    before = published(admin, "Compared within bounds")
    path = f"I/flows/{before['summary']['id']}/compare/calls"
    ended = request.getfixturevalue("ended")
    edited = admin.call("POST", path, document(before, replaced("Bye."), a="published"))
    stored = admin.call("GET", f"{path}?a=published&b=saved")
    file = {"name": "Compared within bounds", "type": "CONTACT_FLOW", "kind": "flow"}
    documents = [{**file, "content": say("Bye."), "mode": "replace"}]
    brought = admin.call("POST", "I/import/calls", {"documents": documents})

    assert {each.status_code for each in (edited, stored, brought)} == {TOO_MUCH}
    assert len(ended.callers) == len((edited, stored, brought))


def test_publish_checks_do_not_hold_up_other_writes(
    admin: Browser, heavy: dict[str, Any], site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is checked before a publication is checked before the write begins."""
    real = site.app.processes.do
    others: list[Any] = []

    def do(*call: Any) -> Any:
        others.append(admin.post("I/flows", {"name": f"beside {len(others)}", "base": None}))
        monkeypatch.setattr(site.app.processes, "do", real)
        return real(*call)

    monkeypatch.setattr(site.app.processes, "do", do)
    path = f"I/flows/{heavy['summary']['id']}/save"
    block = {"kind": "add", "id": "new", "block": "Play prompt", "x": 0, "y": 0}
    answer = admin.call("POST", path, document(heavy, block, publish=True))

    assert answer.json()["error"]["code"] == "refused"
    assert len(others) == 1
