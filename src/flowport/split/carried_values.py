"""What a cut would lose: the values that are set before it and read after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.catalogue import JSONPATH_ROOTS
from flowport.errors import SplitError
from flowport.model.successors import Successors, reachable
from flowport.simulate import EFFECTS
from flowport.split.graph import DIGITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.catalogue import JSONPath
    from flowport.split.graph import GraphBlock

__all__ = ["Values", "values_of"]

#: How many values of blocks are looked at while values are followed through the flow.
BUDGET = 5_000_000
_TOO_MANY = (
    "the flow's blocks read too many different values to follow each of them through the flow; "
    "take some of the blocks that read them out first"
)

#: Roots whose values are never put into contact attributes, and why.
NEVER_CARRIED = {
    "StoredCustomerInput": "what a customer typed must not be kept with the contact",
    "Email": "an email's text is too large for an attribute",
    "Template": "a rendered message is not a string that an attribute can hold",
    "Loop": "a loop's element may be more than a string",
    "Modules": "what a module returned may be more than a string",
    DIGITS: "digits typed ahead are lost with the flow",
}


@dataclass(frozen=True, slots=True)
class Values:
    """The flow's own values at each block.

    Attributes:
        live: For each block, the names of paths that may be read before they are filled again,
            and that something fills.
        held: For each block, the roots that may have been filled when it is come to.
        logging: For each block, what logging may be set to when it is come to; None: not set.
        paths: Each path by its name.
        stuck: Why a path can't be carried to a block, by the block and the path's name.
    """

    live: dict[str, frozenset[str]]
    held: dict[str, frozenset[str]]
    logging: dict[str, frozenset[str | None]]
    paths: dict[str, JSONPath]
    stuck: dict[tuple[str, str], str]

    def lost(self, target: str) -> str:
        """Why a transfer must not lead to a block, ``""`` where it may."""
        held = self.held[target]
        if DIGITS in held:
            return NEVER_CARRIED[DIGITS]
        for name in sorted(self.live[target]):
            if (target, name) in self.stuck and _root(name) in held:
                return self.stuck[target, name]
        return ""

    def carried(self, target: str) -> frozenset[str]:
        """The names of the paths that a transfer to a block must bring along."""
        return frozenset(name for name in self.live[target] if (target, name) not in self.stuck)


def values_of(nodes: Mapping[str, GraphBlock], after: Successors, start: str) -> Values:
    """The values at each block of a flow that starts at a block."""
    paths = {name: path for node in nodes.values() for name, path in node.reads.items()}
    live = _live(nodes, _filled_somewhere(nodes, paths))
    return Values(
        live=live,
        held=_held(nodes, start),
        logging=_logging(nodes, start),
        paths=paths,
        stuck=_stuck(nodes, after, live),
    )


def _root(name: str) -> str:
    return name.partition(".")[0]


def _filled_somewhere(
    nodes: Mapping[str, GraphBlock], paths: Mapping[str, JSONPath]
) -> frozenset[str]:
    """The paths that may hold anything: a block fills them, or what fills them is unknown."""
    filled = {fill for node in nodes.values() for edge in node.edges for fill in edge.fills}
    roots = {_root(fill) for fill in filled}
    return frozenset(n for n in paths if _root(n) in roots or _root(n) not in JSONPATH_ROOTS)


def _live(nodes: Mapping[str, GraphBlock], wanted: frozenset[str]) -> dict[str, frozenset[str]]:
    """Backwards over the graph until nothing changes."""
    live: dict[str, frozenset[str]] = dict.fromkeys(nodes, frozenset())
    before: dict[str, set[str]] = {identifier: set() for identifier in nodes}
    for node in nodes.values():
        for edge in node.edges:
            before[edge.target].add(node.id)
    waiting: dict[str, None] = dict.fromkeys(reversed(list(nodes)))
    work = 0
    while waiting:
        identifier, _ = waiting.popitem()
        work += 1 + len(live[identifier])
        if work > BUDGET:
            raise SplitError(_TOO_MANY)
        node = nodes[identifier]
        now = set(node.reads) & wanted
        for edge in node.edges:
            later = live[edge.target]
            now |= {n for n in later if not _killed(n, edge.kills)} if edge.kills else later
        if now != live[identifier]:
            live[identifier] = frozenset(now)
            waiting |= dict.fromkeys(before[identifier])
    return live


def _killed(name: str, kills: frozenset[str]) -> bool:
    return name in kills or _root(name) in kills


def _held(nodes: Mapping[str, GraphBlock], start: str) -> dict[str, frozenset[str]]:
    """Forwards: the roots that some way to a block has filled; unknown roots always are."""
    unknown = frozenset(
        _root(name) for node in nodes.values() for name in node.reads if _root(name)
        not in JSONPATH_ROOTS
    )  # fmt: skip
    held: dict[str, frozenset[str]] = dict.fromkeys(nodes, unknown)
    waiting = {start: None} if start in nodes else {}
    seen: set[str] = set()
    work = 0
    while waiting:
        identifier, _ = waiting.popitem()
        seen.add(identifier)
        work += len(nodes[identifier].edges) * (1 + len(held[identifier]))
        if work > BUDGET:
            raise SplitError(_TOO_MANY)
        for edge in nodes[identifier].edges:
            now = held[edge.target] | held[identifier] | {_root(fill) for fill in edge.fills}
            if now != held[edge.target] or edge.target not in seen:
                held[edge.target] = frozenset(now)
                waiting[edge.target] = None
    return held


def _logging(nodes: Mapping[str, GraphBlock], start: str) -> dict[str, frozenset[str | None]]:
    """Forwards: what logging may have been set to on some way to a block."""
    found: dict[str, frozenset[str | None]] = dict.fromkeys(nodes, frozenset())
    if start not in nodes:
        return found
    found[start] = frozenset({None})
    waiting: dict[str, None] = {start: None}
    while waiting:
        identifier, _ = waiting.popitem()
        node = nodes[identifier]
        state = _logged(node) or found[identifier]
        for edge in node.edges:
            if not state <= found[edge.target]:
                found[edge.target] |= state
                waiting[edge.target] = None
    return found


def _logged(node: GraphBlock) -> frozenset[str | None]:
    effect = EFFECTS.get(node.action.type)
    if effect is None or effect.flow != "logging":
        return frozenset()
    return frozenset({str(node.action.parameters.get("FlowLoggingBehavior"))})


def _stuck(
    nodes: Mapping[str, GraphBlock], after: Successors, live: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str], str]:
    """Why the paths that can't be carried can't, at every block where they are live."""
    reasons = {
        name: f"block {node.id!r} reads $.{name} in a way that an attribute can't represent"
        for node in nodes.values()
        for name in node.stuck
    }
    for name in {name for names in live.values() for name in names}:
        why = NEVER_CARRIED.get(_root(name))
        if why:
            reasons[name] = f"$.{name} can't be carried: {why}"
    stuck = {(b, name): reasons[name] for b, names in live.items() for name in names & set(reasons)}
    return _refilled(nodes, after, live) | stuck


def _refilled(
    nodes: Mapping[str, GraphBlock], after: Successors, live: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str], str]:
    """Paths whose root a later block may fill in part: old and new values would mix."""
    before: dict[str, list[str]] = {identifier: [] for identifier in nodes}
    for identifier, targets in after.items():
        for target in targets:
            before[target].append(identifier)
    backwards: Successors = {identifier: tuple(found) for identifier, found in before.items()}
    stuck: dict[tuple[str, str], str] = {}
    unseen = _unseen_fillers(nodes)
    for root in {_root(name) for names in live.values() for name in names}:
        fillers = unseen.get(root, ())
        for identifier in reachable(backwards, fillers):
            for name in live[identifier]:
                if _root(name) == root:
                    stuck[identifier, name] = f"$.{name} may later be filled in part"
    return stuck


def _unseen_fillers(nodes: Mapping[str, GraphBlock]) -> dict[str, list[str]]:
    """By root, the blocks that may fill it or leave it, so that no copy behind one is certain."""
    found: dict[str, list[str]] = {}
    for node in nodes.values():
        fills = {_root(fill) for edge in node.edges if not edge.kills for fill in edge.fills}
        for root in fills:
            found.setdefault(root, []).append(node.id)
    return found
