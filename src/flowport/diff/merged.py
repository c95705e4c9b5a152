"""Both flows of a comparison in one, for a picture: the new flow, with the removed blocks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.diff.edits import Added, Aspect, Removed
from flowport.model.block_names import BlockName
from flowport.model.edit import add

if TYPE_CHECKING:
    from flowport.diff.compare import Comparison
    from flowport.model import Flow

__all__ = ["marks", "merged"]


def merged(comparison: Comparison) -> tuple[Flow, dict[str, str]]:
    """The new flow with the removed blocks where they stood, and the marks of its blocks.

    A mark is ``added``, ``removed`` or ``changed``, by the block's identifier. Removed blocks still
    lead where they led, and nothing leads to them.
    """
    marked = marks(comparison)
    flow, before = comparison.after, comparison.before
    known = dict(comparison.pairs)
    gone = [edit.block.id for edit in comparison.edits if isinstance(edit, Removed)]
    taken = {action.id for action in flow.actions}
    for identifier in gone:
        known[identifier] = _free(identifier, taken)
        taken.add(known[identifier])
    for identifier in gone:
        tree = _renamed(before.action(identifier).tree, known) | {"Identifier": known[identifier]}
        flow = add(flow, tree, metadata=before.metadata_of(identifier))
        marked[known[identifier]] = "removed"
    return flow, marked


def marks(comparison: Comparison) -> dict[str, str]:
    """``added`` or ``changed`` for the new flow's blocks of which an edit touches the meaning."""
    found: dict[str, str] = {}
    for edit in comparison.of(Aspect.MEANING):
        block = getattr(edit, "block", None)
        if isinstance(block, BlockName) and not isinstance(edit, Removed):
            found[block.id] = "added" if isinstance(edit, Added) else "changed"
        for way in getattr(edit, "ways", ()):
            if way.block:
                found.setdefault(way.block.id, "changed")
    return found


def _free(identifier: str, taken: set[str]) -> str:
    while identifier in taken:
        identifier += " (removed)"
    return identifier


def _renamed(tree: dict[str, Any], known: dict[str, str]) -> dict[str, Any]:
    """A removed block's action, leading to what its targets are called now."""

    def follow(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: follow(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [follow(inner) for inner in value]
        return known.get(value, "") if key == "NextAction" and isinstance(value, str) else value

    moved = follow(tree.get("Transitions") or {})
    return {**tree, "Transitions": moved}
