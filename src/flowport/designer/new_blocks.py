"""Making blocks: the actions of a palette block, each with the branches that it must have."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, Any

from flowport.catalogue import (
    BLOCKS,
    AllOf,
    AnyOf,
    Is,
    NextRule,
    ValueKind,
    When,
    action_named,
    flow_type,
    holds,
)
from flowport.errors import EditError
from flowport.model import edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.catalogue import ActionType, Condition, FlowType, PaletteBlock
    from flowport.model import Flow

__all__ = ["actions", "added", "derived", "mode", "named_block", "telling", "transitions"]


#: The error that covers all others; the designer gives it a branch wherever it may.
_ANY = "NoMatchingError"


def derived(seed: str, name: str) -> str:
    """An identifier that follows from others, so that a command gives the same one each time."""
    digest = hashlib.sha256(f"{seed}\n{name}".encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def named_block(title: str) -> PaletteBlock:
    """The palette's block of a title.

    Raises:
        EditError: There is none.
    """
    found = BLOCKS.get(title)
    if found is None:
        raise EditError(f"the palette has no block {title!r}")
    return found


def mode(title: str, number: int) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The actions of a block's mode, and the parameters of the first that tell the mode.

    Raises:
        EditError: There is no such block or mode.
    """
    block = named_block(title)
    if number >= len(block.modes):
        raise EditError(f"the block {title!r} has no mode {number}; it has {len(block.modes)}")
    chosen = block.modes[number]
    return chosen.actions, telling(chosen.when) if chosen.when else {}


def telling(condition: Condition) -> dict[str, Any]:
    """Parameters under which a condition holds."""
    if isinstance(condition, AllOf):
        found: dict[str, Any] = {}
        for part in condition.parts:
            found = _merged(found, telling(part))
        return found
    if isinstance(condition, AnyOf):
        return telling(condition.parts[0])
    if not isinstance(condition, When) or condition.test not in {Is.PRESENT, Is.ONE_OF}:
        return {}
    *above, last = condition.parameter.split(".")
    tree: dict[str, Any] = {last: condition.values[0] if condition.values else ""}
    for key in reversed(above):
        tree = {key: tree}
    return tree


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    merged = dict(one)
    for key, value in other.items():
        here = merged.get(key)
        both = isinstance(here, dict) and isinstance(value, dict)
        merged[key] = _merged(here, value) if both and isinstance(here, dict) else value
    return merged


def actions(
    identifier: str, types: Sequence[str], parameters: dict[str, Any], flow: str
) -> list[dict[str, Any]]:
    """New actions that run one after the other, the first under the identifier given.

    Args:
        identifier: The first action's.
        types: The type of each.
        parameters: The first action's parameters that are known beforehand.
        flow: The type of the flow, by its API name.
    """
    ids = [identifier, *(derived(identifier, str(n)) for n in range(1, len(types)))]
    made = []
    for place, name in enumerate(types):
        declared = action_named(name)
        given = _merged(_fixed(declared), parameters if place == 0 else {}) if declared else {}
        leaving = transitions(declared, given, flow_type(flow))
        if place + 1 < len(types) and "NextAction" in leaving:
            leaving["NextAction"] = ids[place + 1]
        tree = {"Identifier": ids[place], "Type": name, "Parameters": given}
        made.append({**tree, "Transitions": leaving})
    return made


def _fixed(declared: ActionType) -> dict[str, Any]:
    """Parameters that must be there and can have but one value."""
    found: dict[str, Any] = {}
    for parameter in declared.parameters:
        plain = "." not in parameter.name and "[" not in parameter.name
        if parameter.required and plain and len(parameter.allowed) == 1:
            found[parameter.name] = parameter.allowed[0]
        elif parameter.required and plain and parameter.kind in {ValueKind.OBJECT, ValueKind.MAP}:
            found[parameter.name] = {}
    return found


def transitions(
    declared: ActionType | None, parameters: dict[str, Any], flow: FlowType | None
) -> dict[str, Any]:
    """The branches that a new action has, none of them connected."""
    if declared is None:
        return {"NextAction": "", "Errors": [], "Conditions": []}
    if declared.next.rule is NextRule.FORBIDDEN:
        return {}
    wanted = [
        error
        for error in declared.errors
        if (error.required or error.type == _ANY)
        and (error.when is None or holds(error.when, parameters, flow))
    ]
    made: dict[str, Any] = {"NextAction": ""}
    made["Errors"] = [{"NextAction": "", "ErrorType": error.type} for error in wanted]
    made["Conditions"] = _conditions(declared, parameters, flow)
    return made


def _conditions(
    declared: ActionType, parameters: dict[str, Any], flow: FlowType | None
) -> list[dict[str, Any]]:
    for each in declared.conditions:
        if each.when is None or holds(each.when, parameters, flow):
            return [
                {
                    "NextAction": "",
                    "Condition": {"Operator": each.operators[0], "Operands": [operand]},
                }
                for operand in each.required
            ]
    return []


def added(flow: Flow, made: Sequence[dict[str, Any]], spot: tuple[float, float]) -> Flow:
    """The flow with new actions at a place, several beside each other.

    Raises:
        EditError: An identifier is taken.
    """
    for number, tree in enumerate(made):
        place = {"x": round(spot[0]) + number * 300, "y": round(spot[1])}
        flow = edit.add(flow, tree, metadata={"position": place})
    return flow
