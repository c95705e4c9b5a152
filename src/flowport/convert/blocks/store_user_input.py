"""Store customer input: encryption is said by its key alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.convert.legacy_values import spelled, take

if TYPE_CHECKING:
    from flowport.convert.action_draft import ActionDraft

__all__ = ["finish"]


def finish(draft: ActionDraft) -> None:
    """Drop the switch for encryption where a key says it, or where it is off."""
    keyed = "InputEncryption" in draft.parameters
    for place, entry in draft.held.get("EncryptEntry", ()):
        value = take(draft, place, entry, ())
        on = str(spelled(value)).lower()
        if on in ("", "false") and keyed:
            draft.drop(
                "Encryption is off, and there is a key for it; the key counts",
                "parameters",
                place,
                value=entry.get("value"),
            )
        elif on not in ("", "false") and not (keyed and on == "true"):
            draft.drop(
                "Encryption is on, and no key is given",
                "parameters",
                place,
                value=entry.get("value"),
            )
