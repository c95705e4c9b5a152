"""What changes no meaning is reported as no change of meaning, for real flows and made ones."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import corpus_files, needs_corpus
from diff.sample import SAMPLE, condition, error, reidentified, shuffled, step
from flowport.diff import Aspect, compare
from flowport.diff.edits import Renamed
from flowport.model import Flow, edit, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def real() -> list[Flow]:
    """Every tenth real flow, so that the tests take seconds."""
    found = [read_bytes(path.read_bytes()) for path in corpus_files("language")[::10]]
    return [flow for flow in found if isinstance(flow, Flow)]


def flows() -> st.SearchStrategy[Flow]:
    """Graphs of any shape: loops, islands, twins, dangling branches, blocks without settings."""
    return st.integers(0, 12).flatmap(lambda size: st.builds(_flow, _blocks(size), _ends(size)))


def _ends(size: int) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *(f"b{n}" for n in range(size))])


def _blocks(size: int) -> st.SearchStrategy[list[tuple[str, str, str, str, str]]]:
    kinds = st.sampled_from(["MessageParticipant", "Wait", "Compare", "DisconnectParticipant"])
    texts = st.sampled_from(["", "a", "b c"])
    ends = _ends(size)
    one = st.tuples(kinds, texts, ends, ends, ends)
    return st.lists(one, min_size=size, max_size=size)


def _flow(blocks: list[tuple[str, str, str, str, str]], start: str) -> Flow:
    actions = [
        step(
            f"b{number}",
            kind,
            {"Text": text} if text else {},
            to,
            (error("NoMatchingError", fault),),
            (condition("1", one), condition("2", to)),
        )
        for number, (kind, text, to, fault, one) in enumerate(blocks)
    ]
    return Flow.from_tree({"Version": "2019-10-30", "StartAction": start, "Actions": actions})


def reformatted(flow: Flow) -> Flow:
    """The flow written with another indent and read again."""
    again = read_bytes(json.dumps(flow.tree, indent=3).encode())
    assert isinstance(again, Flow)
    return again


def moved(flow: Flow) -> Flow:
    """The flow with every block at another place."""
    places = {action.id: (9.0 * action.index, 7.0) for action in flow.actions}
    return edit.move(flow, places)


def padded(flow: Flow) -> Flow:
    """The flow with an empty setting in every block."""
    for action in flow.actions:
        flow = edit.set_parameter(flow, action.id, ("Unused",), {})
    return flow


WAYS: dict[str, Callable[[Flow], Flow]] = {
    "shuffled": shuffled,
    "reformatted": reformatted,
    "moved": moved,
    "reidentified": reidentified,
    "padded": padded,
    "all": lambda flow: reformatted(moved(reidentified(shuffled(flow)))),
}
EACH_WAY = pytest.mark.parametrize("way", WAYS)


def meant(before: Flow, after: Flow) -> list[Any]:
    """The edits that touch meaning."""
    return list(compare(before, after).of(Aspect.MEANING))


@EACH_WAY
def test_the_sample_means_the_same(way: str) -> None:
    """The sample keeps its meaning however it is written."""
    assert meant(SAMPLE, WAYS[way](SAMPLE)) == []


@needs_corpus
@EACH_WAY
def test_real_flows_mean_the_same(way: str) -> None:
    """Real flows keep their meaning however they are written."""
    assert [flow.file for flow in real() if meant(flow, WAYS[way](flow))] == []


@settings(deadline=None, max_examples=150)
@given(flow=flows(), seed=st.integers(0, 9))
def test_any_graph_means_the_same(flow: Flow, seed: int) -> None:
    """Any graph keeps its meaning under new identifiers and in another order."""
    assert meant(flow, reidentified(shuffled(flow, seed), seed)) == []


@settings(deadline=None, max_examples=150)
@given(flow=flows(), order=st.permutations(range(12)))
def test_identifiers_may_change_places(flow: Flow, order: list[int]) -> None:
    """Identifiers that are dealt again among the same blocks change no meaning."""
    dealt = flow
    for number in range(len(flow.actions)):
        dealt = edit.rename(dealt, f"b{number}", f"old{number}")
    for number in range(len(flow.actions)):
        dealt = edit.rename(dealt, f"old{number}", f"b{order[number]}")

    assert meant(flow, dealt) == []


@settings(deadline=None, max_examples=150)
@given(before=flows(), after=flows())
def test_edits_are_found_if_and_only_if_graphs_differ(before: Flow, after: Flow) -> None:
    """Comparing is fair: it finds no change one way exactly if it finds none the other way."""
    assert bool(meant(before, after)) == bool(meant(after, before))


def test_layout_is_told_apart() -> None:
    """Moved blocks are layout, and nothing else."""
    found = compare(SAMPLE, moved(SAMPLE))

    assert found.edits == found.of(Aspect.LAYOUT) != ()


def test_new_identifiers_are_told_as_names() -> None:
    """Every block is told to have another identifier, once."""
    found = compare(SAMPLE, reidentified(SAMPLE))

    assert [type(one) for one in found.edits] == [Renamed] * len(SAMPLE.actions)
