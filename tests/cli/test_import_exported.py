"""Import of exported folders: what their record says is used as a migration uses it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from command import flowport
from flowport.folder import FolderInstance
from flowport.ports import FlowKind, Which
from instances.kinds import flow_text, module_text, new_flow, new_module

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.ports import FlowSummary

OLD, NEW = module_text("Old."), module_text("New.")


def versioned(folder: FolderInstance, *texts: str) -> FlowSummary:
    """A module with a version of each text, in their order."""
    made = folder.create(new_module("Pay"), publish=True)
    for text in texts:
        folder.publish(made.key, text, settings=None)
        folder.make_version(made.key)
    return made


@pytest.fixture
def places(tmp_path: Path) -> tuple[FolderInstance, FolderInstance]:
    """An exported folder, and another one to import into, each with a record."""
    for name in ("exported", "target"):
        (tmp_path / name).mkdir()
    return FolderInstance(tmp_path / "exported"), FolderInstance(tmp_path / "target")


def calling(folder: FolderInstance, identifier: str) -> None:
    """A published flow that invokes a module."""
    tree = json.loads(flow_text())
    tree["Actions"][0] |= {"Type": "InvokeFlowModule", "Parameters": {"FlowModuleId": identifier}}
    folder.create(new_flow("Main", json.dumps(tree)), publish=True)


def invoked(folder: FolderInstance) -> str:
    """What the flow Main invokes."""
    main = next(flow for flow in FolderInstance(folder.root).flows() if flow.name == "Main")
    tree = json.loads(folder.read(main.key, Which.SAVED).text)
    return str(tree["Actions"][0]["Parameters"]["FlowModuleId"])


def test_a_version_is_found_by_its_content(
    places: tuple[FolderInstance, FolderInstance], tmp_path: Path
) -> None:
    """Version 1 of an exported module is version 2 of the target's, which has its content."""
    source, target = places
    theirs, ours = versioned(source, OLD, NEW), versioned(target, NEW, OLD)
    calling(source, f"{theirs.arn}:1")
    words = ("exported", "target", "--on-conflict", "replace", "--runs", "runs")
    flowport("import", *words, cwd=tmp_path)

    assert invoked(target) == f"{ours.arn}:2"


def test_resolve_finds_what_an_import_finds(
    places: tuple[FolderInstance, FolderInstance], tmp_path: Path
) -> None:
    """The version of an exported module is found by its content in ``resolve`` as well."""
    source, target = places
    theirs = versioned(source, OLD, NEW)
    versioned(target, NEW, OLD)
    calling(source, f"{theirs.arn}:1")
    done = flowport("resolve", "exported", "--in", "target", "--json", cwd=tmp_path)
    found = [each for file in json.loads(done.stdout)["files"] for each in file["references"]]

    assert [each["to"]["value"].rpartition(":")[2] for each in found] == ["2"]


def test_folders_of_two_instances_keep_their_own_sources(
    places: tuple[FolderInstance, FolderInstance], tmp_path: Path
) -> None:
    """A function in the account of its own instance is the namesake, whatever comes with it."""
    source, _ = places
    other = FolderInstance(tmp_path / "other")
    other.create(new_flow("Beside"), publish=True)
    arn = f"arn:aws:lambda:eu-west-1:{source.about.account}:function:look"
    tree = json.loads(flow_text())
    tree["Actions"][0] |= {
        "Type": "InvokeLambdaFunction",
        "Parameters": {"LambdaFunctionARN": arn, "InvocationTimeLimitSeconds": "3"},
    }
    source.create(new_flow("Main", json.dumps(tree)), publish=True)
    alone = plan_text(tmp_path, "exported")

    assert plan_text(tmp_path, "exported", "other") == alone


def plan_text(place: Path, *paths: str) -> list[object]:
    """What an import says of the references of the flow Main."""
    words = ("import", *paths, "target", "--dry-run", "--json", "--runs", "runs")
    tree = json.loads(flowport(*words, cwd=place, code=None).stdout)
    return next(each["references"] for each in tree["flows"] if each["name"] == "Main")


@pytest.mark.parametrize("enabled", [True, False])
def test_external_invocation_is_carried(
    places: tuple[FolderInstance, FolderInstance], tmp_path: Path, *, enabled: bool
) -> None:
    """A module that an import creates has the external invocation of the exported one."""
    source, target = places
    source.create(replace(new_module("Pay"), invocation={"Enabled": enabled}), publish=True)
    flowport("import", "exported", "target", "--runs", "runs", cwd=tmp_path)
    (made,) = FolderInstance(target.root).flows()

    assert made.key.kind is FlowKind.MODULE
    assert target.read(made.key).invocation == {"Enabled": enabled}
