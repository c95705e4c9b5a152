"""A backup tool: everything is listed and described, planned by name, and restored elsewhere.

Source of the calls, of their order and of what is left out of each description: connect_backup,
connect_plan and connect_restore of awsnolan/amazon-connect-copy. The client refuses before it
sends what a create does not know, as the AWS CLI does.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from copied import COPIED, STAMPED, Place, two_places
from flowport.server.protocol.model import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from serving import Served

#: What is backed up, in the order in which it is restored: nothing before what it names.
_WORDS = (
    "UserHierarchyGroup",
    "PredefinedAttribute",
    "AgentStatus",
    "SecurityProfile",
    "HoursOfOperation",
    "Prompt",
    "ContactFlowModule",
    "ContactFlow",
    "Queue",
    "RoutingProfile",
    "QuickConnect",
    "TaskTemplate",
    "EvaluationForm",
    "Rule",
    "ExtractionDefinition",
    "View",
    "Workspace",
    "User",
)
_LISTS = {"AgentStatus": "ListAgentStatuses"}
_LISTED = {"AgentStatus": {"AgentStatusTypes": ["CUSTOM"]}, "Queue": {"QueueTypes": ["STANDARD"]}}
_Places: TypeAlias = "tuple[Place, Place, dict[str, str]]"
_ATTRIBUTES = ("CONTACTFLOW_LOGS", "CONTACT_LENS", "EARLY_MEDIA", "MULTI_PARTY_CONFERENCE")


@dataclass(frozen=True)
class _Saved:
    """A description, and the row of the list that led to it."""

    word: str
    name: str
    key: str
    found: Mapping[str, Any]


def _key(word: str, row: Mapping[str, Any]) -> str:
    """The id in a row of a list, or its name where that is the id."""
    own = ("Id", f"{word}Id", "HierarchyGroupId", "Name")
    return str(next(row[name] for name in own if name in row))


def _backup(place: Place) -> dict[str, _Saved]:
    """Everything of an instance, by kind and name."""
    return {f"{each.word} {each.name}": each for word in _WORDS for each in _of(place, word)}


def _of(place: Place, word: str) -> Iterator[_Saved]:
    listing = load().operations[_LISTS.get(word, f"List{word}s")]
    describing = load().operations[COPIED[word].describe or f"Describe{word}"]
    for row in place.call(listing.name, **_LISTED.get(word, {}))[listing.listed]:
        if row.get("Type") == "AWS_MANAGED":
            continue
        key = _key(word, row)
        answer = place.call(describing.name, **{describing.labels[-1]: key})
        found = answer[describing.described] if describing.described else answer
        name = row.get("Name") or row.get("Title") or row["Username"]
        yield _Saved(word, name, key, found)


def _settings(place: Place) -> dict[str, Any]:
    """What is saved beside things: attributes, the hierarchy's levels, origins, quick connects."""
    queues = {
        each["Id"]: each["Name"] for each in place.call("ListQueues")[_QUEUES] if "Name" in each
    }
    connects = {
        name: [
            each["Name"]
            for each in place.call("ListQueueQuickConnects", QueueId=queue)[
                "QuickConnectSummaryList"
            ]
        ]
        for queue, name in queues.items()
    }
    levels = place.call("DescribeUserHierarchyStructure")["HierarchyStructure"]
    return {
        "attributes": {
            name: place.call("DescribeInstanceAttribute", AttributeType=name)["Attribute"]["Value"]
            for name in _ATTRIBUTES
        },
        "levels": {level: each["Name"] for level, each in levels.items()},
        "origins": place.call("ListApprovedOrigins")["Origins"],
        "connects": connects,
    }


_QUEUES = "QueueSummaryList"

#: What differs between instances, and is not an id of a thing.
_ANEW = re.compile("(Time|Region|By|Sha256|LevelId|HierarchyPath)$")


