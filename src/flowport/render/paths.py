"""The ways that links take between blocks, as SVG path data."""

from __future__ import annotations

#: How far a link that goes back runs beside and above the blocks that it joins.
ASIDE, ABOVE = 22, 14
#: The radius of its corners.
CORNER = 8

_Point = tuple[float, float]


def path(start: _Point, end: _Point, *, top: float) -> str:
    """The way from a branch to the left edge of a block whose upper edge is at ``top``."""
    (x, y), (to_x, to_y) = start, end
    if to_x - x >= ASIDE:
        bend = min(max((to_x - x) / 2, 24), 140)
        return f"M{_n(x)},{_n(y)} C{_n(x + bend)},{_n(y)} {_n(to_x - bend)},{_n(to_y)} {_at(end)}"
    lane = top - ABOVE
    corners = [start, (x + ASIDE, y), (x + ASIDE, lane), (to_x - ASIDE, lane), (to_x - ASIDE, to_y)]
    return _rounded([*corners, end])


def _rounded(points: list[_Point]) -> str:
    """A line through points with rounded corners."""
    parts = [f"M{_at(points[0])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        parts.append(f"L{_at(_toward(here, before))} Q{_at(here)} {_at(_toward(here, after))}")
    return " ".join([*parts, f"L{_at(points[-1])}"])


def _toward(here: _Point, there: _Point) -> _Point:
    """The point a corner's radius from one point to another, at most half way."""
    across, down = there[0] - here[0], there[1] - here[1]
    length = abs(across) + abs(down)
    share = min(CORNER / length, 0.5) if length else 0
    return here[0] + across * share, here[1] + down * share


def _at(point: _Point) -> str:
    return f"{_n(point[0])},{_n(point[1])}"


def _n(number: float) -> str:
    """A number in few letters."""
    return f"{number:.1f}".removesuffix(".0")
