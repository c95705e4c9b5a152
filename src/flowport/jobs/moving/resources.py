"""Hours, queues and quick connects that the target lacks, read so that they can be created there.

What is created is as its source. Ids become the target's; a member whose id has no counterpart is
left out and named in the plan, and what can't be created without it is not created.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.creatable import CREATABLE, ID_MEMBERS
from flowport.catalogue.references import REFERENCE_KINDS
from flowport.jobs.moving.plan import NewResource
from flowport.jobs.moving.planned_directory import Coming, awaited, awaits
from flowport.refs.resource import Index
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from flowport.jobs.moving.source_flows import Arrival
    from flowport.ports import Instance
    from flowport.refs.bindings import Bindings
    from flowport.refs.resource import Resource

__all__ = ["KINDS", "QUALIFIERS", "Maker", "divided", "ids_of", "title_of_kind"]

#: What ``--create`` may name, and the kind that it means.
KINDS = {
    "hours": "hours_of_operation",
    "queues": "queue",
    "quick-connects": "quick_connect",
}

#: What ``--create`` may name beside them: what flows name behind an ARN.
QUALIFIERS = {"versions": "version", "aliases": "alias"}
_WORDS = {kind: word for word, kind in KINDS.items()}

#: The members that a queue is given once flows and quick connects are there.
_LATE = ("OutboundCallerConfig", "QuickConnectIds")

Key = tuple[str, str]


def title_of_kind(kind: str) -> str:
    """What a sentence calls a kind of resource."""
    known = REFERENCE_KINDS.get(kind)
    return known.title if known else kind.replace("_", " ")


def ids_of(value: Any, member: str = "") -> Iterator[Key]:
    """The kinds and ids that details hold."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from ids_of(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from ids_of(each, member)
    elif member in ID_MEMBERS and isinstance(value, str):
        yield ID_MEMBERS[member], value.rpartition("/")[2]


