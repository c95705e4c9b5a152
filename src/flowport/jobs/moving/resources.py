"""Hours, queues and quick connects that the target lacks, read so that they can be made there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.jobs.moving.coming import Coming, awaited
from flowport.jobs.moving.plan import NewResource
from flowport.refs import Index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from flowport.jobs.moving.arrivals import Arrival
    from flowport.ports import Instance
    from flowport.refs import Resource

__all__ = ["KINDS", "Maker"]

#: What ``--create`` may name, and the kind that it means.
KINDS = {
    "hours": "hours_of_operation",
    "queues": "queue",
    "quick-connects": "quick_connect",
}

#: The members of details that hold an id, and the kind that it is of.
_IDS = {
    "HoursOfOperationId": "hours_of_operation",
    "QueueId": "queue",
    "UserId": "user",
    "ContactFlowId": "contact_flow",
    "OutboundFlowId": "contact_flow",
    "OutboundCallerIdNumberId": "phone_number",
}


class Maker:
    """Finds what is to be made."""

    def __init__(self, source: Instance, target: Instance) -> None:
        self._source = source
        self._target = target
        self._from = Index(source.directory)
        self._made: dict[tuple[str, str], NewResource] = {}

    def wanted(
        self, coming: Iterable[Arrival], kinds: Collection[str], future: Sequence[Resource]
    ) -> list[NewResource]:
        """What the flows refer to and the target lacks, of those kinds, in an order to make it."""
        if not kinds:
            return []
        names = {arrival.name for arrival in coming if arrival.kind == "flow"}
        into = Index(Coming(self._target.directory, future))
        for arrival in coming:
            for reference in arrival.references:
                if reference.kind in kinds and reference.name:
                    self._need(reference.kind, reference.name, kinds, into)
        if "quick_connect" in kinds:
            for each in self._source.directory.resources("quick_connect") or ():
                if self._leads_to(each, names):
                    self._need("quick_connect", each.name, kinds, into)
        return list(self._made.values())

    def _leads_to(self, quick_connect: Resource, names: Collection[str]) -> bool:
        """Whether a quick connect goes through one of the flows."""
        found = _ids(self._details(quick_connect))
        flows = (self._from.by_id("contact_flow", i) for kind, i in found if kind == "contact_flow")
        return any(flow is not None and flow.name in names for flow in flows)

    def _details(self, resource: Resource) -> Mapping[str, Any]:
        return self._source.details(resource)

    def _need(self, kind: str, name: str, kinds: Collection[str], into: Index) -> None:
        """Make something that the target lacks, and before it what it needs itself."""
        theirs = self._from.by_name(kind, name)
        if into.by_name(kind, name) or (kind, name) in self._made or len(theirs) != 1:
            return
        details = self._details(theirs[0])
        for needed, identifier in _ids(details):
            found = self._from.by_id(needed, identifier)
            if found and needed in kinds:
                self._need(needed, found.name, kinds, into)
        notes: list[str] = []
        changed = self._moved(details, into, notes)
        self._made[kind, name] = NewResource(
            kind=kind, name=name, details=changed, source=theirs[0], notes=tuple(notes)
        )

    def _moved(self, value: Any, into: Index, notes: list[str]) -> Any:
        """Details whose ids are the target's."""
        if not isinstance(value, dict):
            return value
        found: dict[str, Any] = {}
        for member, each in value.items():
            if member in _IDS and isinstance(each, str):
                new = self._counterpart(_IDS[member], each, into)
                if new:
                    found[member] = new
                else:
                    notes.append(f"{member} is left out: the target has no counterpart")
            else:
                found[member] = self._moved(each, into, notes)
        return found

    def _counterpart(self, kind: str, identifier: str, into: Index) -> str | None:
        theirs = self._from.by_id(kind, identifier)
        if theirs is None:
            return None
        if (kind, theirs.name) in self._made:
            return awaited(kind, theirs.name).id
        found = into.by_name(kind, theirs.name)
        return found[0].id if len(found) == 1 else None


def _ids(value: Any) -> list[tuple[str, str]]:
    """The kinds and ids that details hold."""
    if not isinstance(value, dict):
        return []
    found: list[tuple[str, str]] = []
    for member, each in value.items():
        if member in _IDS and isinstance(each, str):
            found.append((_IDS[member], each))
        else:
            found += _ids(each)
    return found
