"""No flow goes live that leads to one which nobody can reach."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from flowport.errors import RefusedError
from flowport.ports import Status
from jobs.moving.running import apply, plan
from jobs.moving.world import Memory, populate

if TYPE_CHECKING:
    from flowport.jobs.moving.plan import Plan
    from flowport.ports import FlowKey, FlowSummary, NewFlow

_SIZE = 6
_some = st.sets(st.integers(0, _SIZE - 1), max_size=2)
graphs = st.lists(_some, min_size=_SIZE, max_size=_SIZE)


class Refusing(Memory):
    """An instance that publishes no flow of some names, nor a module's content."""

    refused: frozenset[str] = frozenset()

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow, unless it is one of those."""
        if publish and new.name in self.refused:
            raise RefusedError("the content is not valid")
        return super().create(new, publish=publish)

    def publish(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Publish one, unless it is one of those."""
        if self._get(key).summary.name in self.refused:
            raise RefusedError("the content is not valid")
        super().publish(key, text, settings=settings)


def _source(graph: list[set[int]], broken: set[int], kind: str = "flow") -> Memory:
    uses = {
        f"{kind if number % 2 else 'flow'}:{number}": [
            *(f"{kind if each % 2 else 'flow'}:{each}" for each in sorted(used)),
            *(["lambda:Lookup"] if number in broken else []),
        ]
        for number, used in enumerate(graph)
    }
    source = Memory()
    populate(source, uses)
    return source


def _migrated(source: Memory, target: Memory) -> Plan:
    made = plan(source, target, publish="all")
    with tempfile.TemporaryDirectory() as folder:
        apply(made, target, Path(folder) / "journal")
    return made


def _dead_ends(target: Memory) -> list[tuple[str, str]]:
    """Flows that callers hear, each with one that it leads to and that they don't."""
    live = {held.summary.arn: held.summary.name for held in target.held.values() if held.published}
    ways: list[tuple[str, str]] = []
    for held in target.held.values():
        blocks: list[dict[str, Any]] = json.loads(held.published or "{}").get("Actions", [])
        values = [str(each) for block in blocks for each in block["Parameters"].values()]
        called = [value for value in values if "/contact-flow/" in value]
        ways += [(held.summary.name, value) for value in called if value not in live]
    return ways


@given(graphs, st.sets(st.integers(0, _SIZE - 1), max_size=2))
def test_what_leads_to_an_unpublished_flow_is_saved(
    graph: list[set[int]], broken: set[int]
) -> None:
    """Also over several flows and in a ring; what leads nowhere else is published."""
    target = Memory(account="444455556666")
    _migrated(_source(graph, broken), target)
    spared = [number for number, used in enumerate(graph) if not (used | {number}) & broken]
    names = {held.summary.name for held in target.held.values() if held.published}

    assert _dead_ends(target) == []
    assert {str(each) for each in spared if not graph[each]} <= names


@given(graphs, st.sets(st.integers(0, _SIZE - 1), max_size=2))
def test_what_leads_to_a_refused_flow_is_saved(graph: list[set[int]], refused: set[int]) -> None:
    """What the target alone knows to be wrong keeps those that lead to it from being published."""
    target = Refusing(account="444455556666")
    target.refused = frozenset(map(str, refused))
    below = [{each for each in used if each < number} for number, used in enumerate(graph)]
    _migrated(_source(below, set()), target)

    assert _dead_ends(target) == []


def test_a_module_that_is_only_a_shell_holds_back_its_flow() -> None:
    """A module's draft is not heard; a flow that would run its shell is saved, in each run."""
    source, target = _source([{1}, set()], {1}, "module"), Memory(account="444455556666")
    first, second = _migrated(source, target), plan(source, target, publish="all")

    assert [item.publish for item in first.items] == [False, False]
    assert [item.publish for item in second.items] == [False, False]


def test_the_reason_names_block_and_flow() -> None:
    """It says what can't be published yet, and where that is called."""
    made = plan(_source([{1}, set()], {1}), Memory(account="444455556666"), publish="all")

    assert made.items[0].reasons == (
        "block Transfer to flow “use-1”: '1', to which it leads, can't be published yet",
    )


def test_what_the_source_never_published_holds_nothing_back() -> None:
    """As in the source: a published flow that leads to a saved one stays published."""
    source, target = _source([{1}, set()], set()), Memory(account="444455556666")
    key = next(key for key, held in source.held.items() if held.summary.name == "1")
    saved = replace(source.held[key].summary, status=Status.SAVED)
    source.held[key] = replace(source.held[key], published=None, summary=saved)
    made = plan(source, target)

    assert [item.publish for item in made.items] == [True, False]
