"""What did not change is not written: an export planned back, and a migration made twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from flowport.folder import FolderInstance
from flowport.jobs import exporting
from flowport.jobs.moving.apply import ApplyOptions
from flowport.jobs.moving.options import PlanOptions, Publish
from flowport.jobs.moving.planning import plan
from flowport.jobs.moving.running import run_plan
from flowport.jobs.moving.runs import Runs
from instances.kinds import KINDS, flow_text, new_flow, new_module
from jobs.moving.world import FakeClock

if TYPE_CHECKING:
    from pathlib import Path

    from instances.kinds import Subject


def filled(subject: Subject) -> None:
    """Flows that use a queue, a module and each other, by ARN alone, and a draft."""
    queue = subject.add("queue", "Sales")
    tool = subject.instance.create(new_module("Tool"), publish=True)
    text = json.loads(flow_text())
    for number, (type_, parameters) in enumerate(
        [
            ("UpdateContactTargetQueue", {"QueueId": queue.arn}),
            ("InvokeFlowModule", {"FlowModuleId": tool.key.id}),
        ]
    ):
        block = json.loads(json.dumps(text["Actions"][0]))
        block |= {"Identifier": f"use-{number}", "Type": type_, "Parameters": parameters}
        text["Actions"].insert(0, block)
        block["Transitions"]["NextAction"] = text["StartAction"]
        text["StartAction"] = block["Identifier"]
    subject.instance.create(new_flow("Main", json.dumps(text)), publish=True)
    subject.instance.create(new_flow("Draft", flow_text("A draft.")))


def exported(subject: Subject, place: Path) -> FolderInstance:
    """The folder that an export of all flows makes."""
    folder, instance = FolderInstance(place), subject.instance
    every = list(exporting.export(instance, instance.flows(), exporting.ExportOptions()))
    folder.keep_resources(instance.about, exporting.resources_of(every))
    for each in every:
        assert each.content is not None
        draft = exporting.is_draft(instance, each.content)
        folder.keep(each.content, each.text, draft=draft)
    return folder


def test_an_export_planned_back_is_unchanged(subject: Subject, tmp_path: Path) -> None:
    """No flow of an untouched instance is updated by its own export."""
    filled(subject)
    folder = exported(subject, tmp_path / "exported")
    found = plan(folder, subject.instance, PlanOptions(publish=Publish.AS_SOURCE))

    assert {item.label: item.changes for item in found.items if item.action != "unchanged"} == {}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_second_migration_writes_nothing(subject: Subject, kind: str, tmp_path: Path) -> None:
    """Between any two kinds of instance the second plan has no step."""
    filled(subject)
    target = KINDS[kind](tmp_path / "target")
    target.add("queue", "Sales")
    first = plan(subject.instance, target.instance, PlanOptions())
    run_plan(first, target.instance, Runs(tmp_path / "runs"), ApplyOptions(clock=FakeClock()))
    second = plan(subject.instance, target.instance, PlanOptions())

    assert (len(first.steps) > 2, [step.id for step in second.steps]) == (True, [])
    target.close()