def divided(resource: NewResource) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a resource is created from, and what it is given at the end.

    A flow may need a queue that calls out by that same flow, and a quick connect the queue that it
    belongs to; such members wait for the end.
    """
    late = {
        member: value
        for member, value in resource.details.items()
        if member in _LATE and resource.kind == "queue" and _waits(value)
    }
    return {m: value for m, value in resource.details.items() if m not in late}, late


def _waits(value: Any) -> bool:
    """Whether details wait for a flow or a quick connect of the same run."""
    if isinstance(value, dict):
        return any(_waits(each) for each in value.values())
    if isinstance(value, list):
        return any(_waits(each) for each in value)
    return isinstance(value, str) and awaits(value) is not None


class Maker:
    """Finds what is to be created.

    Attributes:
        problems: Why something that the flows need is not created, one sentence each.
        met: What is created or needed, by kind and name.
    """

    def __init__(self, source: Instance, target: Instance, bindings: Bindings) -> None:
        self._source = source
        self._target = target
        self._bindings = bindings
        self._from = Index(source.directory)
        self._into = Index(target.directory)
        self._chosen: dict[Key, Resource] = {}
        self._details: dict[str, Mapping[str, Any]] = {}
        self.problems: list[str] = []
        self.met: set[Key] = set()

    def wanted(
        self, coming: Iterable[Arrival], kinds: Collection[str], future: Sequence[Resource]
    ) -> list[NewResource]:
        """What the flows need and the target lacks, of those kinds, in an order to create it."""
        self._into = Index(Coming(self._target.directory, future))
        flows = {arrival.name for arrival in coming if arrival.kind == "flow"}
        left = [(r.kind, r.name) for a in coming for r in a.references if r.name and self._free(r)]
        if "quick_connect" in kinds:
            left += [(each.kind, each.name) for each in self._leading_to(flows)]
        while left:
            key = left.pop()
            self.met.add(key)
            if key[0] in kinds and key not in self._chosen and self._is_missing(key):
                resource = self._from.by_name(*key)[0]
                self._chosen[key] = resource
                left += self._needs(resource)
        while self._without_what_is_impossible():
            pass
        return self._in_order()

    def _free(self, reference: Any) -> bool:
        """Whether no binding says what becomes of a reference."""
        return self._bindings.find(reference) is None

    def _is_missing(self, key: Key) -> bool:
        return not self._into.by_name(*key) and len(self._from.by_name(*key)) == 1

    def _leading_to(self, flows: Collection[str]) -> Iterator[Resource]:
        """The quick connects that go through one of the flows."""
        for each in self._source.directory.resources("quick_connect") or ():
            found = (self._from.by_id(*key) for key in ids_of(self.details(each)))
            if any(r is not None and r.kind == "contact_flow" and r.name in flows for r in found):
                yield each

    def details(self, resource: Resource) -> Mapping[str, Any]:
        """What a resource of the source was created from, read once."""
        key = resource.arn or resource.id
        if key not in self._details:
            self._details[key] = self._source.details(resource)
        return self._details[key]

    def _needs(self, resource: Resource) -> list[Key]:
        found = (self._from.by_id(*key) for key in ids_of(self.details(resource)))
        return [(each.kind, each.name) for each in found if each is not None]

    def _without_what_is_impossible(self) -> bool:
        """Leave out what can't be created; False if everything can."""
        for key, resource in self._chosen.items():
            reason = self._impossible(resource)
            if reason:
                del self._chosen[key]
                title = CREATABLE[resource.kind].title
                self.problems.append(f"{title} {resource.name!r} is not created: {reason}")
                return True
        return False

    def _impossible(self, resource: Resource) -> str:
        """Why a resource can't be created; empty if it can."""
        details = self.details(resource)
        for member in CREATABLE[resource.kind].required:
            if not details.get(member):
                return f"the source does not say its {member}; export it again"
            missing = [k for k in ids_of(details[member], member) if self._counterpart(*k) is None]
            if missing:
                kind, name = missing[0][0], self._name(*missing[0])
                way = f"; add {_WORDS[kind]} {Remedy.CREATE_RESOURCES}" if kind in _WORDS else ""
                return f"the target has no {title_of_kind(kind)} {name!r}{way}"
        return ""

    def _name(self, kind: str, identifier: str) -> str:
        found = self._from.by_id(kind, identifier)
        return found.name if found else identifier

    def _counterpart(self, kind: str, identifier: str) -> str | None:
        """The id of the target's resource of the same name, or the placeholder of a new one."""
        theirs = self._from.by_id(kind, identifier)
        if theirs is None:
            return None
        if (kind, theirs.name) in self._chosen:
            return awaited(kind, theirs.name).id
        found = self._into.by_name(kind, theirs.name)
        return found[0].id if len(found) == 1 else None

    def _in_order(self) -> list[NewResource]:
        """The new resources: by kind, and hours after those that they inherit from."""
        ranks = list(CREATABLE)
        found: dict[str, NewResource] = {}
        made = [self._new(resource) for resource in self._chosen.values()]
        made.sort(key=lambda each: (ranks.index(each.kind), each.name))
        labels = {each.label: each for each in made}

        def add(each: NewResource, above: tuple[str, ...] = ()) -> None:
            for key in _awaited_keys(divided(each)[0]):
                if key in labels and key not in (*above, each.label):
                    add(labels[key], (*above, each.label))
            found.setdefault(each.label, each)

        for each in made:
            add(each)
        return list(found.values())

    def _new(self, resource: Resource) -> NewResource:
        notes: list[str] = []
        details = self._moved(self.details(resource), "", notes)
        return NewResource(
            kind=resource.kind,
            name=resource.name,
            details=details,
            source=resource,
            notes=tuple(notes),
        )

    def _moved(self, value: Any, member: str, notes: list[str]) -> Any:
        """Details whose ids are the target's; None where nothing is left."""
        if isinstance(value, dict):
            inner = {name: self._moved(each, name, notes) for name, each in value.items()}
            return {name: each for name, each in inner.items() if each is not None} or None
        if isinstance(value, list):
            every = [self._moved(each, member, notes) for each in value]
            return [each for each in every if each is not None] or None
        if member not in ID_MEMBERS or not isinstance(value, str):
            return value
        kind, identifier = ID_MEMBERS[member], value.rpartition("/")[2]
        found = self._counterpart(kind, identifier)
        if found is None:
            title, name = title_of_kind(kind), self._name(kind, identifier)
            way = f"; add {_WORDS[kind]} {Remedy.CREATE_RESOURCES}" if kind in _WORDS else ""
            notes.append(f"{member}: the target has no {title} {name!r}{way}")
        return found


def _awaited_keys(value: Any) -> Iterator[str]:
    """The labels that details wait for."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _awaited_keys(each)
    elif isinstance(value, list):
        for each in value:
            yield from _awaited_keys(each)
    elif isinstance(value, str):
        label = awaits(value)
        if label:
            yield label
