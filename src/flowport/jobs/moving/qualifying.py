"""Versions and aliases of flows and modules, looked up in the source and the target.

An alias is found by its name, and a version by its content once its references are the target's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from flowport.errors import ConversionError, DocumentError, NotFoundError
from flowport.jobs.moving.coming import awaits
from flowport.jobs.moving.contents import digest
from flowport.ports import FlowKey, FlowKind
from flowport.refs import Answer, Resource, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flowport.ports import Alias, Content, Instance, Version
    from flowport.refs import Reference

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
        self._aliases: dict[tuple[bool, FlowKey], Sequence[Alias]] = {}
        self._versions: dict[FlowKey, Sequence[Version]] = {}
        self._digests: dict[tuple[FlowKey, int], str] = {}
        self._busy: set[tuple[FlowKey, int]] = set()

    def has(self, resource: Resource, qualifier: str) -> bool | None:
        """Whether the target's flow or module has a version or the alias of an id."""
        key = _key(resource)
        if key is None:
            return None
        return qualifier in {
            *(str(each.number) for each in self._numbers(key)),
            *(each.id for each in self._names(key, source=False)),
        }

    def named(self, resource: Resource, alias: str) -> Answer:
        """The target's alias of a name, or its version of a number."""
        key = _key(resource)
        if key is None:
            title = resource.kind.replace("_", " ")
            return Answer(reason=f"versions of the {title} {resource.name!r} can't be looked up")
        found = next((a.id for a in self._names(key, source=False) if a.name == alias), "")
        if not found and self.has(resource, alias):
            found = alias
        word = "version" if alias.isdigit() else "alias"
        what = f"the target's {_WORDS[key.kind]} {resource.name!r} has no {word} {alias!r}"
        return Answer(found, "" if found else what, self._known(key))

    def counterpart(self, reference: Reference, resource: Resource, qualifier: str) -> Answer:
        """What a version or alias of the source is in the target."""
        key = _key(resource)
        if key is None:
            return self.named(resource, qualifier)
        theirs = FlowKey(key.kind, _id(reference.plain))
        if not qualifier.isdigit():
            return self.named(resource, self._name(theirs, qualifier))
        number = self._same(key, theirs, int(qualifier))
        if number:
            return Answer(str(number))
        what = f"version {qualifier} of the {_WORDS[key.kind]} {resource.name!r}"
        why = (
            "none of the target's versions has its content; create one from that content, or bind"
            if self._source
            else "its content is not at hand to be compared with the target's versions; bind"
        )
        return Answer(reason=f"{what}: {why} it", known=self._known(key))

    def _name(self, theirs: FlowKey, alias: str) -> str:
        """The name of the source's alias of an id; what is written where it says none."""
        found = self._names(theirs, source=True) if self._source else ()
        return next((each.name for each in found if each.id == alias), alias)

    def _same(self, key: FlowKey, theirs: FlowKey, number: int) -> int | None:
        """The target's newest version whose content is that of a version of the source."""
        if self._source is None or (theirs, number) in self._busy or awaits(key.id):
            return None
        self._busy.add((theirs, number))
        try:
            settled = self._settle(self._source.read(theirs, number))
        except (NotFoundError, DocumentError, ConversionError):
            settled = None
        finally:
            self._busy.discard((theirs, number))
        if settled is None:
            return None
        wanted = digest(settled)
        return next((v.number for v in self._numbers(key) if self._digest(key, v) == wanted), None)

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
