"""Migrating from the page: choose, plan, run, watch, undo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browsing import fresh

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from desk import Desk
    from serving import Served


@pytest.fixture(scope="module")
def target(site: Served) -> str:
    """The id of another instance of the server."""
    return fresh(site, "the-other").id


@pytest.fixture
def mover(sit: Callable[..., Desk], target: str) -> Desk:
    """The page of an admin of both instances."""
    return sit(also=target)


def planned(desk: Desk, *names: str) -> None:
    """Choose flows, and see the plan for them."""
    desk.screen("migrate")
    for name in names:
        desk.page.get_by_role("checkbox", name=name, exact=True).check()
    desk.page.get_by_role("button", name="Plan ", exact=False).click()
    desk.page.get_by_role("region", name="Plan").wait_for()


def there(desk: Desk, target: str) -> set[str]:
    """The names of the target's flows."""
    return {row["name"] for row in desk.api.get(f"{target}/flows?kind=flow")["flows"]}


def queue_flow(desk: Desk, name: str, queue: str) -> None:
    """Make a flow that sets a queue of another instance, which is called so."""
    block = "00000000-0000-4000-8000-000000000000"
    resource = {
        "kind": "queue",
        "id": queue,
        "name": queue,
        "arn": f"arn:aws:connect:us-east-1:999999999999:instance/other/queue/{queue}",
    }
    opened = desk.api.new(name)
    add = {"kind": "add", "id": block, "block": "Set working queue", "x": 0, "y": 0}
    value = {"kind": "setParameter", "block": block, "path": ["QueueId"], "value": resource["arn"]}
    assert desk.api.save(opened, {**add, "from": {"block": ""}}, value).status_code == 200


def test_a_plan_shows_which_calls_differ(mover: Desk, target: str) -> None:
    """Before a plan is run, the shortest call that it changes in the target is at hand."""
    block = "00000000-0000-4000-8000-000000000000"
    begin = {"kind": "add", "id": block, "block": "Play prompt", "x": 0, "y": 0}
    name, made = "Sounds different", {**begin, "from": {"block": ""}}

    def says(text: str) -> list[dict[str, object]]:
        return [
            made,
            {"kind": "setParameter", "block": block, "path": ["Text"], "value": text},
        ]

    assert mover.api.save(mover.api.new(name), *says("New.")).status_code == 200
    body = {"kind": "flow", "type": "CONTACT_FLOW", "name": name, "base": None}
    mover.api.post(f"{target}/flows", {**body, "commands": says("Old.")})
    planned(mover, name)
    mover.page.get_by_role("button", name="Which calls differ?").click()

    row = mover.page.get_by_role("region", name="Which calls differ").get_by_role("row").last
    expect(row).to_contain_text("New.")


def test_flows_are_moved_and_taken_back(mover: Desk, target: str) -> None:
    """The plan is run, its progress watched, and the run undone."""
    mover.api.new("Moved by the page")
    planned(mover, "Moved by the page")
    plan = mover.page.get_by_role("region", name="Plan")
    expect(plan.locator(".plan-item")).to_contain_text("Moved by the page")
    assert "Moved by the page" not in there(mover, target)

    mover.page.get_by_role("button", name="Run the plan").click()
    progress = mover.page.get_by_role("region", name="Progress")
    expect(progress.get_by_text("Complete", exact=True)).to_be_visible()
    expect(progress.get_by_role("status")).to_contain_text("1 of 1")
    assert "Moved by the page" in there(mover, target)

    progress.get_by_role("button", name="Undo…").click()
    mover.page.get_by_role("dialog").get_by_role("button", name="Undo", exact=True).click()
    expect(progress.get_by_text("All taken back")).to_be_visible()
    assert "Moved by the page" not in there(mover, target)


def test_a_run_is_found_again(mover: Desk) -> None:
    """A run has an address that outlives loading the page, and stands among the earlier ones."""
    mover.api.new("Found again")
    planned(mover, "Found again")
    mover.page.get_by_role("button", name="Run the plan").click()
    mover.page.get_by_role("region", name="Progress").get_by_text("Complete").wait_for()
    mover.page.reload()
    progress = mover.page.get_by_role("region", name="Progress")
    expect(progress.get_by_role("list", name="only saved")).to_contain_text("Found again")
    mover.page.get_by_role("link", name="Back to the choice").click()
    mover.page.get_by_text("Earlier migrations").click()
    mover.page.locator(".runs").get_by_role("link", name="Open").first.click()

    expect(progress.get_by_role("list", name="only saved")).to_contain_text("Found again")


def test_a_plan_is_never_older_than_the_choice(mover: Desk) -> None:
    """Changing the choice forgets the plan: there is nothing to run until it is made again."""
    mover.api.new("Chosen before")
    planned(mover, "Chosen before")
    mover.page.get_by_role("button", name="Change the choice").click()

    expect(mover.page.get_by_role("button", name="Run the plan")).to_have_count(0)
    expect(mover.page.get_by_role("checkbox", name="Chosen before", exact=True)).to_be_checked()


def test_a_reference_of_the_plan_is_led_to_what_the_target_has(mover: Desk) -> None:
    """What is picked in the plan makes a new plan, in which it is found."""
    queue_flow(mover, "Needs a queue there", "Queue of nowhere")
    planned(mover, "Needs a queue there")
    references = mover.page.get_by_role("region", name="References")
    expect(references.get_by_text("1 not found there")).to_be_visible()
    picker = references.get_by_role("combobox")
    picker.fill("basic")
    mover.page.get_by_role("option", name="BasicQueue").click()

    expect(references.get_by_text("1 not found there")).to_have_count(0)
    expect(picker).to_have_value("BasicQueue")


