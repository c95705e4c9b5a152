"""What a simulated call needs of the world outside: flows by name, schedules, clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flowport.errors import InstanceError, UsageError
from flowport.ports import ResourceMaker
from flowport.simulate import Library, Moment, Program, Schedules, schedules_by_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from flowport.model import Flow
    from flowport.ports import Instance

__all__ = ["clock_at", "library_of", "resource_names", "schedules_of"]

_NAMED = ("queue", "hours_of_operation", "prompt")


def clock_at(text: str, now: float) -> tuple[float, Callable[[str, float], Moment]]:
    """When a call begins, in seconds since 1970, and the clocks of time zones.

    A moment without an offset is that moment on the clock of each time zone that is asked about.

    Args:
        text: ``2026-12-25T10:00``, also with an offset; ``""`` for now.
        now: Seconds since 1970.

    Raises:
        UsageError: it is not a moment.
    """
    if not text:
        return now, _zoned
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f'"{text}" is not a moment. Write a date and time, such as 2026-12-25T10:00'
        ) from error
    if moment.tzinfo is not None:
        return moment.timestamp(), _zoned
    begins = moment.replace(tzinfo=UTC).timestamp()

    def local(zone: str, seconds: float) -> Moment:
        there = moment.replace(tzinfo=_zone(zone))
        if there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None) != moment:
            raise UsageError(
                f"{text} does not exist in {zone}, where clocks go forward then. "
                "Write another time, or add an offset, such as +01:00"
            )
        return _read("UTC", seconds)

    return begins, local


def _zoned(zone: str, seconds: float) -> Moment:
    return _read(zone, seconds)


def _read(zone: str, seconds: float) -> Moment:
    local = datetime.fromtimestamp(0, tz=UTC) + timedelta(seconds=seconds)
    local = local.astimezone(_zone(zone))
    return Moment(local.date().isoformat(), local.weekday(), local.hour * 60 + local.minute)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UsageError(f'unknown time zone "{name}" in hours of operation') from error


def library_of(
    flows: Sequence[tuple[str, Flow]],
    later: Sequence[tuple[str, Flow]] = (),
    names: Mapping[str, str] | None = None,
) -> tuple[Library, dict[str, Program], dict[str, tuple[str, ...]]]:
    """A library from flows with the stems of their files.

    A flow is found by the stem of its file, by its own id and ARN, then by its name; and only
    then among the flows that come later.

    Returns:
        The library; the program of each stem, where the second of one stem is numbered; and the
        keys that more than one flow has, each with the stems of those.
    """
    stems: dict[str, Program] = {}
    programs: dict[str, Program] = {}
    #: The flows of each stem or id, and of each name, by what ``stems`` calls them.
    keyed: dict[str, list[str]] = {}
    called: dict[str, list[str]] = {}
    for stem, flow in flows:
        program = Program.of(flow if flow.name else _named(flow, stem))
        unique = stem if stem not in stems else f"{stem} ({len(stems) + 1})"
        stems[unique] = program
        called.setdefault(program.name, []).append(unique)
        for key in {*program.ids, *(each.rpartition("/")[2] for each in program.ids), stem}:
            programs.setdefault(key, program)
            keyed.setdefault(key, []).append(unique)
    for program in stems.values():
        programs.setdefault(program.name, program)
    for stem, flow in later:
        program = Program.of(flow)
        for key in (stem, *program.ids, program.name):
            programs.setdefault(key, program)
    twice = {key: tuple(found) for key, found in keyed.items() if len(found) > 1}
    for name, found in called.items():
        if len(found) > 1 and name not in keyed:
            twice[name] = tuple(found)
    return Library(programs, dict(names or {}), twice), stems, twice


def _named(flow: Flow, stem: str) -> Flow:
    return replace(flow, about={**flow.about, "Name": stem})


def resource_names(instance: Instance) -> dict[str, str]:
    """The names of an instance's queues, hours and other resources by ARN and id."""
    found: dict[str, str] = {}
    for kind in _NAMED:
        for resource in _resources(instance, kind):
            found[resource.arn] = found[resource.id] = resource.name
    return found


def _resources(instance: Instance, kind: str) -> Iterable[Any]:
    try:
        return instance.directory.resources(kind) or ()
    except InstanceError:
        return ()


def schedules_of(instance: Instance, local: Callable[[str, float], Moment]) -> Schedules:
    """The hours of operation of an instance, and the hours of its queues."""
    queues: dict[str, str] = {}
    if not isinstance(instance, ResourceMaker):
        return Schedules({}, local)
    described = [
        ((resource.arn, resource.id, resource.name), _details(instance, resource))
        for resource in _resources(instance, "hours_of_operation")
    ]
    known = schedules_by_key([each for each in described if "Config" in each[1]])
    for resource in _resources(instance, "queue"):
        hours = str(_details(instance, resource).get("HoursOfOperationId") or "")
        queues |= dict.fromkeys((resource.arn, resource.id, resource.name), hours)
    return Schedules(known, local, queues)


def _details(instance: ResourceMaker, resource: Any) -> Mapping[str, Any]:
    try:
        return instance.details(resource)
    except InstanceError:
        return {}
