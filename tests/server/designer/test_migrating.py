"""Migrations from the page: targets, plans, runs in the background, permissions."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browsing import Browser, add_profile, add_user, enter, fresh, signed_in
from flowport.store import flows
from serving import REGION, Served, content

if TYPE_CHECKING:
    from collections.abc import Callable


def say(text: str) -> str:
    """A content that says something."""
    return content({"Text": text})


def save(browser: Browser, name: str, text: str = "Hello.", **more: Any) -> str:
    """Make a published flow of the browser's instance; its id."""
    body = {"kind": "flow", "type": "CONTACT_FLOW", "name": name, "publish": True, **more}
    found = browser.post("I/flows", body | {"base": None, "commands": [replaced(text)]})
    return str(found["summary"]["id"])


def replaced(text: str) -> dict[str, Any]:
    """The command that makes a document say something."""
    return {"kind": "replace", "content": say(text)}


def planned(browser: Browser, target: str, **more: Any) -> tuple[str, Any]:
    """A plan that is ready: its id, and what it says."""
    plan = browser.post("I/plans", {"target": target, **more})["plan"]
    while (told := browser.get(f"I/plans/{plan}"))["state"] == "planning":
        time.sleep(0.01)
    assert told["state"] == "ready", told
    return plan, told["result"]


def ended(browser: Browser, run: str) -> tuple[Any, list[Any]]:
    """A run that is over, and all its events, asked for bit by bit."""
    after, found = 0, []
    while True:
        told = browser.get(f"I/runs/{run}?after={after}")
        found += told["events"]
        after = told["after"]
        if told["run"]["state"] != "under way":
            return told["run"], found
        time.sleep(0.01)


def carried_out(browser: Browser, target: str, **more: Any) -> str:
    """The id of a run that is over."""
    plan, _ = planned(browser, target, **more)
    run = str(browser.post("I/runs", {"plan": plan})["run"])
    ended(browser, run)
    return run


def flows_of(site: Served, instance: str) -> dict[str, str]:
    """What an instance's published flows say, by name."""
    with site.store.reading() as connection:
        rows = flows.page(connection, instance, "flow")
        return {row.name: flows.text(connection, row, draft=False) for row in rows if row.published}


@pytest.fixture(scope="module")
def mover(site: Served) -> Browser:
    """The admin's browser, alone with its sessions."""
    return signed_in(site)


@pytest.fixture(scope="module")
def target(site: Served, mover: Browser) -> str:
    """The id of another instance that the mover is signed in to."""
    made = fresh(site, "the-target")
    enter(mover, site, made.id)
    return made.id


def test_targets_are_the_other_sessions(site: Served, target: str) -> None:
    """An instance that the browser is signed in to is a target; its own is none."""
    browser = signed_in(site)
    enter(browser, site, target)
    told = browser.get("I/targets")["targets"]

    assert {each["id"]: each["allowed"] for each in told} == {target: True}


def test_a_plan_writes_nothing(site: Served, mover: Browser, target: str) -> None:
    """A plan says what would be created, and the target stays as it is."""
    flow = save(mover, "Only planned")
    before = flows_of(site, target)
    _, plan = planned(mover, target, flows=[flow])

    assert [(i["name"], i["action"], i["publish"]) for i in plan["items"]] == [
        ("Only planned", "create", True)
    ]
    assert plan["missing"] == []
    assert flows_of(site, target) == before


def test_a_run_writes_what_was_planned(site: Served, mover: Browser, target: str) -> None:
    """A run publishes the flow in the target, and tells each step."""
    flow = save(mover, "Moved", "Good morning.")
    plan, _ = planned(mover, target, flows=[flow])
    run = mover.post("I/runs", {"plan": plan})["run"]
    state, happened = ended(mover, run)

    assert (state["state"], state["done"], state["of"]) == ("complete", 1, 1)
    assert [each["event"] for each in happened] == ["begin", "step", "end"]
    assert happened[1]["outcome"] == "published"
    assert "Good morning." in flows_of(site, target)["Moved"]


def test_a_plan_is_carried_out_once(mover: Browser, target: str) -> None:
    """A call that is sent again after a lost answer names the same run."""
    plan, _ = planned(mover, target, flows=[save(mover, "Moved once")])
    first = mover.post("I/runs", {"plan": plan})["run"]
    ended(mover, first)

    assert mover.post("I/runs", {"plan": plan})["run"] == first


