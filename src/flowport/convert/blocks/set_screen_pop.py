"""Set screen pop: the attribute's key and its value are parameters of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.convert.legacy_values import take, written

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]


def finish(draft: ActionDraft) -> None:
    """Join each key with the value that is at the same turn."""
    keys = draft.held.get("key", [])
    values = draft.held.get("value", [])
    for (at, key), (place, value) in zip(keys, values, strict=False):
        name = str(written(draft, take(draft, at, key, ()), "parameters", at, "value"))
        path = ("Attributes", name)
        draft.put(path, take(draft, place, value, path, blank=True), place)
    paired = min(len(keys), len(values))
    for place, entry in keys[paired:] + values[paired:]:
        draft.drop(
            "A key and its value go together; the other is missing",
            "parameters",
            place,
            value=entry,
        )
