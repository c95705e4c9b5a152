"""The lines that links are drawn with, as SVG path data."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from flowport.layout.sizes import CORNER

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Across and down, in pixels.
Point: TypeAlias = tuple[float, float]


def curve(start: Point, end: Point) -> str:
    """A curve from a branch to the left edge of a block that stands further right."""
    (x, y), (to_x, to_y) = _pulls(start, end)
    return f"M{_at(start)} C{_n(x)},{_n(y)} {_n(to_x)},{_n(to_y)} {_at(end)}"


def bezier(start: Point, end: Point, steps: int) -> Iterator[Point]:
    """The points of that curve between its ends, in so many equal steps."""
    (first_x, first_y), (last_x, last_y) = _pulls(start, end)
    (x, y), (to_x, to_y) = start, end
    for step in range(1, steps):
        share = step / steps
        rest = 1 - share
        one, two = rest**3, 3 * rest**2 * share
        three, four = 3 * rest * share**2, share**3
        yield (
            one * x + two * first_x + three * last_x + four * to_x,
            one * y + two * first_y + three * last_y + four * to_y,
        )


def _pulls(start: Point, end: Point) -> tuple[Point, Point]:
    """The points that pull a curve level at both ends."""
    (x, y), (to_x, to_y) = start, end
    bend = min(max((to_x - x) / 2, 24), 140)
    return (x + bend, y), (to_x - bend, to_y)


def rounded(points: list[Point]) -> str:
    """A line through points with rounded corners."""
    parts = [f"M{_at(points[0])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        parts.append(f"L{_at(_toward(here, before))} Q{_at(here)} {_at(_toward(here, after))}")
    return " ".join([*parts, f"L{_at(points[-1])}"])


def _toward(here: Point, there: Point) -> Point:
    """The point a corner's radius from one point to another, at most half way."""
    across, down = there[0] - here[0], there[1] - here[1]
    length = abs(across) + abs(down)
    share = min(CORNER / length, 0.5) if length else 0
    return here[0] + across * share, here[1] + down * share


def _at(point: Point) -> str:
    return f"{_n(point[0])},{_n(point[1])}"


def _n(number: float) -> str:
    """A number in few letters."""
    return f"{number:.1f}".removesuffix(".0")
