"""Keys and values that a legacy block has as two lists of parameters, joined by their turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.convert.legacy_values import take, written

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["join"]


def join(draft: ActionDraft, keys: str, values: str, into: str, alone: str) -> None:
    """Put each value under its key into a parameter; what has no partner is dropped with a note.

    ``keys`` and ``values`` name the legacy parameters, and ``alone`` says what goes together.
    """
    named, held = draft.held.get(keys, []), draft.held.get(values, [])
    for (at, key), (place, value) in zip(named, held, strict=False):
        name = str(written(draft, take(draft, at, key, ()), "parameters", at, "value"))
        path = (into, name)
        draft.put(path, take(draft, place, value, path, blank=True), place)
    paired = min(len(named), len(held))
    for place, entry in named[paired:] + held[paired:]:
        draft.drop(alone, "parameters", place, value=entry)