def _lasting(backup: Mapping[str, _Saved], sed: Mapping[str, str]) -> dict[str, Any]:
    """What was saved, with other ids, without what differs between instances."""
    return {
        name: {k: v for k, v in _replaced(dict(saved.found), sed).items() if not _ANEW.search(k)}
        for name, saved in backup.items()
    }


def _restore(source: dict[str, _Saved], target: Place, sed: dict[str, str]) -> int:
    """Create what the target lacks, with its ids in place of the source's."""
    present, made = _backup(target), 0
    for name, saved in source.items():
        if name in present:
            sed[saved.key] = present[name].key
    for name, saved in source.items():
        if name not in present:
            sed[saved.key] = _create(target, saved, sed)
            made += 1
    return made


def _create(target: Place, saved: _Saved, sed: Mapping[str, str]) -> str:
    kind, operation = COPIED[saved.word], load().operations[f"Create{saved.word}"]
    shape: Any = operation.model.input_shape
    apart = {"InstanceId", *(name for name in saved.found if name not in shape.members)}
    assert {each for each in apart if not STAMPED.search(each)} <= kind.apart
    kept = {member: each for member, each in saved.found.items() if member not in apart}
    sent = _replaced({**kind.lacks, **kept}, sed)
    answer = target.call(operation.name, **{**sent, **_named(saved, kind.lacks)})
    return _key(saved.word, {"Name": saved.name, **answer.get(saved.word, answer)})


def _named(saved: _Saved, lacks: Mapping[str, Any]) -> dict[str, Any]:
    """The name again, where a placeholder of the kind has it."""
    return {member: saved.name for member in lacks if member.endswith("Name")}


def _replaced(found: Any, sed: Mapping[str, str]) -> Any:
    text = json.dumps(found, default=str)
    for old, new in sed.items():
        if re.fullmatch("[0-9a-f-]{36}", old):
            text = text.replace(old, new)
    return json.loads(text)


def _furnish(place: Place) -> None:
    """One of every kind, with everything that it can have, and settings of the instance."""
    levels = {"LevelOne": {"Name": "Region"}, "LevelTwo": {"Name": "Team"}}
    place.call("UpdateUserHierarchyStructure", HierarchyStructure=levels)
    for word in _WORDS:
        kind = COPIED[word]
        params = place.filled({**kind.lacks, **kind.required, **kind.optional})
        place.call(f"Create{word}", **params)
    place.call("UpdateInstanceAttribute", AttributeType="CONTACTFLOW_LOGS", Value="true")
    place.call("AssociateApprovedOrigin", Origin="https://example.com")


def _set_up(saved: Mapping[str, Any], target: Place) -> None:
    """Restore the settings."""
    for name, value in saved["attributes"].items():
        target.call("UpdateInstanceAttribute", AttributeType=name, Value=value)
    structure = {level: {"Name": name} for level, name in saved["levels"].items()}
    target.call("UpdateUserHierarchyStructure", HierarchyStructure=structure)
    for origin in saved["origins"]:
        target.call("AssociateApprovedOrigin", Origin=origin)


@pytest.fixture(scope="module")
def places(start: Callable[..., Served]) -> _Places:
    """A furnished instance, a new one into which it was restored, and the new ids by the old."""
    source, target = two_places(start(alias="backed-up"), "restored")
    _furnish(source)
    _set_up(_settings(source), target)
    sed = {source.instance: target.instance}
    _restore(_backup(source), target, sed)
    return source, target, sed


def test_everything_is_restored(places: _Places) -> None:
    """The new instance lists and describes what the old one does, with the ids that it has."""
    source, target, sed = places

    assert _lasting(_backup(target), {}) == _lasting(_backup(source), sed)


def test_settings_are_restored(places: _Places) -> None:
    """So are the attributes, levels and origins of the instance."""
    source, target, _sed = places

    assert _settings(target) == _settings(source)


def test_second_plan_is_empty(places: _Places) -> None:
    """After a restore, nothing is left to create."""
    source, target, sed = places

    assert _restore(_backup(source), target, dict(sed)) == 0
