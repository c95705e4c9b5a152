"""In which channels flows behave in different ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.simulate import CHANNELS, strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowport.simulate import Block, Program

__all__ = ["ALL_CHANNELS", "distinct_channels"]

#: Every channel of a contact, the most frequent first.
ALL_CHANNELS = ("VOICE", "CHAT", "TASK", "EMAIL")
#: The channels in which prompts are neither heard nor read.
_SILENT = frozenset({"TASK", "EMAIL"})


def distinct_channels(channels: Sequence[str], programs: Iterable[Program]) -> dict[str, str]:
    """For each channel the first of them in which flows do the same: often itself."""
    blocks = [block for program in programs for block in program.blocks.values()]
    types = {block.type for block in blocks} & set(CHANNELS)
    reads = any(map(_reads_channel, blocks))
    found: dict[Any, str] = {}
    first: dict[str, str] = {}
    for channel in channels:
        refused = frozenset(type_ for type_ in types if channel not in CHANNELS[type_])
        kind = "silent" if channel in _SILENT else channel
        first[channel] = found.setdefault((kind, refused, channel if reads else ""), channel)
    return first


def _reads_channel(block: Block) -> bool:
    return any("$.Channel" in text for text in strings(block.parameters))
