"""What holds for any flows, between any two kinds of instance.

A few seeds run each time; ``FLOWPORT_RUNS=200`` runs as many as it says.
"""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

import pytest

from flowport.catalogue.placeholders import placeholders
from flowport.cli.plan_text import render
from flowport.folder import FolderInstance
from flowport.jobs import exporting
from flowport.jobs.moving.options import PlanOptions, Publish
from flowport.jobs.moving.plan import FlowChange
from flowport.jobs.moving.planning import plan
from flowport.model import Flow, read_text
from flowport.ports import FlowKey, State, Status, Which
from instances.kinds import KINDS
from instances.random_instances import FOREIGN, give, random_instance
from jobs.moving.running import apply
from repeated import slow_after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flowport.jobs.moving.plan import Plan
    from flowport.ports import Instance
    from instances.kinds import Subject

RUNS = int(os.environ.get("FLOWPORT_RUNS", "2"))
PAIRS = [(first, second) for first in KINDS for second in KINDS]
every_seed = pytest.mark.parametrize("seed", slow_after(1, range(RUNS)))
every_pair = pytest.mark.parametrize(("first", "second"), PAIRS, ids="-".join)


@pytest.fixture
def source(first: str, seed: int, tmp_path: Path) -> Iterator[Subject]:
    """A random instance of a kind."""
    made = KINDS[first](tmp_path / "source")
    random_instance(made, seed)
    yield made
    made.close()


@pytest.fixture
def target(second: str, seed: int, tmp_path: Path) -> Iterator[Subject]:
    """An instance of a kind that has some of the resources, and some flows of the names."""
    made = KINDS[second](tmp_path / "other")
    dice = random.Random(-1 - seed)  # noqa: S311  it makes tests, and guards nothing
    if seed % 2:
        random_instance(made, seed + 1)
    else:
        give(made, dice)
    yield made
    made.close()


def flow_of(instance: Instance, key: FlowKey, which: Which) -> Flow:
    """A content."""
    made = read_text(instance.read(key, which).text)
    assert isinstance(made, Flow)
    return made


def exported(instance: Instance, place: Path) -> FolderInstance:
    """The folder that an export of all flows makes."""
    folder = FolderInstance(place)
    every = list(exporting.export(instance, instance.flows(), exporting.ExportOptions()))
    folder.keep_resources(instance.about, exporting.resources_of(every))
    for each in every:
        assert each.content is not None
        draft = exporting.is_draft(instance, each.content)
        folder.keep(each.content, each.text, draft=draft)
    return folder


@pytest.mark.parametrize("first", KINDS)
@every_seed
def test_exported_parameters_are_the_stored_ones(source: Subject, tmp_path: Path) -> None:
    """Each action of each file is the action that the instance has."""
    folder = exported(source.instance, tmp_path / "exported")
    files = {(f.key.kind, f.name): f.key for f in folder.flows()}
    flows = [f for f in source.instance.flows() if (f.key.kind, f.name) in files]

    assert flows or not [f for f in source.instance.flows() if f.state is State.ACTIVE]
    for flow in flows:
        key = files[flow.key.kind, flow.name]
        stored = flow_of(source.instance, flow.key, Which.SAVED)
        assert flow_of(folder, key, Which.SAVED).tree["Actions"] == stored.tree["Actions"]


@pytest.mark.parametrize("first", KINDS)
@every_seed
def test_an_export_planned_back_is_quiet(source: Subject, tmp_path: Path) -> None:
    """No update, no write, no line."""
    folder = exported(source.instance, tmp_path / "exported")
    found = plan(folder, source.instance, PlanOptions(publish=Publish.AS_SOURCE))

    assert (found.steps, found.warnings, found.losses) == ((), (), ())
    assert {item.label: item.changes for item in found.items if item.changes} == {}
    assert [line for line in render(found).splitlines() if line[:1] in set("+~!-")] == []


def moved(source: Subject, target: Subject, journal: Path) -> Plan:
    """The plan of a migration that was carried out."""
    made = plan(source.instance, target.instance, PlanOptions())
    assert apply(made, target.instance, journal).problem == ""
    return made


@every_pair
@every_seed
def test_a_second_migration_writes_nothing(
    source: Subject, target: Subject, tmp_path: Path
) -> None:
    """The second plan has no step."""
    moved(source, target, tmp_path / "journal")
    again = plan(source.instance, target.instance, PlanOptions())

    assert [step.id for step in again.steps] == []


@every_pair
@every_seed
def test_what_is_written_is_what_the_plan_says(
    source: Subject, target: Subject, tmp_path: Path
) -> None:
    """Each written reference is the outcome's, and all else is the source's."""
    made = moved(source, target, tmp_path / "journal")
    there = {(f.key.kind, f.name): f for f in target.instance.flows()}
    names = {f.resource.arn: f for f in there.values()}
    for item in (i for i in made.items if i.action in {FlowChange.CREATE, FlowChange.UPDATE}):
        flow = flow_of(target.instance, there[item.kind, item.name].key, Which.SAVED)
        before = read_text(item.text)
        assert isinstance(before, Flow)
        for outcome in item.outcomes:
            pointer, found = outcome.reference.pointer, outcome.resource
            written = flow.value(pointer)
            if found is None:
                assert written == outcome.reference.written
                continue
            if found.arn.startswith("awaited:"):
                found = next(f.resource for f in names.values() if _is(f, found.arn))
            assert written in {found.arn + outcome.qualifier, found.id + outcome.qualifier}
            before = before.with_value(pointer, written)
        assert [a.parameters for a in flow.actions] == [a.parameters for a in before.actions]


def _is(flow: Any, label: str) -> bool:
    return bool(label == f"awaited:{flow.key.kind}:{flow.name}")


@every_pair
@every_seed
def test_what_is_published_is_the_targets(source: Subject, target: Subject, tmp_path: Path) -> None:
    """No published parameter names the source instance or holds a placeholder, but for text."""
    ours = {f.key for f in target.instance.flows()}
    made = moved(source, target, tmp_path / "journal")
    wrote = {(i.kind, i.name) for i in made.items if i.publish}
    about = source.instance.about
    for flow in target.instance.flows():
        if (flow.key.kind, flow.name) not in wrote or flow.status is not Status.PUBLISHED:
            continue
        for action in flow_of(target.instance, flow.key, Which.PUBLISHED).actions:
            said = {k: v for k, v in action.parameters.items() if k != "Text"}
            assert about.id not in str(said)
            assert not placeholders(str(action.parameters))
            assert f":{about.account}:" not in str(said) or about.account == _account(target)
    assert FOREIGN not in {str(key) for key in ours}


def _account(target: Subject) -> str:
    return target.instance.about.account
