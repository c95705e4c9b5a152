"""Text of flows as a terminal or a report can show it: on one line, and steering nothing."""

from __future__ import annotations

from flowport.patterns import pattern

__all__ = ["escaped"]

#: Controls, line separators, marks that turn the direction of writing, and halves of characters;
#: not the joiners that emoji and some scripts are written with.
_STEERING = pattern(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def escaped(text: str) -> str:
    r"""The text on one line, with every character that would steer a terminal as its escape.

    >>> escaped("red \x1b[31m")
    'red \\x1b[31m'
    """
    if text.isprintable():
        return text
    return _STEERING.sub(lambda found: repr(found[0])[1:-1], text)
