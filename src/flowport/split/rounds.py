"""Loops that count in a contact attribute, so that a cut need not keep them whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.jsonpath import paths
from flowport.model.digits import whole_number
from flowport.simulate.program import strings
from flowport.split.joining_blocks import Names, compare, set_attributes

if TYPE_CHECKING:
    from collections.abc import Collection

    from flowport.model import Action, Flow

__all__ = ["countable", "counted"]

#: A loop of more rounds would take too many blocks to count.
ROUNDS = 10


def countable(flow: Flow) -> frozenset[str]:
    """The Loop blocks whose rounds an attribute can count: fixed, few, and read by nobody."""
    read = (p for a in flow.actions for text in strings(a.parameters) for p in paths(text))
    if any(path.root == "Loop" for path in read):
        return frozenset()
    return frozenset(a.id for a in flow.actions if a.type == "Loop" and _rounds(a) is not None)


def counted(flow: Flow, loops: Collection[str], prefix: str) -> Flow:
    """The flow with some loops counted by a Compare block and one block for each round.

    A new first block sets the counts to 0, as they are when a flow begins.

    Args:
        flow: The flow.
        loops: The identifiers of Loop blocks, all of them countable.
        prefix: How the attributes begin that count.
    """
    names = Names({action.id for action in flow.actions})
    counters: dict[str, str] = {}
    actions: list[dict[str, Any]] = []
    for action in flow.actions:
        if action.id in loops:
            counters[action.id] = f"{prefix}loop_{len(counters) + 1}"
            actions += _counting(action, counters[action.id], names)
        else:
            actions.append(action.tree)
    begin = names.new("split count from 0")
    zero = dict.fromkeys(counters.values(), "0")
    actions.insert(0, set_attributes(begin, zero, flow.start, flow.start))
    return flow.with_tree({**flow.tree, "StartAction": begin, "Actions": actions})


def _rounds(loop: Action) -> int | None:
    count = whole_number(str(loop.parameters.get("LoopCount", "")))
    few = count is not None and count <= ROUNDS
    return count if few and _ways(loop).keys() == {"ContinueLooping", "DoneLooping"} else None


def _ways(loop: Action) -> dict[str, str]:
    return {branch.operands[0]: branch.target for branch in loop.branches if branch.operands}


def _counting(loop: Action, counter: str, names: Names) -> list[dict[str, Any]]:
    """A comparison in the loop's place, and a block that counts each round up, the last to 0."""
    ways = _ways(loop)
    rounds = _rounds(loop) or 0
    blocks: list[dict[str, Any]] = []
    at: dict[str, str] = {}
    for done in range(rounds + 1):
        last = done == rounds
        target = ways["DoneLooping" if last else "ContinueLooping"]
        identifier = at[str(done)] = names.new(f"split round {done + 1}")
        value = {counter: "0" if last else str(done + 1)}
        blocks.append(set_attributes(identifier, value, target, target))
    return [compare(loop.id, counter, at, at["0"]), *blocks]
