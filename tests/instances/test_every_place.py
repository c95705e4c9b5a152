"""Every place where the catalogue has a reference, between instances of every kind.

One flow for each parameter that refers to something which has a name, with the copies that the
designer keeps of it: home again, to another instance, and with the thing missing there.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from flowport.catalogue import ACTIONS
from flowport.catalogue.references import METADATA_COPIES, REFERENCE_KINDS, Held, MatchedBy
from flowport.folder import FolderInstance
from flowport.jobs import exporting
from flowport.jobs.documents import incoming
from flowport.jobs.moving.contents import settled
from flowport.jobs.moving.options import Conflict
from flowport.model import read_text
from flowport.refs.all_references import find
from flowport.refs.outcome import ResolvedBy
from flowport.refs.paths import declared, steps
from flowport.refs.reference import ReferencePlace
from flowport.refs.resource import Resource
from instances.importing import carry_out, plan_import, plan_publish
from instances.kinds import KINDS, flow_text, new_flow, new_module

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.ports import Instance
    from instances.importing import Done
    from instances.kinds import Subject

#: Kinds that only a folder can name: no operation that every server has lists them by name.
FOLDERS = {"data_table", "email_address"}
FOLDERS |= {
    kind.name
    for kind in REFERENCE_KINDS.values()
    if kind.matched_by is MatchedBy.GIVEN and kind.of_instance and kind.service
}

#: Names that must look like something.
NAMES = {"phone_number": "+441632960001", "email_address": "desk@example.com"}


@dataclass(frozen=True)
class Spot:
    """A parameter that refers to something."""

    action: str
    path: tuple[str, ...]
    kind: str
    type: str

    def __str__(self) -> str:
        return f"{self.action}-{'.'.join(self.path)}"

    def filled(self, value: str) -> dict[str, Any]:
        """The parameters of a block, with a value there."""
        tree: Any = value
        for step in reversed(self.path):
            tree = [tree] if step == "[]" else {step: tree}
        return dict(tree)


def _spots() -> list[Spot]:
    found = []
    for action in ACTIONS:
        for path, parameter in declared(action):
            kind = REFERENCE_KINDS[parameter.refers_to or ""]
            if kind.matched_by is not MatchedBy.VALUE and kind.service:
                types = [str(each) for each in parameter.target_flow_types]
                found.append(Spot(action, path, kind.name, (types or ["CONTACT_FLOW"])[0]))
    return found


SPOTS = _spots()
AGENT_AS_QUEUE = [
    Spot(spot.action, spot.path, "user", "") for spot in SPOTS if spot.path[-1] == "QueueId"
]
EVERYWHERE = [spot for spot in SPOTS + AGENT_AS_QUEUE if spot.kind not in FOLDERS]
NAMED_BY_FOLDERS = [spot for spot in SPOTS if spot.kind in FOLDERS]
every_spot = pytest.mark.parametrize("spot", EVERYWHERE, ids=str)


def thing(subject: Subject, spot: Spot) -> Resource:
    """Something of the spot's kind, named the same in every instance."""
    if spot.kind == "contact_flow":
        return subject.instance.create(new_flow("Thing", type_=spot.type)).resource
    if spot.kind == "contact_flow_module":
        return subject.instance.create(new_module("Thing")).resource
    return subject.add(spot.kind, NAMES.get(spot.kind, "Thing"))


def written(spot: Spot, made: Resource) -> str:
    """How a flow refers to it there."""
    return made.id if spot.kind in {"contact_flow_module", "case_template"} else made.arn


def copies(spot: Spot, made: Resource) -> dict[str, Any]:
    """What the designer's metadata repeat of such a block: every copy that the catalogue has."""
    pattern = ".".join(spot.path).replace(".[]", "[]")
    metadata: dict[str, Any] = {}
    for copy in METADATA_COPIES:
        if spot.kind in copy.kinds and (not copy.repeats or pattern in copy.repeats):
            tree: Any = written(spot, made) if copy.held is Held.ID else made.name
            for step in reversed(steps(copy.path)[1:]):
                tree = [tree] if step == "[]" else {step: tree}
            first = steps(copy.path)[0]
            metadata[first] = _joined(metadata.get(first), tree)
    return metadata


