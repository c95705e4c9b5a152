"""A block as it is in its part: led to the joints, and reading what was carried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.jsonpath import pieces, single

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.catalogue import JSONPath

__all__ = ["moved", "reading", "reading_known"]


def moved(
    tree: dict[str, Any], leads: Mapping[str, str], branches: Mapping[str, str]
) -> dict[str, Any]:
    """An action whose branches to other parts lead to joints.

    Args:
        tree: The action; it is not changed.
        leads: For a target in another part, the joint that leads there.
        branches: By the key of a branch, the block it leads to instead; this counts first.
    """
    transitions = tree.get("Transitions")
    if not isinstance(transitions, dict):
        return tree
    changed = dict(transitions)
    target = changed.get("NextAction")
    if isinstance(target, str):
        changed["NextAction"] = branches.get("next", leads.get(target, target))
    for kind in ("Errors", "Conditions"):
        if isinstance(changed.get(kind), list):
            changed[kind] = [
                _led(branch, index, leads, branches) for index, branch in enumerate(changed[kind])
            ]
    return {**tree, "Transitions": changed}


def reading(tree: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """An action that reads attributes instead of paths: by a path's name, the attribute's."""
    if not names:
        return tree
    parameters = {
        key: _whole(value, names) if key == "ComparisonValue" else _read(value, names)
        for key, value in (tree.get("Parameters") or {}).items()
    }
    transitions = dict(tree.get("Transitions") or {})
    if isinstance(transitions.get("Conditions"), list):
        transitions["Conditions"] = _read(transitions["Conditions"], names)
    return {**tree, "Parameters": parameters, "Transitions": transitions}


def reading_known(known: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """What the designer keeps of an action that reads attributes instead of paths."""
    return {key: _read(value, names) for key, value in known.items()} if names else known


def _led(branch: Any, index: int, leads: Mapping[str, str], branches: Mapping[str, str]) -> Any:
    if not isinstance(branch, dict):
        return branch
    kind = branch.get("ErrorType")
    key = f"error:{kind}" if "ErrorType" in branch else f"condition:{index}"
    target = branch.get("NextAction")
    led = branches.get(key, leads.get(target, target) if isinstance(target, str) else target)
    return branch if led == target else {**branch, "NextAction": led}


def _whole(value: Any, names: Mapping[str, str]) -> Any:
    path = single(value) if isinstance(value, str) else None
    return f"$.Attributes.{names[path.name]}" if path and path.name in names else value


def _read(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return "".join(_piece(piece, names) for piece in pieces(value))
    if isinstance(value, dict):
        return {_read(key, names): _read(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_read(item, names) for item in value]
    return value


def _piece(piece: str | JSONPath, names: Mapping[str, str]) -> str:
    if isinstance(piece, str):
        return piece
    return f"$.Attributes.{names[piece.name]}" if piece.name in names else piece.text
