"""A fault deep inside Flowport at one flow stays with that flow, in the calls of the page as well.

For each call that is about many flows, and each function that such calls are made of: the function
fails at one flow. The call is answered, and the other flows have their results.
"""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from browsing import enter, fresh
from cli.test_isolation import BAD, DEEP, NAMES, broken, legacy
from flowport.ports import FlowKey, FlowKind, NewFlow
from flowport.server.operations.cases import create_case
from flowport.server.quotas import Quotas
from flowport.store import instances
from flowport.store.instance import StoredInstance
from instances.kinds import flow_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from browsing import Browser
    from serving import Served


_BEGUN = {
    "Identifier": "one",
    "Event": {"Identifier": "begun", "Type": "TestInitiated", "Properties": {}},
    "Actions": [],
    "Transitions": {"NextObservations": []},
}


@dataclass(frozen=True)
class World:
    """An instance, and the ids of its flows and test cases by name."""

    instance: StoredInstance
    ids: dict[str, str]

    def renew(self) -> None:
        """Save the bad flow once more, so that what is known of it is looked up again."""
        text = flow_text(BAD, metadata={"name": str(uuid.uuid4())})
        self.instance.save(FlowKey(FlowKind.FLOW, self.ids["bad"]), text)


class Inline:
    """Heavy work in this process, where a test can have it fail."""

    def do(self, _caller: str, function: Callable[..., Any], *given: Any) -> Any:
        """Do it."""
        return function(*given)


@pytest.fixture
def inline(site: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A server whose heavy work is done in this process, and which keeps its reports here."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(site.app, "processes", Inline())
    return monkeypatch


def _text(name: str) -> str:
    return flow_text(BAD if name == "bad" else "Hello.", metadata={"name": name})


@pytest.fixture(scope="module")
def world(site: Served, admin: Browser) -> World:
    """Flows in both formats of which one is to fail, each with a test case."""
    with site.store.writing() as connection:
        here = instances.get(connection, site.instance)
    enter(admin, site, fresh(site, "other").id, "admin")
    target = StoredInstance(site.store, here)
    ids: dict[str, str] = {}
    for name in NAMES:
        about: dict[str, Any] = {"kind": FlowKind.FLOW, "type": "CONTACT_FLOW"}
        made = target.create(NewFlow(text=_text(name), name=name, **about), publish=True)
        ids[name] = made.key.id
        before = legacy(name, BAD if name == "bad" else "Hello.")
        old = f"old {name}"
        ids[old] = target.create(NewFlow(text=before, name=old, **about), publish=True).key.id
        entry = {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": {"FlowId": made.key.id}}
        case = {"Version": "2019-10-30", "Metadata": {}, "Observations": [_BEGUN]}
        members = {"Name": name, "EntryPoint": entry, "Content": json.dumps(case)}
        with site.store.writing() as connection:
            row = create_case(connection, here, Quotas({}), members | {"Status": "SAVED"})
        ids[f"case {name}"] = row.id
    return World(target, ids)


def _files(browser: Browser, path: str) -> httpx.Response:
    files = [("file", (f"{name}.json", _text(name).encode())) for name in NAMES]
    return browser.http.post(f"/designer/api/{browser.instance}/{path}", files=files)


def _documents(browser: Browser, path: str) -> httpx.Response:
    documents = [
        {"kind": "flow", "name": name, "type": "CONTACT_FLOW", "content": _text(name)}
        for name in NAMES
    ]
    return browser.call("POST", f"I/{path}", {"documents": documents})


def _planned(browser: Browser) -> httpx.Response:
    body = {"target": browser.get("I/targets")["targets"][0]["id"], "publish": "all"}
    plan = browser.post("I/plans", body)["plan"]
    while (answer := browser.call("GET", f"I/plans/{plan}")).json().get("state") == "planning":
        time.sleep(0.02)
    return answer


def _tested(browser: Browser, world: World) -> httpx.Response:
    opened = browser.get(f"I/flows/{world.ids['first']}?kind=flow")
    summary = opened["summary"]
    body = {"flow": summary["id"], "kind": "flow", "base": opened["base"], "commands": []}
    cases = [world.ids[f"case {name}"] for name in NAMES]
    return browser.call("POST", "I/tests/run", {**body, "ids": cases})


CALLS: dict[str, Callable[[Browser, World], httpx.Response]] = {
    "import": lambda it, _: _files(it, "import"),
    "import list": lambda it, _: _files(it, "import/list"),
    "import references": lambda it, _: _documents(it, "import/references"),
    "import check": lambda it, _: _documents(it, "import/check"),
    "export": lambda it, _: it.call("POST", "I/export-all", {"kind": "flow"}),
    "opt-in look": lambda it, _: it.call("GET", "I/opt-in"),
    "find": lambda it, _: it.call("GET", "I/find?q=Hello"),
    "list": lambda it, _: it.call("GET", "I/flows?kind=flow"),
    "counts": lambda it, world: it.call(
        "GET", f"I/counts?kind=flow&ids={','.join(world.ids[name] for name in NAMES)}"
    ),
    "tests": _tested,
    "plan": lambda it, _: _planned(it),
    # The last, since it converts what the others read.
    "opt-in": lambda it, _: it.call("POST", "I/opt-in", {"flows": []}),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_fault_stays_with_its_flow(
    name: str, world: World, admin: Browser, inline: pytest.MonkeyPatch
) -> None:
    """The call is answered with all flows but the bad one."""
    wrong, met = [], 0
    for place in DEEP:
        with inline.context() as patch:
            world.renew()
            count = broken(place, patch)
            answer = CALLS[name](admin, world)
        met += bool(count())
        if not answer.is_success:
            wrong.append((place, answer.status_code, answer.text[:400]))

    assert wrong == []
    assert met
