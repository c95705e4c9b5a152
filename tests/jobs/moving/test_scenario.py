"""A migration with all that makes migrations hard ends as its plan said, in every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowport.jobs.moving.plan import Do, FlowChange
from flowport.jobs.moving.plan_json import dump, load
from flowport.model import read_text
from flowport.ports import Status
from flowport.refs.all_references import find
from instances.kinds import KINDS
from jobs.moving.running import SCENARIO, apply, made, plan, scenario, undo
from jobs.moving.world import Memory, picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any


@pytest.fixture(params=["memory", *sorted(KINDS)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """An empty target of each kind."""
    if request.param == "memory":
        memory = Memory("444455556666")
        memory.create_resource("queue", {"Name": "Sales"})
        yield memory
        return
    subject = KINDS[request.param](tmp_path / "target")
    subject.add("queue", "Sales")
    if request.param == "folder":
        subject.add("lambda_function", "Other")
    yield subject.instance
    subject.close()


def test_the_plan_says_what_becomes_of_each(target: Any) -> None:
    """All is created but what is there already."""
    found = plan(scenario(target), target)
    actions = {item.label: item.action for item in found.items if item.label in SCENARIO}

    assert actions == {
        **dict.fromkeys(SCENARIO, FlowChange.CREATE),
        "flow:Main": FlowChange.UPDATE,
    }


def test_only_what_lacks_its_function_is_not_published(target: Any) -> None:
    """The unresolved Lambda is the one reason not to publish."""
    found = plan(scenario(target), target)

    assert [i.label for i in found.items if i.label in SCENARIO and not i.publish] == ["flow:Lost"]


def test_few_shells_are_made(target: Any) -> None:
    """One of the ring, and the flow that leads to itself."""
    found = plan(scenario(target), target)
    shells = [step.label for step in found.steps if step.do is Do.SHELL]

    assert (len(shells), "flow:Again" in shells) == (2, True)


def test_a_plan_is_the_same_each_time(target: Any) -> None:
    """Planning twice gives the same bytes."""
    source = scenario(target)

    assert dump(plan(source, target)) == dump(plan(source, target))


def test_a_plan_survives_its_file(target: Any) -> None:
    """A plan read from its file is the plan."""
    found = plan(scenario(target), target)

    assert load(dump(found), "plan") == found


def test_it_ends_as_the_plan_said(target: Any, tmp_path: Path) -> None:
    """Everything is published but for the flow without its function, which is saved."""
    source = scenario(target)
    found = plan(source, target)
    result = apply(found, target, tmp_path / "journal")

    assert made(result) == {
        **dict.fromkeys(SCENARIO, "published"),
        "flow:Lost": "saved",
    }


def test_the_target_says_the_same(target: Any, tmp_path: Path) -> None:
    """The list of the target's flows shows each as the run told it."""
    source = scenario(target)
    apply(plan(source, target), target, tmp_path / "journal")
    listed = {f"{f.key.kind}:{f.name}": f.status for f in target.flows()}

    assert {label: listed[label] for label in SCENARIO} == {
        **dict.fromkeys(SCENARIO, Status.PUBLISHED),
        "flow:Lost": Status.SAVED,
    }


def test_every_reference_leads_to_its_namesake(target: Any, tmp_path: Path) -> None:
    """References point at what has the source's name in the target."""
    source = scenario(target)
    apply(plan(source, target), target, tmp_path / "journal")
    things = {}
    for kind, word in (
        ("contact_flow", "flow"),
        ("contact_flow_module", "module"),
        ("queue", "queue"),
    ):
        for each in target.directory.resources(kind):
            things[each.arn] = things[each.id] = f"{word}:{each.name}"
    found = {}
    for each in target.flows():
        label = f"{each.key.kind}:{each.name}"
        if label in SCENARIO and label != "flow:Lost":
            document = read_text(target.read(each.key).text)
            found[label] = [things[r.written] for r in find(document)]  # type: ignore[arg-type]

    assert found == {label: uses for label, uses in SCENARIO.items() if label != "flow:Lost"}


def test_planned_again_there_is_nothing_to_do(target: Any, tmp_path: Path) -> None:
    """After a run the same plan has no step left, but for what could not be published."""
    source = scenario(target)
    apply(plan(source, target), target, tmp_path / "journal")
    again = plan(source, target)

    assert [step.id for step in again.steps] == []


def test_undo_leaves_the_target_as_it_was(target: Any, tmp_path: Path) -> None:
    """Contents, names, states and the number of flows are as before the run."""
    source = scenario(target)
    before = picture(target, ids=True)
    found = plan(source, target)
    apply(found, target, tmp_path / "journal")
    undo(found, target, tmp_path / "journal")

    assert picture(target, ids=True) == before
