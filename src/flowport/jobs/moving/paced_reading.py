"""An instance read at a pace, for planning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.references import REFERENCE_KINDS
from flowport.catalogue.resource_families import RESOURCE_FAMILIES
from flowport.jobs.moving.calls import operation
from flowport.ports import FlowKind, Which

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.jobs.moving.pace import PacedCalls
    from flowport.ports import About, Alias, Content, FlowKey, FlowSummary, Instance, Version
    from flowport.refs.resource import Resource

__all__ = ["Reading"]


class Reading:
    """The reading half of an instance, with paced calls."""

    def __init__(self, instance: Instance, calls: PacedCalls) -> None:
        self._instance = instance
        self._calls = calls

    @property
    def about(self) -> About:
        """Which instance it is."""
        return self._instance.about

    @property
    def paced(self) -> bool:
        """Whether its calls are limited."""
        return self._instance.paced

    @property
    def directory(self) -> Reading:
        """Itself: it lists its resources."""
        return self

    @property
    def instance(self) -> str:
        """The instance's ARN."""
        return self._instance.directory.instance

    def unread(self) -> Sequence[str]:
        """What may be a flow and can't be read."""
        return self._instance.unread()

    def resources(self, kind: str) -> Sequence[Resource] | None:
        """All resources of a kind."""
        known = REFERENCE_KINDS.get(kind)
        name = (known.listed_by if known else None) or RESOURCE_FAMILIES["quick_connect"].listing
        return self._calls.named(name, lambda: self._instance.directory.resources(kind))

    def flows(self) -> Sequence[FlowSummary]:
        """All flows and modules."""
        self._calls.named(operation("list", FlowKind.MODULE), lambda: None)
        return self._calls.named(operation("list", FlowKind.FLOW), self._instance.flows)

    def read(self, key: FlowKey, which: Which | int = Which.SAVED) -> Content:
        """The content of one."""
        return self._calls.call("read", str(key.kind), lambda: self._instance.read(key, which))

    def versions(self, key: FlowKey) -> Sequence[Version]:
        """The versions of one."""
        return self._calls.call("versions", str(key.kind), lambda: self._instance.versions(key))

    def aliases(self, key: FlowKey) -> Sequence[Alias]:
        """The aliases of one."""
        return self._calls.call("aliases", str(key.kind), lambda: self._instance.aliases(key))

    def details(self, resource: Resource) -> Mapping[str, Any]:
        """What a resource would be made from."""
        return self._calls.call("describe", resource.kind, lambda: self._instance.details(resource))
