"""Start and stop media streaming: the tracks become directions of the customer's audio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.convert.legacy_values import take

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]

_DIRECTIONS = {"FromCustomer": "From", "ToCustomer": "To"}


def finish(draft: ActionDraft) -> None:
    """Say whose audio is streamed, and which way; the oldest form only names the customer."""
    directions: list[Any] = []
    for place, entry in draft.held.get("Track", ()):
        value = take(draft, place, entry, ())
        direction = _DIRECTIONS.get(value) if isinstance(value, str) else None
        if direction is None or direction in directions:
            draft.drop(
                "The track is not known, or is named twice",
                "parameters",
                place,
                value=entry.get("value"),
            )
        else:
            directions.append(direction)
    people: list[str] = []
    for place, entry in draft.held.get("ParticipantTypes", ()):
        value = take(draft, place, entry, ())
        if isinstance(value, str) and value not in people:
            people.append(value)
        elif value is not None:
            draft.drop(
                "The participant is not a string, or is named twice",
                "parameters",
                place,
                value=value,
            )
    if directions or people:
        draft.parameters["Participants"] = [
            {"ParticipantType": person, "MediaDirections": list(directions or ["From"])}
            for person in people or ["Customer"]
        ]
