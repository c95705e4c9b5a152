"""Set screen pop: the attribute's key and its value are parameters of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.convert.paired_parameters import join

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]


def finish(draft: ActionDraft) -> None:
    """Join each key with the value that is at the same turn."""
    alone = "A key and its value go together; the other is missing"
    join(draft, "key", "value", "Attributes", alone)
