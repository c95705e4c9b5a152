"""Every call by which the page exports, imports, saves or publishes needs its own permission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from browsing import Browser, add_user, document, signed_in
from flowport.store import instances, resources
from serving import content, module_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served

ALL = {"View", "Edit", "Create", "Publish", "Delete"}
RENAME = {"kind": "setFlow", "description": "Mine."}


@dataclass(frozen=True)
class Step:
    """A call of the page, and the permission that it must not go without."""

    lacks: str
    method: str
    path: str
    body: Callable[[dict[str, Any]], Any] = document
    family: str = "ContactFlows"


def _saved(opened: dict[str, Any], **more: Any) -> dict[str, Any]:
    return document(opened, RENAME, expected=opened["base"], **more)


def _file(mode: str) -> Callable[[dict[str, Any]], Any]:
    def body(opened: dict[str, Any]) -> Any:
        name = opened["summary"]["name"] + ("" if mode == "replace" else " too")
        file = {"name": name, "type": "CONTACT_FLOW", "kind": "flow", "content": content()}
        return {"documents": [{**file, "mode": mode}]}

    return body


def _module(opened: dict[str, Any]) -> Any:
    name = f"{opened['summary']['name']} too"
    file = {"name": name, "kind": "module", "content": module_content(), "mode": "create"}
    return {"documents": [file]}


MODULES = "ContactFlowModules"
STEPS = {
    "open": Step("View", "GET", "I/flows/{flow}?kind=flow", lambda _: None),
    "export": Step("View", "POST", "I/export"),
    "export all": Step("View", "POST", "I/export-all"),
    "save": Step("Edit", "POST", "I/flows/{flow}/save", _saved),
    "publish": Step("Publish", "POST", "I/flows/{flow}/save", lambda o: _saved(o, publish=True)),
    "import again": Step("Create", "POST", "I/import/commit", _file("create")),
    "import over": Step("Edit", "POST", "I/import/commit", _file("replace")),
    "make a version": Step("Edit", "POST", "I/flows/{flow}/versions?kind=flow"),
    "restore": Step("Edit", "POST", "I/flows/{flow}/restore", _saved),
    "restore and publish": Step(
        "Publish", "POST", "I/flows/{flow}/restore", lambda o: {**_saved(o), "publish": True}
    ),
    "import a module": Step("Create", "POST", "I/import/commit", _module, MODULES),
    "list modules": Step("View", "GET", "I/flows?kind=module", lambda _: None, MODULES),
    "export all modules": Step("View", "POST", "I/export-all?kind=module", family=MODULES),
    "opt in": Step("Edit", "POST", "I/opt-in", lambda _: {}),
    "opt in, publishing": Step("Publish", "POST", "I/opt-in", lambda _: {}),
    "opt in, as for modules": Step("Edit", "POST", "I/opt-in?kind=module", lambda _: {}),
}


@pytest.fixture(scope="module")
def without(site: Served) -> Callable[[str, str], Browser]:
    """A function that gives the browser of a user who may do everything with flows but one step."""
    known: dict[tuple[str, str], Browser] = {}

    def find(step: str, family: str) -> Browser:
        lacks = f"{family}.{step}"
        if (step, family) not in known:
            every = {f"{each}.{word}" for each in ("ContactFlows", MODULES) for word in ALL}
            granted = sorted(every - {lacks})
            with site.store.writing() as connection:
                where = instances.get(connection, site.instance)
                resources.create(
                    connection,
                    where.id,
                    "security-profile",
                    name=f"Without {lacks}",
                    arn=f"{where.arn}/security-profile/{{id}}",
                    body={"Permissions": granted},
                )
            add_user(site, f"without {lacks}", f"Without {lacks}")
            known[step, family] = signed_in(site, f"without {lacks}")
        return known[step, family]

    return find


@pytest.mark.parametrize("name", sorted(STEPS))
def test_a_call_wants_its_permission(
    without: Callable[[str, str], Browser], admin: Browser, name: str
) -> None:
    """Who has every permission but the one is refused, and the flow is as it was."""
    step = STEPS[name]
    opened = admin.new(f"Wanted to {name}")
    flow = opened["summary"]["id"]
    told = without(step.lacks, step.family).refused(
        step.method, step.path.replace("{flow}", flow), step.body(opened)
    )

    assert (told["status"], told["code"]) == (403, "forbidden")
    assert admin.get(f"I/flows/{flow}?kind=flow")["base"] == opened["base"]
