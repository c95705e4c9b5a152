"""Which calls differ, in words and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.model.printable import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.testing.behaviour import CallComparison, CallDifference
    from flowport.testing.comparison_schema import ComparisonJSON

__all__ = ["comparison_json", "comparison_lines"]


def comparison_lines(heading: str, found: CallComparison) -> Iterator[str]:
    """A sentence for a flow, and each difference with its call, as a terminal can show them."""
    yield from map(escaped, _lines(heading, found))


def _lines(heading: str, found: CallComparison) -> Iterator[str]:
    if not found.differences:
        missed = f"; {found.missed} branches were not taken" if found.missed else ""
        yield (
            f"{heading}: no call differs: {found.calls:,} calls of each side ({_channels(found)}), "
            f"chosen to take the {found.branches:,} branches of both{missed}"
        )
        return
    count = len(found.differences)
    yield f"{heading}: calls differ in {count} place{'s' if count > 1 else ''}"
    for each in found.differences:
        yield f"  {_call(each)}"
        yield f"    before: {_sentence(each.before, each.block_before)}"
        yield f"    after:  {_sentence(each.after, each.block_after)}"


def _channels(found: CallComparison) -> str:
    alike = [f"{each.lower()} is as {other.lower()}" for each, other in found.alike.items()]
    return "; ".join([", ".join(channel.lower() for channel in found.channels), *alike])


def _call(difference: CallDifference) -> str:
    """What the caller and the world do; the channel, where it is not voice."""
    turns = "; ".join(difference.turns) or "every call"
    channel = difference.channel
    return turns if channel == "VOICE" else f"{channel.lower()}: {turns}"


def _sentence(what: str, block: str) -> str:
    if not what:
        return "nothing more"
    return f"{what} ({block})" if block else what


def comparison_json(found: CallComparison) -> ComparisonJSON:
    """The same as a JSON object.

    ``same`` says whether no call differs; ``calls``, ``branches``, ``missed`` and ``channels`` are
    the bound of that statement, and ``alike`` has the channels in which both flows do the same as
    in one of these. Each of ``differences`` has what the two sides do (``before``,
    ``after``), the titles of their ``blocks``, the ``turns`` of the shortest call as sentences, its
    ``channel``, and the call as a test ``case`` in the short form, which passes on the first side.
    """
    return {
        "same": not found.differences,
        "calls": found.calls,
        "branches": found.branches,
        "missed": found.missed,
        "channels": list(found.channels),
        "alike": dict(found.alike),
        "differences": [
            {
                "before": each.before,
                "after": each.after,
                "blocks": (each.block_before, each.block_after),
                "turns": list(each.turns),
                "channel": each.channel,
                "case": each.case,
            }
            for each in found.differences
        ],
    }
