"""When a call begins, on the clock of each time zone."""

from __future__ import annotations

import pytest

from flowport.errors import UsageError
from flowport.jobs.simulating import clock_at


def test_a_time_that_a_zone_skips_is_refused() -> None:
    """The sentence names the zone; zones that have the time answer as ever."""
    begins, local = clock_at("2026-03-29T02:30", 0.0)

    with pytest.raises(UsageError, match="does not exist in Europe/Berlin"):
        local("Europe/Berlin", begins)
    assert local("Europe/London", begins).minute == 150
    assert local("America/New_York", begins).date == "2026-03-29"


def test_a_time_that_a_zone_has_twice_is_read() -> None:
    """Both are the same minute of the same day."""
    begins, local = clock_at("2026-10-25T02:30", 0.0)

    assert local("Europe/Berlin", begins).minute == 150


def test_a_moment_with_an_offset_always_exists() -> None:
    """It is one moment, which each zone reads on its own clock."""
    begins, local = clock_at("2026-03-29T02:30+01:00", 0.0)

    assert local("Europe/Berlin", begins).minute == 210
