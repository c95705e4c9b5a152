"""Lists of flows and modules, the catalogue, and pickers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from browsing import Browser, block_id, document
from flowport.store import flows, instances

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import Served

_SAMPLES = Path(__file__).parents[3] / "samples" / "legacy"


def test_a_row_tells_what_a_list_shows(admin: Browser) -> None:
    """A row has name, type, state, status and counts of what is wrong."""
    made = admin.new("Shown in a row", type="CUSTOMER_QUEUE", description="Waits.")
    row = next(r for r in admin.get("I/flows")["flows"] if r["id"] == made["summary"]["id"])

    assert (row["type"], row["state"], row["status"]) == ("CUSTOMER_QUEUE", "ACTIVE", "SAVED")
    assert row["description"] == "Waits."


def test_counts_can_be_asked_for(admin: Browser) -> None:
    """Counts that a list did not give come by the flows' ids."""
    made = admin.new("Counted")["summary"]["id"]

    assert admin.get(f"I/counts?ids={made}")["counts"][made]["errors"] >= 1


def test_flows_and_modules_have_lists_of_their_own(admin: Browser) -> None:
    """A module is in the list of modules alone."""
    admin.new("A module", kind="module")

    assert "A module" in {row["name"] for row in admin.get("I/flows?kind=module")["flows"]}
    assert "A module" not in {row["name"] for row in admin.get("I/flows?kind=flow")["flows"]}


@pytest.mark.parametrize(
    ("change", "member", "expected"),
    [
        ({"name": "Renamed"}, "name", "Renamed"),
        ({"state": "ARCHIVED"}, "state", "ARCHIVED"),
        ({"description": "New."}, "description", "New."),
        ({"tags": {"team": "red"}}, "tags", {"team": "red"}),
    ],
)
def test_a_row_can_be_changed(
    admin: Browser, change: dict[str, object], member: str, expected: object
) -> None:
    """Rename, archive, describe and tag change just that."""
    made = admin.new(f"Changed {member}")["summary"]["id"]
    told = admin.call("PATCH", f"I/flows/{made}", change).json()

    assert told["summary"][member] == expected


@pytest.mark.parametrize(
    "change", [{"name": " "}, {"state": "GONE"}, {"tags": {"aws:x": "y"}}, {"tags": []}]
)
def test_a_wrong_change_is_refused(admin: Browser, change: dict[str, object]) -> None:
    """What a row can't be is reported, and the row stays as it was."""
    made = admin.new(f"Wrongly changed {change}")["summary"]["id"]

    assert admin.refused("PATCH", f"I/flows/{made}", change)["code"] == "bad-request"


def test_a_deleted_flow_is_gone(admin: Browser) -> None:
    """What was deleted can't be opened any more."""
    made = admin.new("Deleted")["summary"]["id"]
    admin.call("DELETE", f"I/flows/{made}")

    assert admin.refused("GET", f"I/flows/{made}")["code"] == "not-found"


def test_default_flows_stay(admin: Browser) -> None:
    """The instance's default flows can't be deleted."""
    row = next(r for r in admin.get("I/flows")["flows"] if r["fixed"])

    assert admin.refused("DELETE", f"I/flows/{row['id']}")["code"] == "forbidden"


def test_the_palette_offers_what_a_type_allows(admin: Browser) -> None:
    """A block that a flow's type forbids is marked in its palette."""
    told = {
        block["title"]: block["allowed"]
        for category in admin.get("catalogue?type=CUSTOMER_HOLD")["categories"]
        for block in category["blocks"]
    }

    assert told["Disconnect"] is False
    assert told["Loop prompts"] is True


def test_return_is_for_modules(admin: Browser) -> None:
    """The block that ends a module is offered in modules alone."""
    offered = {
        type_: {
            block["title"]: block["allowed"]
            for category in admin.get(f"catalogue?type={type_}")["categories"]
            for block in category["blocks"]
        }["Return (from module)"]
        for type_ in ("MODULE", "CONTACT_FLOW")
    }

    assert offered == {"MODULE": True, "CONTACT_FLOW": False}


