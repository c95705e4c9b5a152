"""Numbers as flows write them, mostly as strings; any value may be where one belongs."""

from __future__ import annotations

import math
from typing import Any

from flowport.patterns import pattern

__all__ = ["is_number", "is_whole", "number"]

_NUMBER = pattern(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_PLAIN = pattern(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_WHOLE = pattern(r"[+-]?[0-9]+(?:\.0+)?")


def number(value: Any) -> float | None:
    """The number that a string or number says; None for what is none, infinite past all bounds.

    A boolean is not a number, and neither are digits of other scripts, ``nan`` and ``1_000``.
    """
    if isinstance(value, bool) or (isinstance(value, str) and not _NUMBER.fullmatch(value.strip())):
        return None
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    except (TypeError, ValueError):
        return None


def is_number(text: str) -> bool:
    """Whether a string is a number as flows write it: digits, with or without a point."""
    return _PLAIN.fullmatch(text) is not None


def is_whole(text: str) -> bool:
    """Whether a string is a whole number as flows write it: ``8`` or ``8.0``."""
    return _WHOLE.fullmatch(text) is not None
