"""What a walk leaves behind: values that two walks can be compared by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Event", "Frozen", "Trace", "describe_ending", "frozen"]

#: How an ending is written for a reader; the place follows.
_ENDINGS = {
    "disconnected": "the flow hung up",
    "queue": "in queue",
    "agent": "with an agent",
    "number": "transferred to the number",
    "flow": "left for a flow that is not at hand:",
    "hung up": "the caller hung up",
    "ended": "the flow ended",
    "returned": "the module ended",
    "unconnected": "a branch leads nowhere:",
    "said": "messages go on until an agent comes",
}

Frozen = str | int | float | bool | None | tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to the contact.

    Attributes:
        kind: What happened, in a word of ``flowport.simulate.effects`` (``said``, ``queue``, ...).
        block: The identifier of the action.
        detail: The action's parameters, with every path read and every template filled in.
        branch: The key of the branch that was taken, ``""`` when the walk ended here.
        settings: What flow and contact were set to then (logging, voice, language, ...).
        heard: What the contact heard in the block: words, or a prompt's reference.
        flow: The name of the flow or module.
        title: The block's title.
        clock: Seconds since the call began, when the block ended.
        said: What the contact said or pressed in the block.
        label: What a reader calls the branch: its operands, or the error type.
        type: The action's type.
        returned: Where a module ends: the flow, the block that invoked it, and its branch's key.
    """

    kind: str
    block: str
    detail: Frozen
    branch: str
    settings: Frozen
    heard: str = field(default="", compare=False)
    flow: str = field(default="", compare=False)
    title: str = field(default="", compare=False)
    clock: float = field(default=0.0, compare=False)
    said: str = field(default="", compare=False)
    label: str = field(default="", compare=False)
    type: str = field(default="", compare=False)
    returned: tuple[str, str, str] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Trace:
    """A contact's whole way.

    Attributes:
        events: What happened, in order.
        ending: How it ended: an event's kind, ``unconnected`` where a branch leads nowhere,
            ``unfinished`` where the step limit was reached.
        place: What it ended with: the queue, flow, number or agent; ``""`` for none.
        attributes: The contact attributes at the end, sorted.
        contact: What else was set on the contact at the end, sorted.
        notes: Warnings: what was assumed.
    """

    events: tuple[Event, ...]
    ending: str
    place: str
    attributes: tuple[tuple[str, str], ...]
    contact: tuple[tuple[str, Frozen], ...]
    notes: tuple[str, ...] = field(default=(), compare=False)

    def without(self, blocks: frozenset[str], prefix: str) -> Trace:
        """The same way, without some blocks and the attributes that begin so."""
        events = tuple(event for event in self.events if event.block not in blocks)
        kept = tuple(pair for pair in self.attributes if not pair[0].startswith(prefix))
        return Trace(events, self.ending, self.place, kept, self.contact, self.notes)


def frozen(value: Any) -> Frozen:
    """A JSON value that can't be changed: objects as sorted pairs, arrays as tuples."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        pairs = [
            (str(key), item if isinstance(item, str) else frozen(item))
            for key, item in value.items()
        ]
        pairs.sort()
        return tuple(pairs)
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    return value  # type: ignore[no-any-return]  # what is left of JSON is scalar


def describe_ending(trace: Trace, names: Mapping[str, str]) -> str:
    """How and where a contact ended, for a reader.

    Args:
        trace: The contact's way.
        names: The names of resources by ARN and id.
    """
    if trace.ending == "unconnected" and not trace.events:
        return "the flow has no first block"
    if trace.ending == "unconnected" and not trace.place:
        return "a branch leads nowhere"
    place = names.get(trace.place, trace.place)
    return f"{_ENDINGS.get(trace.ending, trace.ending)} {place}".strip()
