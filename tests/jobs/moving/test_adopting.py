"""A create whose answer was lost, or that arrived twice, is this run's; anyone else's is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jobs.moving.running import apply, plan, undo
from jobs.moving.world import Memory, picture, populate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from flowport.ports import Content, FlowKey, FlowSummary, NewFlow, Which
    from flowport.refs import Resource

NOW = 1_700_000_000.5
EVERY = {"flow:A": ["flow:B", "queue:Q"], "flow:B": ["flow:A"], "module:M": [], "flow:C": []}


class Repeating(Memory):
    """An instance that every create reaches twice: the second answer is the one that is seen."""

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow, and be asked for it again."""
        super().create(new, publish=publish)
        return super().create(new, publish=publish)

    def create_resource(self, kind: str, details: Mapping[str, Any]) -> Resource:
        """Make a resource, and be asked for it again."""
        super().create_resource(kind, details)
        return super().create_resource(kind, details)


def source() -> Memory:
    """Flows, a module and a queue."""
    made = Memory()
    populate(made, EVERY)
    return made


@pytest.fixture
def target() -> Repeating:
    """An empty target that everything reaches twice."""
    return Repeating("444455556666")


def test_what_arrives_twice_is_adopted(target: Repeating, tmp_path: Path) -> None:
    """Every kind that a run creates is taken as its own, once."""
    smooth = Memory("444455556666")
    for each in (smooth, target):
        found = plan(source(), each, create=frozenset({"queue", "hours_of_operation"}))
        assert apply(found, each, tmp_path / each.about.id).complete

    assert picture(target) == picture(smooth)


def test_what_arrived_twice_is_removed(target: Repeating, tmp_path: Path) -> None:
    """Undo removes all that the run created."""
    found = plan(source(), target, create=frozenset({"queue", "hours_of_operation"}))
    apply(found, target, tmp_path / "journal")
    undo(found, target, tmp_path / "journal")

    assert picture(target) == {}


class Dated(Memory):
    """An instance that says when a flow was last changed."""

    modified = 0.0

    @staticmethod
    def now() -> float:
        """A moment."""
        return NOW

    def read(self, key: FlowKey, which: Which | int = 0) -> Content:
        """A content with its time."""
        return replace(super().read(key, which), modified=self.modified)


@pytest.mark.parametrize(("age", "states"), [(60.0, ["failed"]), (0.0, ["published"])])
def test_a_flow_from_before_is_someone_elses(tmp_path: Path, age: float, states: list[str]) -> None:
    """The same name and content are not enough where it was there before the run."""
    origin, target = Memory(), Dated("444455556666")
    populate(origin, {"flow:Main": []})
    found = plan(origin, target)
    populate(target, {"flow:Main": []})
    target.modified = NOW - age
    result = apply(found, target, tmp_path / "journal")

    assert [outcome.state for outcome in result.outcomes] == states


def test_a_flow_with_other_content_is_someone_elses(tmp_path: Path) -> None:
    """What someone else created in the meantime is left alone, by undo as well."""
    origin, target = Memory(), Memory("444455556666")
    populate(origin, {"flow:Main": ["flow:Other"], "flow:Other": []})
    found = plan(origin, target)
    populate(target, {"flow:Other": ["queue:Q"]})
    before = picture(target, ids=True)
    result = apply(found, target, tmp_path / "journal")
    undo(found, target, tmp_path / "journal")

    reasons = [reason for outcome in result.outcomes for reason in outcome.reasons]
    assert "someone else created 'Other'; create a new plan" in reasons
    assert picture(target, ids=True) == before
