"""Edits of one block: its type, settings, branches, identifier, place and designer's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.diff.branches import branch_edits
from flowport.diff.content import canonical, shown
from flowport.diff.edits import (
    DetailsChanged,
    Edit,
    Moved,
    ParameterAdded,
    ParameterChanged,
    ParameterRemoved,
    Path,
    Renamed,
    Replaced,
)
from flowport.diff.sides import spoken_of
from flowport.model.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.diff.sides import Sides
    from flowport.model import Action

__all__ = ["block_edits", "value_changes"]

_DERIVED = {"position", "isFriendlyName"}


def block_edits(sides: Sides, old: int, new: int, known: dict[str, str]) -> Iterator[Edit]:
    """What changed of a block; ``known`` gives the new identifier for each former one."""
    mine, other = sides.before.pieces[old].action, sides.after.pieces[new].action
    block = spoken_of(sides, old, new)
    where = {"was": mine.pointer, "now": other.pointer}
    if mine.type != other.type:
        yield Replaced(block=block, before=sides.old[old].title, after=block.title, **where)
    yield from _settings(sides, old, new)
    yield from branch_edits(sides, old, new)
    if mine.id != other.id:
        yield Renamed(block=block, before=mine.id, after=other.id, **where)
    here = sides.before.flow.position_of(mine.id)
    there = sides.after.flow.position_of(other.id)
    if here != there:
        yield Moved(block=block, before=here, after=there, **where)
    keys = _details(sides, mine, other, known)
    if keys:
        yield DetailsChanged(block=block, keys=keys, **where)


def _settings(sides: Sides, old: int, new: int) -> Iterator[Edit]:
    mine, other = sides.before.pieces[old], sides.after.pieces[new]
    if mine.own == other.own:
        return
    block = spoken_of(sides, old, new)
    for path, before, after in value_changes(mine.said, other.said):
        was = mine.action.pointer + pointer(*path)
        now = other.action.pointer + pointer(*path)
        if before is None:
            yield ParameterAdded(block=block, path=path, after=after, now=now)
        elif after is None:
            yield ParameterRemoved(block=block, path=path, before=before, was=was)
        else:
            names = _shown_for(sides, mine.action, other.action, path)
            yield ParameterChanged(
                block=block, path=path, before=before, after=after, names=names, was=was, now=now
            )


def _shown_for(sides: Sides, mine: Action, other: Action, path: Path) -> tuple[str, str]:
    """The names of resources that the designer shows for the former and the new value."""
    pair = (sides.before.flow, mine), (sides.after.flow, other)
    found = [_display_name(flow.metadata_of(action.id), path) for flow, action in pair]
    return found[0], found[1]


def _display_name(metadata: Any, path: Path) -> str:
    here = metadata.get("parameters")
    for key in path[1:]:
        here = here.get(key) if isinstance(here, dict) else None
    name = here.get("displayName") if isinstance(here, dict) else None
    return name if isinstance(name, str) else ""


def value_changes(before: Any, after: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    """Where two JSON values without empty parts differ: path, former and new value or None.

    Objects differ key by key (also from none at all), lists of one length item by item, others as
    wholes.
    """
    objects = [isinstance(value, dict) for value in (before, after)]
    if all(objects) or (any(objects) and None in (before, after)):
        before, after = before or {}, after or {}
        for key in dict.fromkeys([*before, *after]):
            yield from value_changes(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (left, right) in enumerate(zip(before, after, strict=True)):
            yield from value_changes(left, right, (*path, index))
    elif type(before) is not type(after) or canonical(before) != canonical(after):
        yield path, before, after


def _details(sides: Sides, mine: Action, other: Action, known: dict[str, str]) -> tuple[str, ...]:
    """The keys of the designer's data that differ, block identifiers and made-up ids apart."""
    before = _followed(sides.before.flow.metadata_of(mine.id), known)
    after = _followed(sides.after.flow.metadata_of(other.id), {})
    keys = dict.fromkeys([*before, *after])
    return tuple(key for key in keys if canonical(before.get(key)) != canonical(after.get(key)))


def _followed(metadata: dict[str, Any], known: dict[str, str]) -> dict[str, Any]:
    plain = {key: value for key, value in metadata.items() if key not in _DERIVED}
    conditions = plain.get("conditionMetadata")
    if isinstance(conditions, list):
        plain["conditionMetadata"] = [_without_id(one) for one in conditions]
    result: dict[str, Any] = shown(_renamed(plain, known))
    return result


def _without_id(condition: Any) -> Any:
    if not isinstance(condition, dict):
        return condition
    return {key: value for key, value in condition.items() if key != "id"}


def _renamed(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {known.get(key, key): _renamed(inner, known) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, known) for inner in value]
    return known.get(value, value) if isinstance(value, str) else value
