"""Blocks are arranged: never on top of each other, always the same, and with little ado."""

from __future__ import annotations

from random import Random
from statistics import median

import pytest
from hypothesis import given, settings

from flowport.layout import ASIDE, MAIN, Box, Graph, Link, Position, arrange
from flowport.layout.measure import measure, overlaps
from layout.graphs import box, flow, graph_of, graphs, hub


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_nothing_overlaps(graph: Graph) -> None:
    """Whatever the links are, no two blocks share a point."""
    places = arrange(graph)

    assert not overlaps(graph, places)


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_every_box_has_a_place(graph: Graph) -> None:
    """Each block is placed, also those that nothing leads to."""
    assert set(arrange(graph)) == {one.id for one in graph.boxes}


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_same_graph_same_places(graph: Graph) -> None:
    """The same graph is arranged the same way again."""
    assert arrange(graph) == arrange(graph)


def test_nothing_to_arrange() -> None:
    """A graph without blocks has no places."""
    assert arrange(Graph(())) == {}


@pytest.mark.parametrize(
    "branches",
    [
        [[0]],
        [[0, 0, 0], [1]],
        [[1], [2], [0]],
        [[1, 1, 1], []],
        [[9], [9]],
        [[], [], [], []],
        [[1], [0], [3], [2]],
    ],
    ids=["self-loop", "self-loops", "ring", "repeats", "missing", "loose", "two rings"],
)
def test_odd_graphs(branches: list[list[int]]) -> None:
    """Loops, rings, repeats and links to nothing are arranged and not refused."""
    graph = graph_of(branches)

    assert not overlaps(graph, arrange(graph))


@pytest.mark.parametrize("spokes", [50, 2500])
def test_hub(spokes: int) -> None:
    """A block with thousands of branches is arranged, its targets in columns beside it."""
    graph = hub(spokes)

    assert not overlaps(graph, arrange(graph))


def test_entry_that_is_missing() -> None:
    """Where the entry names no block, the first block is the entry."""
    graph = Graph((box("a"), box("b", 0)), (Link("a", 0, "b"),), entry="gone")

    assert arrange(graph)["a"] == (0, 0)


def test_main_path_is_straight() -> None:
    """Blocks that follow each other by success are on one line."""
    graph = graph_of([[1, 5], [2, 5], [3, 5], [4, 5], [], []])
    places = arrange(graph)

    assert len({places[str(index)].y for index in range(5)}) == 1


def test_errors_stand_aside() -> None:
    """What only errors lead to stands below the main path."""
    graph = graph_of([[1, 4, 5], [2, 4, 5], [3, 4, 5], [], [], []])
    places = arrange(graph)

    assert places["5"].y > places["1"].y


def test_left_to_right() -> None:
    """Without loops and wraps each block stands right of those that lead to it."""
    graph = graph_of([[1, 2], [3], [3], [4], []])
    places = arrange(graph)

    assert all(places[link.source].x < places[link.target].x for link in graph.links)


def test_long_chain_is_wrapped() -> None:
    """A chain of forty blocks becomes some rows and not one line of 12,000 pixels."""
    graph = graph_of([*[[index + 1] for index in range(39)], []])
    found = measure(graph, arrange(graph))

    assert 0.8 < found.width / found.height < 4


def test_islands_lie_below() -> None:
    """Blocks that nothing from the entry leads to stand below all others."""
    graph = graph_of([[1], [2], [], [4], []])
    places = arrange(graph)

    assert min(places["3"].y, places["4"].y) > max(places[name].y for name in "012")


def test_many_loose_blocks_form_rows() -> None:
    """Blocks without any link are packed in rows, not in one line."""
    graph = graph_of([[] for _ in range(60)])
    found = measure(graph, arrange(graph))

    assert found.width < 3000


def stayed(graph: Graph, source: int) -> float:
    """The share of blocks that stay about where they are when one block gets a new branch."""
    new = box(str(len(graph.boxes)), 0)
    grown = Graph(
        (*graph.boxes, new), (*graph.links, Link(str(source), 0, new.id, ASIDE)), graph.entry
    )
    before, after = arrange(graph), arrange(grown)
    moves = [(abs(at.x - after[name].x), abs(at.y - after[name].y)) for name, at in before.items()]
    return sum(x <= 300 and y <= 150 for x, y in moves) / len(moves)


def test_little_edit_moves_little() -> None:
    """A block added to a flow leaves nine of ten where they were, within a block's size."""
    luck = Random(7)  # noqa: S311 - the same flows at every run
    shares = [stayed(flow(luck), luck.randrange(8)) for _ in range(25)]

    assert median(shares) >= 0.9


def test_sizes_are_respected() -> None:
    """Boxes of uneven sizes have room as well."""
    boxes = tuple(Box(str(size), size, size * 3 + 1, 2) for size in range(7, 300, 13))
    links = tuple(Link("7", 0, one.id) for one in boxes)
    graph = Graph(boxes, links, "7")

    assert not overlaps(graph, arrange(graph))


def test_places_are_whole_steps() -> None:
    """Places are multiples of ten pixels, so that snapping to a grid moves nothing."""
    places = arrange(hub(12))

    assert all(x % 10 == 0 and y % 10 == 0 for x, y in places.values())


def test_positions_are_named() -> None:
    """A place has its x and y by name."""
    assert arrange(Graph((box("a"),)))["a"] == Position(0, 0)


def test_begins_forward() -> None:
    """The first block leads on to the right, also where going back would cross fewer links."""
    keys = [f"key{number}" for number in range(10)]
    boxes = [
        Box("greet", 220, 110, 2),
        Box("menu", 220, 370, 13),
        *(Box(key, 220, 70, 1) for key in keys),
        Box("again", 220, 110, 2),
        Box("sorry", 220, 110, 2),
        Box("end", 220, 40),
    ]
    links = [
        *(Link("greet", row, "menu", weight) for row, weight in enumerate((MAIN, ASIDE))),
        *(Link("menu", row, key) for row, key in enumerate(keys)),
        Link("menu", 10, "sorry", ASIDE),
        Link("menu", 11, "again"),
        Link("menu", 12, "again", ASIDE),
        *(Link("again", row, "menu", weight) for row, weight in enumerate((MAIN, ASIDE))),
        *(Link(key, 0, "sorry", ASIDE) for key in keys),
        *(Link("sorry", row, "end", weight) for row, weight in enumerate((MAIN, ASIDE))),
    ]
    places = arrange(Graph(tuple(boxes), tuple(links), "greet"))

    assert places["greet"].x < places["menu"].x
