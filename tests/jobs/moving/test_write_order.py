"""Orders: everything after what it needs, and few shells."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from flowport.jobs.moving.plan import Do, FlowChange, Item
from flowport.jobs.moving.write_order import feedback, steps
from flowport.model.successors import cycles
from flowport.ports import FlowKind

graphs = st.integers(1, 6).flatmap(
    lambda n: st.lists(st.sets(st.integers(0, n - 1), max_size=3), min_size=n, max_size=n)
)


def graph_of(lists: list[set[int]]) -> dict[str, tuple[str, ...]]:
    """A graph with words as its vertices."""
    return {f"flow:{n}": tuple(f"flow:{t}" for t in sorted(after)) for n, after in enumerate(lists)}


def without(graph: dict[str, tuple[str, ...]], gone: set[str]) -> dict[str, tuple[str, ...]]:
    """A graph without some vertices."""
    return {
        n: tuple(t for t in after if t not in gone) for n, after in graph.items() if n not in gone
    }


@given(graphs)
def test_no_cycle_is_left(lists: list[set[int]]) -> None:
    """Without the feedback vertices there is no cycle."""
    graph = graph_of(lists)

    assert cycles(without(graph, set(feedback(graph)))) == []


@given(graphs)
def test_no_smaller_set_would_do(lists: list[set[int]]) -> None:
    """In small graphs the set is a smallest one."""
    graph = graph_of(lists)
    smaller = combinations(graph, max(0, len(feedback(graph)) - 1))

    assert not feedback(graph) or all(cycles(without(graph, set(some))) for some in smaller)


@given(graphs, st.sets(st.integers(0, 5)))
def test_each_step_comes_after_what_it_needs(lists: list[set[int]], there: set[int]) -> None:
    """One by one the steps can be done, and a reference to what is new finds it there."""
    graph = graph_of(lists)
    items = [
        Item(
            kind=FlowKind.FLOW,
            name=str(n),
            type="CONTACT_FLOW",
            action=FlowChange.UPDATE if n in there else FlowChange.CREATE,
        )
        for n in range(len(lists))
    ]
    made = {item.label for item in items if item.action is FlowChange.UPDATE}
    done: set[str] = set()
    for step in steps(items, graph):
        assert set(step.needs) <= done
        assert step.do is Do.SHELL or set(graph[step.label]) <= made
        done.add(step.id)
        made.add(step.label)
