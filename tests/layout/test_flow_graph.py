"""Real flows are arranged: nothing overlaps, and no worse than their authors placed them."""

from __future__ import annotations

from functools import cache
from statistics import median
from typing import TYPE_CHECKING

import pytest

from corpus import corpus_files, needs_corpus
from documents import a_flow
from flowport import Flow, read
from flowport.layout import arrange
from flowport.layout.boxes import MAIN
from flowport.layout.flow_graph import as_placed, graph_of, positions
from flowport.layout.measure import Measure, measure, overlaps

if TYPE_CHECKING:
    from pathlib import Path


@cache
def flows() -> list[Flow]:
    """All real flows in the flow language that hold a block."""
    read_flows = [read(path) for path in corpus_files("language")]
    return [flow for flow in read_flows if isinstance(flow, Flow) and flow.actions]


@cache
def measured() -> list[tuple[Measure, Measure]]:
    """For each flow of six blocks or more that a person placed: ours, and theirs."""
    found = []
    for flow in flows():
        graph = graph_of(flow)
        theirs = {box.id: box.at for box in graph.boxes if box.at is not None}
        if len(theirs) == len(graph.boxes) >= 6:
            found.append((measure(graph, arrange(graph)), measure(graph, theirs)))
    return found


@needs_corpus
@pytest.mark.parametrize("path", corpus_files("language"), ids=lambda path: path.stem)
def test_real_flows_do_not_overlap(path: Path) -> None:
    """No two blocks of a real flow share a point after arranging."""
    flow = read(path)
    assert isinstance(flow, Flow)
    graph = graph_of(flow)

    assert not overlaps(graph, arrange(graph))


@needs_corpus
def test_crossings_like_the_authors(capsys: pytest.CaptureFixture[str]) -> None:
    """At the median no more links cross than as the authors placed the blocks."""
    ours = median(mine.crossings for mine, _ in measured())
    theirs = median(author.crossings for _, author in measured())
    with capsys.disabled():
        print(f"\ncrossings, median of {len(measured())} flows: {ours:g}; authors {theirs:g}")  # noqa: T201 - a figure to be read

    assert ours <= theirs


@needs_corpus
def test_crossings_of_all_flows_together() -> None:
    """In all flows together fewer links cross than as the authors placed the blocks.

    The median counts in small whole numbers; the sum also tells of the large flows.
    """
    assert sum(mine.crossings for mine, _ in measured()) < sum(
        author.crossings for _, author in measured()
    )


@needs_corpus
def test_area_like_the_authors(capsys: pytest.CaptureFixture[str]) -> None:
    """At the median the picture is no larger than as the authors placed the blocks."""
    ours = median(mine.area for mine, _ in measured())
    theirs = median(author.area for _, author in measured())
    with capsys.disabled():
        print(f"\narea, median of {len(measured())} flows: {ours:,.0f}; authors {theirs:,.0f}")  # noqa: T201 - a figure to be read

    assert ours <= theirs


def test_success_is_the_main_path() -> None:
    """The branch after success weighs most."""
    flow = a_flow(("a", "MessageParticipant", "b"), ("b", "DisconnectParticipant", None))

    assert [link.weight for link in graph_of(flow).links] == [MAIN]


def test_stored_places_are_followed() -> None:
    """Blocks that a person placed are drawn where they stand."""
    flow = a_flow(("a", "Wait", "b"), ("b", "Wait", None), places={"a": (5, 7), "b": (900, 70)})

    assert as_placed(flow) == {"a": (5, 7), "b": (900, 70)}


def test_blocks_on_one_spot_are_parted() -> None:
    """Where the designer keeps two actions as one block, the second is drawn beside it."""
    flow = a_flow(("a", "Wait", "b"), ("b", "Wait", None), places={"a": (5, 7), "b": (5, 7)})

    assert not overlaps(graph_of(flow), as_placed(flow))


def test_entry_has_room() -> None:
    """An arranged flow leaves room for the mark of the entry on the left."""
    flow = a_flow(("a", "DisconnectParticipant", None))

    assert positions(flow)["a"].x >= 80
