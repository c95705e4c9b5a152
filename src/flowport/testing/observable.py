"""What a test can observe of each action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import ACTIONS
from flowport.testing.steps import OVERRIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COMPLETED", "STARTED", "observable"]

#: The actions whose beginning is an event.
STARTED = frozenset(
    {
        "InvokeLambdaFunction",
        "CheckHoursOfOperation",
        "TransferContactToQueue",
        "DequeueContactAndTransferToQueue",
        "ConnectParticipantWithLexBot",
    }
)
#: The actions whose good end is an event; how it is spelled is not documented.
COMPLETED = frozenset(
    {"InvokeLambdaFunction", "ConnectParticipantWithLexBot", "ConnectParticipantWithAgenticCX"}
)
_MESSAGES = {
    "MessageParticipant": "its message",
    "MessageParticipantIteratively": "each message, each time it is played",
    "GetParticipantInput": "its prompt, except when the block leads straight back to itself",
}
_UNHEARD = {
    "ConnectParticipantWithLexBot": "not the bot's own prompt",
    "ConnectParticipantWithAgenticCX": "not what the agent says",
}


def observable() -> Iterator[tuple[str, str, str, str]]:
    """For each action: its messages, its events, and whether a test can override it."""
    for name in sorted(ACTIONS):
        events = [
            event
            for event, types in (("FlowActionStarted", STARTED), ("FlowActionCompleted", COMPLETED))
            if name in types
        ]
        override = name.replace("DequeueContactAnd", "DequeueAnd") in OVERRIDES
        message = _MESSAGES.get(name) or _UNHEARD.get(name) or ""
        yield name, message, ", ".join(events), "yes" if override else ""
