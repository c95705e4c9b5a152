"""Resources of the same name that differ: hours with another calendar, a queue with other hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from flowport.catalogue.creatable import CREATABLE, ID_MEMBERS
from flowport.errors import CredentialsError, ForbiddenError, NotFoundError
from flowport.refs.resource import Index

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowport.jobs.moving.source_flows import Arrival
    from flowport.ports import Instance
    from flowport.refs.resource import Resource

__all__ = ["differences"]

#: What is compared, and what a sentence calls it.
_COMPARED = {
    "TimeZone": "time zone",
    "Config": "calendar",
    "Overrides": "overrides",
    "ParentHoursOfOperationConfigs": "hours that it inherits from",
    "HoursOfOperationId": "hours of operation",
    "MaxContacts": "limit of contacts",
    "OutboundCallerConfig": "outbound caller",
    "OutboundEmailConfig": "outbound email address",
    "QuickConnectIds": "quick connects",
    "Status": "status",
    "QuickConnectConfig": "destination",
}

#: Values that are short enough to be shown.
_SHOWN = (str, int)


def differences(
    coming: Iterable[Arrival],
    source: Instance,
    target: Instance,
    also: Iterable[tuple[str, str]] = (),
) -> list[str]:
    """How the target's hours and queues differ from those of the same name that flows use.

    Hours of a queue are compared too. What a caller may not read is not compared.

    Args:
        coming: The flows.
        source: Where they come from.
        target: Where they go.
        also: Kinds and names that are needed beside what the flows refer to.

    Raises:
        InstanceError: One of the two can't be reached.
    """
    pair = _Pair(source, target)
    keys = {(r.kind, r.name) for a in coming for r in a.references if r.name} | {*also}
    left = sorted((kind, str(name)) for kind, name in keys if kind in CREATABLE)
    found: dict[tuple[str, str], list[str]] = {}
    while left:
        key = left.pop()
        if key not in found:
            found[key], more = pair.compared(*key)
            left += more
    return [sentence for key in sorted(found) for sentence in found[key]]


class _Pair:
    """The source and the target, side by side."""

    def __init__(self, source: Instance, target: Instance) -> None:
        self._both = source, target
        self._indexes = Index(source.directory), Index(target.directory)

    def compared(self, kind: str, name: str) -> tuple[list[str], list[tuple[str, str]]]:
        """How two resources of a name differ, and what else is to be compared."""
        held = [self._details(side, kind, name) for side in (0, 1)]
        if not all(all(each.get(m) for m in CREATABLE[kind].required) for each in held):
            return [], []
        first, second = (
            {member: self._plain(side, each.get(member), member) for member in _COMPARED}
            for side, each in enumerate(held)
        )
        found = [
            _difference(words, first[member], second[member])
            for member, words in _COMPARED.items()
            if orjson.dumps(first[member]) != orjson.dumps(second[member])
        ]
        title = CREATABLE[kind].title
        sentence = f"{title} {name!r} differs between source and target: {'; '.join(found)}"
        hours = first["HoursOfOperationId"]
        same = hours and hours == second["HoursOfOperationId"]
        return [sentence] if found else [], [("hours_of_operation", hours)] if same else []

    def _details(self, side: int, kind: str, name: str) -> Mapping[str, Any]:
        found: list[Resource] = list(self._indexes[side].by_name(kind, name))
        if len(found) != 1:
            return {}
        try:
            return self._both[side].details(found[0])
        except CredentialsError:
            raise
        except (ForbiddenError, NotFoundError):
            return {}

    def _plain(self, side: int, value: Any, member: str) -> Any:
        """A value with names for ids, in an order of its own."""
        if isinstance(value, dict):
            inner = {name: self._plain(side, each, name) for name, each in value.items()}
            return {name: inner[name] for name in sorted(inner)}
        if isinstance(value, list):
            every = [self._plain(side, each, member) for each in value]
            return sorted(every, key=orjson.dumps)
        if member in ID_MEMBERS and isinstance(value, str):
            found = self._indexes[side].by_id(ID_MEMBERS[member], value.rpartition("/")[2])
            return found.name if found else None
        return value


def _difference(words: str, first: Any, second: Any) -> str:
    shown = all(value is None or isinstance(value, _SHOWN) for value in (first, second))
    if not shown:
        return words
    source, target = ("none" if value is None else value for value in (first, second))
    return f"{words} ({source} in the source, {target} in the target)"
