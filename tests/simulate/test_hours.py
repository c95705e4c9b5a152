"""Hours of operation are open as their weekdays and overrides say, on their own clock."""

from __future__ import annotations

import pytest

from flowport.simulate import Moment, schedule_of

WEEK = {
    "Name": "Main",
    "TimeZone": "Europe/Berlin",
    "Config": [
        {"Day": "MONDAY", "StartTime": {"Hours": 9}, "EndTime": {"Hours": 17, "Minutes": 30}},
        {"Day": "FRIDAY", "StartTime": {"Hours": 20}, "EndTime": {"Hours": 0}},
        {"Day": "SATURDAY", "StartTime": {"Hours": 22}, "EndTime": {"Hours": 2}},
    ],
    "Overrides": [
        {"EffectiveFrom": "2026-12-24", "EffectiveTill": "2026-12-26", "Config": []},
        {
            "EffectiveFrom": "2026-12-28",
            "Config": [{"Day": "MONDAY", "StartTime": {"Hours": 12}, "EndTime": {"Hours": 13}}],
        },
    ],
}


@pytest.mark.parametrize(
    ("date", "weekday", "time", "opened"),
    [
        ("2026-11-23", 0, (9, 0), True),
        ("2026-11-23", 0, (8, 59), False),
        ("2026-11-23", 0, (17, 29), True),
        ("2026-11-23", 0, (17, 30), False),
        ("2026-11-27", 4, (23, 59), True),
        ("2026-11-28", 5, (0, 0), False),
        ("2026-11-29", 6, (1, 59), True),
        ("2026-11-29", 6, (2, 0), False),
        ("2026-12-25", 4, (21, 0), False),
        ("2026-12-28", 0, (10, 0), False),
        ("2026-12-28", 0, (12, 30), True),
    ],
)
def test_when_hours_are_open(
    date: str, weekday: int, time: tuple[int, int], *, opened: bool
) -> None:
    """Ends are outside, midnight ends a day, a night goes on, and overrides win."""
    moment = Moment(date, weekday, time[0] * 60 + time[1])

    assert schedule_of(WEEK).is_open(moment) is opened
