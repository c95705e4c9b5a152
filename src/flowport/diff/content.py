"""A flow as it is compared: blocks by number, each with what it says and the ways out of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flowport.dataclass import dataclass
from flowport.model.leaves import leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.model import Action, Branch, Flow

__all__ = [
    "MISSING",
    "NOWHERE",
    "ComparedBlock",
    "ComparedFlow",
    "Key",
    "canonical",
    "compared_flow",
    "shown",
]

NOWHERE = -1
"""The target of a branch that is not connected."""

MISSING = -2
"""The target of a branch that names a block which is not there."""

Key = tuple[str, str, int]
"""What tells a branch from the others of its block, in whatever order they stand."""

_ELSEWHERE = {"Identifier", "Type", "Transitions"}
_BRANCHES = {"NextAction", "Errors", "Conditions"}


@dataclass(frozen=True, slots=True)
class ComparedBlock:
    """A block as it is compared.

    Attributes:
        action: The action itself.
        said: Its settings without what is empty.
        says: The plain values in them, by their path from the action.
        own: Type and settings as one text, alike for blocks that do the same.
        ways: Its branches.
        targets: Where each branch leads: a block's number, ``NOWHERE`` or ``MISSING``.
    """

    action: Action
    said: dict[str, Any]
    says: dict[tuple[str | int, ...], Any]
    own: str
    ways: dict[Key, Branch]
    targets: dict[Key, int]


@dataclass(frozen=True, slots=True)
class ComparedFlow:
    """A flow as it is compared; ``sources`` are the branches that lead to each block."""

    flow: Flow
    pieces: tuple[ComparedBlock, ...]
    start: int
    sources: tuple[tuple[tuple[Key, int], ...], ...]
    numbers: dict[str, int]

    def number(self, identifier: str) -> int:
        """The number of the first block of that identifier, ``NOWHERE`` or ``MISSING``."""
        return self.numbers.get(identifier, MISSING) if identifier else NOWHERE


def compared_flow(flow: Flow) -> ComparedFlow:
    """Lay a flow out for comparison."""
    actions = flow.actions
    numbers: dict[str, int] = {}
    for number, action in enumerate(actions):
        numbers.setdefault(action.id, number)
    numbers[""] = NOWHERE
    pieces = tuple(_piece(action, numbers) for action in actions)
    sources: list[list[tuple[Key, int]]] = [[] for _ in pieces]
    for number, piece in enumerate(pieces):
        for key, target in piece.targets.items():
            if target >= 0:
                sources[target].append((key, number))
    start = numbers.get(flow.start, MISSING)
    return ComparedFlow(flow, pieces, start, tuple(map(tuple, sources)), numbers)


def _piece(action: Action, numbers: dict[str, int]) -> ComparedBlock:
    settings = shown({key: value for key, value in action.tree.items() if key not in _ELSEWHERE})
    rest = {key: value for key, value in action.transitions.items() if key not in _BRANCHES}
    if rest := shown(rest):
        settings["Transitions"] = rest
    ways = dict(_ways(action))
    targets = {key: numbers.get(way.target, MISSING) for key, way in ways.items()}
    own = f"{action.type} {canonical(settings)}"
    return ComparedBlock(action, settings, dict(leaves(settings)), own, ways, targets)


def _ways(action: Action) -> Iterator[tuple[Key, Branch]]:
    seen: dict[tuple[str, str], int] = {}
    for branch in action.branches:
        if branch.kind == "next" and not branch.target:
            continue
        name = (branch.kind, _what(action, branch))
        seen[name] = seen.get(name, -1) + 1
        yield (*name, seen[name]), branch


def _what(action: Action, branch: Branch) -> str:
    """Everything that a branch says but its target."""
    if branch.kind == "next":
        return ""
    entries = action.transitions["Errors" if branch.kind == "error" else "Conditions"]
    entry = entries[branch.index]
    if branch.kind == "error" and len(entry) <= 2:  # noqa: PLR2004  its type and target
        return branch.name
    return canonical(shown({key: entry[key] for key in entry if key != "NextAction"}))


def shown(value: Any) -> Any:
    """A JSON value without its empty parts: nulls, empty objects and lists say nothing."""
    if isinstance(value, dict):
        kept = ((key, shown(inner)) for key, inner in value.items())
        return {key: inner for key, inner in kept if inner not in (None, {}, [])}
    return [shown(inner) for inner in value] if isinstance(value, list) else value


def canonical(value: Any) -> str:
    """A JSON value as text, alike whatever the order of its keys."""
    if isinstance(value, str):
        return value
    return json.dumps(value, sort_keys=True)
