"""The hours of each day: the usual week, overrides, and dates that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

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
