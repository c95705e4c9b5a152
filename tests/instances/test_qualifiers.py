"""Versions and aliases that flows name are those of the target, or the flow is only saved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from flowport.jobs.moving.plan_json import dump, load
from flowport.ports import FlowKey, FlowSummary, Which
from instances.kinds import KINDS, Subject, flow_text, module_text, new_flow, new_module
from jobs.moving.running import apply, plan, undo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flowport.jobs.moving.plan import Item

OLD, NEW = module_text("Old."), module_text("New.")


@pytest.fixture(params=KINDS)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Any, Any]]:
    """A source folder whose module has versions and an alias, and a target of each kind."""
    source = KINDS["folder"](tmp_path / "source")
    target: Subject = KINDS[request.param](tmp_path / "other")
    yield source.instance, target.instance
    target.close()


def versioned(instance: Any, *texts: str, alias: tuple[str, int] | None = None) -> FlowSummary:
    """A module with a version of each text, in their order, and perhaps an alias."""
    made: FlowSummary = instance.create(new_module("Pay"), publish=True)
    for text in texts:
        instance.publish(made.key, text, settings=None)
        instance.make_version(made.key)
    if alias:
        instance.create_alias(made.key, *alias)
    return made


def calling(instance: Any, identifier: str) -> None:
    """A published flow that invokes a module by an ARN or id."""
    tree = json.loads(flow_text())
    block = tree["Actions"][0]
    block["Type"], block["Parameters"] = "InvokeFlowModule", {"FlowModuleId": identifier}
    instance.create(new_flow("Main", json.dumps(tree)), publish=True)


def planned(pair: tuple[Any, Any]) -> Item:
    """The plan's item of the flow."""
    items = plan(*pair, flows=["Main"]).items
    return next(item for item in items if item.name == "Main")


def written(pair: tuple[Any, Any], journal: Path) -> str:
    """What the flow of the target invokes once the plan was carried out."""
    apply(plan(*pair, flows=["Main"]), pair[1], journal / "journal")
    key: FlowKey = next(f.key for f in pair[1].flows() if f.name == "Main")
    tree = json.loads(pair[1].read(key, Which.SAVED).text)
    return str(tree["Actions"][0]["Parameters"]["FlowModuleId"])


def test_a_version_is_found_by_its_content(pair: tuple[Any, Any], tmp_path: Path) -> None:
    """Version 1 of the source is version 2 of the target, which has the same content."""
    source, target = pair
    theirs, ours = versioned(source, OLD, NEW), versioned(target, NEW, OLD)
    calling(source, f"{theirs.arn}:1")

    assert planned(pair).publish
    assert written(pair, tmp_path) == f"{ours.arn}:2"


def test_an_alias_is_found_by_its_name(pair: tuple[Any, Any], tmp_path: Path) -> None:
    """The alias of the source's id becomes the target's of the same name, also behind a bare id."""
    source, target = pair
    theirs = versioned(source, OLD, NEW, alias=("live", 1))
    ours = versioned(target, NEW, alias=("live", 1))
    calling(source, f"{theirs.key.id}:{source.aliases(theirs.key)[0].id}")

    assert written(pair, tmp_path) == f"{ours.key.id}:{target.aliases(ours.key)[0].id}"


def test_a_version_of_another_content_is_not_taken(pair: tuple[Any, Any]) -> None:
    """A number that the target has as well, with another content, is no counterpart."""
    source, target = pair
    theirs = versioned(source, OLD)
    versioned(target, NEW, alias=("live", 1))
    calling(source, f"{theirs.arn}:1")
    item = planned(pair)

    assert not item.publish
    assert item.unresolved[0].hints == ("Pay:live", "Pay:1")


def test_latest_stays(pair: tuple[Any, Any], tmp_path: Path) -> None:
    """What is published is what is published there."""
    source, target = pair
    theirs, ours = versioned(source, OLD), versioned(target, NEW)
    calling(source, f"{theirs.arn}:$LATEST")

    assert written(pair, tmp_path) == f"{ours.arn}:$LATEST"


CREATED = frozenset({"version", "alias"})


def moved(pair: tuple[Any, Any], journal: Path, *flows: str) -> tuple[Any, str]:
    """The plan that creates what is missing, carried out, and what the flow invokes then."""
    found = plan(*pair, flows=list(flows), create=CREATED)
    apply(found, pair[1], journal)
    key = next(f.key for f in pair[1].flows() if f.name == "Main")
    tree = json.loads(pair[1].read(key, Which.SAVED).text)
    return found, str(tree["Actions"][0]["Parameters"]["FlowModuleId"])


def test_a_version_and_its_alias_are_created_where_asked(
    pair: tuple[Any, Any], tmp_path: Path
) -> None:
    """The module moves with the flow; version and alias are created, and the next plan rests."""
    source, target = pair
    theirs = versioned(source, OLD, alias=("live", 1))
    calling(source, f"{theirs.arn}:{source.aliases(theirs.key)[0].id}")
    found, value = moved(pair, tmp_path / "journal", "Main", "Pay")

    ours = next(f for f in target.flows() if f.name == "Pay")
    assert value == f"{ours.arn}:{target.aliases(ours.key)[0].id}"
    assert [each.name for each in target.aliases(ours.key)] == ["live"]
    assert plan(*pair, flows=["Main", "Pay"], create=CREATED).steps == ()
    assert undo(found, target, tmp_path / "journal").complete
    assert [f.name for f in target.flows() if f.name in {"Main", "Pay"}] == []


def test_a_version_is_created_from_what_the_target_publishes(
    pair: tuple[Any, Any], tmp_path: Path
) -> None:
    """The module is there and publishes that content: only its version is missing."""
    source, target = pair
    theirs = versioned(source, OLD)
    ours = versioned(target, NEW)
    target.publish(ours.key, OLD, settings=None)
    calling(source, f"{theirs.arn}:1")

    assert moved(pair, tmp_path / "journal", "Main")[1] == f"{ours.arn}:2"


def test_nothing_is_created_from_another_content(pair: tuple[Any, Any]) -> None:
    """A version that neither the target nor the run publishes is reported."""
    source, target = pair
    theirs = versioned(source, OLD, NEW)
    versioned(target, NEW)
    calling(source, f"{theirs.arn}:1")
    found = plan(*pair, flows=["Main"], create=CREATED)

    assert found.qualifiers == ()
    assert not found.items[0].publish


def test_a_plan_with_versions_is_read_back(pair: tuple[Any, Any]) -> None:
    """The file of a plan keeps what is created."""
    source, _ = pair
    theirs = versioned(source, OLD)
    calling(source, f"{theirs.arn}:1")
    found = plan(*pair, flows=["Main", "Pay"], create=CREATED)

    assert [each.label for each in found.qualifiers] == ["module:Pay@1"]
    assert load(dump(found), "plan") == found
