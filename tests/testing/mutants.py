"""Seeded mutations of flows: those that may change behaviour, and those that never do."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CHANGING", "NEUTRAL", "mutant", "mutants", "rename", "reorder"]

Tree = dict[str, Any]


def _with(tree: Tree, *types: str) -> list[Tree]:
    return [each for each in tree["Actions"] if not types or each.get("Type") in types]


def _transitions(action: Tree) -> Tree:
    found = action.get("Transitions")
    return found if isinstance(found, dict) else {}


def _conditions(action: Tree) -> list[Tree]:
    found = _transitions(action).get("Conditions")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _ways(action: Tree) -> Iterator[Tree]:
    ways = _transitions(action)
    errors = ways.get("Errors")
    every = [ways, *_conditions(action), *(errors if isinstance(errors, list) else ())]
    for way in every:
        if isinstance(way, dict) and isinstance(way.get("NextAction"), str):
            yield way


def _parameters(action: Tree) -> Tree:
    found = action.get("Parameters")
    return found if isinstance(found, dict) else {}


def _prompt(tree: Tree, draw: random.Random) -> bool:
    """Another text."""
    spoken = [
        (parameters, key)
        for action in _with(tree)
        for parameters in [_parameters(action)]
        for key in ("Text", "SSML")
        if isinstance(parameters.get(key), str) and parameters[key]
    ]
    if not spoken:
        return False
    parameters, key = draw.choice(spoken)
    parameters[key] = f"{parameters[key]} now"
    return True


def _operand(tree: Tree, draw: random.Random, *types: str, avoid: bool = False) -> bool:
    found = [
        condition["Condition"]
        for action in _with(tree)
        if (action.get("Type") in types) != avoid
        for condition in _conditions(action)
        if isinstance(condition.get("Condition"), dict) and condition["Condition"].get("Operands")
    ]
    if not found:
        return False
    chosen = draw.choice(found)
    chosen["Operands"] = [f"{chosen['Operands'][0]}0", *chosen["Operands"][1:]]
    return True


def _digit(tree: Tree, draw: random.Random) -> bool:
    """Another key in a menu."""
    menus = [a for a in _with(tree, "GetParticipantInput") if _conditions(a)]
    if not menus:
        return False
    chosen = draw.choice(_conditions(draw.choice(menus)))
    keys = [key for key in "0123456789*#" if [key] != chosen["Condition"].get("Operands")]
    chosen["Condition"]["Operands"] = [draw.choice(keys)]
    return True


def _condition(tree: Tree, draw: random.Random) -> bool:
    """Another value that a comparison looks for."""
    return _operand(tree, draw, "GetParticipantInput", avoid=True)


def _target(tree: Tree, draw: random.Random) -> bool:
    """Another block behind a branch."""
    ways = [way for action in _with(tree) for way in _ways(action)]
    ids = [action["Identifier"] for action in _with(tree)]
    if not ways or len(ids) < 2:
        return False
    way = draw.choice(ways)
    way["NextAction"] = draw.choice([each for each in ids if each != way["NextAction"]])
    return True


def _attribute(tree: Tree, draw: random.Random) -> bool:
    """Another value of an attribute."""
    found = [
        attributes
        for action in _with(tree, "UpdateContactAttributes")
        for attributes in [_parameters(action).get("Attributes")]
        if isinstance(attributes, dict) and attributes
    ]
    if not found:
        return False
    chosen = draw.choice(found)
    key = draw.choice(sorted(chosen))
    chosen[key] = f"{chosen[key]}!"
    return True


def _order(tree: Tree, draw: random.Random) -> bool:
    """Two conditions the other way round."""
    found = [
        ways["Conditions"]
        for action in _with(tree)
        for ways in [_transitions(action)]
        if len(_conditions(action)) > 1
    ]
    if not found:
        return False
    chosen = draw.choice(found)
    first = draw.randrange(len(chosen) - 1)
    chosen[first], chosen[first + 1] = chosen[first + 1], chosen[first]
    return True


def _timeout(tree: Tree, draw: random.Random) -> bool:
    """Another time limit."""
    names = ("InputTimeLimitSeconds", "TimeLimitSeconds", "InvocationTimeLimitSeconds")
    found = [(p, n) for a in _with(tree) for p in [_parameters(a)] for n in names if n in p]
    if not found:
        return False
    parameters, name = draw.choice(found)
    parameters[name] = "7" if str(parameters[name]) != "7" else "6"
    return True


def _queue(tree: Tree, draw: random.Random) -> bool:
    """Another queue."""
    found = [p for a in _with(tree) for p in [_parameters(a)] if p.get("QueueId")]
    if not found:
        return False
    draw.choice(found)["QueueId"] = "11111111-2222-3333-4444-555555555555"
    return True


def _layout(tree: Tree, draw: random.Random) -> bool:
    """Other positions."""
    held = tree.setdefault("Metadata", {}).setdefault("ActionMetadata", {})
    for action in _with(tree):
        about = held.setdefault(action["Identifier"], {})
        if isinstance(about, dict):
            about["position"] = {"x": draw.randrange(5000), "y": draw.randrange(5000)}
    return True


def _ids(tree: Tree, draw: random.Random) -> bool:
    """Other identifiers."""
    known = [action["Identifier"] for action in _with(tree)]
    if len(set(known)) < len(known):
        return False
    new = {
        old: f"{draw.getrandbits(32):08x}-0000-4000-8000-{n:012d}" for n, old in enumerate(known)
    }
    tree["StartAction"] = new.get(tree["StartAction"], tree["StartAction"])
    for action in _with(tree):
        action["Identifier"] = new[action["Identifier"]]
        for way in _ways(action):
            way["NextAction"] = new.get(way["NextAction"], way["NextAction"])
    held = tree.get("Metadata", {}).get("ActionMetadata")
    if isinstance(held, dict):
        renamed = {new.get(key, key): value for key, value in held.items()}
        tree["Metadata"]["ActionMetadata"] = renamed
    return True


def reorder(tree: Tree, draw: random.Random) -> bool:
    """The actions in another order."""
    known = [action["Identifier"] for action in _with(tree)]
    draw.shuffle(tree["Actions"])
    return len(set(known)) == len(known)


def rename(tree: Tree, draw: random.Random) -> bool:
    """Another name of the flow."""
    tree.setdefault("Metadata", {})["name"] = f"Renamed {draw.randrange(100)}"
    return True


CHANGING: tuple[Any, ...] = (
    _prompt, _digit, _target, _condition, _attribute, _order, _timeout, _queue
)  # fmt: skip
NEUTRAL: tuple[Any, ...] = (_layout, _ids, reorder, rename)


def mutant(tree: Tree, change: Any, seed: int) -> Tree | None:
    """A flow with one mutation; None where it does not apply."""
    made: Tree = json.loads(json.dumps(tree))
    return made if change(made, random.Random(seed)) and made != tree else None  # noqa: S311  no secret


def mutants(tree: Tree, count: int) -> list[tuple[str, Tree]]:
    """Up to so many different mutations that may change behaviour, each with its kind."""
    found: dict[str, tuple[str, Tree]] = {}
    for seed in range(count * 4):
        change = CHANGING[seed % len(CHANGING)]
        made = mutant(tree, change, seed)
        if made is not None and len(found) < count:
            found.setdefault(json.dumps(made), (change.__name__[1:], made))
    return list(found.values())
