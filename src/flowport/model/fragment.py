"""Pieces of flows, as people copy and paste them: a piece is itself a flow of the flow language.

So a whole export can be pasted like a piece, and a piece can be saved and read like an export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import VERSION
from flowport.model import edit
from flowport.model.canvas import coordinate
from flowport.model.flow import Flow
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_GENERATED = pattern(r"[0-9a-fA-F-]{32,}")
_NUMBERED = pattern(r"(.*?) (\d+)")


def is_generated(identifier: str) -> bool:
    """Whether an identifier was made by a machine, not given by a person."""
    return _GENERATED.fullmatch(identifier) is not None


def copy(flow: Flow, identifiers: Collection[str], annotations: Collection[str] = ()) -> Flow:
    """The piece of a flow that holds these blocks, with settings, places and connections.

    Args:
        flow: The flow to copy from.
        identifiers: The blocks; branches that lead to others end up unconnected.
        annotations: The ids of notes on the canvas; those on a copied block come along anyway.

    Raises:
        EditError: there is no such block.
    """
    for identifier in identifiers:
        flow.action(identifier)
    chosen = [action for action in flow.actions if action.id in set(identifiers)]
    start = flow.start if flow.start in identifiers else chosen[0].id if chosen else ""
    metadata: dict[str, Any] = {
        "ActionMetadata": {action.id: flow.metadata_of(action.id) for action in chosen}
    }
    notes = [note for note in flow.annotations if _comes_along(note, identifiers, annotations)]
    if notes:
        metadata["Annotations"] = notes
    tree = {
        "Version": flow.version or VERSION,
        "StartAction": start,
        "Metadata": metadata,
        "Actions": [action.tree for action in chosen],
    }
    return _within(Flow.from_tree(tree))


def paste(
    flow: Flow, piece: Flow, *, fresh: Callable[[str], str], at: tuple[float, float]
) -> tuple[Flow, dict[str, str]]:
    """A flow with a piece added to it, and what each block of the piece is now called.

    Args:
        flow: The flow to paste into; if it is empty, it begins where the piece begins.
        piece: What ``copy`` gave, or any flow.
        fresh: Gives a new identifier for a generated one. A name that a person gave stays where
            it is free, and gets a number where it is not.
        at: Where the piece's upper left corner comes to stand, in canvas units.
    """
    names = _new_names(flow, piece, fresh)
    piece = edit.rename_all(_within(piece), names)
    piece = _shifted(piece, at, fresh)
    tree = {**flow.tree, "Actions": [*flow.tree["Actions"], *piece.tree["Actions"]]}
    if not flow.actions:
        tree["StartAction"] = piece.start
    known, new = flow.metadata, piece.metadata
    metadata = {
        **known,
        "ActionMetadata": {**_mapping(known.get("ActionMetadata")), **new["ActionMetadata"]},
    }
    if piece.annotations:
        metadata["Annotations"] = [*_list(known.get("Annotations")), *piece.annotations]
    return flow.with_tree({**tree, "Metadata": metadata}), names


def _comes_along(
    note: dict[str, Any], identifiers: Collection[str], annotations: Collection[str]
) -> bool:
    return note.get("id") in annotations or (
        bool(note.get("actionId")) and note["actionId"] in identifiers
    )


def _within(piece: Flow) -> Flow:
    """The piece with branches to blocks that it lacks unconnected."""
    known = {action.id for action in piece.actions}
    for action in piece.actions:
        for branch in action.branches:
            if branch.target and branch.target not in known:
                piece = piece.with_value(branch.pointer, "")
    return piece


def _new_names(flow: Flow, piece: Flow, fresh: Callable[[str], str]) -> dict[str, str]:
    taken = {action.id for action in flow.actions}
    names: dict[str, str] = {}
    for action in piece.actions:
        if action.id and action.id not in names:
            wanted = fresh(action.id) if is_generated(action.id) else action.id
            names[action.id] = free_name(wanted, taken)
            taken.add(names[action.id])
    return names


def free_name(wanted: str, taken: Collection[str]) -> str:
    """The name, or where it is taken the same with the next free number behind it."""
    if wanted not in taken:
        return wanted
    numbered = _NUMBERED.fullmatch(wanted)
    stem, number = (numbered[1], int(numbered[2])) if numbered else (wanted, 1)
    while f"{stem} {number}" in taken or number == 1:
        number += 1
    return f"{stem} {number}"


def _shifted(piece: Flow, at: tuple[float, float], fresh: Callable[[str], str]) -> Flow:
    """The piece with its upper left corner at a place, and its notes under new ids."""
    notes = piece.annotations
    spots = [spot for action in piece.actions if (spot := piece.position_of(action.id))]
    spots += [(_number(note, "x"), _number(note, "y")) for note in notes]
    left = at[0] - min((x for x, _ in spots), default=0)
    top = at[1] - min((y for _, y in spots), default=0)
    places = {
        action.id: (spot[0] + left, spot[1] + top)
        for action in piece.actions
        if (spot := piece.position_of(action.id))
    }
    kept = {action.id: piece.metadata_of(action.id) for action in piece.actions}
    metadata: dict[str, Any] = {"ActionMetadata": kept}
    if notes:
        metadata["Annotations"] = [_moved(note, left, top, fresh) for note in notes]
    return edit.move(piece.with_tree({**piece.tree, "Metadata": metadata}), places)


def _moved(
    note: dict[str, Any], left: float, top: float, fresh: Callable[[str], str]
) -> dict[str, Any]:
    spot = {**_mapping(note.get("position"))}
    spot |= {"x": _number(note, "x") + left, "y": _number(note, "y") + top}
    return {**note, "id": fresh(str(note.get("id") or "note")), "position": spot}


def _number(note: dict[str, Any], axis: str) -> float:
    return coordinate(_mapping(note.get("position")).get(axis))


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
