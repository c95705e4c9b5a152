"""Numbers written out in strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowport.model.digits import whole_number


@given(st.integers(0, 10**20))
def test_a_number_is_read_up_to_the_largest(number: int) -> None:
    """What str writes is read again, and a larger one as the largest."""
    assert whole_number(str(number), 10**9) == min(number, 10**9)


@pytest.mark.parametrize("text", ["", "-1", "1.0", " 1", "x", "\u0663", "\u00b2", "1_0"])
def test_what_is_no_number(text: str) -> None:
    """Digits of other scripts are none of ours."""
    assert whole_number(text) is None


def test_any_number_of_digits() -> None:
    """Python refuses to read so many; we do not need them."""
    assert (whole_number("9" * 10_000, 5), whole_number("0" * 10_000 + "7")) == (5, 7)
