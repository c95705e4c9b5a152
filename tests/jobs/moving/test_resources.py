"""Hours, queues and quick connects that come along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.moving.running import apply, plan, undo
from jobs.moving.world import Memory, picture, populate

if TYPE_CHECKING:
    from pathlib import Path

DAY = {"StartTime": {"Hours": 9, "Minutes": 0}, "EndTime": {"Hours": 17, "Minutes": 0}}
HOURS = {"Name": "Daytime", "TimeZone": "UTC", "Config": [{"Day": "MONDAY", **DAY}]}
KINDS = frozenset({"hours_of_operation", "queue", "quick_connect"})


def instances() -> tuple[Memory, Memory]:
    """A source whose flow uses a queue with hours, and is itself used by a quick connect."""
    source, target = Memory(), Memory("444455556666")
    hours = source.create_resource("hours_of_operation", HOURS)
    queue = source.create_resource("queue", {"Name": "Sales", "HoursOfOperationId": hours.id})
    populate(source, {"flow:Main": ["queue:Sales"]})
    main = source.flows()[0].key.id
    config = {
        "QuickConnectType": "QUEUE",
        "QueueConfig": {"QueueId": queue.id, "ContactFlowId": main},
    }
    source.create_resource("quick_connect", {"Name": "To sales", "QuickConnectConfig": config})
    return source, target


def test_what_is_needed_is_made(tmp_path: Path) -> None:
    """The queue, its hours and the quick connect are there, and the flow is published."""
    source, target = instances()
    result = apply(plan(source, target, create=KINDS), target, tmp_path / "journal")

    assert {o.step.label: o.state for o in result.outcomes} == {
        "hours_of_operation:Daytime": "done",
        "queue:Sales": "done",
        "flow:Main": "published",
        "quick_connect:To sales": "done",
    }


def test_ids_are_those_of_the_target(tmp_path: Path) -> None:
    """The quick connect leads to the target's queue and flow."""
    source, target = instances()
    apply(plan(source, target, create=KINDS), target, tmp_path / "journal")
    details = target.things["quick_connect"]["To sales"][1]

    assert details["QuickConnectConfig"]["QueueConfig"] == {
        "QueueId": target.things["queue"]["Sales"][0].id,
        "ContactFlowId": target.flows()[0].key.id,
    }


def test_nothing_is_made_unasked() -> None:
    """Without being asked for, the queue stays missing and the flow unpublished."""
    source, target = instances()
    found = plan(source, target)

    assert (found.resources, [item.publish for item in found.items]) == ((), [False])


def test_they_are_taken_back(tmp_path: Path) -> None:
    """Undo removes them as well."""
    source, target = instances()
    before, made = picture(target, ids=True), plan(source, target, create=KINDS)
    apply(made, target, tmp_path / "journal")
    undo(made, target, tmp_path / "journal")

    assert picture(target, ids=True) == before


def test_all_calls_of_a_new_queue_are_counted() -> None:
    """What a creation does not take is counted as well: a disabled queue is one call more."""
    source, target = instances()
    queue = source.things["queue"]["Sales"][0]
    source.complete_resource(queue, {"Status": "DISABLED"})
    calls = plan(source, target, create=KINDS).calls

    assert (calls["CreateQueue"], calls["UpdateQueueStatus"]) == (1, 1)
