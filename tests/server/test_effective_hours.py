"""The hours of each day: the usual week, overrides, and dates that are none."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.simulate.hours import Moment, schedule_of
from flowport.simulate.recurrence import DAYS

if TYPE_CHECKING:
    from serving import Served


def _window(day: str, start: int, end: int) -> dict[str, Any]:
    return {
        "Day": day,
        "StartTime": {"Hours": start, "Minutes": 0},
        "EndTime": {"Hours": end, "Minutes": 0},
    }


def _hours(start: int, end: int) -> dict[str, Any]:
    return {"Start": {"Hours": start, "Minutes": 0}, "End": {"Hours": end, "Minutes": 0}}


@pytest.fixture(scope="module")
def hours(connect: Any, served: Served) -> dict[str, str]:
    """Hours on Mondays and Tuesdays, shorter on Monday 7 December 2026, none the day after."""
    made = connect.create_hours_of_operation(
        InstanceId=served.instance,
        Name="effective",
        TimeZone="Europe/Berlin",
        Config=[_window("MONDAY", 8, 17), _window("TUESDAY", 9, 12)],
    )
    where = {
        "InstanceId": served.instance,
        "HoursOfOperationId": made["HoursOfOperationId"],
    }
    for name, day, config in (
        ("short", "2026-12-07", [_window("MONDAY", 8, 10)]),
        ("closed", "2026-12-08", []),
    ):
        connect.create_hours_of_operation_override(
            **where, Name=name, Config=config, EffectiveFrom=day, EffectiveTill=day
        )
    return where


def test_overrides_take_the_place_of_usual_hours(connect: Any, hours: dict[str, str]) -> None:
    """Each day has its usual hours, or those of the override that covers it."""
    found = connect.get_effective_hours_of_operations(
        **hours, FromDate="2026-12-06", ToDate="2026-12-14"
    )
    days = {
        each["Date"]: each["OperationalHours"] for each in found["EffectiveHoursOfOperationList"]
    }

    assert found["TimeZone"] == "Europe/Berlin"
    assert len(days) == 9
    assert days["2026-12-06"] == []
    assert days["2026-12-07"] == [_hours(8, 10)]
    assert days["2026-12-08"] == []
    assert days["2026-12-14"] == [_hours(8, 17)]
    assert found["EffectiveOverrideHoursList"] == [
        {
            "Date": "2026-12-07",
            "OverrideHours": [
                {**_hours(8, 10), "OverrideName": "short", "OperationalStatus": "OPEN"}
            ],
        },
        {
            "Date": "2026-12-08",
            "OverrideHours": [{"OverrideName": "closed", "OperationalStatus": "CLOSED"}],
        },
    ]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-02-30", "2026-03-01"),
        ("2026-03-02", "2026-03-01"),
        ("2026-01-01", "2027-06-01"),
    ],
)
def test_impossible_dates_are_refused(
    connect: Any, hours: dict[str, str], first: str, last: str
) -> None:
    """Dates that do not exist, are in the wrong order or too far apart are invalid."""
    with pytest.raises(ClientError, match="InvalidParameterException"):
        connect.get_effective_hours_of_operations(**hours, FromDate=first, ToDate=last)


_FIRST = date(2026, 11, 23)
_MINUTES = range(0, 24 * 60, 90)
_IN_A_DAY = st.builds(
    lambda day, start, length: _window(day, start, start + length),
    st.sampled_from(DAYS),
    st.integers(0, 12),
    st.integers(1, 11),
)
_WEEK = st.lists(_IN_A_DAY, max_size=5, unique_by=lambda each: each["Day"])
_PATTERN = st.fixed_dictionaries(
    {"Frequency": st.sampled_from(["WEEKLY", "MONTHLY", "YEARLY"]), "Interval": st.integers(1, 3)},
    optional={
        "ByMonth": st.lists(st.integers(1, 12), min_size=1, max_size=1),
        "ByMonthDay": st.lists(st.sampled_from([-1, 1, 15, 28]), min_size=1, max_size=1),
        "ByWeekdayOccurrence": st.lists(st.sampled_from([-1, 1, 2]), min_size=1, max_size=1),
    },
)
_OVERRIDE = st.fixed_dictionaries(
    {
        "Config": _WEEK,
        "OverrideType": st.sampled_from(["STANDARD", "OPEN", "CLOSED"]),
        "EffectiveFrom": st.integers(0, 20).map(lambda days: str(_FIRST + timedelta(days))),
        "EffectiveTill": st.integers(20, 90).map(lambda days: str(_FIRST + timedelta(days))),
    },
    optional={"RecurrenceConfig": st.fixed_dictionaries({"RecurrencePattern": _PATTERN})},
)


@settings(max_examples=15, deadline=None)
@given(_WEEK, st.lists(_OVERRIDE, max_size=3))
def test_effective_hours_are_those_that_calls_meet(
    connect: Any, served: Served, week: list[Any], overrides: list[dict[str, Any]]
) -> None:
    """Whatever overrides recur or close, the API and a simulated call say the same of each day."""
    made = connect.create_hours_of_operation(
        InstanceId=served.instance, Name=uuid.uuid4().hex, TimeZone="UTC", Config=week
    )
    where = {"InstanceId": served.instance, "HoursOfOperationId": made["HoursOfOperationId"]}
    for number, each in enumerate(overrides):
        connect.create_hours_of_operation_override(**where, Name=f"{number}", **each)
    found = connect.get_effective_hours_of_operations(
        **where, FromDate=str(_FIRST), ToDate=str(_FIRST + timedelta(90))
    )
    schedule = schedule_of({"TimeZone": "UTC", "Config": week, "Overrides": overrides})

    assert [
        [_holds(day["OperationalHours"], minute) for minute in _MINUTES]
        for day in found["EffectiveHoursOfOperationList"]
    ] == [
        [schedule.is_open(_moment(day["Date"], minute)) for minute in _MINUTES]
        for day in found["EffectiveHoursOfOperationList"]
    ]


def _moment(day: str, minute: int) -> Moment:
    return Moment(day, date.fromisoformat(day).weekday(), minute)


def _holds(windows: list[Any], minute: int) -> bool:
    times = [[each[end]["Hours"] * 60 for end in ("Start", "End")] for each in windows]
    return any(start <= minute < end for start, end in times)


@pytest.mark.parametrize(
    ("first", "last"), [("2026-02-30", "2026-03-01"), ("2026-03-02", "2026-03-01")]
)
def test_override_has_dates(connect: Any, hours: dict[str, str], first: str, last: str) -> None:
    """An override of dates that do not exist, or are in the wrong order, is refused."""
    with pytest.raises(ClientError, match="InvalidParameterException"):
        connect.create_hours_of_operation_override(
            **hours, Name="never", Config=[], EffectiveFrom=first, EffectiveTill=last
        )