def test_an_undo_takes_a_run_back(site: Served, mover: Browser, target: str) -> None:
    """What a run made is gone after its undo, and what it changed is as before."""
    flow = save(mover, "Taken back", "First.")
    carried_out(mover, target, flows=[flow])
    opened = mover.get(f"I/flows/{flow}")
    assert mover.save(opened, replaced("Second."), publish=True).status_code == 200
    other = save(mover, "Taken back too")
    run = carried_out(mover, target, flows=[flow, other])
    assert "Second." in flows_of(site, target)["Taken back"]
    mover.post(f"I/runs/{run}/undo")
    state, _ = ended(mover, run)

    assert (state["what"], state["state"]) == ("undo", "undone")
    assert "First." in flows_of(site, target)["Taken back"]
    assert "Taken back too" not in flows_of(site, target)


def test_runs_are_listed_on_both_sides(site: Served, mover: Browser, target: str) -> None:
    """A run shows in its source and in its target, the latest first."""
    run = carried_out(mover, target, flows=[save(mover, "Listed")])
    there = signed_in(site)
    enter(there, site, target)
    there.instance = target

    assert mover.get("I/runs")["runs"][0]["id"] == run
    assert there.get("I/runs")["runs"][0]["id"] == run


@pytest.mark.parametrize("step", ["resume", "undo"])
def test_what_was_undone_stays_so(mover: Browser, target: str, step: str) -> None:
    """An undone run is neither resumed nor undone again."""
    run = carried_out(mover, target, flows=[save(mover, f"Undone before {step}")])
    mover.post(f"I/runs/{run}/undo")
    ended(mover, run)

    assert mover.refused("POST", f"I/runs/{run}/{step}", {})["code"] == "wrong-state"


@pytest.fixture(scope="module")
def pruning(site: Served, mover: Browser) -> tuple[str, str, int]:
    """A target with flows of its own, a plan that archives them all, and how many that are."""
    there = fresh(site, "crowded")
    enter(mover, site, there.id)
    copy = Browser(mover.http, there.id)
    for number in range(3):
        save(copy, f"Only there {number}")
    save(mover, "Not to be pruned")
    plan, told = planned(mover, there.id, prune=True)
    assert told["confirmArchive"]
    return there.id, plan, told["archived"]


@pytest.mark.parametrize("short", [None, 1])
def test_a_run_that_archives_many_needs_their_number(
    site: Served, mover: Browser, pruning: tuple[str, str, int], short: int | None
) -> None:
    """Without the number, or with too small a one, nothing is archived."""
    target, plan, number = pruning
    more = {} if short is None else {"archiveAtMost": number - short}
    refused = mover.refused("POST", "I/runs", {"plan": plan, **more})

    assert (refused["code"], refused["archived"]) == ("unconfirmed", number)
    assert "Only there 0" in flows_of(site, target)


def test_a_number_that_is_none_is_refused(mover: Browser, pruning: tuple[str, str, int]) -> None:
    """The number is a number, and true is not one."""
    refused = mover.refused("POST", "I/runs", {"plan": pruning[1], "archiveAtMost": True})

    assert refused["code"] == "bad-request"


def test_a_run_archives_the_confirmed_number(mover: Browser, pruning: tuple[str, str, int]) -> None:
    """With the number the run archives them."""
    _, plan, number = pruning
    run = mover.post("I/runs", {"plan": plan, "archiveAtMost": number})["run"]

    assert ended(mover, run)[0]["state"] == "complete"


@pytest.mark.parametrize("allowed", [[], ["${stage}"]])
def test_a_placeholder_is_published_only_where_it_is_allowed(
    mover: Browser, target: str, allowed: list[str]
) -> None:
    """A plan publishes a flow with a placeholder only if the request names it."""
    flow = save(mover, f"Placeholder {len(allowed)}", "Welcome to ${stage}.")
    _, told = planned(mover, target, flows=[flow], allowPlaceholders=allowed)

    assert told["items"][0]["publish"] is bool(allowed)


def person(site: Served, instance: str, name: str, permissions: list[str]) -> None:
    """A user of an instance with a security profile of just these permissions."""
    there = Served(**{**vars(site), "instance": instance})
    add_profile(there, name, permissions)
    add_user(there, name, name)


SEES = ["ContactFlows.View", "ContactFlowModules.View"]


@pytest.mark.parametrize("lacks", ["Create", "Publish"])
def test_the_target_decides_who_writes(site: Served, lacks: str) -> None:
    """Who lacks a permission in the target sees the plan say so, and is refused the run."""
    browser = signed_in(site)
    flow = save(browser, f"Without {lacks}")
    other = fresh(site, f"guarded-{lacks.lower()}")
    rest = [f"ContactFlows.{step}" for step in ("Create", "Edit", "Publish") if step != lacks]
    person(site, other.id, f"no {lacks}", [*SEES, *rest])
    enter(browser, site, other.id, f"no {lacks}")
    plan, told = planned(browser, other.id, flows=[flow])
    refused = browser.refused("POST", "I/runs", {"plan": plan})

    assert told["missing"] == [f"ContactFlows.{lacks}"]
    assert (refused["code"], refused["permission"]) == ("forbidden", f"ContactFlows.{lacks}")
    assert f"Without {lacks}" not in flows_of(site, other.id)


