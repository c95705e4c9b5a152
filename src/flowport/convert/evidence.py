"""Whether real exports bear a conversion out, where no block was seen in both formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import ACTIONS
from flowport.catalogue.exports import parts_of, seen
from flowport.catalogue.legacy import Level

if TYPE_CHECKING:
    from flowport.catalogue.legacy import LegacyBlockType
    from flowport.convert.action_draft import ActionDraft

__all__ = ["is_borne_out", "seems_written"]

_ENOUGH = {Level.A: 0, Level.B: 2, Level.C: 3}
"""In how many repositories a thing must be found: more, the less a block's mapping is known."""


def is_borne_out(draft: ActionDraft, block: LegacyBlockType) -> bool:
    """Whether the designer writes every part that the action has.

    A block that no pair shows must also have the title of the action in the designer, which says
    that they are the same block.
    """
    action = ACTIONS.get(draft.type)
    if action is None or (block.level is Level.C and block.title not in action.titles):
        return False
    said = {
        "Parameters": draft.parameters,
        "Transitions": {"Errors": draft.errors, "Conditions": draft.conditions},
    }
    parts = [part for part in parts_of(action, said) if part[0] != "set" or part[1] == "-"]
    enough = _ENOUGH[block.level]
    return all(seen(action.type, *part).repositories >= enough for part in parts)


def seems_written(type_: str, path: tuple[str, ...], value: object, *, listed: bool) -> bool:
    """Whether exports hold a parameter, and its value too where the catalogue lists its values."""
    name = ".".join(path)
    if seen(type_, "parameter", name).repositories < _ENOUGH[Level.B]:
        return False
    return not listed or seen(type_, "value", f"{name}={value}").repositories >= _ENOUGH[Level.B]