def _joined(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return one | {key: _joined(one.get(key), each) for key, each in other.items()}
    if isinstance(one, list) and isinstance(other, list):
        return [_joined(one[0], other[0])]
    return other


def content(spot: Spot, made: Resource) -> str:
    """A flow that refers to it."""
    tree = json.loads(flow_text(metadata={"ActionMetadata": {"say": copies(spot, made)}}))
    tree["Actions"][0] |= {"Type": spot.action, "Parameters": spot.filled(written(spot, made))}
    return json.dumps(tree)


def out(instance: Instance, name: str) -> str:
    """The export of a flow."""
    flow = next(each for each in instance.flows() if each.name == name)
    (found,) = exporting.export(instance, [flow], exporting.ExportOptions())
    return found.text


def brought(instance: Instance, text: str) -> Done:
    """What an import does."""
    batch = [incoming(read_text(text), "a file")]
    (done,) = carry_out(plan_import(batch, instance, conflict=Conflict.REPLACE), instance)
    return done


def moved(source: Subject, spot: Spot) -> tuple[Resource, str]:
    """A source's thing, and the export of a flow that refers to it."""
    made = thing(source, spot)
    source.instance.create(new_flow("Main", content(spot, made)))
    return made, out(source.instance, "Main")


def test_all_kinds_with_names_are_here() -> None:
    """A kind that the catalogue gets later has its places tried as well."""
    named = {
        kind.name
        for kind in REFERENCE_KINDS.values()
        if kind.matched_by is not MatchedBy.VALUE and kind.service and kind.of_instance
    }

    assert {spot.kind for spot in SPOTS} == named


@every_spot
def test_home_again(subject: Subject, spot: Spot) -> None:
    """A flow that returns has every reference resolved by its ARN (or bare id)."""
    _, text = moved(subject, spot)
    outcomes = brought(subject.instance, text).item.outcomes

    assert [outcome.step for outcome in outcomes] == [ResolvedBy.SAME_ARN]


@every_spot
def test_another_instance(subject: Subject, other: Subject, spot: Spot) -> None:
    """Another instance's thing of that name takes its place, there and in every copy."""
    here, text = moved(subject, spot)
    there = thing(other, spot)
    outcomes = brought(other.instance, text).item.outcomes

    assert [(o.reference.place, o.resource) for o in outcomes] == [
        (ReferencePlace.PARAMETER, there)
    ]
    assert out(other.instance, "Main") == text.replace(written(spot, here), written(spot, there))


@every_spot
def test_a_missing_thing(subject: Subject, other: Subject, spot: Spot) -> None:
    """Without it just that block has a warning, saving works, and publishing waits for it."""
    _, text = moved(subject, spot)
    done = brought(other.instance, text)
    assert done.summary is not None
    (before,) = plan_publish(other.instance, done.summary).items
    there = thing(other, spot)
    (after,) = plan_publish(other.instance, done.summary).items

    assert [o.reference.block for o in done.item.unresolved] == ["say"]
    assert [o.reference.block for o in before.unresolved] == ["say"]
    assert after.unresolved == ()
    assert [
        r.written for r in find(incoming(read_text(settled(after.text, after.outcomes)), "").flow)
    ] == [written(spot, there)]


def listed(subject: Subject, spot: Spot) -> Resource:
    """Something that a person named in a folder's ``instance.json``."""
    folder, kind = subject.instance, REFERENCE_KINDS[spot.kind]
    assert isinstance(folder, FolderInstance)
    about = folder.about
    home = f"{about.arn}/" if kind.in_instance else f"arn:aws:{kind.service}:{about.region}:"
    home += "" if kind.in_instance else f"{about.account}:"
    new = str(uuid.uuid4())
    arn = f"{home}{kind.slug}{kind.separator}{new}"
    made = Resource(spot.kind, NAMES.get(spot.kind, "Thing"), arn, new)
    folder.keep_resources(about, [made])
    return made


@pytest.mark.parametrize("spot", NAMED_BY_FOLDERS, ids=str)
def test_what_folders_name(tmp_path: Path, spot: Spot) -> None:
    """Between folders that list them by name, the other kinds are found by name as well."""
    source, other = (KINDS["folder"](tmp_path / name) for name in ("place", "other"))
    here = listed(source, spot)
    source.instance.create(new_flow("Main", content(spot, here)))
    text = out(source.instance, "Main")
    missing = brought(other.instance, text).item.unresolved
    there = listed(other, spot)
    found = brought(other.instance, text).item.outcomes

    assert [outcome.reference.block for outcome in missing] == ["say"]
    assert [outcome.resource for outcome in found] == [there]
    assert out(other.instance, "Main") == text.replace(written(spot, here), written(spot, there))
