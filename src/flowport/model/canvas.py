"""Numbers of the canvas, as a document says them: any JSON, read within what a canvas can hold.

What a document says is kept in the document; only what is computed with is within the bounds.
"""

from __future__ import annotations

from math import isnan

__all__ = ["FARTHEST", "coordinate", "point"]

#: The farthest that anything is placed from the origin, in canvas units. The greatest coordinate
#: that was seen in a published flow is 10,207.
FARTHEST = 1_000_000


def coordinate(value: object, default: float = 0) -> float:
    """A coordinate or length between minus and plus FARTHEST; the default for what is not one."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return default
    if isinstance(value, float) and isnan(value):
        return default
    return max(-FARTHEST, min(value, FARTHEST))  # before it is a float: 10**400 can't be one


def point(value: object) -> tuple[float, float] | None:
    """The coordinates of an object with x and y; None for anything else."""
    if not isinstance(value, dict):
        return None
    x, y = (coordinate(value.get(axis), float("nan")) for axis in "xy")
    return None if isnan(x) or isnan(y) else (float(x), float(y))
