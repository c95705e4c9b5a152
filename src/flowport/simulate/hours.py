"""Hours of operation at a moment: weekdays, overrides of dates, and the time zone's own clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.simulate.questions import Answer, Question, QuestionKind
from flowport.simulate.recurrence import DAYS, applies

if TYPE_CHECKING:
    from flowport.simulate.call import Call

__all__ = [
    "DateOverride",
    "Moment",
    "Schedule",
    "Schedules",
    "Window",
    "schedule_of",
    "schedules_by_key",
]

_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment on the clock of a time zone.

    Attributes:
        date: ``2026-12-25``.
        weekday: 0 for Monday to 6 for Sunday.
        minute: Minutes since midnight.
    """

    date: str
    weekday: int
    minute: int


#: From a time zone's name and seconds since 1970 to the moment on its clock.
LocalTime = Callable[[str, float], Moment]


@dataclass(frozen=True, slots=True)
class Window:
    """Open from one minute of a day to another; an end at or before the start is tomorrow's."""

    weekday: int
    start: int
    end: int

    def holds(self, weekday: int, minute: int) -> bool:
        """Whether a minute of a weekday is in it."""
        end = self.end if self.end > self.start else self.end + _DAY_MINUTES
        since = minute if weekday == self.weekday else minute + _DAY_MINUTES
        next_day = (self.weekday + 1) % 7
        return weekday in {self.weekday, next_day} and self.start <= since < end


@dataclass(frozen=True, slots=True)
class DateOverride:
    """Other hours on some dates.

    Attributes:
        described: The members of the API's HoursOfOperationOverride.
        windows: When they are open on those dates.
    """

    described: Mapping[str, Any]
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Hours of operation.

    Attributes:
        name: Their name.
        zone: The time zone (``Europe/Berlin``).
        windows: When they are open in a usual week.
        overrides: Other hours on some dates; the first that applies counts.
    """

    name: str
    zone: str
    windows: tuple[Window, ...] = ()
    overrides: tuple[DateOverride, ...] = ()

    def is_open(self, moment: Moment) -> bool:
        """Whether they are open at a moment of their own time zone."""
        for override in self.overrides:
            if applies(override.described, moment.date):
                return any(w.holds(moment.weekday, moment.minute) for w in override.windows)
        return any(w.holds(moment.weekday, moment.minute) for w in self.windows)


@dataclass(frozen=True, slots=True)
class Schedules:
    """A world that knows hours of operation.

    Attributes:
        known: Schedules by ARN, id and name.
        queues: For a queue's ARN, id or name, the key of its hours.
        local: The clocks of time zones.
    """

    known: Mapping[str, Schedule]
    local: LocalTime
    queues: Mapping[str, str] = field(default_factory=dict)

    def answer(self, question: Question, call: Call) -> Answer | None:
        """Whether the hours that are asked about are open; None where they are not known."""
        if question.kind is not QuestionKind.RESULT or question.type != "CheckHoursOfOperation":
            return None
        schedule = self.find(question, call)
        if schedule is None:
            return None
        moment = self.local(schedule.zone, call.begins + call.clock)
        return Answer("True" if schedule.is_open(moment) else "False")

    def find(self, question: Question, call: Call) -> Schedule | None:
        """The hours of the block, else of the working queue."""
        subject = question.subject
        keys = [subject, subject.rpartition("/")[2], call.library.names.get(subject, "")]
        if not question.detail.get("HoursOfOperationId"):
            keys = [self.queues.get(key, "") for key in keys]
        keys += question.names
        return next((self.known[key] for key in keys if key in self.known), None)


def schedules_by_key(
    hours: Sequence[tuple[Sequence[str], Mapping[str, Any]]],
) -> dict[str, Schedule]:
    """The schedules of hours of operation by each of their keys, with the overrides they inherit.

    Args:
        hours: The keys (ARN, id and name) and the described members of each.
    """
    known = {key: described for keys, described in hours for key in keys}
    found: dict[str, Schedule] = {}
    for keys, described in hours:
        parents = described.get("ParentHoursOfOperationConfigs") or ()
        inherited = [known.get(str(each.get("HoursOfOperationId")), {}) for each in parents]
        schedule = schedule_of(described, keys[-1], inherited)
        found |= dict.fromkeys(keys, schedule)
    return found


def schedule_of(
    described: Mapping[str, Any], name: str = "", inherited: Sequence[Mapping[str, Any]] = ()
) -> Schedule:
    """A schedule from the members of the API's DescribeHoursOfOperation and its overrides.

    Args:
        described: The members.
        name: The name where they have none.
        inherited: The members of the hours whose overrides count after its own.
    """
    return Schedule(
        str(described.get("Name") or name),
        str(described.get("TimeZone") or "UTC"),
        _windows(described.get("Config")),
        tuple(each for one in (described, *inherited) for each in _overrides(one)),
    )


def _overrides(described: Mapping[str, Any]) -> Iterator[DateOverride]:
    rows = described.get("Overrides") or described.get("HoursOfOperationOverrideList") or ()
    for each in rows:
        if isinstance(each, dict):
            closed = each.get("OverrideType") == "CLOSED"
            yield DateOverride(each, () if closed else _windows(each.get("Config")))


def _windows(config: Any) -> tuple[Window, ...]:
    return tuple(
        Window(DAYS.index(str(each["Day"])), _minute(each["StartTime"]), _minute(each["EndTime"]))
        for each in config or ()
        if isinstance(each, dict)
        and {"StartTime", "EndTime"} <= each.keys()  # those of an override may lack them
        and str(each.get("Day")) in DAYS
    )


def _minute(time: Any) -> int:
    found = time if isinstance(time, dict) else {}
    hours, minutes = (found.get(unit, 0) for unit in ("Hours", "Minutes"))
    return (hours if isinstance(hours, int) else 0) * 60 + (
        minutes if isinstance(minutes, int) else 0
    )
