"""Blocks that must stay in one part, and why: nothing may be cut between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.model.successors import Successors, components
from flowport.simulate import EFFECTS, Way

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flowport.model import Flow
    from flowport.split.carried_values import Values
    from flowport.split.graph import GraphBlock

__all__ = ["Atom", "atoms_of", "tails_of"]

#: An ending that so few blocks make up is repeated in every part that comes to it.
TAIL = 3


@dataclass(frozen=True, slots=True)
class Atom:
    """Blocks that stay together.

    Attributes:
        blocks: Their identifiers, in the order of the file.
        reasons: Why they stay together, each once.
    """

    blocks: tuple[str, ...]
    reasons: tuple[str, ...]


def tails_of(nodes: Mapping[str, GraphBlock], after: Successors) -> dict[str, frozenset[str]]:
    """The blocks from which a call is soon over, each with all that can come after it.

    A block that nothing leads to is none: no part would repeat it, and so it would be lost.
    """
    tails: dict[str, frozenset[str]] = {}
    for component in components(after):
        identifier = component[0]
        targets = after[identifier]
        if len(component) > 1 or identifier in targets or any(t not in tails for t in targets):
            continue
        whole = frozenset({identifier}).union(*(tails[target] for target in targets))
        if len(whole) <= TAIL and all(map(bool, _connected(nodes[identifier]))):
            tails[identifier] = whole
    entered = {target for targets in after.values() for target in targets}
    return {identifier: whole for identifier, whole in tails.items() if identifier in entered}


def atoms_of(
    flow: Flow,
    nodes: Mapping[str, GraphBlock],
    after: Successors,
    values: Values,
    tails: frozenset[str],
) -> list[Atom]:
    """The blocks outside the tails, in groups that can be cut apart from each other."""
    groups = _Groups([identifier for identifier in nodes if identifier not in tails])
    for bond in (
        _loops(nodes, after),
        _losses(nodes, values),
        _twins(flow, nodes),
        _messages(nodes),
    ):
        for one, other, why in bond:
            if one not in tails and other not in tails:
                groups.join(one, other, why)
    return groups.atoms()


def _connected(node: GraphBlock) -> list[str]:
    """The targets of a block's branches, ``""`` where one leads nowhere."""
    return [branch.target for branch in node.action.branches]


def _loops(nodes: Mapping[str, GraphBlock], after: Successors) -> Iterator[tuple[str, str, str]]:
    """A Loop block stays with every block from which the call can come back to it."""
    for component in components(after):
        loops = [b for b in component if _way(nodes[b]) is Way.LOOP]
        if loops:
            why = f"the rounds that {loops[0]!r} counted are lost in another flow"
            for identifier in component:
                yield loops[0], identifier, why


def _losses(nodes: Mapping[str, GraphBlock], values: Values) -> Iterator[tuple[str, str, str]]:
    lost = {identifier: values.lost(identifier) for identifier in nodes}
    for node in nodes.values():
        for edge in node.edges:
            if lost[edge.target]:
                yield node.id, edge.target, lost[edge.target]


def _twins(flow: Flow, nodes: Mapping[str, GraphBlock]) -> Iterator[tuple[str, str, str]]:
    """Actions that the designer shows as one block."""
    for identifier in nodes:
        for other in _followers(flow.metadata_of(identifier)):
            if other in nodes:
                yield identifier, other, f"the designer shows {identifier!r} and {other!r} as one"


def _followers(metadata: dict[str, Any]) -> Iterator[str]:
    children, fragments = metadata.get("children"), metadata.get("fragments")
    yield from (c for c in children if isinstance(c, str)) if isinstance(children, list) else ()
    named = fragments.values() if isinstance(fragments, dict) else ()
    yield from (name for name in named if isinstance(name, str))


def _messages(nodes: Mapping[str, GraphBlock]) -> Iterator[tuple[str, str, str]]:
    """What was rendered is for the block that comes next."""
    for node in nodes.values():
        if node.action.type == "RenderMessageTemplate":
            for edge in node.edges:
                if edge.key == "next":
                    yield node.id, edge.target, f"the message that {node.id!r} rendered is lost"


def _way(node: GraphBlock) -> Way | None:
    effect = EFFECTS.get(node.action.type)
    return effect.way if effect else None


class _Groups:
    """Disjoint sets that remember why they were joined."""

    def __init__(self, members: list[str]) -> None:
        self._leader = {member: member for member in members}
        self._reasons: dict[str, dict[str, None]] = {}

    def _find(self, member: str) -> str:
        while self._leader[member] != member:
            self._leader[member] = self._leader[self._leader[member]]
            member = self._leader[member]
        return member

    def join(self, one: str, other: str, why: str) -> None:
        one, other = self._find(one), self._find(other)
        if one != other:
            self._leader[other] = one
            few, many = self._reasons.pop(other, {}), self._reasons.pop(one, {})
            if len(many) < len(few):
                few, many = many, few
            many.update(few)
            many[why] = None
            self._reasons[one] = many

    def atoms(self) -> list[Atom]:
        found: dict[str, list[str]] = {}
        for member in self._leader:
            found.setdefault(self._find(member), []).append(member)
        return [
            Atom(tuple(blocks), tuple(self._reasons.get(leader, ())))
            for leader, blocks in found.items()
        ]
