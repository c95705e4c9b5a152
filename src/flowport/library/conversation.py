"""A call of a flow in Python, once it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowport.simulate import Event, Trace

__all__ = ["Conversation"]


@dataclass(frozen=True, slots=True)
class Conversation:
    """A call that came to an end.

    Attributes:
        flow: The name of the flow that was called.
        ending: How it ended: ``transferred to queue``, ``disconnected`` and the like.
        place: The queue, flow, number or agent that it ended with; ``""`` for none.
        seconds: How long it lasted.
        text: Its course as lines for a person.
        trace: Everything that happened.
    """

    flow: str
    ending: str
    place: str
    seconds: float
    text: str
    trace: Trace

    @property
    def heard(self) -> tuple[str, ...]:
        """What the caller heard, in order."""
        return tuple(event.heard for event in self.trace.events if event.heard)

    @property
    def events(self) -> tuple[Event, ...]:
        """The blocks that the call came through."""
        return self.trace.events

    @property
    def attributes(self) -> dict[str, str]:
        """The contact attributes at the end."""
        return dict(self.trace.attributes)

    def __repr__(self) -> str:
        """The flow, the end and the number of blocks."""
        return f"<call of {self.flow!r}: {self.ending}, {len(self.events)} blocks>"

    def __str__(self) -> str:
        """Its course as lines for a person."""
        return self.text
