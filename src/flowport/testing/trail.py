"""The trail of a call: as lines for a person, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.model.printable import escaped
from flowport.remedies import Remedy
from flowport.simulate import describe_ending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.simulate import Call, Event, Trace

__all__ = ["as_json", "as_text"]

#: How many lines of a long trail are shown at its start and at its end.
FIRST, LAST = 400, 40


def as_text(call: Call, trace: Trace) -> str:
    """Lines: the time, the block's title, what was heard, said, and which branch was taken."""
    lines = [
        *_shortened(list(_lines(trace))),
        f"Ended after {_time(call.clock)}: {describe_ending(trace, call.library.names)}",
    ]
    lines += [f"Note: {note}" for note in trace.notes]
    return "\n".join(map(escaped, lines)) + "\n"


def _shortened(lines: list[str]) -> list[str]:
    """A trail without its middle, where it is that of a call in a loop."""
    left = len(lines) - FIRST - LAST
    if left <= 0:
        return lines
    return [*lines[:FIRST], f"  ... {left:,} more lines; {Remedy.FULL_JSON}", *lines[-LAST:]]


def _lines(trace: Trace) -> Iterator[str]:
    flow = None
    for event in trace.events:
        if event.flow != flow:
            flow = event.flow
            yield flow or "Flow"
        yield _line(event)


def _line(event: Event) -> str:
    parts = [f"  {_time(event.clock)}  {event.title}"]
    if event.heard:
        parts.append(f'"{event.heard}"')
    if event.said:
        parts.append(f"<- {event.said}")
    if event.label:
        parts.append(f"-> {event.label}")
    return "  ".join(parts)


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


def as_json(call: Call, trace: Trace) -> dict[str, Any]:
    """The trace as a JSON object."""
    return {
        "ending": trace.ending,
        "place": trace.place,
        "seconds": round(call.clock, 1),
        "queue": call.settings.get("queue") or "",
        "attributes": dict(trace.attributes),
        "notes": list(trace.notes),
        "events": [
            {
                "block": event.block,
                "title": event.title,
                "flow": event.flow,
                "kind": event.kind,
                "heard": event.heard,
                "said": event.said,
                "branch": event.branch,
                "seconds": round(event.clock, 1),
            }
            for event in trace.events
        ],
    }
