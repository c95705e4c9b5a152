"""A whole legacy flow made into a flow of the flow language, tree to tree."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import VERSION
from flowport.convert.action import action_of
from flowport.convert.conversion_notes import Exactness, Note, pointer
from flowport.errors import ConversionError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Home", "convert_tree"]


class Home(StrEnum):
    """Where a converted flow is to live."""

    CONSOLE = "console"
    """A file that the designer imports: it carries the flow's name, type and status."""
    API = "api"
    """The content of ``CreateContactFlow``: name, type and description are said outside it."""


_OUTSIDE_CONTENT = ("name", "description", "type", "status", "hash")
_FIELDS = frozenset({"modules", "version", "type", "start", "metadata"})


def convert_tree(
    tree: dict[str, Any], home: Home = Home.CONSOLE
) -> tuple[dict[str, Any], tuple[Note, ...]]:
    """Convert the tree of a legacy flow; a tree of the flow language comes back unchanged.

    The result shares parts with the legacy tree: treat both as unchangeable.

    Raises:
        ConversionError: The modules are no list, one is not an object, has no id, or has another's.
    """
    if "modules" not in tree and "Actions" in tree:
        return tree, ()
    modules = tree.get("modules")
    if not isinstance(modules, list):
        raise ConversionError("The flow has no list of modules; a legacy export has one.")
    ids = _ids(modules)
    notes: list[Note] = []
    start = _start(tree, ids, notes)
    known = frozenset(ids)
    actions: list[dict[str, Any]] = []
    about: dict[str, Any] = {}
    doubtful = 0
    for index, (block, module) in enumerate(zip(ids, modules, strict=True)):
        before = len(notes)
        action, about[block] = action_of(block, index, module, known, notes)
        actions.append(action)
        doubtful += len(notes) > before
    metadata = _metadata(tree, home, notes)
    metadata["ActionMetadata"] = about
    exact = f"{len(ids) - doubtful} of {len(ids)} blocks were converted exactly"
    notes.insert(0, Note(Exactness.EXACT, "", "/modules", exact))
    flow = {"Version": VERSION, "StartAction": start, "Metadata": metadata, "Actions": actions}
    return flow, tuple(notes)


def _ids(modules: list[Any]) -> list[str]:
    """The blocks' ids in order; each must be there, be text, and be its own."""
    seen: dict[str, int] = {}
    for place, module in enumerate(modules, 1):
        if not isinstance(module, dict):
            raise ConversionError(f"Block {place} of the flow is not an object.")
        block = module.get("id")
        if not isinstance(block, str) or not block:
            raise ConversionError(f"Block {place} of the flow has no id.")
        if block in seen:
            raise ConversionError(
                f"Blocks {seen[block]} and {place} of the flow both have the id {block}; "
                f"give one of them another."
            )
        seen[block] = place
    return list(seen)


def _start(tree: Mapping[str, Any], ids: list[str], notes: list[Note]) -> str:
    start = tree.get("start")
    if isinstance(start, str) and start in ids:
        return start
    if isinstance(start, str) and start:
        message = f"The flow starts at {start}, and no block has that id"
    else:
        message = "The flow does not say at which block it starts"
    notes.append(Note(Exactness.UNKNOWN, "", "/start", message, value=start))
    return start if isinstance(start, str) else ""


def _metadata(tree: Mapping[str, Any], home: Home, notes: list[Note]) -> dict[str, Any]:
    own = tree.get("metadata")
    if own is not None and not isinstance(own, dict):
        notes.append(_dropped("metadata", "The flow's metadata is not an object", own))
        own = None
    kept = {key: value for key, value in (own or {}).items() if value is not None}
    if "ActionMetadata" in kept:
        strange = kept.pop("ActionMetadata")
        notes.append(
            _dropped(
                "metadata",
                "ActionMetadata makes room for the blocks' own",
                strange,
                "ActionMetadata",
            )
        )
    _type(tree, kept, notes)
    for field, value in tree.items():
        if field not in _FIELDS and value is not None:
            message = f"The field {field} of the flow has no place in the flow language"
            notes.append(_dropped(field, message, value))
    if home is Home.API:
        _leave_outside(kept, notes)
    return kept


def _type(tree: Mapping[str, Any], kept: dict[str, Any], notes: list[Note]) -> None:
    type_, version = tree.get("type"), tree.get("version")
    if type_ is not None and kept.setdefault("type", type_) != type_:
        message = "The flow says two types; that of its metadata counts"
        notes.append(_dropped("type", message, type_))
    if version not in (None, "1", 1):
        message = "The version of the legacy format is not known"
        notes.append(Note(Exactness.UNKNOWN, "", "/version", message, value=version))


def _leave_outside(kept: dict[str, Any], notes: list[Note]) -> None:
    """Take out what an instance gets apart from the content, and say so."""
    for key in _OUTSIDE_CONTENT:
        if key in kept:
            value = kept.pop(key)
            message = f"The flow's {key} is not part of the content that the API accepts: {value}"
            notes.append(Note(Exactness.EXACT, "", pointer("metadata", key), message, value=value))


def _dropped(field: str, said: str, value: Any, *steps: str) -> Note:
    return Note(Exactness.DROPPED, "", pointer(field, *steps), said, value=value)
