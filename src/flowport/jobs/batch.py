"""Flows on their way in that refer to each other: who goes first, and who is not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.model.graph import components
from flowport.ports import FlowKind
from flowport.refs import Form, Place, Resource, find, parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.jobs.documents import Incoming
    from flowport.ports import Directory

__all__ = ["Awaited", "in_order", "kind_of_resource"]

Name = tuple[FlowKind, str]

_KINDS = {"contact_flow": FlowKind.FLOW, "contact_flow_module": FlowKind.MODULE}


def kind_of_resource(kind: FlowKind) -> str:
    """The reference kind of a flow or module."""
    return "contact_flow" if kind is FlowKind.FLOW else "contact_flow_module"


class Awaited:
    """A target's directory with the flows that a batch will have made.

    What is not there yet has an ARN that no instance has; ``arrived`` puts the real one in.
    """

    def __init__(self, directory: Directory, coming: Mapping[Name, str]) -> None:
        """List a directory's resources, and flows to come: their types by kind and name."""
        self._directory = directory
        self._known: dict[str, Sequence[Resource] | None] = {}
        self._own: dict[Name, Resource] = {}
        for (kind, name), type_ in coming.items():
            word = kind_of_resource(kind)
            self._own[kind, name] = Resource(
                word, name, f"awaited:{kind}:{name}", f"awaited:{name}", type_
            )

    @property
    def instance(self) -> str:
        """The target's ARN."""
        return self._directory.instance

    def resources(self, kind: str) -> Sequence[Resource] | None:
        """The target's, and those to come."""
        if kind not in self._known:
            self._known[kind] = self._directory.resources(kind)
        known = self._known[kind]
        if kind not in _KINDS:
            return known
        own = [resource for resource in self._own.values() if resource.kind == kind]
        arns = {resource.arn for resource in own}
        return [*own, *(resource for resource in known or () if resource.arn not in arns)]

    def arrived(self, name: Name, resource: Resource) -> Resource | None:
        """Say what a flow of the batch became, and get what stood for it."""
        before = self._own.get(name)
        self._own[name] = resource
        return before

    @staticmethod
    def awaits(resource: Resource | None) -> bool:
        """Whether a resource is not there yet."""
        return resource is not None and resource.arn.startswith("awaited:")


def in_order(batch: Sequence[Incoming], homes: Mapping[Name, str]) -> list[Incoming]:
    """The batch with whatever is referred to before who refers to it, as far as cycles allow.

    Args:
        batch: The flows.
        homes: Their ARNs where they come from, as far as known.
    """
    by_name = {(item.kind, item.name): item for item in batch}
    by_arn = {arn: name for name, arn in homes.items()}
    after = {
        str(place): tuple(
            str(batch.index(by_name[name])) for name in _used(item, by_arn) if name in by_name
        )
        for place, item in enumerate(batch)
    }
    return [batch[int(place)] for group in components(after) for place in group]


def _used(item: Incoming, by_arn: Mapping[str, Name]) -> list[Name]:
    """The flows that one refers to, by ARN or by name."""
    found: list[Name] = []
    for reference in find(item.flow):
        kind = _KINDS.get(reference.kind)
        if kind is None or reference.form is Form.DYNAMIC or reference.place is not Place.PARAMETER:
            continue
        arn = parse(reference.written)
        name = by_arn.get(str(arn.plain) if arn else reference.written)
        if name or reference.name:
            found.append(name or (kind, reference.name or ""))
    return list(dict.fromkeys(found))