def test_an_undo_needs_leave_to_delete(site: Served) -> None:
    """Who may create in the target but not delete can't take a run back."""
    browser = signed_in(site)
    other = fresh(site, "undeletable")
    writes = [f"ContactFlows.{step}" for step in ("Create", "Edit", "Publish")]
    person(site, other.id, "no delete", [*SEES, *writes])
    enter(browser, site, other.id, "no delete")
    run = carried_out(browser, other.id, flows=[save(browser, "Not taken back")])

    refused = browser.refused("POST", f"I/runs/{run}/undo", {})
    assert refused["permission"] == "ContactFlows.Delete"
    assert "Not taken back" in flows_of(site, other.id)


def test_a_target_that_shows_nothing_is_refused(site: Served) -> None:
    """Without leave to see the target's flows, nothing is planned."""
    browser = signed_in(site)
    other = fresh(site, "unseen")
    person(site, other.id, "sees nothing", [])
    enter(browser, site, other.id, "sees nothing")

    assert browser.refused("POST", "I/plans", {"target": other.id})["code"] == "forbidden"


@pytest.mark.parametrize("profile", ["Agent", "QualityAnalyst"])
@pytest.mark.parametrize("path", ["targets", "runs"])
def test_who_sees_no_flows_migrates_none(
    user: Callable[[str], Browser], profile: str, path: str
) -> None:
    """A profile without flows is refused the whole of it."""
    assert user(profile).refused("GET", f"I/{path}")["code"] == "forbidden"


def test_another_instance_is_no_target(site: Served, mover: Browser) -> None:
    """An instance that the browser is not signed in to is not found."""
    other = fresh(site, "not-entered")

    assert mover.refused("POST", "I/plans", {"target": other.id})["code"] == "not-found"


def test_runs_of_others_are_not_told(site: Served, mover: Browser, target: str) -> None:
    """A run shows in no instance but its own two."""
    run = carried_out(mover, target, flows=[save(mover, "Private")])
    stranger = signed_in(site)
    other = fresh(site, "a-stranger")
    enter(stranger, site, other.id)
    stranger.instance = other.id

    assert stranger.refused("GET", f"I/runs/{run}")["code"] == "not-found"


def test_a_plan_belongs_to_who_asked(
    user: Callable[[str], Browser], mover: Browser, target: str
) -> None:
    """Another user of the instance does not find someone's plan."""
    plan, _ = planned(mover, target, flows=[save(mover, "Mine alone")])

    assert user("CallCenterManager").refused("GET", f"I/plans/{plan}")["code"] == "not-found"


WRONG: dict[str, dict[str, Any]] = {
    "publish": {"publish": "sometimes"},
    "create": {"create": ["castles"]},
    "allow": {"allow": [1]},
    "allowPlaceholders": {"allowPlaceholders": "${x}"},
    "drafts": {"drafts": "yes"},
    "flows": {"flows": "all"},
    "bindings": {"bindings": [{"kind": "queue"}]},
}


@pytest.mark.parametrize("word", WRONG)
def test_a_wrong_wish_is_refused(mover: Browser, target: str, word: str) -> None:
    """A member that is not what it must be gets one sentence."""
    refused = mover.refused("POST", "I/plans", {"target": target, **WRONG[word]})

    assert (refused["status"], refused["code"]) == (400, "bad-request")
    assert refused["message"].endswith(".")


@pytest.mark.parametrize("flow", ["none", "*"])
def test_a_flow_that_is_not_there_is_not_planned(mover: Browser, target: str, flow: str) -> None:
    """Only ids of flows of the source are taken, and no patterns."""
    refused = mover.refused("POST", "I/plans", {"target": target, "flows": [flow]})

    assert refused["code"] == "not-found"


