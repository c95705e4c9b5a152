"""The intervals of historical metrics: which ranges a request may have, and how they are cut."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flowport.server.protocol.errors import invalid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["TOTAL", "check_range", "periods"]

TOTAL = "TOTAL"
_DAY = 86_400
#: Source: "The difference between StartTime and EndTime must be less than ... days".
_DAYS: Mapping[str, int] = {"FIFTEEN_MIN": 3, "THIRTY_MIN": 3, "HOUR": 3}
_MOST_DAYS = 35
_KEPT_DAYS = 93  # "available for 3 months"
_STEPS: Mapping[str, timedelta] = {
    "FIFTEEN_MIN": timedelta(minutes=15),
    "THIRTY_MIN": timedelta(minutes=30),
    "HOUR": timedelta(hours=1),
    "DAY": timedelta(days=1),
    "WEEK": timedelta(weeks=1),
}
_AHEAD = 60  # seconds that a client's clock may be ahead


def check_range(start: float, end: float, period: str, now: float) -> None:
    """Go on only if metrics can be had for a range.

    Raises:
        ServiceError: It is empty, too long for its period, too old, or in the future.
    """
    days = _DAYS.get(period, _MOST_DAYS)
    if start >= end:
        raise invalid("StartTime must be before EndTime.")
    if end > now + _AHEAD:
        raise invalid("EndTime must not be later than now.")
    if end - start >= days * _DAY:
        raise invalid(f"StartTime and EndTime must be less than {days} days apart for {period}.")
    if start < now - _KEPT_DAYS * _DAY:
        raise invalid("StartTime is more than 3 months ago.")


def periods(start: float, end: float, period: str, zone: str) -> Iterator[tuple[float, float]]:
    """The parts of a range, each with its start and end; days are those of a time zone.

    Raises:
        ServiceError: The time zone is unknown.
    """
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise invalid(f"TimeZone {zone!r} is not a time zone.") from error
    if period == TOTAL:
        yield start, end
        return
    step, begins, count = _STEPS[period], start, 0
    while begins < end:
        count += 1
        if step >= _STEPS["DAY"]:
            later = datetime.fromtimestamp(start, place) + step * count
            following = later.timestamp()
        else:
            following = start + step.total_seconds() * count
        yield begins, min(following, end)
        begins = following
