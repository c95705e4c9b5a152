"""What the designer keeps about a block: where it stands, and the names of its resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["metadata_of"]

#: How deep null entries are looked for: the designer's own metadata goes no deeper.
_LEVELS = 5
_PLAIN = frozenset({str, bool, int, float})


def metadata_of(draft: ActionDraft) -> dict[str, Any]:
    """The action's metadata: the block's own without the empty keys, and the names it shows."""
    metadata = draft.module.get("metadata")
    if not isinstance(metadata, dict):
        if metadata is not None:
            draft.drop("The metadata is not an object", "metadata", value=metadata)
        metadata = {}
    kept = metadata
    for key, value in metadata.items():
        if value is None or (key != "position" and type(value) not in _PLAIN):
            kept = _filled(metadata)
            break
    if draft.shown:
        own = kept.get("parameters")
        if own is not None:
            draft.drop(
                "The metadata's own parameters make room for the names of resources",
                "metadata",
                "parameters",
                value=own,
            )
        return {**kept, "parameters": draft.shown}
    return kept


def _filled(value: Any, levels: int = _LEVELS) -> Any:
    """A value without the null entries of its objects, some levels deep."""
    if levels and isinstance(value, dict):
        return {
            key: entry if type(entry) in _PLAIN else _filled(entry, levels - 1)
            for key, entry in value.items()
            if entry is not None
        }
    if levels and isinstance(value, list):
        return [_filled(entry, levels - 1) for entry in value]
    return value
