"""In which order flows are written, so that each finds what it refers to.

Whoever is referred to is written before who refers to it. Flows that are new and refer to each
other in a cycle can't be: a few of them, the feedback vertices, are made as shells first and
filled when the others are there.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from flowport.jobs.moving.plan import Do, FlowChange, Step
from flowport.model.successors import components

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from flowport.jobs.moving.plan import Item

__all__ = ["feedback", "steps"]

Graph = dict[str, set[str]]

#: Up to this number of vertices, after reducing, the smallest set is looked for in all.
_FEW = 14

_DOES = {FlowChange.CREATE: Do.CREATE, FlowChange.UPDATE: Do.UPDATE, FlowChange.PUBLISH: Do.PUBLISH}


def feedback(graph: Mapping[str, Collection[str]]) -> list[str]:
    """A small set of vertices without which a directed graph has no cycle; sorted.

    Vertices that lie on no cycle are taken away and those with one way in or out are bridged, which
    keeps the smallest set the smallest; what is left, if it is little, is tried out, and else the
    vertex with the most ways through is taken.
    """
    left: Graph = {node: {t for t in after if t in graph} for node, after in graph.items()}
    chosen: list[str] = []
    while left:
        if _reduced(left, chosen):
            continue
        if len(left) <= _FEW:
            return sorted([*chosen, *_smallest(left)])
        before = _back(left)
        busiest = max(sorted(left), key=lambda node: len(left[node]) * len(before[node]))
        _remove(left, busiest)
        chosen.append(busiest)
    return sorted(chosen)


def _reduced(left: Graph, chosen: list[str]) -> bool:
    """Take one vertex away that needs no choice; False if there is none."""
    before = _back(left)
    for node in sorted(left):
        after = left[node]
        if node in after:
            chosen.append(node)
            _remove(left, node)
            return True
        if len(after) <= 1 or len(before[node]) <= 1:
            for source in before[node]:
                left[source] |= after
            _remove(left, node)
            return True
    return False


def _back(graph: Graph) -> Graph:
    found: Graph = {node: set() for node in graph}
    for node, after in graph.items():
        for target in after:
            found[target].add(node)
    return found


def _remove(graph: Graph, node: str) -> None:
    graph.pop(node, None)
    for after in graph.values():
        after.discard(node)


def _smallest(graph: Graph) -> tuple[str, ...]:
    """The first of the smallest sets that leave no cycle."""
    nodes = sorted(graph)
    for size in range(len(nodes)):
        for some in combinations(nodes, size):
            rest = {n: tuple(graph[n] - {*some}) for n in nodes if n not in some}
            if all(len(each) == 1 and each[0] not in rest[each[0]] for each in components(rest)):
                return some
    return tuple(nodes)


def steps(
    items: Sequence[Item], uses: Mapping[str, Collection[str]], resources: Collection[str] = ()
) -> list[Step]:
    """The steps that write flows and modules.

    Args:
        items: What is planned.
        uses: For each item's label, the labels of what it refers to: flows and modules among the
            items, and resources to be made.
        resources: The labels of those resources; their own steps stand before all of these.
    """
    writing = {item.label: item for item in items if item.action in _DOES}
    ranked = sorted(writing, key=lambda label: (writing[label].kind != "module", label))
    graph = {
        label: tuple(sorted(used for used in uses.get(label, ()) if used in writing))
        for label in ranked
    }
    final = {label: {Step(do=Do.RESOURCE, label=label).id} for label in resources}
    made: list[Step] = []
    for labels in components(graph):
        outside = {
            label: {i for u in uses.get(label, ()) if u not in labels for i in final.get(u, ())}
            for label in labels
        }
        written = _group([writing[label] for label in labels], graph, outside)
        made += written
        done = {step.id for step in written if step.do not in {Do.SHELL, Do.VERSION}}
        final |= dict.fromkeys(labels, done)
    return made


def _group(
    members: Sequence[Item], graph: Mapping[str, Sequence[str]], outside: Mapping[str, set[str]]
) -> list[Step]:
    """The steps of flows that all refer to each other, or of one alone.

    New ones come first: shells, then the others with their final content, then what fills the
    shells. Those that callers can reach already come last, so that none leads to a shell.
    """
    new = {item.label for item in members if item.action is FlowChange.CREATE}
    inside = {label: tuple(used for used in graph[label] if used in new) for label in sorted(new)}
    shells = feedback(inside)
    awaited = {
        label: tuple(used for used in after if used not in shells)
        for label, after in inside.items()
        if label not in shells
    }
    made = {label: _id(Do.SHELL if label in shells else Do.CREATE, label) for label in new}
    found = [Step(do=Do.SHELL, label=label) for label in shells]
    for label in (label for group in components(awaited) for label in group):
        needs = outside[label] | {made[used] for used in inside[label]}
        found.append(_step(Do.CREATE, label, needs))
    every = set(made.values())
    found += [_step(Do.FILL, label, outside[label] | every) for label in shells]
    done = {step.id for step in found}
    late = sorted(item.label for item in members if item.label not in new)
    kept = [_step(Do.VERSION, each.label, set()) for each in members if each.version]
    done |= {step.id for step in kept}
    does = {item.label: _DOES[item.action] for item in members}
    return [*found, *kept, *(_step(does[label], label, outside[label] | done) for label in late)]


def _id(do: Do, label: str) -> str:
    return Step(do=do, label=label).id


def _step(do: Do, label: str, needs: set[str]) -> Step:
    return Step(do=do, label=label, needs=tuple(sorted(needs)))