def test_a_plan_is_filtered_and_its_references_grouped(mover: Desk) -> None:
    """What several flows need is one row, and the flows with problems are one click away."""
    for name in ("Grouped one", "Grouped two"):
        queue_flow(mover, name, "Queue of the group")
    mover.api.new("Grouped without problems")
    planned(mover, "Grouped one", "Grouped two", "Grouped without problems")
    references = mover.page.get_by_role("region", name="References")
    expect(references.locator("tbody tr")).to_have_count(1)
    expect(references.locator("tbody tr")).to_contain_text("2 blocks in 2 flows")
    plan = mover.page.get_by_role("region", name="Plan")
    expect(plan.locator(".plan-item")).to_have_count(3)
    plan.get_by_role("button", name="2 have problems").click()
    expect(plan.locator(".plan-item")).to_have_count(2)
    picker = references.get_by_role("combobox")
    (*_, outer, _), (*_, inner, _) = map(mover.edges, (references, picker))

    assert inner <= outer


def test_the_references_of_a_plan_are_filtered(mover: Desk) -> None:
    """Beside those that are found there, those that are not are one click away."""
    queue_flow(mover, "Filtered one", "Queue of the filter")
    found = mover.api.get("I/resources?kind=queue&q=BasicQueue")["resources"][0]
    block = "00000000-0000-4000-8000-000000000000"
    add = {"kind": "add", "id": block, "block": "Set working queue", "x": 0, "y": 0}
    value = {"kind": "setParameter", "block": block, "path": ["QueueId"], "value": found["arn"]}
    assert mover.api.save(mover.api.new("Filtered two"), add, value).status_code == 200
    planned(mover, "Filtered one", "Filtered two")
    references = mover.page.get_by_role("region", name="References")
    expect(references.locator("tbody tr")).to_have_count(2)
    references.get_by_role("button", name="1 not found there").click()

    expect(references.locator("tbody tr")).to_have_count(1)
    expect(references.locator("tbody tr")).to_contain_text("Queue of the filter")
    references.get_by_role("combobox").fill("basic")
    mover.page.get_by_role("option", name="BasicQueue").click()

    expect(references.get_by_text("1 not found there")).to_have_count(0)
    expect(references.locator("tbody tr")).to_have_count(2)


def test_a_run_says_what_was_published_and_what_only_saved(mover: Desk, target: str) -> None:
    """Each number lists its flows, with the reason and a link into the target."""
    block = "00000000-0000-4000-8000-000000000000"
    add = {"kind": "add", "id": block, "block": "Disconnect", "x": 0, "y": 0, "from": {"block": ""}}
    opened = mover.api.new("Published by the run")
    assert mover.api.save(opened, add, publish=True).status_code == 200
    queue_flow(mover, "Only saved by the run", "Queue of the run")
    mover.screen("migrate")
    mover.page.get_by_role("combobox", name="Publish there").select_option("all")
    for name in ("Published by the run", "Only saved by the run"):
        mover.page.get_by_role("checkbox", name=name, exact=True).check()
    mover.page.get_by_role("button", name="Plan 2 flows").click()
    mover.page.get_by_role("button", name="Run the plan").click()
    progress = mover.page.get_by_role("region", name="Progress")
    saved = progress.get_by_role("list", name="only saved")
    expect(saved).to_contain_text("Queue of the run")
    progress.get_by_role("button", name="1 published").click()
    link = progress.get_by_role("list", name="published").get_by_role("link")
    expect(link).to_have_text("Published by the run")
    link.click()

    expect(mover.blocks()).to_have_count(1)
    expect(mover.page).to_have_url(re.compile(re.escape(target)))


def test_flows_that_the_source_lacks_are_archived_on_request(
    sit: Callable[..., Desk], site: Served
) -> None:
    """Pruning is one box; the plan then lists what it archives there, and the run does it."""
    pruned = fresh(site, "the-pruned").id
    desk = sit(also=pruned)
    body = {"kind": "flow", "type": "CONTACT_FLOW", "name": "Only there", "base": None}
    desk.api.post(f"{pruned}/flows", {**body, "commands": []})
    desk.api.new("Moved beside pruning")
    desk.screen("migrate")
    box = desk.page.get_by_role("checkbox", name="archive flows that are not here")
    expect(box).to_be_disabled()
    desk.page.get_by_role("checkbox", name="Choose all", exact=True).check()
    box.check()
    desk.page.get_by_role("button", name="Plan ", exact=False).click()
    plan = desk.page.get_by_role("region", name="Plan")

    row = plan.locator(".plan-item", has_text="Only there")
    expect(row.get_by_text("Archive", exact=True)).to_be_visible()


def test_a_lost_connection_does_not_lose_a_plan(mover: Desk) -> None:
    """Planning is asked for again until there is an answer."""
    mover.api.new("Planned offline")
    mover.screen("migrate")
    mover.page.get_by_role("checkbox", name="Planned offline", exact=True).check()
    lost: list[Route] = []

    def lose(route: Route) -> None:
        lost.append(route)
        if len(lost) < 3:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    mover.page.route("**/plans/*", lose)
    mover.page.get_by_role("button", name="Plan 1 flow").click()

    expect(mover.page.get_by_role("region", name="Plan")).to_be_visible()


def test_without_a_target_the_page_says_how_to_get_one(desk: Desk) -> None:
    """Someone in one instance alone is told to sign in to a second."""
    desk.screen("migrate")

    expect(desk.page.get_by_text("Sign in to another instance")).to_be_visible()
