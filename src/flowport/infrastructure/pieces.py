"""A content cut into literal text and the things that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowport.infrastructure.written_flows import NamedResource

__all__ = ["cut"]

#: What can't follow the end of an ARN: it would be another, longer one.
_GOES_ON = r"(?![\w/-])"


def cut(text: str, uses: Iterable[NamedResource]) -> Sequence[str | NamedResource]:
    """The pieces of a content, in order; written one after the other they are the content.

    Args:
        text: The content.
        uses: What it names. An ARN is found wherever it occurs, a bare id only as a whole string.
    """
    by_text = {use.written: use for use in sorted(uses, reverse=True) if use.written}
    if not by_text:
        return [text]
    longest_first = sorted(by_text, key=lambda written: (-len(written), written))
    pattern = "|".join(_pattern(by_text[written]) for written in longest_first)
    pieces: list[str | NamedResource] = []
    end = 0
    for match in re.finditer(pattern, text):
        if match.start() > end:
            pieces.append(text[end : match.start()])
        pieces.append(by_text[match[0]])
        end = match.end()
    return [*pieces, text[end:]] if end < len(text) else pieces


def _pattern(use: NamedResource) -> str:
    written = re.escape(use.written)
    return f'(?<="){written}(?=[":])' if use.bare else written + _GOES_ON