@pytest.fixture(scope="module")
def configured(start: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A server beside a flowport.toml that names a folder, a wrong one and another server."""
    project = tmp_path_factory.mktemp("project")
    live = start()
    served = start(project=str(project))
    text = f"""
        [instances.copies]
        folder = "copies"
        [instances.guarded]
        folder = "guarded"
        protected = true
        [instances.itself]
        arn = "{served.arn}"
        [instances.live]
        arn = "{live.arn}"
        endpoint_url = "{live.url}"
        region = "{REGION}"
    """
    (project / "flowport.toml").write_text(text)
    (project / "live.json").write_text(json.dumps([live.key.id, live.key.secret]))
    return served


def test_what_the_project_names_is_a_target(configured: Served) -> None:
    """Folders and live instances are targets, and an instance of the own database is not."""
    told = signed_in(configured).get("I/targets")["targets"]

    assert [(each["id"], each["kind"]) for each in told] == [
        ("named:copies", "folder"),
        ("named:guarded", "folder"),
        ("named:live", "live"),
    ]


@pytest.mark.parametrize("name", ["", "copies"])
def test_a_protected_target_needs_its_name(configured: Served, name: str) -> None:
    """Without the name of a protected target nothing is written into it."""
    admin = signed_in(configured)
    plan, _ = planned(admin, "named:guarded", flows=[save(admin, f"Guarded {name}")])
    refused = admin.refused("POST", "I/runs", {"plan": plan, "yesTo": name})

    assert (refused["status"], refused["code"], refused["name"]) == (409, "unconfirmed", "guarded")
    assert not list((Path(configured.app.options.project) / "guarded").rglob("Guarded*"))


def test_the_name_of_a_protected_target_is_asked_again_for_an_undo(configured: Served) -> None:
    """A run into a protected target that was confirmed is taken back only when it is again."""
    admin = signed_in(configured)
    plan, _ = planned(admin, "named:guarded", flows=[save(admin, "Let in")])
    run = admin.post("I/runs", {"plan": plan, "yesTo": "guarded"})["run"]
    state, _ = ended(admin, run)
    refused = admin.refused("POST", f"I/runs/{run}/undo", {})
    admin.post(f"I/runs/{run}/undo", {"yesTo": "guarded"})

    assert (state["state"], refused["code"]) == ("complete", "unconfirmed")
    assert ended(admin, run)[0]["state"] == "undone"


def test_only_the_trusted_reach_what_the_project_names(configured: Served) -> None:
    """Who can't grant permissions does not write with the server's own rights."""
    add_user(configured, "manager", "CallCenterManager")
    manager = signed_in(configured, "manager")

    assert manager.get("I/targets") == {"targets": []}
    assert manager.refused("POST", "I/plans", {"target": "named:copies"})["code"] == "not-found"


@pytest.mark.parametrize("target", ["named:copies", "named:live"])
def test_a_picker_searches_the_target(
    configured: Served, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    """What a reference may be led to is found in the target, whatever kind of instance it is."""
    key, secret = json.loads((Path(configured.app.options.project) / "live.json").read_text())
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
    told = signed_in(configured).get(f"I/targets/{target}/resources?kind=queue&q=basic")
    expected = ["BasicQueue"] if target == "named:live" else []

    assert [each["name"] for each in told["resources"]] == expected


def test_a_picker_searches_another_instance(mover: Browser, target: str) -> None:
    """A target of the same database is searched as well, by any part of a name."""
    told = mover.get(f"I/targets/{target}/resources?kind=prompt&q=HOLD")

    assert [each["name"] for each in told["resources"]] == ["CustomerHold.wav"]


def test_flows_go_into_a_folder(configured: Served) -> None:
    """A run into a folder of the project writes its file, and its undo removes it."""
    admin = signed_in(configured)
    run = carried_out(admin, "named:copies", flows=[save(admin, "To a file")])
    copies = Path(configured.app.options.project) / "copies"
    written = [path.name for path in copies.rglob("To *.json")]
    admin.post(f"I/runs/{run}/undo")
    ended(admin, run)

    assert written == ["To a file.json"]
    assert list(copies.rglob("To *.json")) == []


def test_flows_go_into_a_live_instance(configured: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run into an instance behind the Connect API publishes there."""
    place = Path(configured.app.options.project) / "live.json"
    key, secret = json.loads(place.read_text())
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
    admin = signed_in(configured)
    plan, _ = planned(admin, "named:live", flows=[save(admin, "Far away")])
    state, _ = ended(admin, admin.post("I/runs", {"plan": plan})["run"])

    assert (state["state"], state["problem"]) == ("complete", "")


def test_a_target_that_is_not_there_is_told(
    configured: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan for a live instance that refuses the server's key fails with a sentence."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAAAAAAAAAAAAAAAAA")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    admin = signed_in(configured)
    plan = admin.post("I/plans", {"target": "named:live"})["plan"]
    while (told := admin.get(f"I/plans/{plan}"))["state"] == "planning":
        time.sleep(0.01)

    assert told["state"] == "failed"
    assert told["message"].endswith(".")
