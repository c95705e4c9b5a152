"""What a person placed stays, and what is new finds room."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.layout import MAIN, Graph, Link, Position, arrange
from flowport.layout.measure import measure
from layout.graphs import box, graphs


@settings(max_examples=40, deadline=None)
@given(graphs(), st.data())
def test_kept_blocks_stay(graph: Graph, data: st.DataObject) -> None:
    """Kept blocks do not move, and no new block covers another."""
    fresh = arrange(graph)
    kept = data.draw(st.sets(st.sampled_from(sorted(fresh))))
    spots = {name: Position(place.x + 37, place.y * 2 + 5) for name, place in fresh.items()}
    boxes = tuple(replace(one, at=spots[one.id]) for one in graph.boxes)
    graph = replace(graph, boxes=boxes)
    places = arrange(graph, keep=kept)

    assert all(places[name] == spots[name] for name in kept)
    assert measure(graph, places).overlaps == 0


def test_new_block_stands_beside_its_neighbour() -> None:
    """A new block is placed right of the kept one that leads to it."""
    here = replace(box("a"), at=Position(1000, 500))
    graph = Graph((here, box("b", 0)), (Link("a", 0, "b", MAIN),), "a")
    places = arrange(graph, keep=["a"])

    assert places == {"a": (1000, 500), "b": (1280, 500)}


def test_kept_without_a_place_is_placed() -> None:
    """Asking to keep a block that has no place places it."""
    graph = Graph((box("a", 0),), (), "a")

    assert arrange(graph, keep=["a"]) == {"a": (0, 0)}
