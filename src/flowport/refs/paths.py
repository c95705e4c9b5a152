"""What the catalogue's paths mean in one block: ``[]`` each item, ``*`` each key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from flowport.catalogue import ACTIONS, Parameter, ValueKind, action_named
from flowport.catalogue.references import REFERENCE_KINDS
from flowport.model import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flowport.model import Flow

__all__ = ["Keys", "actions_with", "declared", "guessed", "leaves", "places", "steps"]

Keys = tuple[str | int, ...]

_NESTING = 2


@cache
def steps(path: str) -> tuple[str, ...]:
    """The steps of a catalogue path: keys, ``[]`` and ``*``."""
    return tuple(path.replace("[]", ".[]").split("."))


def places(tree: Any, pattern: tuple[str, ...], at: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    """The values that a pattern leads to, each with the keys on its way."""
    if not pattern:
        yield at, tree
        return
    step, rest = pattern[0], pattern[1:]
    if step == "[]":
        for index, item in enumerate(tree if isinstance(tree, list) else ()):
            yield from places(item, rest, (*at, index))
    elif isinstance(tree, Mapping):
        for key in tree if step == "*" else [step] if step in tree else ():
            yield from places(tree[key], rest, (*at, key))


def leaves(tree: Any, at: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Every text in a tree, with the keys on its way."""
    if isinstance(tree, str):
        yield at, tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, (*at, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from leaves(value, (*at, index))


@cache
def declared(action: str) -> tuple[tuple[tuple[str, ...], Parameter], ...]:
    """The parameters of an action that refer to something, with the pattern of each."""
    known = action_named(action)
    if known is None:
        return ()
    patterns = [(steps(p.name) + _each(p), p) for p in known.parameters if _refers(p)]
    alike = [(steps(p.name), steps(p.items_like)) for p in known.parameters if p.items_like]
    for _ in range(_NESTING):
        more = [
            ((*nested, "[]", *pattern[len(model) :]), parameter)
            for nested, model in alike
            for pattern, parameter in patterns
            if pattern[: len(model)] == model
        ]
        patterns += [one for one in more if one[0] not in {known for known, _ in patterns}]
    return tuple(patterns)


def _refers(parameter: Parameter) -> bool:
    kind = REFERENCE_KINDS.get(parameter.refers_to or "")
    return kind is not None and kind.of_instance


def _each(parameter: Parameter) -> tuple[str, ...]:
    return {ValueKind.LIST: ("[]",), ValueKind.MAP: ("*",)}.get(parameter.kind, ())


@cache
def guessed() -> dict[str, str]:
    """Kinds by the names of parameters that mean the same wherever they are declared.

    For actions and parameters that the catalogue does not have: ``QueueId`` is a queue there too.
    """
    kinds: dict[str, set[str | None]] = {}
    for action in ACTIONS.values():
        for parameter in action.parameters:
            kinds.setdefault(steps(parameter.name)[-1], set()).add(
                parameter.refers_to if _refers(parameter) else None
            )
    return {name: next(iter(k)) or "" for name, k in kinds.items() if len(k) == 1 and k != {None}}


def actions_with(flow: Flow, heads: Callable[[str], frozenset[str] | None]) -> Iterator[Action]:
    """The actions that have one of some parameters, at the top; cheaper than looking at all.

    Args:
        flow: The flow.
        heads: The names of those parameters, by the action's type; None where any may be one.
    """
    for index, tree in enumerate(flow.tree["Actions"]):
        type_ = tree.get("Type")
        wanted = heads(type_) if isinstance(type_, str) else None
        if wanted is None or not wanted.isdisjoint(tree.get("Parameters") or ()):
            yield Action(index, tree)