def test_every_block_of_the_palette_can_be_added(admin: Browser) -> None:
    """Each block in each of its modes becomes a block on the canvas, under its title."""
    commands: list[dict[str, object]] = []
    titles: list[str] = []
    for category in admin.get("catalogue?type=CONTACT_FLOW")["categories"]:
        for block in category["blocks"]:
            for mode in range(len(block["modes"])):
                place = {"x": 0, "y": 100 * len(commands)}
                made = {"id": block_id(len(commands)), "block": block["title"], "mode": mode}
                commands.append({"kind": "add", **made, **place})
                titles.append(block["title"])
    told = admin.edit(admin.new("All blocks"), *commands)
    shown = {block["id"]: block["title"] for block in told["view"]["blocks"]}

    assert [shown[command["id"]] for command in commands] == titles


def test_pickers_find_by_part_of_a_name(admin: Browser) -> None:
    """A resource is found by any part of its name, whatever its case."""
    told = admin.get("I/resources?kind=prompt&q=HOLD")

    assert [each["name"] for each in told["resources"]] == ["CustomerHold.wav"]


def test_pickers_are_not_for_everyone(user: Callable[[str], Browser]) -> None:
    """Who may see no flow is not shown what they refer to."""
    told = user("Agent").refused("GET", "I/resources?kind=queue")

    assert told["code"] == "forbidden"


def test_a_split_is_looked_at_first(admin: Browser) -> None:
    """The parts of a large flow come with contents and canvases, and nothing is stored."""
    opened = admin.new("Large")
    ids = [block_id(number) for number in range(60)]
    commands = []
    for number, each in enumerate(ids):
        title = "Play prompt" if number < 59 else "Disconnect"
        commands.append({"kind": "add", "id": each, "block": title, "x": 300 * number, "y": 0})
        source = ids[number - 1] if number else ""
        commands.append({"kind": "connect", "block": source, "branch": "next", "target": each})
        if number < 59:
            text = {"block": each, "path": ["Text"], "value": f"Hello {number}"}
            commands.append({"kind": "setParameter", **text})
    before = len(admin.get("I/flows")["flows"])
    told = admin.post("I/split", document(opened, *commands, blocks=40))

    assert len(told["parts"]) >= 2
    assert all(len(part["view"]["blocks"]) <= 40 for part in told["parts"])
    assert len(admin.get("I/flows")["flows"]) == before


def test_a_page_is_a_part_of_the_list(admin: Browser) -> None:
    """Page after page gives each flow with a part in its name once, and how many there are."""
    for number in range(5):
        admin.new(f"Paged {number}")
    met: list[str] = []
    after, totals = "", set()
    while after is not None:
        query = f"kind=flow&limit=2&words=PAGED&state=ACTIVE&after={quote(after)}"
        told = admin.get(f"I/flows?{query}")
        met += [row["name"] for row in told["flows"]]
        totals.add(told["total"])
        after = told["next"]

    assert (met, totals) == ([f"Paged {number}" for number in range(5)], {5})


@pytest.mark.parametrize("limit", ["0", "501", "x", "-1", "\u0664"])
def test_a_wrong_limit_is_refused(admin: Browser, limit: str) -> None:
    """A page has 1 to 500 rows."""
    told = admin.refused("GET", f"I/flows?kind=flow&limit={quote(limit)}")

    assert (told["status"], told["code"]) == (400, "bad-request")


def test_a_row_says_whether_its_flow_is_legacy(admin: Browser, site: Served) -> None:
    """A flow in the legacy format counts as one; one in the flow language does not."""
    text = (_SAMPLES / "customer_hold.json").read_text(encoding="utf-8")
    new = flows.FlowToMake(
        name="Listed as legacy", content=text, type="CONTACT_FLOW", published=False
    )
    with site.store.writing() as connection:
        where = instances.get(connection, site.instance)
        flows.create(connection, where.id, where.arn, new)
    admin.new("Listed as new")
    rows = {row["name"]: row["id"] for row in admin.get("I/flows")["flows"]}
    names = ("Listed as legacy", "Listed as new")
    counts = admin.get(f"I/counts?ids={','.join(rows[name] for name in names)}")["counts"]

    assert [counts[rows[name]]["legacy"] for name in names] == [1, 0]
