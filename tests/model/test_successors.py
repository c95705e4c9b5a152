"""Questions about the graph, answered without recursion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flowport.model import successors

NODES = "abcdefgh"
GRAPHS = st.fixed_dictionaries(
    {node: st.lists(st.sampled_from(NODES), max_size=3, unique=True).map(tuple) for node in NODES}
)


@given(after=GRAPHS)
def test_a_cycle_is_what_leads_back_to_itself(after: dict[str, tuple[str, ...]]) -> None:
    """The nodes in cycles are just those that can reach themselves in one step or more."""
    looping = {node for node in after if node in successors.reachable(after, after[node])}

    assert {node for cycle in successors.cycles(after) for node in cycle} == looping


@given(after=GRAPHS)
def test_components_come_before_those_that_lead_to_them(after: dict[str, tuple[str, ...]]) -> None:
    """Publishing in this order meets a flow after what it refers to."""
    place = {node: at for at, part in enumerate(successors.components(after)) for node in part}

    assert all(place[target] <= place[node] for node in after for target in after[node])


@given(after=GRAPHS)
def test_order_names_every_node_once(after: dict[str, tuple[str, ...]]) -> None:
    """Reading order begins at the start and forgets no island."""
    ordered = successors.order(after, "c")

    assert ordered[0] == "c"
    assert sorted(ordered) == sorted(NODES)


@given(after=GRAPHS)
def test_predecessors_turn_the_arrows(after: dict[str, tuple[str, ...]]) -> None:
    """Twice turned is as before, but for the order."""
    twice = successors.predecessors(successors.predecessors(after))

    assert {node: set(targets) for node, targets in twice.items()} == {
        node: set(targets) for node, targets in after.items()
    }
