"""Legacy flows of every block, with anything in them: conversion never fails and loses nothing."""

from __future__ import annotations

import copy
import json
import os
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowport.catalogue.legacy import LEGACY_BLOCKS, LEGACY_OPERATORS, NAMESPACES, LegacyBlockType
from flowport.convert import Exactness, Home, convert_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import DrawFn

MANY = int(os.environ.get("FLOWPORT_EXAMPLES", "40"))
WORDS = sorted(
    {
        *("Enable", "Disable", "Both", "Agent", "text", "ssml", "true", "FromCustomer", "V2"),
        *("RealTime", "None", "Custom", "PhoneNumber", "Available", "AgentWhisper", "1", "6"),
    }
)
FORMS = [
    *LEGACY_BLOCKS.values(),
    LegacyBlockType(type="Strange", action="", title="", target="Thing"),
]


class Maker:
    """Makes values that are found again: each text and each number comes once."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.made = 0

    def text(self) -> str:
        """A text that has no place else in the flow."""
        self.made += 1
        return f"t{self.made}x"

    def value(self) -> Any:
        """Any JSON value; known words come more often than others."""
        kind = self.draw(st.integers(0, 9))
        if kind < 4:
            return self.draw(st.sampled_from(WORDS))
        strange: list[Any] = [None, True, [self.text()], {"deep": self.text()}]
        return strange[kind - 4] if kind < 8 else self.text() if kind == 8 else 7000 + self.number()

    def number(self) -> int:
        """A number that has no place else."""
        self.made += 1
        return self.made

    def some(self, chance: int = 3) -> bool:
        """True once in ``chance`` times."""
        return self.draw(st.integers(1, chance)) == 1

    def extras(self, entry: dict[str, Any]) -> dict[str, Any]:
        """The entry, at times with a field that is unknown."""
        if self.some(6):
            entry[self.text()] = self.value()
        return entry

    def parameter(self, block: LegacyBlockType) -> dict[str, Any]:
        """A parameter that the block knows, or one that it does not."""
        names = [parameter.name for parameter in block.parameters]
        known = names and not self.some(5)
        entry: dict[str, Any] = {
            "name": self.draw(st.sampled_from(names)) if known else self.text()
        }
        if not self.some(8):
            entry["value"] = self.value()
        if self.some():
            entry["namespace"] = self.draw(st.sampled_from([*NAMESPACES, None, "Other", 5]))
        if self.some():
            entry["key"] = self.value() if self.some(4) else self.text()
        if self.some():
            entry["resourceName"] = self.draw(st.sampled_from([None, self.text(), 8, ""]))
        if entry["name"] == "ContactData" and not self.some():
            field = self.draw(st.sampled_from(["languageCode", "customerId", "contactReference"]))
            reference = {"key": self.text(), "value": self.text(), "type": self.text()}
            entry[field] = reference if field == "contactReference" else self.value()
        return self.extras(entry)

    def branch(self, block: LegacyBlockType) -> dict[str, Any]:
        """A branch that the block knows, or one that it does not; to a place of its own."""
        names = [branch.name for branch in block.branches]
        known = names and not self.some(5)
        name = self.draw(st.sampled_from(names)) if known else self.text()
        entry: dict[str, Any] = {"condition": name, "transition": self.text()}
        if name in ("Evaluate", "CheckQueueTime", "CheckQueueSize") or self.some(8):
            entry["conditionType"] = self.draw(st.sampled_from([*LEGACY_OPERATORS, "Odd", None]))
            entry["conditionValue"] = self.text()
        return self.extras(entry)

    def block(self, place: int) -> dict[str, Any]:
        """A block of any form."""
        form = self.draw(st.sampled_from(FORMS))
        module: dict[str, Any] = {
            "id": f"block {place}",
            "type": form.type,
            "branches": [self.branch(form) for _ in range(self.draw(st.integers(0, 4)))],
            "parameters": [self.parameter(form) for _ in range(self.draw(st.integers(0, 4)))],
            "metadata": {"position": {"x": 1, "y": 2}, self.text(): self.value()},
        }
        if form.target:
            module["target"] = form.target
        if self.some(6):
            module[self.draw(st.sampled_from(["branches", "parameters", "metadata"]))] = (
                self.value()
            )
        return self.extras(module)


@st.composite
def flows(draw: DrawFn) -> dict[str, Any]:
    """A legacy flow of one to three blocks, with anything in them."""
    maker = Maker(draw)
    modules = [maker.block(place) for place in range(draw(st.integers(1, 3)))]
    start = draw(st.sampled_from(["block 0", "nowhere", None, 5]))
    metadata = maker.extras({"name": maker.text(), "type": "contactFlow"})
    return maker.extras({"modules": modules, "version": "1", "start": start, "metadata": metadata})


def _leaves(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every text, number and switch in a value, with its pointer."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, f"{pointer}/{key}")
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _leaves(part, f"{pointer}/{place}")
    elif value is not None:
        yield pointer, value


def _lost(legacy: dict[str, Any], home: Home) -> list[tuple[str, Any]]:
    """The made values that are neither in the flow nor below a note's place."""
    flow, notes = convert_tree(legacy, home)
    text = json.dumps(flow)
    places = [note.pointer for note in notes if note.pointer != "/modules"]
    return [
        (pointer, leaf)
        for pointer, leaf in _leaves(legacy)
        if _is_made(leaf) and str(leaf) not in text
        if not any(pointer == place or pointer.startswith(f"{place}/") for place in places)
    ]


