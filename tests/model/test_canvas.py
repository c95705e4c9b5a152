"""Coordinates are read within what a canvas can hold, whatever JSON says."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowport.model.canvas import FARTHEST, coordinate, point

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("xy"), inner),
    max_leaves=4,
)


@given(JSON)
def test_coordinate_is_always_usable(value: object) -> None:
    """Any JSON gives a finite number within the canvas."""
    assert abs(coordinate(value)) <= FARTHEST


@given(JSON)
def test_point_is_finite_or_missing(value: object) -> None:
    """Any JSON gives a place on the canvas, or none."""
    found = point(value)

    assert found is None or all(math.isfinite(axis) and abs(axis) <= FARTHEST for axis in found)


@pytest.mark.parametrize(
    ("value", "read"),
    [(10**400, FARTHEST), (-1e308, -FARTHEST), (math.inf, FARTHEST), (math.nan, 7), (True, 7)],
)
def test_hostile_numbers(value: object, read: float) -> None:
    """Numbers beyond floats are clamped, and what is not a number is the default."""
    assert coordinate(value, 7) == read
