"""Durations as flows, mocks and test cases write them."""

from __future__ import annotations

from math import isfinite
from typing import Any

__all__ = ["is_seconds", "seconds_of"]

#: The longest duration that is counted, in seconds: a year.
LONGEST = 366 * 86_400.0


def is_seconds(value: Any) -> bool:
    """Whether a value is a finite number from 0 up."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number and 0 <= value <= LONGEST


def seconds_of(value: Any, default: float = 0.0) -> float:
    """The seconds of a number or string; the default where it is none, or not a duration."""
    try:
        found = float(str(value))
    except ValueError:
        return default
    return min(found, LONGEST) if isfinite(found) and found >= 0 else default
