"""Versions and aliases of flows and modules, looked up in the source and the target.

An alias is found by its name, and a version by its content once its references are the target's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from flowport.convert import convert
from flowport.errors import ConversionError, DocumentError, NotFoundError
from flowport.jobs.documents import opened
from flowport.jobs.moving.contents import digest
from flowport.jobs.moving.plan import NewQualifier, label_of
from flowport.jobs.moving.planned_directory import awaits
from flowport.jobs.moving.viewing import VIEW, ViewVersions
from flowport.model.digits import whole_number
from flowport.ports import FlowKey, FlowKind, Which
from flowport.refs.arn import parse
from flowport.refs.qualifiers import Counterpart

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from flowport.ports import Alias, Content, Instance, Version
    from flowport.refs.reference import Reference
    from flowport.refs.resource import Resource

    #: A content with the target's references; None where some have none.
    Settle = Callable[[Content], str | None]

__all__ = ["Versions"]

T = TypeVar("T")

_KINDS = {"contact_flow": FlowKind.FLOW, "contact_flow_module": FlowKind.MODULE}
_WORDS = {FlowKind.FLOW: "flow", FlowKind.MODULE: "flow module"}


class Versions:
    """Who knows the versions and aliases of both instances; each list is read once."""

    def __init__(self, target: Instance, source: Instance | None, settle: Settle) -> None:
        self._target = target
        self._source = source
        self._settle = settle
        self._views = ViewVersions(target, source)
        self._aliases: dict[tuple[bool, FlowKey], Sequence[Alias]] = {}
        self._versions: dict[FlowKey, Sequence[Version]] = {}
        self._digests: dict[tuple[FlowKey, int], str] = {}
        self._busy: set[tuple[FlowKey, int]] = set()
        self.coming: Mapping[str, str] = {}
        self.create: Collection[str] = ()
        self.created: dict[str, NewQualifier] = {}

    def has(self, resource: Resource, qualifier: str) -> bool | None:
        """Whether the target's flow, module or view has a version or the alias of an id."""
        if resource.kind == VIEW:
            return qualifier in self._views.numbers(resource)
        key = _key(resource)
        if key is None:
            return None
        return qualifier in {
            *(str(each.number) for each in self._numbers(key)),
            *(each.id for each in self._names(key, source=False)),
        }

    def named(self, resource: Resource, alias: str) -> Counterpart:
        """The target's alias of a name, or its version of a number."""
        if resource.kind == VIEW:
            known = self._views.numbers(resource)
            missing = f"the target's view {resource.name!r} has no version {alias!r}"
            return (
                Counterpart(alias) if alias in known else Counterpart(reason=missing, known=known)
            )
        key = _key(resource)
        if key is None:
            title = resource.kind.replace("_", " ")
            return Counterpart(
                reason=f"versions of the {title} {resource.name!r} can't be looked up"
            )
        found = next((a.id for a in self._names(key, source=False) if a.name == alias), "")
        if not found and self.has(resource, alias):
            found = alias
        word = "version" if alias.isdigit() else "alias"
        what = f"the target's {_WORDS[key.kind]} {resource.name!r} has no {word} {alias!r}"
        return Counterpart(found, "" if found else what, self._known(key))

    def counterpart(self, reference: Reference, resource: Resource, qualifier: str) -> Counterpart:
        """What a version or alias of the source is in the target."""
        if resource.kind == VIEW:
            return self._views.counterpart(reference, resource, qualifier)
        key = _key(resource)
        if key is None:
            return self.named(resource, qualifier)
        theirs = FlowKey(key.kind, _id(reference.plain))
        version = whole_number(qualifier)
        if version is None:
            name = self._name(theirs, qualifier)
            found = self.named(resource, name)
            return found if found.qualifier else self._new_alias(key, theirs, resource, name, found)
        number = self._same(key, theirs, version) or self._new_version(
            key, theirs, resource, version
        )
        if number:
            return Counterpart(str(number))
        what = f"version {qualifier} of the {_WORDS[key.kind]} {resource.name!r}"
        why = (
            "none of the target's versions has its content; create one from that content, or bind"
            if self._source
            else "its content is not at hand to be compared with the target's versions; bind"
        )
        return Counterpart(reason=f"{what}: {why} it", known=self._known(key))

    def _new_alias(
        self, key: FlowKey, theirs: FlowKey, resource: Resource, name: str, missing: Counterpart
    ) -> Counterpart:
        """An alias that the run creates, where that is asked and its version is certain."""
        every = self._names(theirs, source=True) if "alias" in self.create else ()
        version = next((each.version for each in every if each.name == name), 0)
        if not version:
            return missing
        same = self._same(key, theirs, version)
        number = str(same or self._new_version(key, theirs, resource, version) or "")
        if not number:
            return missing
        owner = label_of(key.kind, resource.name)
        made = NewQualifier(
            owner=owner,
            name=name,
            alias=True,
            version=awaits(number) or number,
            key=None if awaits(key.id) else key,
        )
        self.created[made.label] = made
        return Counterpart(f"awaited:{made.label}")

    def _new_version(
        self, key: FlowKey, theirs: FlowKey, resource: Resource, number: int
    ) -> str | None:
        """A version that the run creates, where that is asked.

        Only from content that the target publishes, or that this run publishes anyway.
        """
        settled = self._content(theirs, number) if "version" in self.create else None
        if settled is None:
            return None
        owner = label_of(key.kind, resource.name)
        if owner in self.coming:
            text, _ = self._original(theirs, number)
            certain = digest(text) == digest(self.coming[owner])
        else:
            certain = not awaits(key.id) and self._published(key) == digest(settled)
        if not certain:
            return None
        made = NewQualifier(
            owner=owner,
            name=str(number),
            digest=digest(settled),
            key=None if awaits(key.id) else key,
        )
        self.created[made.label] = made
        return f"awaited:{made.label}"

    def _original(self, theirs: FlowKey, number: int) -> tuple[str, str]:
        """A version of the source in the flow language, and as it is."""
        if self._source is None:
            return "", ""
        content = self._source.read(theirs, number)
        return convert(opened(content)).flow.content(), content.text

    def _published(self, key: FlowKey) -> str:
        try:
            return digest(self._target.read(key, Which.PUBLISHED).text)
        except NotFoundError:
            return ""

    def _name(self, theirs: FlowKey, alias: str) -> str:
        """The name of the source's alias of an id; what is written where it says none."""
        found = self._names(theirs, source=True) if self._source else ()
        return next((each.name for each in found if each.id == alias), alias)

    def _same(self, key: FlowKey, theirs: FlowKey, number: int) -> int | None:
        """The target's newest version whose content is that of a version of the source."""
        settled = self._content(theirs, number) if not awaits(key.id) else None
        if settled is None:
            return None
        wanted = digest(settled)
        return next((v.number for v in self._numbers(key) if self._digest(key, v) == wanted), None)

    def _content(self, theirs: FlowKey, number: int) -> str | None:
        """A version of the source with the target's references; None where that is unknown."""
        if self._source is None or (theirs, number) in self._busy:
            return None
        self._busy.add((theirs, number))
        try:
            return self._settle(self._source.read(theirs, number))
        except (NotFoundError, DocumentError, ConversionError):
            return None
        finally:
            self._busy.discard((theirs, number))

    def _digest(self, key: FlowKey, version: Version) -> str:
        place = key, version.number
        if place not in self._digests:
            try:
                self._digests[place] = digest(self._target.read(key, version.number).text)
            except NotFoundError:
                self._digests[place] = ""
        return self._digests[place]

    def _numbers(self, key: FlowKey) -> Sequence[Version]:
        if key not in self._versions:
            self._versions[key] = () if awaits(key.id) else _read(self._target.versions, key)
        return self._versions[key]

    def _names(self, key: FlowKey, *, source: bool) -> Sequence[Alias]:
        if (source, key) not in self._aliases:
            instance = self._source if source else self._target
            asked = instance is not None and not awaits(key.id)
            self._aliases[source, key] = _read(instance.aliases, key) if asked and instance else ()
        return self._aliases[source, key]

    def _known(self, key: FlowKey) -> tuple[str, ...]:
        names = [each.name for each in self._names(key, source=False)]
        return (*names, *(str(each.number) for each in self._numbers(key)))


def _read(ask: Callable[[FlowKey], Sequence[T]], key: FlowKey) -> Sequence[T]:
    """What an instance lists of a flow; nothing where it does not have it."""
    try:
        return ask(key)
    except NotFoundError:
        return ()


def _key(resource: Resource) -> FlowKey | None:
    kind = _KINDS.get(resource.kind)
    return FlowKey(kind, resource.id) if kind else None


def _id(plain: str) -> str:
    arn = parse(plain)
    return arn.tail if arn else plain
