"""What Describe answers, Create accepts: every kind is copied into a second instance."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from copied import COPIED, STAMPED, Copied, Place, delete, describe, two_places
from flowport.server.operations.kinds import KINDS
from flowport.server.protocol.model import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

#: Kinds that are described and created, but not by themselves.
_WITH_ANOTHER = {"HoursOfOperationOverride", "TestCase", "TrafficDistributionGroup"}


def _variants(kind: Copied) -> Iterator[dict[str, Any]]:
    """Everything, each optional member left out, nothing but what is required, no tags."""
    yield {**kind.required, **kind.optional}
    for name in kind.optional:
        yield {k: v for k, v in {**kind.required, **kind.optional}.items() if k != name}
    yield dict(kind.required)
    if "Tags" in kind.optional:
        yield {**kind.required, **kind.optional, "Tags": {}}


@pytest.fixture(scope="module")
def places(start: Callable[..., Any]) -> tuple[Place, Place]:
    """Two instances of one account, and a client of the whole account."""
    found = two_places(start(alias="copied-from"), "copied-to")
    for each in found:
        each.call("UpdateUserHierarchyStructure", HierarchyStructure={"LevelOne": {"Name": "one"}})
    return found


def _taken(word: str) -> set[str]:
    """The members that the create of a kind accepts."""
    shape = load().operations[f"Create{word}"].model.input_shape
    return set() if shape is None else set(shape.members)


_CASES = [
    pytest.param(word, kind, params, id=f"{word}-{place}")
    for word, kind in COPIED.items()
    for place, params in enumerate(_variants(kind))
]


@pytest.mark.parametrize(("word", "kind", "params"), _CASES)
def test_copy_is_described_as_its_source(
    places: tuple[Place, Place], word: str, kind: Copied, params: dict[str, Any]
) -> None:
    """What one instance describes is created in another, and described there as the same."""
    source, target = places
    unique = json.loads(json.dumps(params).replace("copied", f"copied {len(json.dumps(params))}"))
    if word in {"EmailAddress", "Vocabulary"}:
        unique = json.loads(json.dumps(unique).replace("copied ", "copied"))
    made = source.call(f"Create{word}", **source.filled({**kind.lacks, **unique}))
    first = describe(source, word, _with(kind, unique), made)
    taken = _taken(word)
    sent = {k: v for k, v in source.plain(first).items() if k in taken}
    again = target.call(f"Create{word}", **target.filled({**kind.lacks, **unique, **sent}))
    second = describe(target, word, _with(kind, unique), again)
    delete(source, word, first)
    delete(target, word, second)

    assert target.plain(second) == source.plain(first)


def _with(kind: Copied, params: Mapping[str, Any]) -> Copied:
    """The kind with the names that a case gives."""
    return Copied(required=params, describe=kind.describe, by=kind.by)


@pytest.mark.parametrize("word", COPIED)
def test_description_has_nothing_that_a_create_refuses(
    places: tuple[Place, Place], word: str
) -> None:
    """Beside ids, ARNs, times and counts, a new thing is described by what creates accept."""
    kind, place = COPIED[word], places[0]
    made = place.call(f"Create{word}", **place.filled({**kind.lacks, **kind.required}))
    found = describe(place, word, kind, made)
    delete(place, word, found)
    taken = _taken(word)
    refused = {name for name in found if name not in taken and not STAMPED.search(name)}

    assert refused <= kind.apart


def test_every_kind_that_is_described_is_copied() -> None:
    """Each plain kind with a create and a describe is among those that are copied here."""
    both = {
        each.family.word
        for each in KINDS
        if f"Create{each.family.word}" in load().operations
        and (each.describe or f"Describe{each.family.word}") in load().operations
    }

    assert both <= {*COPIED, *_WITH_ANOTHER}
