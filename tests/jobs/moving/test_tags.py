"""Tags come along: shown in the plan, set by the run, put back by its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.moving.running import apply, plan, undo
from jobs.moving.world import Memory, populate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NEW = {"team": "sales", "tier": "1"}
OLD = {"team": "service", "owner": "ann"}


def instances() -> tuple[Memory, Memory]:
    """The same flow in both, tagged in two ways."""
    source, target = Memory(), Memory("444455556666")
    populate(source, {"flow:Main": []}, tags=NEW)
    populate(target, {"flow:Main": []}, tags=OLD)
    return source, target


def tags(instance: Memory) -> Mapping[str, str]:
    """The tags of its flow."""
    return instance.read(instance.flows()[0].key).tags


def test_the_plan_shows_tags() -> None:
    """A flow that differs in nothing but tags is updated, and the plan says which."""
    (item,) = plan(*instances()).items

    assert item.changes == ("~ its tags: team=sales (was service), tier=1",)


def test_the_plan_counts_their_call() -> None:
    """Setting tags is a call of its own."""
    assert plan(*instances()).calls["TagResource"] == 1


def test_the_sources_tags_are_set_and_the_targets_others_stay(tmp_path: Path) -> None:
    """After a run the flow has the source's tags, and those that only the target has."""
    source, target = instances()
    apply(plan(source, target), target, tmp_path / "journal")

    assert tags(target) == {"team": "sales", "tier": "1", "owner": "ann"}


def test_planned_again_there_is_nothing_to_do(tmp_path: Path) -> None:
    """Tags that only the target has are no reason for another update."""
    source, target = instances()
    apply(plan(source, target), target, tmp_path / "journal")

    assert plan(source, target).steps == ()


def test_undo_puts_tags_back(tmp_path: Path) -> None:
    """Undo gives former tags back, and leaves one that someone set since."""
    source, target = instances()
    made = plan(source, target)
    apply(made, target, tmp_path / "journal")
    target.set_tags(target.flows()[0].key, {**tags(target), "since": "yes"})
    undo(made, target, tmp_path / "journal")

    assert tags(target) == {**OLD, "since": "yes"}


def test_undoing_a_create_reads_it_once(tmp_path: Path) -> None:
    """Whether a new flow is still the run's own takes one read, and its deletion one call."""
    source, target = Memory(), Memory("444455556666")
    populate(source, {"flow:Main": [], "flow:Other": []})
    made = plan(source, target)
    apply(made, target, tmp_path / "journal")
    done = undo(made, target, tmp_path / "journal")

    assert done.pace.calls == {"DescribeContactFlow": 2, "DeleteContactFlow": 2}