def _is_made(leaf: Any) -> bool:
    return (isinstance(leaf, str) and leaf[:1] == "t" and leaf[-1:] == "x") or (
        type(leaf) is int and leaf > 7000
    )


anything = settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@anything
@given(flows(), st.sampled_from(Home))
def test_no_value_is_lost_without_a_note(legacy: dict[str, Any], home: Home) -> None:
    """Each value is found in the flow, or a note is at its place or above it."""
    assert _lost(legacy, home) == []


@anything
@given(flows())
def test_every_id_is_kept(legacy: dict[str, Any]) -> None:
    """Each block becomes one action of its id, with metadata."""
    flow, _ = convert_tree(legacy)
    ids = [module["id"] for module in legacy["modules"]]

    assert [action["Identifier"] for action in flow["Actions"]] == ids
    assert list(flow["Metadata"]["ActionMetadata"]) == ids


@anything
@given(flows())
def test_every_transition_is_kept(legacy: dict[str, Any]) -> None:
    """Wherever a branch led, the action leads too."""
    flow, _ = convert_tree(legacy)

    for module, action in zip(legacy["modules"], flow["Actions"], strict=True):
        branches = module["branches"] if isinstance(module["branches"], list) else []
        wanted = {
            branch["transition"]
            for branch in branches
            if isinstance(branch, dict) and "transition" in branch
        }
        assert wanted <= {leaf for _, leaf in _leaves(action["Transitions"])}


@anything
@given(flows())
def test_converting_twice_changes_nothing(legacy: dict[str, Any]) -> None:
    """The same flow gives the same, its tree is left alone, and a converted one is not touched."""
    before = copy.deepcopy(legacy)
    first = convert_tree(legacy)

    assert convert_tree(legacy) == first
    assert legacy == before
    assert convert_tree(first[0]) == (first[0], ())


@anything
@given(flows())
def test_a_note_points_into_the_legacy_flow(legacy: dict[str, Any]) -> None:
    """What a note points at is there, or would stand below what is there."""
    for note in convert_tree(legacy)[1]:
        steps = note.pointer.split("/")[1:]
        value: Any = legacy
        for step in steps[:-1]:
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert isinstance(value, (dict, list))
        assert note.kind in Exactness
