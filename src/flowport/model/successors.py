"""Questions about which block follows which; small functions over successor lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowport.model.flow import Flow

Successors = Mapping[str, tuple[str, ...]]


def successors(flow: Flow) -> dict[str, tuple[str, ...]]:
    """For each action, the existing actions that its branches lead to, each once, in order."""
    ids = {action.id for action in flow.actions}
    return {
        action.id: tuple(
            dict.fromkeys(branch.target for branch in action.branches if branch.target in ids)
        )
        for action in flow.actions
    }


def predecessors(after: Successors) -> dict[str, tuple[str, ...]]:
    """The same arrows, from their heads."""
    before: dict[str, list[str]] = {node: [] for node in after}
    for node, targets in after.items():
        for target in targets:
            before[target].append(node)
    return {node: tuple(sources) for node, sources in before.items()}


def reachable(after: Successors, starts: Iterable[str]) -> set[str]:
    """Every node on some way from the starts, the starts included where they exist."""
    found: set[str] = set()
    waiting = [start for start in starts if start in after]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += after[node]
    return found


def order(after: Successors, start: str) -> list[str]:
    """Nodes as a reader meets them: depth first from the start, then the rest."""
    seen: set[str] = set()
    ordered: list[str] = []
    for root in [start, *after]:
        waiting = [root] if root in after else []
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                ordered.append(node)
                waiting += reversed(after[node])
    return ordered


def components(after: Successors) -> list[tuple[str, ...]]:
    """Strongly connected components (Tarjan), a component before those that lead to it."""
    low: dict[str, int] = {}
    closed = len(after)
    stack: list[str] = []
    found: list[tuple[str, ...]] = []
    for root in after:
        work = [] if root in low else [(root, len(low), len(stack), iter(after[root]))]
        while work:
            node, number, at, targets = work[-1]
            if node not in low:
                low[node] = number
                stack.append(node)
            for target in targets:
                if target not in low:
                    work.append((target, len(low), len(stack), iter(after[target])))
                    break
                if low[target] < low[node]:  # noqa: PLR1730  once a branch, and min() is slow
                    low[node] = low[target]
            else:
                work.pop()
                if low[node] == number:
                    found.append(tuple(stack[at:]))
                    low.update(dict.fromkeys(stack[at:], closed))
                    del stack[at:]
                elif work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[node])
    return found


def cycles(after: Successors) -> list[tuple[str, ...]]:
    """The components that a call can go round in: of several nodes, or one that leads to itself."""
    return [
        component
        for component in components(after)
        if len(component) > 1 or component[0] in after[component[0]]
    ]
