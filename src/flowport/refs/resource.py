"""What references point to: resources as plain values, and the directory that lists them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from flowport.dataclass import dataclass
from flowport.refs.arn import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Directory", "Index", "Resource"]


@dataclass(frozen=True, slots=True, order=True)
class Resource:
    """Something that a flow can refer to.

    Attributes:
        kind: Its reference kind, as the catalogue spells it.
        name: Its name; empty where the service tells none.
        arn: Its ARN; empty for what has none (an encryption key).
        id: The last part of its ARN, or its placeholder.
        type: For a flow: its type as the API spells it; empty where it is unknown.
    """

    kind: str
    name: str
    arn: str = ""
    id: str = ""
    type: str = field(default="", compare=False)


class Directory(Protocol):
    """Who knows the resources of one instance."""

    @property
    def instance(self) -> str:
        """The ARN of the instance."""
        ...

    def resources(self, kind: str) -> Sequence[Resource] | None:
        """All resources of a kind; None where the instance can't say which there are."""
        ...


def _plain(arn: str) -> str:
    found = parse(arn)
    return str(found.plain) if found else arn


@dataclass(slots=True)
class _Kind:
    """The resources of one kind, by each of their names."""

    every: tuple[Resource, ...]
    by_arn: dict[str, Resource] = field(default_factory=dict)
    by_id: dict[str, Resource] = field(default_factory=dict)
    by_name: dict[str, list[Resource]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for resource in self.every:
            self.add(resource)

    def add(self, resource: Resource) -> None:
        """Make a resource findable."""
        arn = parse(resource.arn)
        self.by_arn.setdefault(_plain(resource.arn), resource)
        self.by_id.setdefault(resource.id or (arn.tail if arn else ""), resource)
        for name in {resource.name, arn.name if arn else None} - {None, ""}:
            self.by_name.setdefault(str(name), []).append(resource)

    def drop(self, resource: Resource) -> None:
        """Make a resource without a name inside its ARN findable no more."""
        self.by_arn.pop(_plain(resource.arn), None)
        self.by_id.pop(resource.id, None)
        named = self.by_name.get(resource.name, [])
        self.by_name[resource.name] = [each for each in named if each != resource]


class Index:
    """A directory's resources by ARN, id and name; each kind is asked for once, when needed."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._kinds: dict[str, _Kind | None] = {}

    @property
    def instance(self) -> str:
        """The ARN of the instance."""
        return self._directory.instance

    def _kind(self, kind: str) -> _Kind | None:
        if kind not in self._kinds:
            every = self._directory.resources(kind)
            self._kinds[kind] = None if every is None else _Kind(tuple(filter(self._own, every)))
        return self._kinds[kind]

    def _own(self, resource: Resource) -> bool:
        """Whether a resource can be of this instance: its ARN names no other one."""
        arn = parse(resource.arn)
        instance = arn.instance if arn else None
        return instance is None or instance == self.instance

    def swap(self, old: Resource | None, new: Resource) -> None:
        """Take one resource for another (or for none) in what was read already."""
        known = self._kinds.get(new.kind)
        if known:
            if old:
                known.drop(old)
            known.add(new)

    def knows(self, kind: str) -> bool:
        """Whether the instance can say which resources of the kind there are."""
        return self._kind(kind) is not None

    def every(self, kind: str) -> tuple[Resource, ...]:
        """All resources of a kind; none where the instance can't say which there are."""
        found = self._kind(kind)
        return found.every if found else ()

    def by_arn(self, kind: str, arn: str) -> Resource | None:
        """The resource of an ARN; a version or alias behind it does not matter.

        The queue of an agent (``queue/agent/ID``) is listed as the agent.
        """
        found = self._kind(kind)
        plain = _plain(arn).replace("/queue/agent/", "/agent/")
        return found.by_arn.get(plain) if found and arn else None

    def by_id(self, kind: str, identifier: str) -> Resource | None:
        """The resource of a bare id."""
        found = self._kind(kind)
        return found.by_id.get(identifier) if found and identifier else None

    def by_name(self, kind: str, name: str) -> tuple[Resource, ...]:
        """The resources of exactly that name: one, or several where the name says too little."""
        found = self._kind(kind)
        return tuple(found.by_name.get(name, ())) if found and name else ()

    def near(self, kind: str, name: str, limit: int = 3) -> tuple[Resource, ...]:
        """Resources whose name is nearly that one, the nearest first: to suggest, never to take.

        Where neither the flow nor the instance has names, the first ones that there are.
        """
        found = self._kind(kind)
        if not found:
            return ()
        if not name:
            return tuple(each for each in found.every if not each.name)[:limit]
        folded: dict[str, list[Resource]] = {}
        for known, resources in found.by_name.items():
            folded.setdefault(known.casefold().strip(), []).extend(resources)
        from difflib import get_close_matches  # noqa: PLC0415  slow to import, seldom needed

        close = get_close_matches(name.casefold().strip(), folded, n=limit, cutoff=0.75)
        nearest = [resource for key in close for resource in folded[key]]
        return tuple(dict.fromkeys(nearest))[:limit]
