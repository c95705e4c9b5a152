"""The trail of a call: as lines for a person, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.model.printable import escaped
from flowport.patterns import pattern
from flowport.refs.all_references import find
from flowport.remedies import Remedy
from flowport.simulate import describe_ending

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

    from flowport.model import Flow
    from flowport.simulate import Call, Event, Trace

__all__ = ["as_json", "as_text", "known_names", "with_names"]

_ARN = pattern(r"arn:[^\s\[\]\"',;()]+[^\s\[\]\"',;().:]")

#: How many lines of a long trail are shown at its start and at its end.
FIRST, LAST = 400, 40


def as_text(call: Call, trace: Trace, flows: Iterable[Flow] = ()) -> str:
    """Lines: the time, the block's title, what was heard, said, and which branch was taken.

    Args:
        call: The call.
        trace: Its way.
        flows: The flows that it went through: the names that they keep are shown for ARNs.
    """
    lines = [
        *_shortened(list(_lines(trace))),
        f"Ended after {_time(call.clock)}: {describe_ending(trace, call.library.names)}",
    ]
    lines += [f"Note: {note}" for note in trace.notes]
    names = known_names(call.library.names, flows)
    return "\n".join(escaped(with_names(line, names)) for line in lines) + "\n"


def known_names(names: Mapping[str, str], flows: Iterable[Flow]) -> dict[str, str]:
    """The names of resources by ARN and id: an instance's, else those that flows keep.

    Args:
        names: Those of an instance.
        flows: The flows.
    """
    kept = {each.written: each.name for flow in flows for each in find(flow) if each.name}
    return {**kept, **names}


def with_names(line: str, names: Mapping[str, str]) -> str:
    """A line in which resources are called by their names, as far as these are known."""

    def name(found: re.Match[str]) -> str:
        arn = found[0]
        return names.get(arn) or names.get(arn.rpartition("/")[2]) or arn

    return _ARN.sub(name, line)


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
