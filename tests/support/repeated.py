"""Rounds of one test: the first ones always run, the others only where everything is required."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["slow_after"]


def slow_after(first: int, values: Sequence[Any]) -> list[Any]:
    """The values of a parameter, those after the first few marked as slow."""
    later = [pytest.param(value, marks=pytest.mark.slow) for value in values[first:]]
    return [*values[:first], *later]
