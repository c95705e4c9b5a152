"""What each action does to a contact, by its type: read from the catalogue's declarations."""

from __future__ import annotations

from flowport.catalogue import ACTIONS
from flowport.catalogue.effects import UNKNOWN, Effect, Way

__all__ = ["EFFECTS", "UNKNOWN", "Effect", "Way"]

EFFECTS: dict[str, Effect] = {action.type: action.effect for action in ACTIONS.values()}
