"""Hours of operation are open as their weekdays and overrides say, on their own clock."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flowport.simulate import Moment, schedule_of, schedules_by_key
from flowport.simulate.recurrence import DAYS, applies

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


ALL = [{"Day": d, "StartTime": {"Hours": 10}, "EndTime": {"Hours": 12}} for d in DAYS]
THURSDAY = ALL[3:4]


@pytest.mark.parametrize(
    ("pattern", "config", "applied"),
    [
        ({"Frequency": "YEARLY", "ByMonth": [12], "ByMonthDay": [25]}, [], "2027-12-25"),
        (
            {"Frequency": "YEARLY", "ByMonth": [4], "ByWeekdayOccurrence": [2]},
            ALL[3:4],
            "2027-04-08",
        ),
        ({"Frequency": "MONTHLY", "ByMonthDay": [-1]}, ALL, "2027-02-28"),
        ({"Frequency": "MONTHLY", "Interval": 3, "ByMonthDay": [15]}, ALL, "2026-04-15"),
        ({"Frequency": "MONTHLY", "ByWeekdayOccurrence": [-1]}, ALL[4:5], "2026-11-27"),
        ({"Frequency": "WEEKLY", "Interval": 2}, ALL[1:2], "2026-01-13"),
    ],
)
def test_an_override_that_recurs_applies_on_its_dates(
    pattern: dict[str, object], config: list[dict[str, object]], applied: str
) -> None:
    """On the date of the pattern, and neither on the days nor in the weeks beside it."""
    override = {
        "EffectiveFrom": "2026-01-01",
        "EffectiveTill": "2028-12-31",
        "Config": config,
        "RecurrenceConfig": {"RecurrencePattern": pattern},
    }
    day = date.fromisoformat(applied)
    beside = [day + timedelta(days=n) for n in (-7, -1, 1, 7)]

    assert applies(override, applied)
    assert not any(applies(override, each.isoformat()) for each in beside)


def test_an_override_that_is_closed_has_no_hours() -> None:
    """Whatever its configuration says."""
    closed = {"EffectiveFrom": "2026-11-23", "Config": ALL, "OverrideType": "CLOSED"}
    schedule = schedule_of({**WEEK, "Overrides": [closed]})

    assert not schedule.is_open(Moment("2026-11-23", 0, 11 * 60))


def test_overrides_are_inherited() -> None:
    """After its own, those of the hours that it names as parents count."""
    parent = {"Config": [], "Overrides": [{"EffectiveFrom": "2026-11-23", "Config": []}]}
    child = {**WEEK, "ParentHoursOfOperationConfigs": [{"HoursOfOperationId": "p"}]}
    found = schedules_by_key([(("arn", "c", "Main"), child), (("arn2", "p", "All"), parent)])

    assert not found["Main"].is_open(Moment("2026-11-23", 0, 11 * 60))
    assert found["c"].is_open(Moment("2026-11-30", 0, 11 * 60))
