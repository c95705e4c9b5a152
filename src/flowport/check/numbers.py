"""Numbers as flows write them, mostly as texts; any value may stand where one belongs."""

from __future__ import annotations

import math
from typing import Any

__all__ = ["number", "whole"]


def number(value: Any) -> float | None:
    """The number that a text or number says; None for what is none, infinite past all bounds."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    except (TypeError, ValueError):
        return None


def whole(value: Any) -> float | None:
    """The number where a text or number is written in digits alone; else None."""
    text = value if isinstance(value, str) else str(value)
    return number(text) if text.isdecimal() else None
