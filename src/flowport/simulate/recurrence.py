"""On which dates an override of hours of operation applies: its range, and how it recurs in it."""

from __future__ import annotations

from calendar import monthrange, timegm
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DAYS", "applies"]

DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_WEEK = 7
_MONTHS = 12
_DAY_SECONDS = 86_400
#: The first day that is counted, 1970-01-01, was a Thursday.
_THURSDAY = 3


class _Date(NamedTuple):
    """A date, without a clock."""

    year: int
    month: int
    day: int

    @classmethod
    def of(cls, text: str) -> _Date:
        """The date of ``2026-12-25``."""
        return cls(*map(int, text.split("-")))

    @property
    def number(self) -> int:
        """How many days after the first day of 1970 it is."""
        return timegm((self.year, self.month, self.day, 0, 0, 0)) // _DAY_SECONDS

    @property
    def weekday(self) -> int:
        """0 for Monday to 6 for Sunday."""
        return (self.number + _THURSDAY) % _WEEK

    @property
    def left(self) -> int:
        """How many days of its month come after it."""
        return monthrange(self.year, self.month)[1] - self.day


def applies(override: Mapping[str, Any], day: str) -> bool:
    """Whether an override applies on a date.

    Args:
        override: The members of the API's HoursOfOperationOverride.
        day: The date, ``2026-12-25``.
    """
    first = str(override.get("EffectiveFrom", ""))
    if not first <= day <= str(override.get("EffectiveTill") or first):
        return False
    recurrence = override.get("RecurrenceConfig")
    pattern = recurrence.get("RecurrencePattern") if isinstance(recurrence, dict) else None
    if not isinstance(pattern, dict) or not pattern.get("Frequency"):
        return True
    return _recurs(pattern, _weekdays(override), _Date.of(first), _Date.of(day))


def _weekdays(override: Mapping[str, Any]) -> set[int]:
    """The weekdays that an override has hours for; all of them where it has none."""
    config = override.get("Config") or ()
    found = {DAYS.index(each["Day"]) for each in config if each.get("Day") in DAYS}
    return found or set(range(_WEEK))


def _recurs(pattern: Mapping[str, Any], weekdays: set[int], first: _Date, day: _Date) -> bool:
    every = int(pattern.get("Interval") or 1)
    frequency = pattern["Frequency"]
    if frequency == "WEEKLY":
        weeks = (day.number - day.weekday - first.number + first.weekday) // _WEEK
        return weeks % every == 0 and day.weekday in weekdays
    years = day.year - first.year
    if frequency == "MONTHLY":
        months = years * _MONTHS + day.month - first.month
        return months % every == 0 and _is_its_day(pattern, weekdays, first, day)
    months_of_year = pattern.get("ByMonth") or [first.month]
    fits = years % every == 0 and day.month in months_of_year
    return fits and _is_its_day(pattern, weekdays, first, day)


def _is_its_day(pattern: Mapping[str, Any], weekdays: set[int], first: _Date, day: _Date) -> bool:
    """Whether a day is the one of its month; -1 counts from the end."""
    if numbers := pattern.get("ByMonthDay"):
        return day.day in numbers or (day.left == 0 and -1 in numbers)
    if occurrences := pattern.get("ByWeekdayOccurrence"):
        is_last = day.left < _WEEK and -1 in occurrences
        is_nth = (day.day - 1) // _WEEK + 1 in occurrences
        return day.weekday in weekdays and (is_nth or is_last)
    return day.day == first.day
