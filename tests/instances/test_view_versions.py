"""A version of an instance's own view is that of the target with the same content."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from flowport.jobs.moving.dependent_resources import belongings
from instances.kinds import KINDS, Subject, flow_text, new_flow
from jobs.moving.running import plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flowport.refs.outcome import Outcome
    from flowport.refs.resource import Resource

OLD, NEW = '{"Head": "Old"}', '{"Head": "New"}'


def view(subject: Subject, *templates: str) -> Resource:
    """A view with a version of each template, in their order."""
    contents = [{"Template": template, "Actions": ["Go", "Back"]} for template in templates]
    versions = {str(n): {"Content": content} for n, content in enumerate(contents, 1)}
    details = {"Name": "Card", "Versions": versions, "LastVersion": len(versions)}
    details |= {"Saved": contents[-1], "Published": contents[-1]}
    made: Resource = (subject.behind or subject.instance).create_resource("view", details)
    if subject.behind:
        subject.instance.forget("view")
    return made


def showing(subject: Subject, shown: str) -> None:
    """A published flow that shows a view."""
    tree = json.loads(flow_text())
    tree["Actions"][0] |= {
        "Type": "ShowView",
        "Parameters": {"ViewResource": {"Id": shown}, "InvocationTimeLimitSeconds": "400"},
    }
    subject.create(new_flow("Main", json.dumps(tree)), publish=True)


@pytest.fixture(params=product(KINDS, KINDS), ids="-".join)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Subject, Subject]]:
    """A source and a target of any two kinds."""
    first, second = request.param
    source, target = KINDS[first](tmp_path / "source"), KINDS[second](tmp_path / "other")
    yield source, target
    source.close()
    target.close()


def resolved(pair: tuple[Subject, Subject]) -> Outcome:
    """What becomes of the view that the flow shows."""
    (item,) = plan(pair[0].instance, pair[1].instance, flows=["Main"]).items
    return next(each for each in item.outcomes if each.reference.kind == "view")


def test_a_version_is_found_by_its_content(pair: tuple[Subject, Subject]) -> None:
    """Version 1 of the source is version 2 of the target, whatever the spacing of its template."""
    source, target = pair
    theirs, ours = view(source, OLD, NEW), view(target, NEW, OLD.replace(" ", ""))
    showing(source, f"{theirs.arn}:1")
    found = resolved(pair)

    assert (found.resource and found.resource.arn, found.qualifier) == (ours.arn, ":2")


def test_a_version_that_the_target_lacks_is_unresolved(pair: tuple[Subject, Subject]) -> None:
    """A number alone is never taken, and the versions that exist are named."""
    source, target = pair
    theirs = view(source, OLD)
    view(target, NEW)
    showing(source, f"{theirs.arn}:1")
    found = resolved(pair)

    assert found.resource is None
    assert "none of the target's versions has its content" in found.reason
    assert [each.rpartition(":")[2] for each in found.hints] == ["1"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_keeps_what_versions_show(kind: str, tmp_path: Path) -> None:
    """The details of an exported view have the contents of its versions."""
    source: Any = KINDS[kind](tmp_path / "source")
    made = view(source, OLD, NEW)
    _, details = belongings(source.instance, [made], ())
    source.close()

    held = details[made.arn]["Versions"]
    assert {n: json.loads(each["Content"]["Template"]) for n, each in held.items()} == {
        "1": json.loads(OLD),
        "2": json.loads(NEW),
    }
