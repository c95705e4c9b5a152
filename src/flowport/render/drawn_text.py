"""Text in pictures."""

from __future__ import annotations

from html import escape

_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def text(x: float, y: float, words: str, size: int, classes: str, *, end: bool = False) -> str:
    """A line of text that begins, or ends, at a point."""
    anchor = ' text-anchor="end"' if end else ""
    return (
        f'<text class="{classes}" x="{x:.10g}" y="{y:.10g}" font-size="{size}"{anchor}>'
        f"{safe(words)}</text>"
    )


def safe(words: str) -> str:
    """Text as XML can hold it."""
    return escape(words.translate(_FORBIDDEN).encode("utf-8", "replace").decode())
