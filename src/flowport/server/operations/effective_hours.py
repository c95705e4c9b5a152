"""The hours that apply on each day, once overrides are put in place of the usual week.

An override replaces the usual hours of every day in its range, as in the simulator: its own hours
of that weekday count, and a day without any is closed. The first override by name counts, own ones
before inherited ones. An override that recurs counts on the dates of its pattern.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import invalid
from flowport.simulate.recurrence import DAYS, applies
from flowport.store import resources
from flowport.store.parents import parent_ids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_HOURS = plain.of_kind("hours-of-operation")
_OVERRIDE = plain.of_kind("hours-of-operation-override")
_LONGEST = 366  # days that one call asks for


@operation("GetEffectiveHoursOfOperations", needs="HoursOfOperation.View")
def _get(call: ApiCall) -> Mapping[str, Any]:
    hours = plain.fetch(call, _HOURS)
    overrides = _overrides(call, hours)
    effective, replaced = [], []
    for day in _days(call):
        date_ = day.isoformat()
        override = next((each for each in overrides if applies(each.body, date_)), None)
        windows = _windows(hours if override is None else override, day)
        effective.append({"Date": date_, "OperationalHours": windows})
        if override is not None:
            replaced.append({"Date": date_, "OverrideHours": _override_hours(override, windows)})
    return {
        "EffectiveHoursOfOperationList": effective,
        "EffectiveOverrideHoursList": replaced,
        "TimeZone": hours.body["TimeZone"],
    }


def _overrides(call: ApiCall, hours: StoredResource) -> list[StoredResource]:
    return [
        each
        for owner in (hours.id, *parent_ids(hours.body))
        for each in resources.page(call.connection, call.instance.id, _OVERRIDE.kind, parent=owner)
    ]


def _days(call: ApiCall) -> Sequence[date]:
    first, last = _date(call, "FromDate"), _date(call, "ToDate")
    count = (last - first).days + 1
    if not 1 <= count <= _LONGEST:
        raise invalid(f"ToDate must be FromDate or one of the {_LONGEST - 1} days after it.")
    return [first + timedelta(days=each) for each in range(count)]


def _date(call: ApiCall, member: str) -> date:
    try:
        return date.fromisoformat(call.params[member])
    except ValueError as error:
        raise invalid(f"{member} {call.params[member]!r} is not a date.") from error


def _windows(found: StoredResource, day: date) -> list[Mapping[str, Any]]:
    wanted = DAYS[day.weekday()]
    return [
        {"Start": each["StartTime"], "End": each["EndTime"]}
        for each in found.body.get("Config", ())
        if each.get("Day") == wanted
        and {"StartTime", "EndTime"} <= each.keys()  # those of an override may lack them
        and found.body.get("OverrideType") != "CLOSED"
    ]


def _override_hours(
    override: StoredResource, windows: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """What an override makes of a day, with its name."""
    if not windows:
        return [{"OverrideName": override.name, "OperationalStatus": "CLOSED"}]
    name = {"OverrideName": override.name, "OperationalStatus": "OPEN"}
    return [{**each, **name} for each in windows]
